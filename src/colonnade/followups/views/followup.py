"""What follows a talk: check-ins, the look-back, the closing."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from colonnade.conversations.lifecycle import State
from colonnade.conversations.page import TalkPage, talk_page
from colonnade.conversations.views.goals import mine_first, named_goal
from colonnade.goals import access as goals_access
from colonnade.goals.models import Goal

from .. import access, flows
from ..forms import CheckInForm, ClosingForm, DecisionForm
from ..models import Decision


@require_safe
@talk_page
def followup(request: HttpRequest, page: TalkPage) -> HttpResponse:
    return _show(page)


def _goals(page: TalkPage) -> list[Goal]:
    return mine_first(page, goals_access.goals_in(page.talk.pair_space, page.me).select_related("owner", "key"))


def _show(page: TalkPage, status: int = 200, **forms: object) -> HttpResponse:
    goals = forms.pop("goals", None) or _goals(page)
    open_goals = [goal for goal in goals if goal.status in Goal.OPEN]
    is_back = page.state == State.REVIEW_DUE
    decided = _decided(page) if is_back else {}
    learned = list(access.learned_in(page.talk, page.me))
    context = {
        "goals": goals,
        "open_goals": open_goals,
        "checkins": list(access.checkins_of(page.talk, page.me)[:30]),
        "goal_names": {goal.pk: goal.statement for goal in goals},
        "looking_back": [
            _decision_row(goal, decided.get(goal.pk), forms.get("decision_form"))
            for goal in goals
            if goal in open_goals or goal.pk in decided
        ]
        if is_back
        else [],
        "learned": learned,
        "has_learned": any(line.author_id == page.me.pk for line in learned),
        "is_following": page.state in (State.FOLLOWING_UP, State.REVIEW_DUE),
        "checkin_form": CheckInForm(goals=open_goals),
        "closing_form": ClosingForm(),
        "today": page.me.today,
    }
    return page.render("followups/followup.html", "followup", status=status, **{**context, **forms})


def _decided(page: TalkPage) -> dict[UUID, Decision]:
    """What this look-back has decided so far, by goal."""
    rows = access.decisions_of(page.talk, page.me).filter(round=page.talk.review_on)
    return {decision.goal_id: decision for decision in rows}


def _decision_row(goal: Goal, decision: Decision | None, typed: DecisionForm | None) -> dict[str, object]:
    if typed is not None and typed["goal"].value() == str(goal.pk):
        return {"goal": goal, "decision": decision, "form": typed}
    initial = {"what": decision.what, "reason": decision.reason} if decision else None
    return {"goal": goal, "decision": decision, "form": DecisionForm(initial=initial, auto_id=f"{goal.pk}_%s")}


@require_POST
@talk_page
def checkins(request: HttpRequest, page: TalkPage) -> HttpResponse:
    goals = _goals(page)
    named_goal(goals, request.POST.get("goal"))
    form = CheckInForm(request.POST, goals=[goal for goal in goals if goal.status in Goal.OPEN])
    if not form.is_valid():
        return _show(page, 422, goals=goals, checkin_form=form)
    data = dict(form.cleaned_data)
    chosen = data.pop("goal")
    goal = next((goal for goal in goals if str(goal.pk) == chosen), None)
    flows.check_in(page.talk, by=page.me, goal=goal, **data)
    return page.done("talk-followup")


@require_POST
@talk_page
def look_back(request: HttpRequest, page: TalkPage) -> HttpResponse:
    flows.look_back(page.talk, by=page.me)
    return page.to("talk-followup")


@require_POST
@talk_page
def decisions(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """Decide one goal of this talk."""
    goals = _goals(page)
    named = request.POST.get("goal")
    named_goal(goals, named)
    form = DecisionForm(request.POST, auto_id=f"{named}_%s")
    if not form.is_valid():
        return _show(page, 422, goals=goals, decision_form=form)
    goal = next(goal for goal in goals if goal.pk == form.cleaned_data["goal"])
    flows.decide(page.talk, goal, form.cleaned_data["what"], by=page.me, reason=form.cleaned_data["reason"])
    return page.to("talk-followup")


@require_POST
@talk_page
def look_back_end(request: HttpRequest, page: TalkPage) -> HttpResponse:
    flows.finish_look_back(page.talk, by=page.me)
    return page.to("talk-followup")


@require_POST
@talk_page
def closing(request: HttpRequest, page: TalkPage) -> HttpResponse:
    form = ClosingForm(request.POST)
    if not form.is_valid():
        return _show(page, 422, closing_form=form)
    if page.state == State.CLOSED and form.cleaned_data["learned"]:
        flows.keep_learned(page.talk, form.cleaned_data["learned"], by=page.me)
    else:
        flows.close(page.talk, by=page.me, learned=form.cleaned_data["learned"])
    return page.to("talk-followup")


urlpatterns = [
    path("followup/", followup, name="talk-followup"),
    path("followup/checkins/", checkins, name="talk-checkins"),
    path("followup/look-back/", look_back, name="talk-look-back"),
    path("followup/decisions/", decisions, name="talk-decisions"),
    path("followup/look-back/end/", look_back_end, name="talk-look-back-end"),
    path("followup/closing/", closing, name="talk-closing"),
]
