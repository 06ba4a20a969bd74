from __future__ import annotations

import uuid
from datetime import date

from django.db import models

from colonnade.kernel import clock


class Organisation(models.Model):
    """The one organisation of this installation: its name and its safety channel."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=120)
    safety_label = models.CharField(max_length=120, blank=True)
    safety_url = models.CharField(max_length=300, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_organisation")]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A team or a unit; a unit is a team without one above."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    above = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="teams")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(above=models.F("id")), name="team_not_above_itself"),
        ]

    def __str__(self) -> str:
        return self.name


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    def current(self, day: date | None = None) -> PartnershipQuerySet:
        day = day or clock.today()
        return self.filter(starts_on__lte=day).filter(models.Q(ends_on=None) | models.Q(ends_on__gt=day))


class Partnership(models.Model):
    """A people partner looks after a unit, from a day to a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partner = models.ForeignKey("people.Person", models.PROTECT, related_name="partnerships")
    unit = models.ForeignKey(Team, models.PROTECT, related_name="partnerships")
    starts_on = models.DateField(default=clock.today)
    ends_on = models.DateField(null=True, blank=True)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="partnership_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} for {self.unit_id}"
