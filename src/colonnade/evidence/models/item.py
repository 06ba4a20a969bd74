from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from colonnade.people.models import Person
from colonnade.spaces.models import SealedText, Words

LONGEST_LINK = 500


class Achievement(Words):
    """Something worth remembering, kept through the year; private until shown."""

    seal_label = "evidence.achievement"

    happened_on = models.DateField()
    until = models.DateField(null=True)
    text = SealedText(limit=1000)
    link = SealedText(limit=LONGEST_LINK)
    skills = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("happened_on")),
                name="achievement_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["space", "happened_on"], name="achievement_in_space")]


class Item(Words):
    """A dated piece of evidence both of a pair see: kind, source, what it says, what it supports or contradicts."""

    seal_label = "evidence.item"

    class Kind(models.TextChoices):
        PERFORMANCE_EVALUATION = "performance_evaluation", _("performance evaluation")
        SELF_ASSESSMENT = "self_assessment", _("self-assessment")
        SKILL_ASSESSMENT = "skill_assessment", _("skill assessment")
        PEER_FEEDBACK = "peer_feedback", _("feedback of colleagues")
        PEOPLE_SERVED_FEEDBACK = "people_served_feedback", _("feedback of people served")
        WORK_SAMPLE = "work_sample", _("piece of work")
        FIGURE = "figure", _("figure")
        OBSERVATION = "observation", _("observation")
        TRAINING_RECORD = "training_record", _("training record")

    class SidesWith(models.TextChoices):
        NEUTRAL = "neutral", _("neutral")
        SUPPORTS = "supports", _("supports")
        CONTRADICTS = "contradicts", _("contradicts")

    subject = models.ForeignKey(Person, models.PROTECT, related_name="+")
    shown_copy_of = models.ForeignKey(Achievement, models.SET_NULL, null=True, related_name="copies")
    kind = models.CharField(max_length=24, choices=Kind.choices)
    on = models.DateField()
    until = models.DateField(null=True)
    skills = models.JSONField(default=list)
    is_about_purpose = models.BooleanField(default=False)
    sides_with = models.CharField(max_length=12, choices=SidesWith.choices, default=SidesWith.NEUTRAL)
    source = SealedText(limit=240)
    says = SealedText(limit=2000)
    link = SealedText(limit=LONGEST_LINK)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "shown_copy_of"], name="achievement_shown_once"),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("on")),
                name="item_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["space", "on"], name="item_in_space")]
