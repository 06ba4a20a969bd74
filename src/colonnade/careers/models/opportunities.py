from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from colonnade.kernel import clock
from colonnade.people.models import Person
from colonnade.spaces.models import SealedText, Words


class Opportunity(models.Model):
    """Something that builds skills, offered to everybody in the organisation; its text is public there."""

    class Kind(models.TextChoices):
        TRAINING = "training", _("training")
        PROJECT = "project", _("project")
        SHADOWING = "shadowing", _("shadowing")
        STAND_IN = "stand_in", _("stand-in")
        MENTOR = "mentor", _("mentor")
        OPENING = "opening", _("internal opening")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=160)
    text = models.TextField(max_length=2000, blank=True)
    effort = models.CharField(max_length=120, blank=True)
    skills = models.JSONField(default=list)
    role_code = models.CharField(max_length=120, blank=True)
    contact = models.ForeignKey(Person, models.PROTECT, related_name="+")
    ends_on = models.DateField(null=True)
    offered_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["closed_at", "ends_on"], name="opportunity_open")]

    def __str__(self) -> str:
        return self.title


class Interest(Words):
    """That somebody keeps an opportunity in mind: in their own space, so that nobody else learns of it."""

    seal_label = "careers.interest"

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="interests")
    note = SealedText(limit=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "opportunity"], name="interest_once_each"),
        ]


class Question(Words):
    """What somebody asks the contact of an opportunity, and the answer; the two read it and nobody else."""

    seal_label = "careers.question"

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="questions")
    about = models.ForeignKey("self", models.CASCADE, null=True, related_name="answers")
    text = SealedText(limit=2000)

    class Meta:
        indexes = [models.Index(fields=["opportunity", "written_at"], name="question_of_opportunity")]
