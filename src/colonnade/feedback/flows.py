"""Feedback outside talks: choosing readers, drafting, giving, asking, answering, taking back, showing a copy.

The readers are fixed when a draft begins. Asking and declining leave no event: only the two know of it.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import override

from colonnade.activity import outbox
from colonnade.kernel import clock
from colonnade.kernel.errors import NotYours, Refusal
from colonnade.people.models import Person, Relationship
from colonnade.spaces.access import demand_writing
from colonnade.spaces.models import Space

from . import access
from .models import Audience, Correction, Feedback, Request, Response, Showing, Theme

MOST_THEMES_EACH = 6


class OtherReaders(Refusal):
    """Somebody named as a reader no longer is one. Nothing was given."""


@transaction.atomic
def begin(
    receiver: Person, *, by: Person, leading: Relationship | None = None, request: Request | None = None
) -> Feedback:
    """An empty draft whose readers are fixed from here on; an empty one with the same readers is gone on with."""
    _one_act_at_a_time(by)
    _demand_here(receiver)
    if request is not None:
        _demand_open(request, by)
    audience = Audience.MANAGER if leading else Audience.RECEIVER
    same = access.own_drafts_of(by).filter(receiver=receiver, audience=audience, leading=leading, request=request)
    for draft in same:
        if not any(getattr(draft, name) for name in Feedback.sealed_fields()):
            return draft
    return Feedback.write(
        space=Space.about(by, receiver),
        author=by,
        receiver=receiver,
        kind=Feedback.Kind.STRENGTH,
        audience=audience,
        leading=leading,
        request=request,
    )


def keep(draft: Feedback, *, by: Person, expected: int, **values: str) -> None:
    """Keep the words in the giver's own space; raises `Conflict` over newer ones."""
    if draft.author_id != by.pk:
        raise NotYours
    if any(getattr(draft, name) != value for name, value in values.items()):
        draft.revise(expected=expected, **values)


@transaction.atomic
def give(draft: Feedback, *, by: Person, expected: int, named: str, **values: str) -> Feedback:
    """The receiver, and the manager named before writing, read it from now on. Given twice is given once.

    `named` is the relationship the page named, or empty; raises `OtherReaders` when that is no longer so, and
    `Conflict` when the words were changed in another window.
    """
    _one_act_at_a_time(by)
    stands = access.draft_for(by, draft.pk)
    if stands is None:
        return _given_before(draft, by)
    _demand_here(stands.receiver)
    if stands.request is not None:
        _demand_open(stands.request, by)
    leading = access.still_leading(stands.leading)
    if named != (str(leading.pk) if leading else ""):
        raise OtherReaders(_("Who would read it has changed since. Nothing was given; look at the readers again."))
    keep(stands, by=by, expected=expected, **values)
    space = Space.make(Space.Kind.FEEDBACK, by, stands.receiver, owner=by, subject=stands.receiver)
    if leading:
        space.admit(leading.other, relationship=leading)
    given = stands.give(
        space,
        by=by,
        audience=Audience.MANAGER if leading else Audience.RECEIVER,
        leading=leading,
        request=stands.request,
        draft_id=draft.pk,
    )
    _tell_of(given, leading)
    return given


def _given_before(draft: Feedback, by: Person) -> Feedback:
    found = access.given_from_draft(by, draft.pk)
    if found is None:
        raise Refusal(_("This draft was thrown away in another window."))
    return found


def _tell_of(given: Feedback, leading: Relationship | None) -> None:
    place = reverse("feedback-item", args=[given.pk])
    subject = later("Feedback waits for you")
    _tell(
        given.receiver, f"feedback:{given.pk}", place, subject, later("Somebody gave you feedback. It stands here:")
    )
    if leading:
        sentence = later("You were named as a reader of feedback. It stands here:")
        _tell(leading.other, f"feedback:{given.pk}", place, later("Feedback you may read"), sentence)


@transaction.atomic
def ask(asked: Person, *, by: Person, leading: Relationship | None = None, occasion: str, question: str) -> Request:
    """Ask somebody for feedback; the two know of it. The same question to the same person twice is one."""
    _one_act_at_a_time(by)
    _demand_here(asked)
    waiting = access.requests_of(by).filter(author=by, asked=asked, declined_at=None, is_answered=False)
    same = [one for one in waiting if (one.occasion, one.question) == (occasion, question)]
    if same:
        return same[0]
    request = Request.write(
        space=Space.make(Space.Kind.QUESTION, by, asked),
        author=by,
        asked=asked,
        audience=Audience.MANAGER if leading else Audience.RECEIVER,
        leading=leading,
        occasion=occasion,
        question=question,
    )
    place = reverse("feedback-request", args=[request.pk])
    sentence = later("Somebody asks you for feedback. You may decline without a reason. The request stands here:")
    _tell(asked, f"feedback-request:{request.pk}", place, later("You are asked for feedback"), sentence)
    return request


@transaction.atomic
def decline(request: Request, *, by: Person) -> None:
    """Not yet, without a reason; only the asker learns of it."""
    _one_act_at_a_time(by)
    stands = access.request_for(by, request.pk)
    if by.pk != stands.asked_id:
        raise NotYours
    if stands.is_answered:
        raise Refusal(_("You have answered this already."))
    if stands.declined_at:
        return
    stands.declined_at = clock.now()
    stands.save(update_fields=["declined_at"])
    access.own_drafts_of(by).filter(request=stands).update(request=None)
    place = reverse("feedback-request", args=[stands.pk])
    sentence = later("Something changed about feedback you asked for. It stands here:")
    _tell(stands.author, f"feedback-declined:{stands.pk}", place, later("About feedback you asked for"), sentence)


@transaction.atomic
def respond(item: Feedback, *, by: Person, **values: Any) -> Response:
    """The receiver's answer, once; the giver alone reads it, also where a manager was named as a reader."""
    _one_act_at_a_time(by)
    if by.pk != item.receiver_id:
        raise NotYours
    if item.retracted_at:
        raise Refusal(_("It was taken back, so there is nothing to answer."))
    demand_writing(by, item.space)
    space = Space.make(Space.Kind.FEEDBACK, by, item.author) if item.audience == Audience.MANAGER else item.space
    kept = Response.send(item, by=by, space=space, **values)
    if not item.is_of_talk:
        place = reverse("feedback-item", args=[item.pk])
        sentence = later("Feedback you gave has an answer. It stands here:")
        _tell(item.author, f"feedback-answer:{kept.pk}", place, later("Your feedback has an answer"), sentence)
    return kept


@transaction.atomic
def correct(item: Feedback, text: str, *, by: Person) -> Correction:
    """Words beside the first ones, for the same readers; the same words twice are there once."""
    _one_act_at_a_time(by)
    if by.pk != item.author_id or item.is_of_talk:
        raise NotYours
    if item.retracted_at:
        raise Refusal(_("You took it back, so there is nothing to correct."))
    demand_writing(by, item.space)
    same = next((one for one in access.corrections_to(item, by) if one.text == text), None)
    if same is not None:
        return same
    kept = Correction.write(space=item.space, author=by, feedback=item, text=text)
    place = reverse("feedback-item", args=[item.pk])
    sentence = later("Something was added to feedback you received. It stands here:")
    _tell(item.receiver, f"feedback-correction:{kept.pk}", place, later("Added to your feedback"), sentence)
    return kept


@transaction.atomic
def show(item: Feedback, *, by: Person, to: Person) -> Showing:
    """The receiver lets one more person read a copy."""
    _one_act_at_a_time(by)
    if to.pk in (item.author_id, item.receiver_id):
        raise Refusal(_("%(name)s reads it already.") % {"name": to.name})
    shown = Showing.show(item, by=by, to=to)
    place = reverse("feedback-shown", args=[shown.pk])
    sentence = later("Somebody shows you feedback they received. It stands here:")
    _tell(to, f"feedback-shown:{shown.pk}", place, later("Something is shown to you"), sentence)
    return shown


@transaction.atomic
def stop_showing(showing: Showing, *, by: Person) -> None:
    """The copy is gone; what was read stays read."""
    if by.pk != showing.by_id:
        raise NotYours
    showing.delete()


@transaction.atomic
def put_theme(item: Feedback, word: str, *, by: Person) -> None:
    """A word of one's own on what one received; the same word twice is there once."""
    _one_act_at_a_time(by)
    if by.pk != item.receiver_id:
        raise NotYours
    there = list(access.themes_of(by).filter(feedback=item))
    if word.casefold() in [one.word.casefold() for one in there]:
        return
    if len(there) >= MOST_THEMES_EACH:
        raise Refusal(_("Six words on one piece of feedback are enough; take one off first."))
    Theme.write(space=Space.own(by), author=by, feedback=item, word=word)


def _demand_here(person: Person) -> None:
    if not person.is_active:
        raise Refusal(_("%(name)s is no longer here.") % {"name": person.name})


def _demand_open(request: Request, by: Person) -> None:
    stands = access.request_for(by, request.pk)
    if stands.asked_id != by.pk:
        raise NotYours
    if stands.is_answered:
        raise Refusal(_("You have answered this already."))
    if stands.declined_at:
        raise Refusal(_("You said that you would rather not. You can still give feedback on your own."))


def _one_act_at_a_time(person: Person) -> None:
    """Two clicks at once must not both find nothing: the second waits here."""
    Person.objects.select_for_update().get(pk=person.pk)


def _tell(person: Person, what: str, place: str, subject: Any, sentence: Any) -> None:
    """A neutral letter: neither who nor what; the link asks for signing in."""
    if not person.is_active:
        return
    with override(person.language):
        outbox.post(
            key=f"{what}:{person.pk}",
            recipient=person.pk,
            address=person.email or "",
            subject=str(subject),
            body=f"{sentence}\n\n{settings.COLONNADE_BASE_URL}{place}\n",
        )
