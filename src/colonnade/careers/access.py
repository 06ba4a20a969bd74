"""Whose aspirations, options and ratings a person may read: the members of each space."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from colonnade.kernel.errors import NotYours, Unseen
from colonnade.people.access import units_of
from colonnade.people.models import Partnership, Person, Team
from colonnade.spaces.models import Space

from .models import (
    AgreedLevel,
    Aspiration,
    Chance,
    Interest,
    Mark,
    Opportunity,
    Option,
    Practice,
    Question,
    RatingSheet,
    Readiness,
    SkillRating,
)


def own_aspirations(person: Person):
    own = Aspiration.objects.readable_by(person).filter(space__kind=Space.Kind.OWN, author=person)
    return own.order_by("-written_at", "pk")


def copies_of(aspirations, person: Person):
    """What was shown of these, wherever it was shown, as far as `person` still reads it."""
    return Aspiration.objects.readable_by(person).filter(shown_copy_of__in=aspirations).order_by("written_at", "pk")


def own_and_shown(space: Space, person: Person) -> tuple[list[Aspiration], list[Aspiration]]:
    """One's own aspirations, newest first, and those shown in `space`, in one query."""
    rows = Aspiration.objects.readable_by(person).order_by("written_at", "pk")
    found = list(rows.filter(Q(space__kind=Space.Kind.OWN, author=person) | Q(space=space)))
    shown = [one for one in found if one.space_id == space.pk]
    return [one for one in reversed(found) if one.space_id != space.pk], shown


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
    round: int


def sheet_facts(subject: Person, person: Person, other: Person) -> list[SheetFact]:
    """Plain facts of the present round of these two about `subject`, the oldest first: a first one can propose."""
    pair = (person, other)
    rows = RatingSheet.objects.filter(subject=subject, author__in=pair, pair_with__in=pair)
    found = rows.order_by("written_at", "pk").values_list("author", "role_code", "submitted_at", "round")
    facts = [SheetFact(author, code, at is not None, number) for author, code, at, number in found]
    present: dict[str, int] = {}
    for fact in facts:
        present[fact.role_code] = max(fact.round, present.get(fact.role_code, 1))
    return [fact for fact in facts if fact.round == present[fact.role_code]]


def ratings_about(subject: Person, person: Person):
    """Ratings of `subject` that `person` may read now: own ones, and the other's once both have submitted.

    A later round counts from when it is submitted; until then the round before it stands.
    """
    rows = SkillRating.objects.readable_by(person).filter(sheet__subject=subject).select_related("sheet")
    settled = rows.exclude(sheet__round__gt=1, sheet__submitted_at=None)
    return settled.order_by("sheet__round", "written_at", "pk")


def ratings_between(subject: Person, person: Person, other: Person):
    """The same, of this pair only."""
    pair = (person, other)
    return ratings_about(subject, person).filter(sheet__author__in=pair, sheet__pair_with__in=pair)


def submitted_about(subject: Person, person: Person):
    """Every rating that was submitted and that `person` reads, all rounds, the oldest first."""
    rows = SkillRating.objects.readable_by(person).filter(sheet__subject=subject, sheet__submitted_at__isnull=False)
    return rows.select_related("sheet__author", "key").order_by("sheet__submitted_at", "written_at", "pk")


def own_sheet_of(subject: Person, person: Person, other: Person, role_code: str, number: int):
    """What `person` has rated so far in this round."""
    rows = SkillRating.objects.readable_by(person).filter(author=person, sheet__subject=subject)
    return rows.filter(sheet__pair_with=other, sheet__role_code=role_code, sheet__round=number).select_related(
        "sheet"
    )


def agreed_levels_in(space: Space, person: Person):
    return AgreedLevel.objects.readable_by(person).filter(space=space).order_by("written_at", "pk")


def agreed_levels_about(subject: Person, person: Person):
    return AgreedLevel.objects.readable_by(person).filter(subject=subject).order_by("written_at", "pk")


def levels_of(subject: Person) -> dict[str, int]:
    """The newest level of each skill as its owner may use it: agreed levels before one's own ratings."""
    own = SkillRating.objects.readable_by(subject).filter(sheet__subject=subject, author=subject, level__isnull=False)
    rated = own.order_by("sheet__round", "written_at", "pk").values_list("skill_code", "level")
    agreed = agreed_levels_about(subject, subject).filter(level__isnull=False).values_list("skill_code", "level")
    return dict(rated) | dict(agreed)


def own_marks(person: Person):
    """Roles somebody keeps in mind."""
    return Mark.objects.readable_by(person).filter(author=person).order_by("written_at", "pk")


def chances_in(space: Space, person: Person):
    return Chance.objects.readable_by(person).filter(space=space).order_by("written_at", "pk")


def readiness_in(space: Space, person: Person):
    return Readiness.objects.readable_by(person).filter(space=space).order_by("written_at", "pk")


def has_practised(person: Person) -> bool:
    return Practice.objects.filter(person=person).exists()


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
