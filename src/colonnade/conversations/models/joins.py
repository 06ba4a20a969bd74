"""The rows that join a talk to what it produced; goals, feedback, evidence and options know nothing of talks."""

from __future__ import annotations

from django.db import models

from colonnade.careers.models import Option
from colonnade.evidence.models import Item
from colonnade.feedback.models import Feedback
from colonnade.goals.models import Goal, Promise


class Join(models.Model):
    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.pk}"


class TalkItem(Join):
    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="talk_items")
    item = models.OneToOneField(Item, models.CASCADE, related_name="talk")


class TalkFeedback(Join):
    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="talk_feedback")
    feedback = models.OneToOneField(Feedback, models.CASCADE, related_name="talk")


class TalkOption(Join):
    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="talk_options")
    option = models.OneToOneField(Option, models.CASCADE, related_name="talk")


class TalkGoal(Join):
    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="talk_goals")
    goal = models.OneToOneField(Goal, models.CASCADE, related_name="talk")


class TalkPromise(Join):
    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="talk_promises")
    promise = models.OneToOneField(Promise, models.CASCADE, related_name="talk")
