"""Pausing, resuming, calling off and opening a talk again."""

from __future__ import annotations

from django.db import transaction

from colonnade.kernel import clock
from colonnade.people.models import Person

from ..lifecycle import State
from ..models import Conversation, Note, Readiness, SharedAnswer


@transaction.atomic
def pause(talk: Conversation, *, by: Person) -> None:
    """All clocks stand still; no reason is asked or kept."""
    talk.act("pause", by=by)


@transaction.atomic
def resume(talk: Conversation, *, by: Person) -> None:
    """Back to where it was; dates that wait are moved by the time of the pause."""
    talk.act("resume", by=by)
    rest = clock.now() - (talk.paused_at or clock.now())
    for name in ("last_proposed_at",):
        if getattr(talk, name):
            setattr(talk, name, getattr(talk, name) + rest)
    for name in ("first_checkin_on", "review_on"):
        if getattr(talk, name):
            setattr(talk, name, getattr(talk, name) + clock.days(rest.days))
    if talk.meets_at and talk.state in (State.PREPARING, State.READY) and talk.meets_at < clock.now() + clock.days(2):
        # A time that ran past in the pause must not open anything; the two find a new one.
        talk.meets_at = talk.time_agreed_at = None
    talk.paused_at = None
    talk.save()


@transaction.atomic
def cancel(talk: Conversation, *, by: Person) -> None:
    """Call it off. Drafts stay with their writers; what was shared but never agreed is removed."""
    before = talk.state_now()
    if before == State.CANCELLED:
        return
    agreed = talk.agreed_at is not None or talk.sent_at is not None
    talk.act("cancel", by=by)
    if not agreed:
        SharedAnswer.objects.filter(conversation=talk).delete()
        Note.objects.filter(conversation=talk).delete()
        Readiness.objects.filter(conversation=talk).delete()
        talk.employee_space.dismiss(talk.counterpart)
        talk.counterpart_space.dismiss(talk.employee)


@transaction.atomic
def reopen(talk: Conversation, *, by: Person) -> None:
    talk.act("reopen", by=by)
    talk.times.all().delete()
    talk.last_proposed_at = talk.time_proposed_by = None
    talk.save()


@transaction.atomic
def close(talk: Conversation, *, by: Person) -> None:
    if talk.state == State.CLOSED:
        return
    talk.act("close", by=by)
    talk.closed_at = clock.now()
    talk.save()
