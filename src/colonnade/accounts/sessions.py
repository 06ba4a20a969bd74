"""Django's database sessions with the person and what the navigation asks about them, in one query."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.db.models import Exists, OuterRef

from colonnade.kernel import clock
from colonnade.people.models import Partnership, Person, Relationship


class SessionStore(DatabaseSessionStore):
    person: Person | None = None

    @classmethod
    def get_model_class(cls):
        from .models import Session

        return Session

    def _get_session_from_db(self) -> Any:
        rows = self.model.objects.select_related("person").annotate(
            leads=Exists(Relationship.objects.current().filter(kind="manager", other=OuterRef("person"))),
            partners=Exists(Partnership.objects.current().filter(partner=OuterRef("person"))),
        )
        found = rows.filter(session_key=self.session_key, expire_date__gt=clock.now()).first()
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
