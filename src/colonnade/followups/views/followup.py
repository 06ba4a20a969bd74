"""What follows a talk: check-ins, the look-back, the closing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from colonnade.conversations.lifecycle import State
from colonnade.conversations.page import TalkPage, talk_page
from colonnade.goals import access as goals_access
from colonnade.goals.models import Goal
from colonnade.kernel.errors import Unseen

from .. import access, flows
from ..forms import CheckInForm, ClosingForm, DecisionForm
from ..models import Decision


@require_safe
@talk_page
def followup(request: HttpRequest, page: TalkPage) -> HttpResponse:
    return _show(page)


def _goals(page: TalkPage) -> list[Goal]:
    return list(goals_access.goals_in(page.talk.pair_space, page.me).select_related("owner", "key"))


def _show(page: TalkPage, status: int = 200, **forms: object) -> HttpResponse:
    goals = forms.pop("goals", None) or _goals(page)
    open_goals = [goal for goal in goals if goal.status in Goal.OPEN]
    decisions = list(access.decisions_of(page.talk, page.me))
    now = [d for d in decisions if d.round == page.talk.review_on]
    context = {
        "goals": goals,
        "open_goals": open_goals,
        "checkins": list(access.checkins_of(page.talk, page.me)[:30]),
        "decided": {decision.goal_id: decision for decision in now},
        "learned": list(access.learned_in(page.talk, page.me)),
        "kinds": Decision.What.choices,
        "is_following": page.state in (State.FOLLOWING_UP, State.REVIEW_DUE),
        "checkin_form": CheckInForm(goals=open_goals),
        "decision_form": None,
        "closing_form": ClosingForm(),
        "today": page.me.today,
    }
    return page.render("followups/followup.html", "followup", status=status, **{**context, **forms})


@require_POST
@talk_page
def checkins(request: HttpRequest, page: TalkPage) -> HttpResponse:
    goals = _goals(page)
    form = CheckInForm(request.POST, goals=[goal for goal in goals if goal.status in Goal.OPEN])
    if not form.is_valid():
        return _show(page, 422, goals=goals, checkin_form=form)
    data = dict(form.cleaned_data)
    chosen = data.pop("goal")
    goal = next((goal for goal in goals if str(goal.pk) == chosen), None)
    flows.check_in(page.talk, by=page.me, goal=goal, **data)
    return page.to("talk-followup")


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
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _show(page, 422, goals=goals, decision_form=form)
    goal = next((goal for goal in goals if goal.pk == form.cleaned_data["goal"]), None)
    if goal is None:
        raise Unseen
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
    if page.state == State.CLOSED:
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
