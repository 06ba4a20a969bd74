"""Whose aspirations, options and ratings a person may read: the members of each space."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from colonnade.kernel.errors import Unseen
from colonnade.people.models import Partnership, Person
from colonnade.spaces.models import Space

from .models import AgreedLevel, Aspiration, Option, RatingSheet, SkillRating


def own_aspirations(person: Person):
    own = Aspiration.objects.readable_by(person).filter(space__kind=Space.Kind.OWN, author=person)
    return own.order_by("-written_at", "pk")


def copies_of(aspirations, person: Person):
    """What was shown of these, wherever it was shown, as far as `person` still reads it."""
    return Aspiration.objects.readable_by(person).filter(shown_copy_of__in=aspirations).order_by("written_at", "pk")


def aspirations_shown_in(space: Space, person: Person):
    return Aspiration.objects.readable_by(person).filter(space=space).order_by("written_at", "pk")


def options_in(space: Space, person: Person):
    return Option.objects.readable_by(person).filter(space=space).order_by("written_at", "pk")


def own_options(person: Person):
    return Option.objects.readable_by(person).filter(subject=person).order_by("-written_at", "pk")


@dataclass(frozen=True)
class SheetFact:
    """That somebody rates for a role, and whether they are done. Both of a pair may know this; no rating is in it."""

    author: UUID
    role_code: str
    is_submitted: bool


def sheet_facts(subject: Person, person: Person, other: Person) -> list[SheetFact]:
    """Plain facts of the sheets of these two about `subject`, the oldest first, so that a first one can propose."""
    pair = (person, other)
    rows = RatingSheet.objects.filter(subject=subject, author__in=pair, pair_with__in=pair)
    facts = rows.order_by("written_at", "pk").values_list("author", "role_code", "submitted_at")
    return [SheetFact(author, code, at is not None) for author, code, at in facts]


def ratings_about(subject: Person, person: Person):
    """Ratings of `subject` that `person` may read now: own ones, and the other's once both have submitted."""
    rows = SkillRating.objects.readable_by(person).filter(sheet__subject=subject).select_related("sheet")
    return rows.order_by("written_at", "pk")


def ratings_between(subject: Person, person: Person, other: Person):
    """The same, of this pair only."""
    pair = (person, other)
    return ratings_about(subject, person).filter(sheet__author__in=pair, sheet__pair_with__in=pair)


def agreed_levels_in(space: Space, person: Person):
    return AgreedLevel.objects.readable_by(person).filter(space=space).order_by("written_at", "pk")


def agreed_levels_about(subject: Person, person: Person):
    return AgreedLevel.objects.readable_by(person).filter(subject=subject).order_by("written_at", "pk")


def keeps_framework(person: Person) -> bool:
    """People partners keep the framework; where the organisation has none at all, its administrators do."""
    partners = Partnership.objects.current().filter(partner__ended_at=None)
    if partners.filter(partner=person).exists():
        return True
    return person.is_administrator and not partners.exists()


def demand_keeper(person: Person) -> None:
    """Raises `Unseen`: to others the editor is not there."""
    if not keeps_framework(person):
        raise Unseen
