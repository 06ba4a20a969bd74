"""The way of a talk as one table: which act leads from which states to which, who may do it, what it needs.

Every act of the product goes through `Conversation.act`, which reads this table. What time causes is
computed by `state_at` whenever a talk is read, and written by the next act: no job has to be alive.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from colonnade.kernel import clock

if TYPE_CHECKING:
    from colonnade.people.models import Person

    from .models import Conversation


class State(models.TextChoices):
    PLANNED = "planned", gettext_lazy("planned")
    INVITED = "invited", gettext_lazy("invited")
    PREPARING = "preparing", gettext_lazy("preparing")
    READY = "ready", gettext_lazy("ready")
    MEETING = "meeting", gettext_lazy("in the room")
    SUMMARY_DRAFT = "summary_draft", gettext_lazy("summary being drafted")
    AGREED_PENDING = "agreed_pending", gettext_lazy("summary to agree")
    FOLLOWING_UP = "following_up", gettext_lazy("following up")
    REVIEW_DUE = "review_due", gettext_lazy("look-back due")
    CLOSED = "closed", gettext_lazy("closed")
    RESCHEDULING = "rescheduling", gettext_lazy("finding a new time")
    PAUSED = "paused", gettext_lazy("paused")
    CANCELLED = "cancelled", gettext_lazy("cancelled")
    LAPSED = "lapsed", gettext_lazy("lapsed")


S = State
BEFORE = frozenset({S.INVITED, S.PREPARING, S.READY, S.RESCHEDULING})
OPEN = frozenset({S.PLANNED, S.MEETING, S.SUMMARY_DRAFT, S.AGREED_PENDING, S.FOLLOWING_UP, S.REVIEW_DUE} | BEFORE)
HELD = frozenset({S.SUMMARY_DRAFT, S.AGREED_PENDING, S.FOLLOWING_UP, S.REVIEW_DUE, S.CLOSED})
FINAL = frozenset({S.CLOSED, S.CANCELLED})
TAKES_NOTHING_NEW = FINAL | {S.LAPSED, S.PAUSED, S.PLANNED}

DAYS_TO_LAPSE = 14
HOURS_BEFORE_OPENING = 24
HOURS_OF_SHORT_NOTICE = 48

Who = Callable[["Conversation", "Person"], bool]
Need = Callable[["Conversation"], "str | None"]
Target = State | Callable[["Conversation"], State]


@dataclass(frozen=True)
class Rule:
    """An act: the states it starts from, where it leads, who may do it, and what must be there first."""

    name: str
    starts: frozenset[State]
    leads_to: Target
    who: Who
    needs: tuple[Need, ...] = field(default=())


# ---- who


def either(talk: Conversation, person: Person) -> bool:
    return True


def starter(talk: Conversation, person: Person) -> bool:
    return person.pk == talk.starter_id


def invitee(talk: Conversation, person: Person) -> bool:
    return person.pk != talk.starter_id


def employee(talk: Conversation, person: Person) -> bool:
    return person.pk == talk.employee_id


def not_the_proposer(talk: Conversation, person: Person) -> bool:
    return talk.time_proposed_by_id != person.pk


# ---- what an act needs


def a_time_or_now(talk: Conversation) -> str | None:
    return (
        None
        if talk.is_now or talk.times.exists()
        else _("Propose at least one time first, or make it a talk for now.")
    )


def together_or_open(talk: Conversation) -> str | None:
    if talk.state == S.READY or talk.chose_together():
        return None
    return _("Both seal their preparation first, or both choose to prepare together.")


def purpose_confirmed_by_both(talk: Conversation) -> str | None:
    return None if talk.purpose_stands() else _("Both of you say yes to the purpose first; it may be done now.")


def a_note(talk: Conversation) -> str | None:
    return None if talk.notes.exists() else _("Write down at least one note that both see.")


def a_follow_up(talk: Conversation) -> str | None:
    recap = talk.recaps.first()
    if talk.first_checkin_on or (recap and recap.no_checkin_reason):
        return None
    return _("Set the first check-in, or say why there is none.")


def feedback_or_none_today(talk: Conversation) -> str | None:
    if talk.talk_feedback.exists() or talk.no_feedback_today:
        return None
    return _("Give at least one piece of feedback, or tick “no feedback today”.")


def a_goal_or_none_today(talk: Conversation) -> str | None:
    if talk.talk_goals.exists() or talk.no_goal_today:
        return None
    return _("Set at least one goal, or tick “no goal today” and say why.")


def every_goal_decided(talk: Conversation) -> str | None:
    return None if talk.is_reviewed else _("Each goal needs a decision first: keep, change, finish or stop.")


# ---- where an act leads when it depends


def ready_when_both_sealed(talk: Conversation) -> State:
    if talk.state == S.READY:
        return S.READY
    return S.READY if talk.both_sealed() else S.PREPARING


def following_up_when_both_agreed(talk: Conversation) -> State:
    return S.FOLLOWING_UP if talk.both_agreed() else S.AGREED_PENDING


def where_it_was(talk: Conversation) -> State:
    return State(talk.state_before)


def back_to_preparation(talk: Conversation) -> State:
    return S.READY if talk.both_sealed() else S.PREPARING


TABLE: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule("invite", frozenset({S.PLANNED}), S.INVITED, starter, (a_time_or_now,)),
        Rule("accept", frozenset({S.INVITED}), S.PREPARING, invitee),
        Rule("propose", frozenset({S.INVITED, S.PREPARING, S.READY, S.RESCHEDULING}), S.RESCHEDULING, either),
        Rule("accept_time", frozenset({S.RESCHEDULING}), back_to_preparation, not_the_proposer),
        Rule("seal", frozenset({S.PREPARING, S.READY}), ready_when_both_sealed, either),
        Rule("unseal", frozenset({S.PREPARING}), S.PREPARING, either),
        Rule("choose_together", frozenset({S.PREPARING}), S.PREPARING, either),
        Rule("meet", frozenset({S.PREPARING, S.READY}), S.MEETING, either, (together_or_open,)),
        Rule(
            "end_meeting",
            frozenset({S.MEETING}),
            S.SUMMARY_DRAFT,
            either,
            (purpose_confirmed_by_both, a_note, a_follow_up),
        ),
        Rule(
            "send_summary",
            frozenset({S.SUMMARY_DRAFT}),
            S.AGREED_PENDING,
            either,
            (feedback_or_none_today, a_goal_or_none_today),
        ),
        Rule("redraft", frozenset({S.AGREED_PENDING}), S.SUMMARY_DRAFT, either),
        Rule("agree", frozenset({S.AGREED_PENDING}), following_up_when_both_agreed, either),
        Rule("look_back", frozenset({S.FOLLOWING_UP}), S.REVIEW_DUE, either),
        Rule("finish_review", frozenset({S.REVIEW_DUE}), S.FOLLOWING_UP, either, (every_goal_decided,)),
        Rule("close", frozenset({S.FOLLOWING_UP, S.REVIEW_DUE}), S.CLOSED, either),
        Rule("pause", OPEN - {S.PLANNED}, S.PAUSED, either),
        Rule("resume", frozenset({S.PAUSED}), where_it_was, employee),
        Rule("cancel", OPEN | {S.PAUSED, S.LAPSED}, S.CANCELLED, either),
        Rule("reopen", frozenset({S.LAPSED}), S.PLANNED, starter),
    )
}


def state_at(talk: Conversation, now: datetime) -> State:
    """The state with what time has caused; a paused talk stands still."""
    state = State(talk.state)
    lapses_at = talk.last_proposed_at + clock.days(DAYS_TO_LAPSE) if talk.last_proposed_at else None
    if state in (S.INVITED, S.RESCHEDULING) and lapses_at and now >= lapses_at:
        return S.LAPSED
    if state == S.PREPARING and talk.opens_by_clock(now):
        return S.READY
    if state == S.FOLLOWING_UP and talk.review_on and now.date() >= talk.review_on:
        return S.REVIEW_DUE
    return state
