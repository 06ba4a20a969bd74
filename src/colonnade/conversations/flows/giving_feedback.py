"""Feedback in a talk: a draft only its giver reads, then the giving, then the receiver's answer."""

from __future__ import annotations

from django.db import transaction

from colonnade.feedback.models import Feedback, Response
from colonnade.kernel import clock
from colonnade.people.models import Person

from .. import access
from ..models import Conversation
from . import meeting


@transaction.atomic
def keep_draft(talk: Conversation, *, by: Person, draft: Feedback | None = None, **values: str) -> Feedback:
    """Keep a new draft, or go on with one, in the giver's private space; the receiver does not learn of it."""
    access.demand_part(talk, by)
    if draft is None:
        return Feedback.write(space=talk.private_space(by), author=by, receiver=talk.other_of(by), **values)
    draft.revise(expected=draft.version, **values)
    return draft


@transaction.atomic
def give(talk: Conversation, *, by: Person, draft: Feedback | None = None, **values: str) -> Feedback:
    """The two of the talk read it from now on, and nobody else; a draft it came from is gone."""
    if draft is None:
        receiver = talk.other_of(by)
        return meeting.capture(talk, Feedback, by=by, receiver=receiver, given_at=clock.now(), **values)
    meeting.demand_open(talk, by)
    draft.revise(expected=draft.version, **values)
    given = draft.give(talk.pair_space, by=by)
    meeting.join(talk, given)
    return given


@transaction.atomic
def answer(talk: Conversation, item: Feedback, *, by: Person, **values: object) -> Response:
    """What the receiver says to it, once; the giver reads it."""
    access.demand_part(talk, by)
    kept = Response.send(item, by=by, **values)
    talk.touch_room()
    return kept
