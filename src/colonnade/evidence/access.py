"""Whose evidence a person may read: the members of each space."""

from __future__ import annotations

from colonnade.people.models import Person
from colonnade.spaces.models import Space

from .models import Achievement, Evaluation, EvaluationReply, Item


def own_achievements(person: Person):
    own = Achievement.objects.readable_by(person).filter(author=person, space__kind=Space.Kind.OWN)
    return own.order_by("-happened_on", "-written_at")


def items_in(space: Space, person: Person):
    return Item.objects.readable_by(person).filter(space=space).order_by("on", "written_at")


def draft_of_evaluation(subject: Person, person: Person):
    """The author's own draft about `subject`; there is one at a time."""
    rows = Evaluation.objects.readable_by(person).filter(subject=subject, author=person, given_at=None)
    return rows.order_by("-written_at", "pk")


def evaluations_of(subject: Person, person: Person):
    """Evaluations of `subject` that `person` may read: the author's own drafts, and given ones for both."""
    return Evaluation.objects.readable_by(person).filter(subject=subject).order_by("-written_at")


def replies_to(evaluations, person: Person):
    return EvaluationReply.objects.readable_by(person).filter(evaluation__in=evaluations).order_by("written_at")
