"""Home: yours to do, waiting for others, coming up; open promises, goals, one line to remember something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from colonnade.conversations.access import open_talks_of
from colonnade.conversations.lifecycle import State
from colonnade.conversations.pillars import View
from colonnade.conversations.turns import turn_of
from colonnade.feedback.access import waiting_for
from colonnade.goals.access import open_goals_of, promises_of_or_to
from colonnade.goals.models import Promise
from colonnade.people.models import Person

from ..forms import AchievementForm

MOST_PROMISES = 30
MOST_PROMISES_SHOWN = 200


@dataclass(frozen=True)
class Row:
    view: View
    turn: object

    @property
    def pillars(self) -> list:
        return self.view.pillars()


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    request.nav = "home"
    me = request.user
    rows = _rows(me)
    promises = list(promises_of_or_to(me).filter(status=Promise.Status.OPEN)[:MOST_PROMISES])
    context = {
        "mine": [row for row in rows if row.turn.whose in ("me", "both") and row.turn.url],
        "theirs": [row for row in rows if row.turn.whose == "other"],
        "feedback": waiting_for(me),
        "coming": _coming(rows, me.today),
        "my_promises": [p for p in promises if p.owner_id == me.pk],
        "to_me": [p for p in promises if p.owner_id != me.pk],
        "goals": list(open_goals_of(me, me)[:6]),
        "form": AchievementForm(initial={"happened_on": me.today}),
        "today": me.today,
    }
    return render(request, "workspace/home.html", context)


def _rows(me: Person) -> list[Row]:
    views = [View(talk, me) for talk in open_talks_of(me)]
    return [Row(view, turn_of(view)) for view in views if view.state != State.LAPSED]


def _coming(rows: list[Row], today: date) -> list[dict[str, object]]:
    """Dates ahead: talks, first check-ins, look-backs; the nearest first."""
    ahead: list[dict[str, object]] = []
    for row in rows:
        talk = row.view.talk
        if talk.meets_at and row.view.state in (State.PREPARING, State.READY):
            ahead.append({"on": row.view.me.local(talk.meets_at).date(), "row": row, "what": "talk"})
        if row.view.state == State.FOLLOWING_UP:
            ahead += [
                {"on": day, "row": row, "what": what}
                for what, day in (("check-in", talk.first_checkin_on), ("look-back", talk.review_on))
                if day and day >= today
            ]
    return sorted(ahead, key=lambda one: one["on"])[:8]


@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """Both sides' promises of all talks; open ones first, then the latest settled."""
    request.nav = "promises"
    me = request.user
    rows = list(
        promises_of_or_to(me).select_related("owner", "to", "key", "talk").order_by("-status", "due_on", "pk")[:200]
    )
    return render(
        request,
        "workspace/promises.html",
        {
            "mine": [p for p in rows if p.owner_id == me.pk],
            "theirs": [p for p in rows if p.owner_id != me.pk],
            "today": me.today,
        },
    )
