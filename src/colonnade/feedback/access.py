"""Whose feedback a person may read: drafts their giver, given feedback the members of its space."""

from __future__ import annotations

from colonnade.people.models import Person
from colonnade.spaces.models import Space

from .models import Feedback, Response


def given_in(space: Space, person: Person):
    return Feedback.objects.readable_by(person).filter(space=space).exclude(given_at=None).order_by("given_at")


def drafts_of(person: Person):
    return Feedback.objects.readable_by(person).filter(author=person, given_at=None)


def received_by(person: Person):
    return Feedback.objects.readable_by(person).filter(receiver=person).exclude(given_at=None)


def responses_to(feedback, person: Person):
    return Response.objects.readable_by(person).filter(feedback__in=feedback)
