from __future__ import annotations

import json
import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from colonnade.conversations.models import Conversation
from colonnade.kernel import clock
from colonnade.people.models import Person
from colonnade.spaces.models import SealedText, Space, SpaceKey, Words


class TranscriptQuerySet(models.QuerySet["Transcript"]):
    def over(self, now: datetime | None = None) -> TranscriptQuerySet:
        """What must no longer be there: its time ran out, or one of the two has left."""
        return self.filter(
            Q(ends_at__lte=now or clock.now())
            | Q(conversation__employee__ended_at__isnull=False)
            | Q(conversation__counterpart__ended_at__isnull=False)
        )

    def live(self, now: datetime | None = None) -> TranscriptQuerySet:
        return self.filter(
            ends_at__gt=now or clock.now(),
            conversation__employee__ended_at=None,
            conversation__counterpart__ended_at=None,
        )


class Transcript(models.Model):
    """A text transcript of a talk is here: who imported it, until when, who said yes. Not a word of it."""

    class Kind(models.TextChoices):
        VTT = "vtt", "WebVTT"
        SRT = "srt", "SRT"
        DOCX = "docx", _("Word document")
        JSON = "json", "JSON"
        TEXT = "text", _("plain text")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # PROTECT: who deletes a talk one day forgets its transcript first, so that no key stays behind.
    conversation = models.OneToOneField(Conversation, models.PROTECT, related_name="+")
    importer = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    turns = models.PositiveIntegerField()
    minutes = models.PositiveIntegerField(null=True)
    imported_at = models.DateTimeField(default=clock.now)
    asked_at = models.DateTimeField(null=True)
    employee_yes_at = models.DateTimeField(null=True)
    counterpart_yes_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField()

    objects = TranscriptQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["ends_at"], name="transcript_ends")]

    def __str__(self) -> str:
        return f"transcript {self.pk}"

    @property
    def is_asked(self) -> bool:
        """Whether the speakers are named and the other was asked."""
        return self.asked_at is not None

    @property
    def is_open(self) -> bool:
        return self.employee_yes_at is not None and self.counterpart_yes_at is not None

    def say_yes(self, side: str) -> None:
        name = f"{side}_yes_at"
        setattr(self, name, getattr(self, name) or clock.now())
        self.save(update_fields=[name])

    def forget(self) -> None:
        """Delete it with all words, memberships, spaces and keys; to be called in a transaction."""
        held = [
            row for model in (Whole, Mirror) for row in model.objects.filter(transcript=self).only("space", "key")
        ]
        self.delete()
        _delete_spaces(held)


class Whole(Words):
    """The file's turns in quarantine: in a space without members, until both said yes. Code counts, nobody reads."""

    seal_label = "listening.whole"

    transcript = models.OneToOneField(Transcript, models.CASCADE, related_name="whole")
    labels = SealedText()
    turns = SealedText()

    def opened(self, field: str) -> Any:
        """The field's value, for counting; no reading, because no page shows it as words."""
        kept = self.__dict__[field]
        return json.loads(kept if isinstance(kept, str) else self.unseal(field, bytes(kept)))

    def dissolve(self) -> None:
        self.delete()
        _delete_spaces([self])


class Mirror(Words):
    """What one speaker may see of a talk: numbers about their own talking, and their own lines."""

    seal_label = "listening.mirror"

    transcript = models.ForeignKey(Transcript, models.CASCADE, related_name="mirrors")
    numbers = SealedText()
    lines = SealedText()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["transcript", "author"], name="one_mirror_each")]


def _delete_spaces(rows: list[Any]) -> None:
    """The spaces of deleted words go with their memberships and keys; what was sealed there is gone."""
    Space.objects.filter(pk__in=[row.space_id for row in rows]).delete()
    SpaceKey.objects.filter(pk__in=[row.key_id for row in rows]).delete()
