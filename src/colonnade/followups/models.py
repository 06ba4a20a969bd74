from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from colonnade.conversations.models import Conversation
from colonnade.goals.models import Goal
from colonnade.spaces.models import SealedText, Words


class CheckIn(Words):
    """Three taps and a line: how it goes, what is in the way, whether help is wanted."""

    seal_label = "followups.check_in"

    class Progress(models.TextChoices):
        ON_TRACK = "on_track", _("on track")
        STUCK = "stuck", _("a little stuck")
        DONE = "done", _("done")

    class Obstacle(models.TextChoices):
        NONE = "none", _("nothing")
        TIME = "time", _("time")
        MEANS = "means", _("means or access")
        UNCLEAR = "unclear", _("unclear what next")
        OTHER = "other", _("something else")

    class Help(models.TextChoices):
        NO = "no", _("no, thank you")
        YES = "yes", _("yes, please")

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="checkins")
    goal = models.ForeignKey(Goal, models.CASCADE, null=True, related_name="checkins")
    on = models.DateField()
    progress = models.CharField(max_length=10, choices=Progress.choices)
    obstacle = models.CharField(max_length=10, choices=Obstacle.choices, default=Obstacle.NONE)
    help_wanted = models.CharField(max_length=4, choices=Help.choices, default=Help.NO)
    line = SealedText(limit=600)

    class Meta:
        indexes = [models.Index(fields=["conversation", "on"], name="checkin_of_talk")]


class Decision(Words):
    """What the look-back decides for one goal: keep, change, finish or stop, with what was learned."""

    seal_label = "followups.decision"

    class What(models.TextChoices):
        KEEP = "keep", _("keep it")
        CHANGE = "change", _("change it")
        FINISH = "finish", _("it is finished")
        STOP = "stop", _("stop it on purpose")

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="decisions")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="decisions")
    round = models.DateField()
    what = models.CharField(max_length=8, choices=What.choices)
    reason = SealedText(limit=600)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "round"], name="one_decision_a_look_back")]


class Learned(Words):
    """One line each at the end: what I learned."""

    seal_label = "followups.learned"

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="learned")
    text = SealedText(limit=600)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "author"], name="one_line_each")]
