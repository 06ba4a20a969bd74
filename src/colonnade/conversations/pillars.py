"""The ten pillars of a talk as one of the two sees them: what stands, what is begun, whose turn it is.

Everything is computed from process facts that one query brings along (`with_facts`), never from words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .lifecycle import HELD, State
from .models import (
    Agreement,
    Answer,
    Confirmation,
    Conversation,
    Note,
    Readiness,
    Recap,
    TalkFeedback,
    TalkGoal,
    TalkItem,
    TalkOption,
    TalkPromise,
)

if TYPE_CHECKING:
    from colonnade.people.models import Person

NAMES = (
    ("preparation", gettext_lazy("Prepare")),
    ("evidence", gettext_lazy("Evidence")),
    ("purpose", gettext_lazy("Purpose")),
    ("setting", gettext_lazy("Setting")),
    ("room", gettext_lazy("Listening")),
    ("feedback", gettext_lazy("Feedback")),
    ("opportunities", gettext_lazy("Opportunities")),
    ("goals", gettext_lazy("Goals")),
    ("promises", gettext_lazy("Action plan")),
    ("followup", gettext_lazy("Follow-up")),
)


@dataclass(frozen=True)
class Pillar:
    """What `ui` draws: name, address, state and whose turn, with the words that say the same."""

    key: str
    name: str
    url: str
    state: str
    turn: str | None
    words: str


# Pairs of facts: (the employee's, the counterpart's). Each becomes two columns `<name>_e` and `<name>_c`.
_BY_SIDE: dict[str, Callable[[str], QuerySet]] = {
    "sealed": lambda who: Readiness.objects.filter(
        conversation=OuterRef("pk"), person=OuterRef(who), how=Readiness.How.SEALED
    ),
    "together": lambda who: Readiness.objects.filter(
        conversation=OuterRef("pk"), person=OuterRef(who), how=Readiness.How.TOGETHER
    ),
    "began": lambda who: Answer.objects.filter(conversation=OuterRef("pk"), author=OuterRef(who)),
    "items": lambda who: TalkItem.objects.filter(conversation=OuterRef("pk"), item__author=OuterRef(who)),
    "yes": lambda who: Confirmation.objects.filter(
        purpose__conversation=OuterRef("pk"), person=OuterRef(who), version=F("purpose__version")
    ),
    "rules": lambda who: Confirmation.objects.filter(
        setting__conversation=OuterRef("pk"), person=OuterRef(who), version=F("setting__version")
    ),
    "notes": lambda who: Note.objects.filter(conversation=OuterRef("pk"), author=OuterRef(who)),
    "feedback": lambda who: TalkFeedback.objects.filter(conversation=OuterRef("pk"), feedback__author=OuterRef(who)),
    "unanswered": lambda who: TalkFeedback.objects.filter(
        conversation=OuterRef("pk"), feedback__receiver=OuterRef(who), feedback__response=None
    ),
    "options": lambda who: TalkOption.objects.filter(conversation=OuterRef("pk"), option__author=OuterRef(who)),
    "goals": lambda who: TalkGoal.objects.filter(conversation=OuterRef("pk"), goal__author=OuterRef(who)),
    "promises": lambda who: TalkPromise.objects.filter(conversation=OuterRef("pk"), promise__owner=OuterRef(who)),
    "agreed": lambda who: Agreement.objects.filter(
        summary_version__conversation=OuterRef("pk"),
        summary_version__number=OuterRef("summary_number"),
        person=OuterRef(who),
    ),
}


def with_facts(talks: QuerySet[Conversation]) -> QuerySet[Conversation]:
    """The talks with every fact the pillars need, in the same query."""
    facts: dict[str, Exists] = {}
    for name, rows in _BY_SIDE.items():
        facts[f"{name}_e"] = Exists(rows("employee"))
        facts[f"{name}_c"] = Exists(rows("counterpart"))
    facts["has_recap"] = Exists(Recap.objects.filter(conversation=OuterRef("pk")))
    return talks.annotate(**facts)


class View:
    """A talk as one of its two people sees it; the talk comes from `with_facts`."""

    def __init__(self, talk: Conversation, me: Person) -> None:
        self.talk, self.me = talk, me
        self.other = talk.other_of(me)
        self.side = talk.side_of(me)
        self.state = talk.state_now()

    def mine(self, fact: str) -> bool:
        return getattr(self.talk, f"{fact}_{self.side[0]}")

    def theirs(self, fact: str) -> bool:
        return getattr(self.talk, f"{fact}_{'c' if self.side == 'employee' else 'e'}")

    def both(self, fact: str) -> bool:
        return self.mine(fact) and self.theirs(fact)

    @property
    def is_held(self) -> bool:
        return self.state in HELD

    @property
    def opened(self) -> bool:
        """Both preparations lie open."""
        return self.both("sealed")

    def pillars(self) -> list[Pillar]:
        return [self._pillar(key, str(name)) for key, name in NAMES]

    def _pillar(self, key: str, name: str) -> Pillar:
        state, turn = _RULES[key](self)
        if self.state in (State.CANCELLED, State.LAPSED, State.PAUSED, State.CLOSED, State.PLANNED):
            turn = None
        url = reverse(f"talk-{key}", args=[self.talk.pk])
        return Pillar(key, name, url, state, turn, self._in_words(state, turn))

    def _in_words(self, state: str, turn: str | None) -> str:
        if turn == "me":
            return _("your turn")
        if turn == "other":
            return _("{name}’s turn").format(name=self.other.spoken)
        if turn == "both":
            return _("your turn, both")
        if state == "other":
            return _("begun by {name}").format(name=self.other.spoken)
        return {"stands": _("stands"), "both": _("begun by both"), "me": _("begun by you")}.get(state, _("not begun"))

    def halves(self, fact: str) -> str:
        """Which halves of a pillar have risen."""
        return _halves(self.mine(fact), self.theirs(fact))

    def waiting_for(self, mine_done: bool, theirs_done: bool) -> str | None:
        if mine_done and theirs_done:
            return None
        if not mine_done and not theirs_done:
            return "both"
        return "other" if mine_done else "me"


Drawn = tuple[str, "str | None"]


def _halves(mine: bool, theirs: bool) -> str:
    return {(True, True): "both", (True, False): "me", (False, True): "other", (False, False): "none"}[(mine, theirs)]


def _prepare(view: View) -> Drawn:
    if view.opened or (view.both("together") and view.talk.met_at):
        return "stands", None
    begun = _halves(view.mine("sealed") or view.mine("began"), view.theirs("sealed") or view.theirs("began"))
    turn = None
    if view.state in (State.PREPARING, State.READY) and not view.both("together"):
        turn = view.waiting_for(view.mine("sealed"), view.theirs("sealed"))
    return begun, turn


def _evidence(view: View) -> Drawn:
    stands = view.both("items") or (view.is_held and view.halves("items") != "none")
    return ("stands" if stands else view.halves("items")), None


def _purpose(view: View) -> Drawn:
    if view.both("yes"):
        return "stands", None
    open_now = view.state in (State.PREPARING, State.READY, State.MEETING)
    has_line = view.mine("yes") or view.theirs("yes")
    return view.halves("yes"), (
        view.waiting_for(view.mine("yes"), view.theirs("yes")) if open_now and has_line else None
    )


def _setting(view: View) -> Drawn:
    if view.both("rules"):
        return "stands", None
    waiting = view.state in (State.READY, State.MEETING) and view.halves("rules") != "none"
    return view.halves("rules"), (view.waiting_for(view.mine("rules"), view.theirs("rules")) if waiting else None)


def _room(view: View) -> Drawn:
    if view.is_held and view.talk.has_recap:
        return "stands", None
    return view.halves("notes"), ("both" if view.state == State.MEETING else None)


def _feedback(view: View) -> Drawn:
    if view.mine("unanswered") or view.theirs("unanswered"):
        return view.halves("feedback"), view.waiting_for(not view.mine("unanswered"), not view.theirs("unanswered"))
    stands = view.both("feedback") or (view.is_held and view.halves("feedback") != "none")
    return ("stands" if stands else view.halves("feedback")), None


def _from_talk(fact: str) -> Callable[[View], Drawn]:
    """Pillars that the talk itself builds: they stand once something is there and the talk was held."""

    def rule(view: View) -> Drawn:
        begun = view.halves(fact)
        return ("stands" if view.is_held and begun != "none" else begun), None

    return rule


def _followup(view: View) -> Drawn:
    if view.state == State.CLOSED:
        return "stands", None
    if view.state == State.SUMMARY_DRAFT:
        return "none", ("me" if view.talk.drafter_id == view.me.pk else "other")
    if view.state == State.AGREED_PENDING:
        return view.halves("agreed"), view.waiting_for(view.mine("agreed"), view.theirs("agreed"))
    if view.state == State.REVIEW_DUE:
        return "both", "both"
    return ("both" if view.state == State.FOLLOWING_UP else "none"), None


_RULES: dict[str, Callable[[View], Drawn]] = {
    "preparation": _prepare,
    "evidence": _evidence,
    "purpose": _purpose,
    "setting": _setting,
    "room": _room,
    "feedback": _feedback,
    "opportunities": _from_talk("options"),
    "goals": _from_talk("goals"),
    "promises": _from_talk("promises"),
    "followup": _followup,
}


def caption(pillars: list[Pillar]) -> str:
    """What the row of pillars says, in one sentence."""
    stand = sum(p.state == "stands" for p in pillars)
    begun = sum(p.state in ("me", "other", "both") for p in pillars)
    mine = [p.name for p in pillars if p.turn in ("me", "both")]
    said = _("{stand} of ten stand, {begun} begun.").format(stand=stand, begun=begun)
    return said if not mine else said + " " + _("Your turn at {names}.").format(names=", ".join(mine))
