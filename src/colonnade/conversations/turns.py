"""Whose turn it is in a talk and what comes next, in one sentence with one way to go there."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from .lifecycle import State
from .pillars import View


@dataclass(frozen=True)
class Turn:
    """whose: me, other, both or none. `next` is a sentence; `url` and `action` lead there."""

    whose: str
    says: str
    next: str
    url: str
    action: str
    minutes: int = 5


def turn_of(view: View) -> Turn:
    rule = _BY_STATE.get(view.state)
    return rule(view) if rule else _nobody(view, _("There is nothing to do here."))


def _url(view: View, page: str) -> str:
    return reverse(f"talk-{page}" if page else "talk", args=[view.talk.pk])


def _make(view: View, whose: str, says_next: str, page: str, action: str, minutes: int = 5) -> Turn:
    return Turn(whose, said(view, whose), says_next, _url(view, page), action, minutes)


def said(view: View, whose: str) -> str:
    return {
        "me": _("Your turn"),
        "other": _("{name}’s turn").format(name=view.other.spoken),
        "both": _("Your turn and {name}’s").format(name=view.other.spoken),
        "none": _("Nobody’s turn"),
    }[whose]


def _nobody(view: View, sentence: str) -> Turn:
    return _make(view, "none", sentence, "", _("Open"), 0)


def _planned(view: View) -> Turn:
    return _make(view, "me", _("Look at the invitation and send it."), "", _("Look at it"), 3)


def _invited(view: View) -> Turn:
    if view.talk.starter_id == view.me.pk:
        return _make(
            view,
            "other",
            _("{name} accepts, or proposes another time.").format(name=view.other.spoken),
            "",
            _("Open"),
            0,
        )
    return _make(view, "me", _("Accept the invitation, or propose another time."), "", _("Answer"), 3)


def _rescheduling(view: View) -> Turn:
    if view.talk.time_proposed_by_id == view.me.pk:
        return _make(view, "other", _("{name} answers your times.").format(name=view.other.spoken), "", _("Open"), 0)
    return _make(view, "me", _("Choose one of the times, or propose others."), "", _("Choose"), 2)


def _preparing(view: View) -> Turn:
    if view.both("together"):
        return _make(
            view,
            "both",
            _("Meet; the first ten minutes are for three questions each."),
            "room",
            _("Open the room"),
            0,
        )
    if view.mine("sealed"):
        return _make(
            view,
            "other",
            _("{name} prepares; then both open at the same instant.").format(name=view.other.spoken),
            "preparation",
            _("Open"),
            0,
        )
    whose = "me" if view.theirs("sealed") else "both"
    return _make(view, whose, _("Answer the questions, then seal your preparation."), "preparation", _("Prepare"), 15)


def _ready(view: View) -> Turn:
    if not view.mine("sealed"):
        return _make(
            view, "me", _("Seal your preparation, so that both can be read."), "preparation", _("Prepare"), 15
        )
    if not view.mine("yes"):
        return _make(
            view,
            "me",
            _("Read both sides, then say yes to the purpose."),
            "purpose",
            _("Look at the purpose"),
            5,
        )
    if not view.mine("rules"):
        return _make(view, "me", _("Say yes to the ground rules."), "setting", _("Read the ground rules"), 3)
    return _make(view, "both", _("Meet. The room keeps the agenda and the time."), "room", _("Open the room"), 0)


def _meeting(view: View) -> Turn:
    return _make(view, "both", _("You are talking. The room is open."), "room", _("Open the room"), 0)


def _drafting(view: View) -> Turn:
    if view.talk.drafter_id == view.me.pk:
        return _make(
            view,
            "me",
            _("Complete the summary from the notes and send it."),
            "summary",
            _("Write the summary"),
            10,
        )
    return _make(
        view,
        "other",
        _("{name} drafts the summary; you may help.").format(name=view.other.spoken),
        "summary",
        _("Open the draft"),
        0,
    )


def _agreeing(view: View) -> Turn:
    if view.mine("agreed"):
        return _make(
            view,
            "other",
            _("{name} reads the summary and agrees, or adds a view.").format(name=view.other.spoken),
            "summary",
            _("Open"),
            0,
        )
    return _make(
        view,
        "me",
        _("Read the summary, then agree or put your view beside it."),
        "summary",
        _("Read the summary"),
        6,
    )


def _following(view: View) -> Turn:
    if view.mine("unanswered"):
        return _make(
            view,
            "me",
            _("Answer the feedback you received; “not yet” is an answer too."),
            "feedback",
            _("Answer"),
            5,
        )
    due = view.talk.first_checkin_on
    if due and due <= view.me.today and not getattr(view.talk, "has_checkin", False):
        return _make(view, "both", _("Check in: three taps and a line."), "followup", _("Check in"), 2)
    return _make(
        view,
        "none",
        _("Keep what you promised. Check in whenever you like."),
        "followup",
        _("Open the follow-up"),
        0,
    )


def _reviewing(view: View) -> Turn:
    return _make(
        view, "both", _("Look back: keep, change, finish or stop each goal."), "followup", _("Look back"), 10
    )


_BY_STATE = {
    State.PLANNED: _planned,
    State.INVITED: _invited,
    State.RESCHEDULING: _rescheduling,
    State.PREPARING: _preparing,
    State.READY: _ready,
    State.MEETING: _meeting,
    State.SUMMARY_DRAFT: _drafting,
    State.AGREED_PENDING: _agreeing,
    State.FOLLOWING_UP: _following,
    State.REVIEW_DUE: _reviewing,
    State.PAUSED: lambda view: _nobody(
        view,
        _("Paused; all clocks stand still. {name} resumes it.").format(
            name=_("You") if view.side == "employee" else view.other.spoken
        ),
    ),
    State.LAPSED: lambda view: _nobody(view, _("Nobody answered in time. It can be opened again.")),
    State.CANCELLED: lambda view: _nobody(view, _("This talk was called off.")),
    State.CLOSED: lambda view: _nobody(view, _("This talk is closed; what was agreed stays readable.")),
}
