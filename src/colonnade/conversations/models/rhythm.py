from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from colonnade.kernel import clock
from colonnade.people.models import Person

DAYS_OF_A_MONTH = 30.44


class Rhythm(models.Model):
    """How often two people want to talk. A wish of the pair, kept by either; it sends nothing and obliges nobody."""

    class Months(models.IntegerChoices):
        MONTHLY = 1, _("every month")
        QUARTERLY = 3, _("every three months")
        TWICE = 6, _("twice a year")
        YEARLY = 12, _("once a year")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employee = models.ForeignKey(Person, models.CASCADE, related_name="+")
    counterpart = models.ForeignKey(Person, models.CASCADE, related_name="+")
    months = models.PositiveSmallIntegerField(choices=Months.choices)
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employee", "counterpart"], name="one_rhythm_a_pair")]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.counterpart_id}"

    def next_on(self, last: datetime | None) -> date:
        """About when the next talk would be; from the day the rhythm was set where they have not talked yet."""
        return ((last or self.set_at) + timedelta(days=round(self.months * DAYS_OF_A_MONTH))).date()
