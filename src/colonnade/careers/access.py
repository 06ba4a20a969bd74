"""Whose aspirations, options and ratings a person may read: the members of each space."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from colonnade.kernel.errors import NotYours, Unseen
from colonnade.people.access import units_of
from colonnade.people.models import Person, Team
from colonnade.spaces.models import Space

from .models import AgreedLevel, Aspiration, Interest, Opportunity, Option, Question, RatingSheet, SkillRating


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


# ---- opportunities: public while they are open; interests and questions are words like all others


def open_opportunities(person: Person):
    return Opportunity.objects.open_on(person.today)


def opportunities_seen_by(person: Person):
    """What is open, and of what has ended: one's own, what one keeps in mind, where one asked or was asked."""
    mine = Q(contact=person) | Q(pk__in=interests_of(person).values("opportunity"))
    asked = Q(pk__in=Question.objects.readable_by(person).values("opportunity"))
    partnered = Q(contact__team__in=teams_partnered_by(person))
    is_open = Q(pk__in=open_opportunities(person).values("pk"))
    return Opportunity.objects.filter(is_open | mine | asked | partnered).select_related("contact")


def opportunity_for(person: Person, opportunity_id: UUID) -> Opportunity:
    """Raises `Unseen` where it has ended and nothing of it is this person's."""
    found = opportunities_seen_by(person).filter(pk=opportunity_id).first()
    if found is None:
        raise Unseen
    return found


def may_change_opportunity(person: Person, opportunity: Opportunity) -> bool:
    """The contact and the people partners of the contact's unit."""
    if opportunity.contact_id == person.pk:
        return True
    return teams_partnered_by(person).filter(pk=opportunity.contact.team_id).exists()


def opportunity_to_change(person: Person, opportunity_id: UUID) -> Opportunity:
    """Raises `Unseen`, and `NotYours` where the person sees it only."""
    found = opportunity_for(person, opportunity_id)
    if not may_change_opportunity(person, found):
        raise NotYours
    return found


def teams_partnered_by(person: Person):
    """The units a people partner looks after, with the teams within."""
    units = units_of(person).values("pk")
    return Team.objects.filter(Q(pk__in=units) | Q(above__in=units) | Q(above__above__in=units))


def interests_of(person: Person):
    """What somebody keeps in mind: nobody else has a way to it, not the contact and not in a count."""
    return Interest.objects.readable_by(person).filter(author=person)


def questions_on(opportunity: Opportunity, person: Person):
    """Questions and answers about it that this person is one of the two of, the oldest first."""
    rows = Question.objects.readable_by(person).filter(opportunity=opportunity)
    return rows.select_related("author", "key").order_by("written_at", "pk")


def questions_asked_by(person: Person):
    rows = Question.objects.readable_by(person).filter(author=person, about=None)
    return rows.select_related("opportunity", "key").order_by("-written_at", "pk")


def questions_waiting_for(person: Person):
    """Questions this person was asked and has not answered, the oldest first, with opportunity and asker."""
    rows = Question.objects.readable_by(person).filter(about=None, answers=None).exclude(author=person)
    return rows.select_related("opportunity", "author", "key").order_by("written_at", "pk")


def question_to_answer(person: Person, opportunity: Opportunity, question_id: UUID) -> Question:
    """Raises `Unseen` unless it was this person who was asked."""
    rows = Question.objects.readable_by(person).filter(opportunity=opportunity, about=None).exclude(author=person)
    found = rows.select_related("author", "space", "key", "opportunity").filter(pk=question_id).first()
    if found is None:
        raise Unseen
    return found
