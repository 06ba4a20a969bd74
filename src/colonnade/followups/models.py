from __future__ import annotations

import json
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from colonnade.conversations.models import Conversation
from colonnade.goals.models import Goal
from colonnade.kernel import clock
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


class Pulse(Words):
    """One side's answers after a talk, in a space of that side alone until both say yes to comparing."""

    seal_label = "followups.pulse"
    DAYS_TO_CHANGE = 14

    class Compares(models.TextChoices):
        NOT_SAID = "", _("not said")
        YES = "yes", _("yes")
        NO = "no", _("no")

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="pulses")
    compares = models.CharField(max_length=4, choices=Compares.choices, default=Compares.NOT_SAID, blank=True)
    shared_at = models.DateTimeField(null=True)
    answers = SealedText(limit=2000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "author"], name="one_pulse_each")]

    @property
    def levels(self) -> dict[str, int]:
        """1 to 5 by the id of the sentence; what was skipped is not there."""
        said = json.loads(self.answers or "{}")
        return {key: value for key, value in said.items() if value in range(1, 6)}

    @property
    def changes_until(self) -> datetime:
        return self.written_at + clock.days(self.DAYS_TO_CHANGE)

    @property
    def can_change(self) -> bool:
        """Once the other has read it, it stays as it was read."""
        return self.shared_at is None and clock.now() < self.changes_until


class RecordWord(Words):
    """What the two say to a question about their record that no rule can answer; the later word counts."""

    seal_label = "followups.record_word"

    class Criterion(models.TextChoices):
        RECENT = "q03", "Evidence is concrete and recent"
        VOICE = "q06", "Employee's voice"
        FEEDBACK = "q07", "Feedback form"
        FAIR = "q09", "Fair wording"
        HONEST = "q11", "Honest about chances"
        GOAL = "q13", "Goal quality"

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="record_words")
    criterion = models.CharField(max_length=4, choices=Criterion.choices)
    said = SealedText(limit=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "criterion"], name="one_record_word_each")]
