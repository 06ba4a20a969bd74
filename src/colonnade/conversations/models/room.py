from __future__ import annotations

from django.db import models

from colonnade.spaces.models import SealedText, Words


class Note(Words):
    """A note of the talk that both see while it is typed. `token` makes a repeated send harmless."""

    seal_label = "conversations.note"

    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="notes")
    segment = models.PositiveSmallIntegerField()
    token = models.UUIDField(null=True, unique=True)
    for_next_time = models.BooleanField(default=False)
    text = SealedText(limit=4000)

    class Meta:
        indexes = [models.Index(fields=["conversation", "written_at"], name="note_of_talk")]


class PrivateNote(Words):
    """A note of one side alone; never shared, never in the summary."""

    seal_label = "conversations.private_note"

    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="private_notes")
    text = SealedText()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "author"], name="one_private_note_each")]


class Recap(Words):
    """The employee's own three sentences at the end, and the reasons where something was left out."""

    seal_label = "conversations.recap"

    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="recaps")
    text = SealedText(limit=2000)
    no_checkin_reason = SealedText(limit=400)
    no_goal_reason = SealedText(limit=400)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation"], name="one_recap_a_talk")]
