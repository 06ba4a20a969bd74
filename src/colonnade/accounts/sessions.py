"""Django's database sessions with the person and what the navigation asks about them, in one query."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.db.models import Exists, OuterRef

from colonnade.kernel import clock
from colonnade.kernel.hot import SOMETIME, Hot
from colonnade.people.models import Partnership, Person, Relationship

SOME_KEY = "sentinel-of-a-session-key"


def _build(key: str, now: datetime, today: date) -> Any:
    from .models import Session

    rows = Session.objects.select_related("person").annotate(
        leads=Exists(Relationship.objects.current(today).filter(kind="manager", other=OuterRef("person"))),
        partners=Exists(Partnership.objects.current(today).filter(partner=OuterRef("person"))),
    )
    return rows.filter(session_key=key, expire_date__gt=now)


_sessions = Hot(_build, key=SOME_KEY, now=SOMETIME, today=SOMETIME.date())


class SessionStore(DatabaseSessionStore):
    person: Person | None = None

    @classmethod
    def get_model_class(cls):
        from .models import Session

        return Session

    def _get_session_from_db(self) -> Any:
        now = clock.now()
        rows = list(_sessions(key=self.session_key or "", now=now, today=now.date()))
        found = rows[0] if rows else None
        if found is None:
            self._session_key = None
            return None
        if found.person is not None:
            self.person = found.person
            found.person.leads, found.person.partners = found.leads, found.partners
        return found

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row = super().create_model_instance(data)
        row.person_id = data.get(SESSION_KEY)
        return row
