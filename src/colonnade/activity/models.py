from __future__ import annotations

import uuid

from django.db import models

from colonnade.kernel import clock


class Event(models.Model):
    """One act: who, what, on which thing, when. Never a word that somebody wrote."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(default=clock.now)
    actor = models.UUIDField(null=True)
    verb = models.CharField(max_length=60)
    thing = models.CharField(max_length=60)
    thing_id = models.UUIDField(null=True)
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["thing_id", "at"], name="event_of_thing"),
            models.Index(fields=["actor", "at"], name="event_of_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.thing}"


def record(verb: str, thing: models.Model, *, by: models.Model | None, **facts: str | int | bool | None) -> Event:
    """Write the audit line of an act; `facts` are process facts (states, counts), never content."""
    return Event.objects.create(
        actor=by.pk if by else None,
        verb=verb,
        thing=thing._meta.label_lower,
        thing_id=thing.pk,
        facts=facts,
    )


class Letter(models.Model):
    """A mail in the outbox: written with what caused it, sent afterwards, once. A link and names, no content."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=160, unique=True)
    recipient = models.UUIDField(null=True, db_index=True)
    address = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    written_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["sent_at", "written_at"], name="letter_waiting")]

    def __str__(self) -> str:
        return self.key
