"""Whose evidence a person may read: the members of each space."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from colonnade.people.models import Person
from colonnade.spaces.models import Space

from .models import Achievement, Criteria, Evaluation, EvaluationReply, HeldFile, Item, SecondLook, SelfAssessment


def own_achievements(person: Person):
    own = Achievement.objects.readable_by(person).filter(author=person, space__kind=Space.Kind.OWN)
    return own.order_by("-happened_on", "-written_at")


def items_in(space: Space, person: Person):
    return Item.objects.readable_by(person).filter(space=space).order_by("on", "written_at")


def files_of(person: Person):
    """Every file this person may read now; the bytes stay where they are."""
    return HeldFile.objects.readable_by(person).order_by("written_at", "pk")


def files_at_achievements(rows: Iterable[Achievement], person: Person) -> dict[UUID, list[HeldFile]]:
    return _by(files_of(person).filter(achievement__in=list(rows)), "achievement_id")


def files_at_items(rows: Iterable[Item], person: Person) -> dict[UUID, list[HeldFile]]:
    return _by(files_of(person).filter(item__in=list(rows)), "item_id")


def _by(files: Iterable[HeldFile], name: str) -> dict[UUID, list[HeldFile]]:
    found: dict[UUID, list[HeldFile]] = {}
    for file in files:
        found.setdefault(getattr(file, name), []).append(file)
    return found


def draft_of_evaluation(subject: Person, person: Person):
    """The author's own draft about `subject`; there is one at a time."""
    rows = Evaluation.objects.readable_by(person).filter(
        subject=subject, author=person, submitted_at=None, given_at=None
    )
    return rows.order_by("-written_at", "pk")


def evaluations_of(subject: Person, person: Person):
    """Evaluations of `subject` that `person` may read: the author's own drafts, and given ones for both."""
    return Evaluation.objects.readable_by(person).filter(subject=subject).order_by("-written_at")


def replies_to(evaluations, person: Person):
    return EvaluationReply.objects.readable_by(person).filter(evaluation__in=evaluations).order_by("written_at")


def criteria_for(subject: Person, author: Person, person: Person):
    """What `author` set for `subject`, newest first; both read it from the first moment."""
    rows = Criteria.objects.readable_by(person).filter(subject=subject, author=author)
    return rows.order_by("-written_at")


def self_assessments(subject: Person, reader: Person, person: Person):
    """Of `subject` for `reader`: one's own drafts and sealed ones, and for the reader what lies open."""
    rows = SelfAssessment.objects.readable_by(person).filter(author=subject, reader=reader)
    return rows.order_by("-written_at")


def second_looks_at(evaluations, person: Person):
    return SecondLook.objects.readable_by(person).filter(evaluation__in=evaluations).order_by("written_at")


def second_looks_asked_of(person: Person):
    """What others asked this person to look at again, newest first."""
    return SecondLook.objects.readable_by(person).filter(reader=person).order_by("-written_at")


def who_has_submitted(subject: Person, author: Person, period: str) -> set[UUID]:
    """Of the two, who has submitted their view of this period: a plain fact for both, no word of it."""
    evaluations = Evaluation.objects.filter(subject=subject, author=author, period__iexact=period)
    own = SelfAssessment.objects.filter(author=subject, reader=author, period__iexact=period)
    rows = evaluations.exclude(submitted_at=None, given_at=None).values_list("author", flat=True)
    return set(rows.union(own.exclude(submitted_at=None).values_list("author", flat=True)))
