from __future__ import annotations

import uuid
from datetime import date
from hashlib import sha256

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from colonnade.activity.models import record
from colonnade.kernel import clock
from colonnade.people.models import Person
from colonnade.spaces.models import SealedText, Words


class OpportunityQuerySet(models.QuerySet["Opportunity"]):
    def open_on(self, day: date) -> OpportunityQuerySet:
        """Not closed, and not past its last day; no job has to end it."""
        return self.filter(closed_at=None).filter(Q(ends_on=None) | Q(ends_on__gte=day))


class Opportunity(models.Model):
    """Something that builds skills, offered to everybody in the organisation; its text is public there.

    `ends_on` is the last day on which it is open. `skills` are codes of the framework.
    """

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

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["closed_at", "ends_on"], name="opportunity_open")]

    def __str__(self) -> str:
        return self.title

    def is_open_on(self, day: date) -> bool:
        return self.closed_at is None and (self.ends_on is None or self.ends_on >= day)

    @property
    def stamp(self) -> str:
        """Differs when anything a form changes differs; whoever saves names the one their page showed."""
        facts = (self.kind, self.title, self.text, self.effort, self.skills, self.role_code, self.ends_on)
        return sha256(repr((*facts, self.contact_id)).encode()).hexdigest()[:16]

    @transaction.atomic
    def close(self, *, by: Person) -> None:
        if self.closed_at is None:
            self.closed_at = clock.now()
            self.save(update_fields=["closed_at"])
            record("opportunity.closed", self, by=by)

    @transaction.atomic
    def reopen(self, *, by: Person) -> None:
        if self.closed_at is not None:
            self.closed_at = None
            self.save(update_fields=["closed_at"])
            record("opportunity.reopened", self, by=by)


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
