from __future__ import annotations

import uuid
from datetime import date

from django.db import models, transaction

from colonnade.activity.models import record
from colonnade.kernel import clock
from colonnade.kernel.errors import Refusal

from .person import Person


class RelationshipQuerySet(models.QuerySet["Relationship"]):
    def current(self, day: date | None = None) -> RelationshipQuerySet:
        """In force on that day: started, and not ended. The last day itself counts no more."""
        day = day or clock.today()
        return self.filter(starts_on__lte=day).filter(models.Q(ends_on=None) | models.Q(ends_on__gt=day))

    def managers_of(self, person: Person) -> RelationshipQuerySet:
        return self.filter(kind=Relationship.Kind.MANAGER, subject=person)

    def led_by(self, person: Person) -> RelationshipQuerySet:
        return self.filter(kind=Relationship.Kind.MANAGER, other=person)


class Relationship(models.Model):
    """`other` is manager, mentor or delegate of `subject` from a day up to (not including) a day."""

    class Kind(models.TextChoices):
        MANAGER = "manager", "Manager"
        MENTOR = "mentor", "Mentor"
        DELEGATE = "delegate", "Delegate"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    subject = models.ForeignKey(Person, models.PROTECT, related_name="relations")
    other = models.ForeignKey(Person, models.PROTECT, related_name="relations_as_other")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = RelationshipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(subject=models.F("other")), name="nobody_leads_themselves"),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="relationship_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["subject"],
                condition=models.Q(kind="manager", ends_on=None),
                name="one_open_manager_each",
            ),
        ]
        indexes = [
            models.Index(fields=["other", "kind", "ends_on"], name="relationship_of_other"),
            models.Index(fields=["subject", "kind", "ends_on"], name="relationship_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.other_id} {self.kind} of {self.subject_id}"

    def end(self, on: date, *, by: Person | None) -> None:
        """Let the relationship end on a day; memberships that rest on it end with it by themselves."""
        if self.ends_on is not None and self.ends_on <= on:
            return
        self.ends_on = max(on, self.starts_on)
        with transaction.atomic():
            self.save(update_fields=["ends_on"])
            record("relationship.ended", self, by=by, kind=self.kind, on=str(self.ends_on))


@transaction.atomic
def set_manager(person: Person, manager: Person | None, *, from_day: date, by: Person | None) -> Relationship | None:
    """From that day on `manager` leads `person`; the manager before ends that day. Refuses a circle."""
    # One writer at a time looks at the tree, or two changes could close a circle between them.
    lock = Person.objects.select_for_update().order_by("pk")
    list(lock.filter(pk__in=[p.pk for p in (person, manager) if p]))
    if manager is not None:
        _refuse_circle(person, manager, from_day)
    current = Relationship.objects.managers_of(person).filter(models.Q(ends_on=None) | models.Q(ends_on__gt=from_day))
    for relation in current:
        if manager is not None and relation.other_id == manager.pk and relation.starts_on <= from_day:
            return relation
        if relation.starts_on > from_day:
            relation.delete()
        else:
            relation.end(from_day, by=by)
    if manager is None:
        return None
    relation = Relationship.objects.create(
        kind=Relationship.Kind.MANAGER, subject=person, other=manager, starts_on=from_day
    )
    record("manager.changed", person, by=by, relationship=str(relation.pk), on=str(from_day))
    return relation


def _refuse_circle(person: Person, manager: Person, from_day: date) -> None:
    if manager.pk == person.pk:
        raise Refusal("Nobody can be their own manager.")
    above, seen = {manager.pk}, {manager.pk}
    while above:
        links = Relationship.objects.filter(kind=Relationship.Kind.MANAGER, subject__in=above).filter(
            models.Q(ends_on=None) | models.Q(ends_on__gt=from_day)
        )
        above = set(links.values_list("other", flat=True)) - seen
        if person.pk in above:
            raise Refusal(f"{manager.name} already reports to {person.name}, directly or through others.")
        seen |= above
