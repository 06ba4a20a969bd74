"""From the idea of a talk to an agreed time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from colonnade.activity import outbox
from colonnade.kernel import clock
from colonnade.kernel.errors import Refusal
from colonnade.people.models import Person

from ..lifecycle import State
from ..models import Conversation, ProposedTime, Purpose, Setting
from ..purposes import purposes


@transaction.atomic
def plan(
    *,
    by: Person,
    other: Person,
    purpose: str,
    as_side: str = "employee",
    reason: str = "",
    place: str = "",
    times: Sequence[datetime] = (),
    is_short: bool = False,
    is_now: bool = False,
) -> Conversation:
    """A planned talk that only `by` sees; `as_side` says which of the two `by` is: employee or counterpart."""
    if not other.is_active:
        raise Refusal(_("{name} is no longer here.").format(name=other.name))
    if purpose not in purposes():
        raise Refusal(_("Choose what the talk is about."))
    employee, counterpart = (by, other) if as_side == "employee" else (other, by)
    talk = Conversation.start(
        by=by, employee=employee, counterpart=counterpart, purpose=purpose, is_short=is_short, is_now=is_now
    )
    Purpose.write(space=talk.pair_space, author=by, conversation=talk, reason=reason)
    Setting.write(space=talk.pair_space, author=by, conversation=talk, place=place)
    if times:
        _replace_times(talk, times, by)
    return talk


@transaction.atomic
def send_invitation(talk: Conversation, *, by: Person) -> None:
    """From now on the other sees the talk; a letter tells them that it waits, not what it says."""
    if talk.state == State.INVITED:
        return
    talk.act("invite", by=by)
    other = talk.other_of(by)
    relation = talk.relationship if other.pk == talk.counterpart_id else None
    talk.pair_space.admit(other, relationship=relation)
    talk.invited_at = clock.now()
    talk.last_proposed_at = _latest(talk) or talk.invited_at
    talk.save()
    tell(
        talk,
        other,
        "invited",
        _("{name} would like to talk with you").format(name=by.name),
        _("{name} invites you to a talk. You choose the time, and you see who will read what.").format(name=by.name),
    )


@transaction.atomic
def accept(talk: Conversation, *, by: Person, at: datetime | None = None) -> None:
    """Say yes to one of the proposed times, or to a talk for now."""
    proposed = list(talk.times.values_list("at", flat=True))
    if not talk.is_now and at not in proposed:
        raise Refusal(_("Choose one of the proposed times, or propose another."))
    talk.act("accept" if talk.state_now() == State.INVITED else "accept_time", by=by)
    talk.meets_at, talk.time_agreed_at = (None if talk.is_now else at), clock.now()
    talk.time_proposed_by = None
    talk.save()
    talk.times.all().delete()


@transaction.atomic
def propose(talk: Conversation, times: Sequence[datetime], *, by: Person) -> None:
    """Ask for another time; what was prepared stays as it is."""
    if not times:
        raise Refusal(_("Propose at least one time."))
    was_invited = talk.state_now() in (State.INVITED, State.RESCHEDULING)
    talk.act("propose", by=by)
    _replace_times(talk, times, by)
    talk.meets_at = talk.time_agreed_at = None
    talk.is_now = False
    talk.moves += 0 if was_invited else 1
    talk.save()
    other = talk.other_of(by)
    tell(
        talk,
        other,
        f"times-{talk.moves}-{clock.now():%Y%m%d%H%M}",
        _("{name} proposes other times").format(name=by.name),
        _("{name} proposes other times for your talk. What you prepared is kept.").format(name=by.name),
    )


@transaction.atomic
def plan_times(talk: Conversation, times: Sequence[datetime], *, by: Person, is_now: bool = False) -> None:
    """Set the times of a talk that is still planned."""
    if talk.state != State.PLANNED:
        raise Refusal(_("The invitation has been sent; propose another time instead."))
    _replace_times(talk, times, by)
    talk.is_now = is_now
    talk.save()


def _replace_times(talk: Conversation, times: Sequence[datetime], by: Person) -> None:
    late = [at for at in times if at <= clock.now()]
    if late:
        raise Refusal(_("A proposed time lies in the past. Choose one that is still to come."))
    talk.times.all().delete()
    ProposedTime.objects.bulk_create(
        [ProposedTime(conversation=talk, at=at, proposed_by=by) for at in sorted(set(times))]
    )
    talk.last_proposed_at, talk.time_proposed_by = _latest(talk), by
    talk.save()


def _latest(talk: Conversation) -> datetime | None:
    return talk.times.order_by("-at").values_list("at", flat=True).first()


def tell(talk: Conversation, person: Person, what: str, subject: str, sentence: str) -> None:
    outbox.post(
        key=f"talk:{talk.pk}:{what}:{person.pk}",
        recipient=person.pk,
        address=person.email or "",
        subject=subject,
        body=f"{sentence}\n\n{settings.COLONNADE_BASE_URL}{reverse('talk', args=[talk.pk])}\n",
    )
