from __future__ import annotations

import hashlib
import secrets
import uuid

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from colonnade.kernel import clock
from colonnade.people.models import Person


class Session(AbstractBaseSession):
    """A browser's session; knows its person, so that ending the account ends it."""

    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="sessions")

    @classmethod
    def get_session_store_class(cls):
        from .sessions import SessionStore

        return SessionStore


class OneTimeLink(models.Model):
    """A link that works once: the very first start, or a person's invitation. Only its hash is kept."""

    class Purpose(models.TextChoices):
        START = "start", "First start"
        INVITATION = "invitation", "Invitation"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    digest = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="one_time_links")
    made_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"

    @classmethod
    def make(cls, purpose: Purpose, person: Person | None = None, *, days: int = 14) -> str:
        """The token of a new link; earlier links of the same kind for this person stop working."""
        cls.objects.filter(purpose=purpose, person=person).delete()
        token = secrets.token_urlsafe(32)
        cls.objects.create(
            purpose=purpose, person=person, digest=_digest(token), ends_at=clock.now() + clock.days(days)
        )
        return token

    @classmethod
    def find(cls, purpose: Purpose, token: str) -> OneTimeLink | None:
        links = cls.objects.select_related("person").filter(ends_at__gt=clock.now())
        return links.filter(purpose=purpose, digest=_digest(token)).first()

    def use(self) -> bool:
        """True for the first caller only."""
        return type(self).objects.filter(pk=self.pk).delete()[0] > 0


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
