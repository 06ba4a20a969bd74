"""Who may see whom: colleagues by name; the people page by administrators; status pages by partners."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from colonnade.kernel.errors import Unseen

from .models import Partnership, Person, Relationship, Team
from .models.person import PersonQuerySet


def colleagues_of(person: Person) -> PersonQuerySet:
    """Everybody who can be invited to a talk: all who are still here, without oneself."""
    return Person.objects.active().exclude(pk=person.pk)


MOST_SUGGESTED = 40


def suggested_to(person: Person, name: str = "", chosen: str = "") -> list[Person]:
    """Whom one is likely to talk with: one's managers, mentors and people, then colleagues found by name."""
    today = Relationship.objects.current()
    near = today.filter(subject=person).values_list("other", flat=True)
    led = today.filter(other=person).values_list("subject", flat=True)
    colleagues = colleagues_of(person).by_name()
    ids = {*near, *led, *([chosen] if _is_id(chosen) else [])}
    found = {one.pk: one for one in colleagues.filter(pk__in=ids)}
    if name.strip() or not found:
        named = colleagues.filter(name__icontains=name.strip()) if name.strip() else colleagues
        found |= {one.pk: one for one in named[:MOST_SUGGESTED]}
    return list(found.values())


def _is_id(text: str) -> bool:
    try:
        UUID(str(text))
    except ValueError:
        return False
    return True


def people_administered_by(person: Person) -> PersonQuerySet:
    return Person.objects.all() if person.is_administrator else Person.objects.none()


def person_administered_by(administrator: Person, person_id: UUID) -> Person:
    """The person, with their team; raises `Unseen` for everybody but administrators."""
    found = people_administered_by(administrator).select_related("team").filter(pk=person_id).first()
    if found is None:
        raise Unseen
    return found


def teams_administered_by(person: Person) -> QuerySet[Team]:
    return Team.objects.all() if person.is_administrator else Team.objects.none()


def demand_administrator(person: Person) -> None:
    """Raises `Unseen`: to others the pages of administrators are not there."""
    if not person.is_administrator:
        raise Unseen


def team_of(manager: Person) -> PersonQuerySet:
    """Who reports to this person today."""
    led = Relationship.objects.current().led_by(manager).values("subject")
    return Person.objects.active().filter(pk__in=led)


def units_of(partner: Person) -> QuerySet[Team]:
    return Team.objects.filter(pk__in=Partnership.objects.current().filter(partner=partner).values("unit"))


def partners_of(person: Person) -> PersonQuerySet:
    """The people partners who look after this person's team or a unit above it today, without the person."""
    # As far as the status page goes: a unit, its teams and theirs.
    if person.team_id is None:
        return Person.objects.none()
    beneath = Q(unit=person.team_id) | Q(unit__teams=person.team_id) | Q(unit__teams__teams=person.team_id)
    looking = Partnership.objects.current().filter(beneath).values("partner")
    return Person.objects.active().filter(pk__in=looking).exclude(pk=person.pk)


def is_manager(person: Person) -> bool:
    return Relationship.objects.current().led_by(person).exists()
