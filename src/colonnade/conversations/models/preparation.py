from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from colonnade.people.models import Person
from colonnade.spaces.models import SealedText, Words


class Answer(Words):
    """A draft answer in its author's private space. It never opens; sealing puts a copy into the side space."""

    seal_label = "conversations.answer"

    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="answers")
    question_id = models.CharField(max_length=20)
    keep_private = models.BooleanField(default=False)
    text = SealedText()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "author", "question_id"], name="one_answer_each"),
        ]


class SharedAnswer(Words):
    """A submitted answer in one side's space: sealed until the other side becomes a member."""

    seal_label = "conversations.shared_answer"

    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="shared_answers")
    question_id = models.CharField(max_length=20)
    text = SealedText()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "author", "question_id"], name="one_shared_answer_each"),
        ]


class Mark(models.Model):
    """What a reader says to one of the other's answers."""

    class Kind(models.TextChoices):
        AGREE = "agree", _("I agree")
        ASK = "ask", _("I want to ask")
        SURPRISED = "surprised", _("Surprised me")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answer = models.ForeignKey(SharedAnswer, models.CASCADE, related_name="marks")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "person"], name="one_mark_each")]

    def __str__(self) -> str:
        return self.kind
