"""Whose feedback a person may read: drafts their giver, given feedback the members of its space."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from colonnade.kernel.errors import Unseen
from colonnade.people.models import Person, Relationship
from colonnade.spaces.models import Read, Space

from .models import Correction, Feedback, Request, Response, Showing, Theme

MOST_WAITING = 20
MOST_THEMES = 300


def given_in(space: Space, person: Person):
    return Feedback.objects.readable_by(person).filter(space=space).exclude(given_at=None).order_by("given_at")


def drafts_of(person: Person):
    """Drafts for a talk; those for outside have readers of their own and are in `own_drafts_of`."""
    return Feedback.objects.readable_by(person).filter(author=person, given_at=None, audience="")


def received_by(person: Person):
    return given_to(person).filter(receiver=person, retracted_at=None)


def responses_to(feedback, person: Person):
    return Response.objects.readable_by(person).filter(feedback__in=feedback)


# ---- outside talks


def own_drafts_of(person: Person):
    """Drafts for outside talks, the newest first, with the person each is for."""
    rows = Feedback.objects.readable_by(person).filter(author=person, given_at=None).exclude(audience="")
    return rows.select_related("receiver", "leading__other", "key").order_by("-written_at", "pk")


def draft_for(person: Person, draft_id: UUID) -> Feedback | None:
    return own_drafts_of(person).select_related("request").filter(pk=draft_id).first()


def given_from_draft(person: Person, draft_id: UUID) -> Feedback | None:
    """What a draft became, so that a second click on it finds its way."""
    return given_to(person).filter(author=person, draft_id=draft_id).first()


def given_to(person: Person):
    """All feedback this person gave, received or was named to read, newest first."""
    rows = Feedback.objects.readable_by(person).exclude(given_at=None)
    return rows.select_related("author", "receiver", "key").order_by("-given_at", "-pk")


def feedback_for(person: Person, feedback_id: UUID) -> Feedback:
    """One that was given, with its people; raises `Unseen` for everybody who is no reader."""
    found = given_to(person).select_related("leading__other", "space__key", "request").filter(pk=feedback_id).first()
    if found is None:
        raise Unseen
    return found


def unanswered_by(person: Person):
    """Received outside talks and not answered yet, the oldest first; thanks need no answer."""
    rows = given_to(person).filter(receiver=person, response=None, retracted_at=None)
    return rows.exclude(audience="").exclude(kind=Feedback.Kind.THANKS).order_by("given_at", "pk")


def requests_of(person: Person):
    """What this person asked or was asked, newest first; `is_answered` says whether feedback came of it."""
    answers = Feedback.objects.filter(request=OuterRef("pk"), given_at__isnull=False)
    rows = Request.objects.readable_by(person).annotate(is_answered=Exists(answers))
    return rows.select_related("author", "asked", "leading__other", "key").order_by("-written_at", "-pk")


def requests_waiting_for(person: Person):
    """Requests this person has neither answered nor declined, the oldest first."""
    rows = requests_of(person).filter(asked=person, declined_at=None, is_answered=False)
    return rows.order_by("written_at", "pk")


def request_for(person: Person, request_id: UUID) -> Request:
    """Raises `Unseen` for everybody but the two."""
    found = requests_of(person).filter(pk=request_id).first()
    if found is None:
        raise Unseen
    return found


def answer_to(request: Request, person: Person) -> Feedback | None:
    return given_to(person).filter(request=request).first()


@dataclass(frozen=True)
class Waiting:
    """What waits for somebody outside talks, without a word of it."""

    feedback: list[Feedback]
    requests: list[Request]

    def __bool__(self) -> bool:
        return bool(self.feedback or self.requests)

    def __len__(self) -> int:
        return len(self.feedback) + len(self.requests)


def waiting_for(person: Person) -> Waiting:
    """Feedback not yet answered and requests asked of the person; two queries, with the names a list needs."""
    return Waiting(
        list(unanswered_by(person)[:MOST_WAITING]),
        list(requests_waiting_for(person)[:MOST_WAITING]),
    )


def manager_today(receiver: Person, giver: Person) -> Relationship | None:
    """The manager whom the giver may name as a reader beside the receiver, if there is another one than the giver."""
    rows = Relationship.objects.current().managers_of(receiver).exclude(other=giver).filter(other__ended_at=None)
    return rows.select_related("other", "subject").first()


def still_leading(relationship: Relationship | None) -> Relationship | None:
    """The relationship named before writing, as long as it is in force."""
    if relationship is None:
        return None
    rows = Relationship.objects.current().filter(pk=relationship.pk, other__ended_at=None)
    return rows.select_related("other", "subject").first()


def corrections_to(feedback: Feedback, person: Person):
    return Correction.objects.readable_by(person).filter(feedback=feedback).order_by("written_at", "pk")


def showings_of(feedback: Feedback, person: Person):
    """The copies the receiver showed; the receiver alone sees the list."""
    rows = Showing.objects.readable_by(person).filter(feedback=feedback, by=person)
    return rows.select_related("to", "key").order_by("shown_at", "pk")


def shown_to(person: Person):
    rows = Showing.objects.readable_by(person).filter(to=person)
    return rows.select_related("by", "author", "feedback", "key").order_by("-shown_at", "-pk")


def showing_for(person: Person, showing_id: UUID) -> Showing:
    """A copy, for the one who shows it and the one it is shown to; raises `Unseen` for others."""
    rows = Showing.objects.readable_by(person).filter(Q(by=person) | Q(to=person))
    found = rows.select_related("by", "to", "author", "feedback", "space", "key").filter(pk=showing_id).first()
    if found is None:
        raise Unseen
    return found


def themes_of(person: Person):
    rows = Theme.objects.readable_by(person).filter(author=person)
    return rows.select_related("key").order_by("-feedback__given_at", "written_at", "pk")


@dataclass(frozen=True)
class Opened:
    """That somebody opened the words, on which day first."""

    name: str
    on: date


def openings_of(feedback: Feedback) -> list[Opened]:
    """Who opened the words or a copy of them, by the read log; for the giver, whose words they are."""
    texts = {feedback.pk, *feedback.showings.values_list("pk", flat=True)}
    rows = Read.objects.filter(text__in=texts, author=feedback.author_id).order_by("on").values_list("reader", "on")
    first: dict[UUID, date] = {}
    for reader, on in rows:
        first.setdefault(reader, on)
    names = _names_of(first)
    return [Opened(names[reader], on) for reader, on in first.items() if reader in names]


def _names_of(ids: Iterable[UUID]) -> dict[UUID, str]:
    return dict(Person.objects.filter(pk__in=list(ids)).values_list("pk", "name"))
