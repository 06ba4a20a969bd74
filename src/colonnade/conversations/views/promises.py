"""The action plan of a talk: promises of both, counted alike."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.goals import access as goals_access
from colonnade.goals.models import Goal, Promise
from colonnade.kernel.errors import NotYours, Unseen

from ..access import demand_part
from ..flows import meeting
from ..page import TalkPage, talk_page
from ..pillar_forms import PromiseForm, SettlePromiseForm
from .goals import people_of

WEEKS_SHOWN = 13


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def promises(request: HttpRequest, page: TalkPage) -> HttpResponse:
    goals = list(goals_access.goals_in(page.talk.pair_space, page.me))
    form = PromiseForm(
        request.POST if request.method == "POST" else None, people=people_of(page), goals=goals, today=page.me.today
    )
    if request.method == "POST" and form.is_valid():
        _add(page, goals, dict(form.cleaned_data))
        return page.to("talk-promises")
    return _show(page, goals, form, 422 if form.is_bound else 200)


def _add(page: TalkPage, goals: list[Goal], values: dict) -> None:
    owner_id, goal_id = values.pop("owner"), values.pop("goal")
    owner = next(person for person in people_of(page) if str(person.pk) == owner_id)
    goal = next((goal for goal in goals if str(goal.pk) == goal_id), None)
    meeting.capture(page.talk, Promise, by=page.me, owner=owner, to=page.talk.other_of(owner), goal=goal, **values)


def _show(
    page: TalkPage,
    goals: list[Goal],
    form: PromiseForm,
    status: int = 200,
    problem: str = "",
    settling: object = None,
) -> HttpResponse:
    rows = list(goals_access.promises_in(page.talk.pair_space, page.me))
    history = list(goals_access.changes_of([], rows, page.me).order_by("written_at"))
    shown = [
        {
            "promise": promise,
            "mine": promise.owner_id == page.me.pk,
            "goal": next((goal for goal in goals if goal.pk == promise.goal_id), None),
            "history": [change for change in history if change.promise_id == promise.pk],
            "bar": _bar(page, promise),
        }
        for promise in rows
    ]
    owners = {promise.owner_id for promise in rows}
    return page.render(
        "promises.html",
        "promises",
        status=status,
        form=form,
        mine=[row for row in shown if row["mine"]],
        theirs=[row for row in shown if not row["mine"]],
        one_sided=len(rows) > 1 and len(owners) == 1,
        no_practice=bool(rows) and all(p.kind != Promise.Kind.WORK_PRACTICE for p in rows),
        today=page.me.today,
        problem=problem,
        settling=settling,
        weeks=WEEKS_SHOWN,
    )


def _bar(page: TalkPage, promise: Promise) -> tuple[int, int]:
    """Weeks from the talk to the due day, within the thirteen shown."""
    start = (page.talk.met_at or page.talk.started_at).date()
    weeks = max(0, (promise.due_on - start).days // 7)
    return 0, min(max(1, weeks), WEEKS_SHOWN - 1)


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
        blank = PromiseForm(people=people_of(page), goals=goals, today=page.me.today)
        errors = [str(error) for messages in form.errors.values() for error in messages]
        return _show(page, goals, blank, 422, errors[0], row.pk)
    demand_part(page.talk, page.me)
    data = form.cleaned_data
    if data["to"] == "moved":
        row.move(data["due_on"], by=page.me, reason=data["note"])
    else:
        row.settle(data["to"], by=page.me, note=data["note"])
    return page.to("talk-promises")


_ROOT = "<uuid:talk_id>/promises/"
urlpatterns = [
    path(_ROOT, promises, name="talk-promises"),
    path(f"{_ROOT}<uuid:promise_id>/", promise, name="talk-promise"),
]
