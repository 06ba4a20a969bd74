from __future__ import annotations

import json
import uuid

from django.db import models

from colonnade.kernel import clock
from colonnade.people.models import Person
from colonnade.spaces.models import SealedText, Words


class Summary(Words):
    """The working draft, begun from the notes; both edit it until a version is sent."""

    seal_label = "conversations.summary"

    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="summaries")
    text = SealedText()
    chances = SealedText(limit=4000)
    differences = SealedText(limit=4000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation"], name="one_summary_a_talk")]


class SummaryVersion(Words):
    """A frozen version: everything the summary says, as it stood when it was sent. Never changed, only followed."""

    seal_label = "conversations.summary_version"

    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="summary_versions")
    number = models.PositiveSmallIntegerField()
    frozen = SealedText()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "number"], name="summary_versions_count_up"),
        ]

    @property
    def contents(self) -> dict:
        """What was frozen; the sentence that stands in its place when the words are withheld."""
        words = self.frozen
        try:
            return json.loads(words)
        except ValueError:
            return {"text": words}


class Agreement(models.Model):
    """A person's yes to a frozen version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    summary_version = models.ForeignKey(SummaryVersion, models.CASCADE, related_name="agreements")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    with_differences = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["summary_version", "person"], name="one_yes_a_version")]

    def __str__(self) -> str:
        return f"{self.person_id} agreed"


class View(Words):
    """A differing view that stands beside a version; nobody else can change it."""

    seal_label = "conversations.view"

    summary_version = models.ForeignKey(SummaryVersion, models.CASCADE, related_name="views")
    text = SealedText(limit=2000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["summary_version", "author"], name="one_view_each")]
