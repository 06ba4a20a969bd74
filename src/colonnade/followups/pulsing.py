"""Answering the pulse, and comparing it with a yes of both.

No act here writes an event: where a line stands for one side and none for the other, it says who skipped.
"""

from __future__ import annotations

import json

from django.db import transaction
from django.utils.translation import gettext as _

from colonnade.conversations.access import demand_part
from colonnade.conversations.lifecycle import HELD
from colonnade.conversations.models import Conversation
from colonnade.kernel import clock
from colonnade.kernel.errors import Refusal
from colonnade.people.models import Person
from colonnade.spaces.models import Space

from . import access
from .models import Pulse
from .pulses import Answers

DAYS_KEPT = 365


@transaction.atomic
def answer(talk: Conversation, levels: Answers, *, by: Person) -> None:
    """Keep this side's answers, each of them optional; the first time makes their space."""
    demand_part(talk, by)
    talk.lock()
    if talk.state_now() not in HELD:
        raise Refusal(_("The pulse comes after the talk."))
    mine, _theirs = access.pulses_of(talk, by)
    if mine is None:
        if levels:
            space = Space.make(Space.Kind.PULSE, by, owner=by)
            Pulse.write(space=space, author=by, conversation=talk, answers=json.dumps(levels))
        return
    if not mine.can_change:
        raise Refusal(_("Your answers stay as they are now: fourteen days are over, or both of you compared."))
    mine.answers, mine.version = json.dumps(levels), mine.version + 1
    mine.save(update_fields=["answers", "version"])


@transaction.atomic
def compare(talk: Conversation, *, by: Person) -> None:
    """Say yes to comparing; with the yes of both, each reads the other's answers from now on."""
    mine = _own(talk, by)
    if not mine.levels:
        raise Refusal(_("There is nothing to compare yet: answer a sentence first."))
    mine.compares = Pulse.Compares.YES
    mine.save(update_fields=["compares"])
    both = list(Pulse.objects.filter(conversation=talk, compares=Pulse.Compares.YES).select_related("space"))
    if len(both) < 2:
        return
    for pulse in both:
        # As in the pair's space: what rests on a relationship ends with it, for both at the same time.
        other = talk.employee if pulse.author_id == talk.counterpart_id else talk.counterpart
        pulse.space.admit(other, relationship=talk.relationship)
        pulse.shared_at = pulse.shared_at or clock.now()
        pulse.save(update_fields=["shared_at"])


@transaction.atomic
def keep_apart(talk: Conversation, *, by: Person) -> None:
    """Say no, or take a yes back: closed for both at once."""
    mine = _own(talk, by)
    mine.compares = Pulse.Compares.NO
    mine.save(update_fields=["compares"])
    for pulse in Pulse.objects.filter(conversation=talk).select_related("space"):
        pulse.space.dismiss(talk.employee if pulse.author_id == talk.counterpart_id else talk.counterpart)


def _own(talk: Conversation, by: Person) -> Pulse:
    demand_part(talk, by)
    talk.lock()
    mine, _theirs = access.pulses_of(talk, by)
    if mine is None:
        raise Refusal(_("There is nothing to compare yet: answer a sentence first."))
    return mine


def clear_what_ran_out() -> int:
    """Pulses are kept for twelve months; then their key is destroyed and the rows go."""
    over = Pulse.objects.filter(written_at__lt=clock.now() - clock.days(DAYS_KEPT)).select_related("key")
    found = list(over)
    for pulse in found:
        pulse.key.destroy()
        pulse.delete()
    return len(found)
