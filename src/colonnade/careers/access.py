"""Whose aspirations, options and ratings a person may read: the members of each space."""

from __future__ import annotations

from colonnade.people.models import Person
from colonnade.spaces.models import Space

from .models import AgreedLevel, Aspiration, Option, RatingSheet, SkillRating


def own_aspirations(person: Person):
    return Aspiration.objects.readable_by(person).filter(space__kind=Space.Kind.OWN, author=person)


def aspirations_shown_in(space: Space, person: Person):
    return Aspiration.objects.readable_by(person).filter(space=space)


def options_in(space: Space, person: Person):
    return Option.objects.readable_by(person).filter(space=space).order_by("written_at", "pk")


def own_options(person: Person):
    return Option.objects.readable_by(person).filter(subject=person).order_by("-written_at")


def sheets_about(subject: Person, person: Person):
    return RatingSheet.objects.readable_by(person).filter(subject=subject)


def ratings_about(subject: Person, person: Person):
    """Ratings of `subject` that `person` may read now: own ones, and the other's once both have submitted."""
    return SkillRating.objects.readable_by(person).filter(sheet__subject=subject).select_related("sheet")


def agreed_levels_in(space: Space, person: Person):
    return AgreedLevel.objects.readable_by(person).filter(space=space)
