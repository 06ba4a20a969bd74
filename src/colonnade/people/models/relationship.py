from __future__ import annotations

import uuid
from datetime import date

from django.db import models, transaction
from django.utils.translation import gettext as _

from colonnade.activity.models import record
from colonnade.kernel import clock
from colonnade.kernel.errors import Refusal

from .organisation import Organisation
from .person import Person


class RelationshipQuerySet(models.QuerySet["Relationship"]):
    def current(self, day: date | None = None) -> RelationshipQuerySet:
        """In force on that day: started, and not ended. The last day itself counts no more."""
        day = day or clock.today()
        return self.filter(starts_on__lte=day).filter(models.Q(ends_on=None) | models.Q(ends_on__gt=day))

    def not_over(self, day: date | None = None) -> RelationshipQuerySet:
        """In force on that day or set to begin later; without what was withdrawn before it began."""
        day = day or clock.today()
        begun_or_kept = models.Q(ends_on=None) | models.Q(ends_on__gt=models.F("starts_on"))
        return self.filter(begun_or_kept).filter(models.Q(ends_on=None) | models.Q(ends_on__gt=day))

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
    """From that day on `manager` leads `person`; the manager before ends that day. Refuses a circle.

    What had been set for a later day no longer begins.
    """
    # One writer at a time looks at the tree, or two changes could close a circle between them.
    list(Organisation.objects.select_for_update())
    if manager is not None:
        _refuse_circle(person, manager, from_day)
    standing = None
    for relation in Relationship.objects.managers_of(person).not_over(from_day):
        if relation.starts_on > from_day or relation.other_id != getattr(manager, "pk", None):
            relation.end(from_day, by=by)
        else:
            standing = relation
    if manager is None:
        return None
    if standing is not None:
        return _without_end(standing, by)
    relation = Relationship.objects.create(
        kind=Relationship.Kind.MANAGER, subject=person, other=manager, starts_on=from_day
    )
    record("manager.changed", person, by=by, relationship=str(relation.pk), on=str(from_day))
    return relation


def _without_end(relation: Relationship, by: Person | None) -> Relationship:
    """The change that would have ended this relationship was taken back."""
    if relation.ends_on is not None:
        relation.ends_on = None
        relation.save(update_fields=["ends_on"])
        record("relationship.continued", relation, by=by, kind=relation.kind)
    return relation


def _refuse_circle(person: Person, manager: Person, from_day: date) -> None:
    if manager.pk == person.pk:
        raise Refusal(_("Nobody can be their own manager."))
    above, seen = {manager.pk}, {manager.pk}
    while above:
        links = Relationship.objects.filter(kind=Relationship.Kind.MANAGER, subject__in=above).not_over(from_day)
        above = set(links.values_list("other", flat=True)) - seen
        if person.pk in above:
            raise Refusal(
                _("%(manager)s already reports to %(person)s, directly or through others.")
                % {"manager": manager.name, "person": person.name}
            )
        seen |= above
