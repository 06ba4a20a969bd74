"""The action plan of a talk: promises of both, counted alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.goals import access as goals_access
from colonnade.goals.models import Goal, Promise
from colonnade.kernel import clock
from colonnade.kernel.errors import NotYours, Unseen
from colonnade.people.models import Person

from ..access import demand_part
from ..flows import meeting
from ..page import TalkPage, talk_page
from ..pillar_forms import PromiseForm, SettlePromiseForm
from .goals import named_goal

WEEKS_SHOWN = 13


@dataclass(frozen=True)
class Weeks:
    """The thirteen weeks from the talk to the look-back, as columns 0 to 12."""

    start: date

    @property
    def end(self) -> date:
        return self.start + clock.days(7 * WEEKS_SHOWN)

    def column(self, day: date) -> int:
        return max(0, min((day - self.start).days // 7, WEEKS_SHOWN - 1))

    def bar_end(self, day: date) -> int:
        return self.column(day) + 1

    def holds(self, day: date | None) -> bool:
        return day is not None and self.start <= day <= self.end


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def promises(request: HttpRequest, page: TalkPage) -> HttpResponse:
    goals = list(goals_access.goals_in(page.talk.pair_space, page.me))
    if request.method != "POST":
        return _show(page, goals, _form(page, goals))
    named_goal(goals, request.POST.get("goal"))
    form = _form(page, goals, request.POST)
    if not form.is_valid():
        return _show(page, goals, form, 422)
    _add(page, goals, dict(form.cleaned_data))
    return page.done("talk-promises")


def _two(page: TalkPage) -> list[tuple[Person, str]]:
    """Who may promise, me first."""
    return [(page.me, _("I do")), (page.other, page.other.name)]


def _form(page: TalkPage, goals: list[Goal], typed: object = None) -> PromiseForm:
    return PromiseForm(typed, people=_two(page), goals=goals, today=page.me.today)


def _add(page: TalkPage, goals: list[Goal], values: dict) -> None:
    named, chosen = values.pop("owner"), values.pop("goal", "")
    owner = next(person for person, _name in _two(page) if str(person.pk) == named)
    goal = next((goal for goal in goals if str(goal.pk) == chosen), None)
    to = page.talk.other_of(owner)
    meeting.capture(page.talk, Promise, by=page.me, owner=owner, to=to, goal=goal, **values)


def _show(
    page: TalkPage,
    goals: list[Goal],
    form: PromiseForm,
    status: int = 200,
    settling: tuple[UUID, SettlePromiseForm] | None = None,
) -> HttpResponse:
    rows = list(goals_access.promises_in(page.talk.pair_space, page.me))
    history = list(goals_access.changes_of([], rows, page.me).order_by("written_at"))
    typed = dict([settling] if settling else [])
    shown = [
        {
            "promise": promise,
            "mine": promise.owner_id == page.me.pk,
            "goal": next((goal for goal in goals if goal.pk == promise.goal_id), None),
            "moves": [_move(one) for one in history if one.promise_id == promise.pk and one.fields == "due_on"],
            "settling": typed.get(promise.pk),
        }
        for promise in rows
    ]
    mine = [row for row in shown if row["mine"]]
    theirs = [row for row in shown if not row["mine"]]
    return page.render(
        "promises.html",
        "promises",
        status=status,
        form=form,
        mine=mine,
        theirs=theirs,
        next_of_mine=next((row["promise"] for row in mine if row["promise"].status == Promise.Status.OPEN), None),
        none_of=page.other if len(mine) > 1 and not theirs else page.me if len(theirs) > 1 and not mine else None,
        no_practice=bool(rows) and all(p.kind != Promise.Kind.WORK_PRACTICE for p in rows),
        today=page.me.today,
        weeks=Weeks(page.me.local(page.talk.met_at or page.talk.started_at).date()),
    )


def _move(change: object) -> dict[str, object]:
    return {"from": date.fromisoformat(change.old), "to": date.fromisoformat(change.new), "reason": change.reason}


@require_POST
@talk_page
def promise(request: HttpRequest, page: TalkPage, promise_id: UUID) -> HttpResponse:
    """Kept, moved or dropped; only its owner says so."""
    row = goals_access.promises_in(page.talk.pair_space, page.me).filter(pk=promise_id).first()
    if row is None:
        raise Unseen
    if row.owner_id != page.me.pk:
        raise NotYours
    form = SettlePromiseForm(request.POST, today=page.me.today)
    if not form.is_valid():
        goals = list(goals_access.goals_in(page.talk.pair_space, page.me))
        return _show(page, goals, _form(page, goals), 422, (row.pk, form))
    demand_part(page.talk, page.me)
    data = form.cleaned_data
    if data["to"] == "moved":
        row.move(data["due_on"], by=page.me, reason=data["note"])
    else:
        row.settle(data["to"], by=page.me, note=data["note"])
    return redirect("promises") if request.POST.get("back") == "promises" else page.to("talk-promises")


_ROOT = "<uuid:talk_id>/promises/"
urlpatterns = [
    path(_ROOT, promises, name="talk-promises"),
    path(f"{_ROOT}<uuid:promise_id>/", promise, name="talk-promise"),
]
