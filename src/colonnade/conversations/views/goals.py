"""Goals of a talk: set together, changed with a reason, with milestones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.careers.framework import skills
from colonnade.goals import access as goals_access
from colonnade.goals.models import Change, Goal, Milestone
from colonnade.hints.letters import Letter, letters_of
from colonnade.hints.looking import Look
from colonnade.hints.views import asks_for_a_look, look_of, typed
from colonnade.kernel.errors import Conflict, Unseen
from colonnade.people.models import Person
from colonnade.spaces.forms import merge_page, merged, version_seen

from ..flows import meeting
from ..page import TalkPage, talk_page
from ..pillar_forms import ChangeGoalForm, GoalForm, MilestoneForm

MOST_AT_ONCE = 3
HALF_A_YEAR = 183


def people_of(page: TalkPage) -> list[tuple[Person, str]]:
    """The two as a form offers them, the employee first: goals are theirs by default."""
    two = (page.talk.employee, page.talk.counterpart)
    return [(one, _("{name}, that is me").format(name=one.spoken) if one == page.me else one.name) for one in two]


def named_goal(goals: list[Goal], named: str | None) -> None:
    """Raises `Unseen` when a form names a goal that is not one of this talk's."""
    if named and named not in [str(goal.pk) for goal in goals]:
        raise Unseen


def mine_first(page: TalkPage, goals: Iterable[Goal]) -> list[Goal]:
    """My goals, then the other's; each by its day, open ends last."""
    return sorted(goals, key=lambda goal: (goal.owner_id != page.me.pk, goal.deadline or date.max, str(goal.pk)))


def _letters(page: TalkPage, goal: Goal) -> list[Letter]:
    return letters_of({name: getattr(goal, name) for name in GoalForm.base_fields if name != "owner"}, page.me.today)


def _look(page: TalkPage, form: GoalForm, *, milestones: bool = False) -> Look:
    values = {name: form[name].value() for name in form.fields}
    return look_of(page.request, "goal", {**values, "milestones": milestones})


def _goal_of(page: TalkPage, goal_id: UUID) -> Goal:
    rows = goals_access.goals_in(page.talk.pair_space, page.me).select_related("owner", "key")
    goal = rows.filter(pk=goal_id).first()
    if goal is None:
        raise Unseen
    return goal


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def goals(request: HttpRequest, page: TalkPage) -> HttpResponse:
    looks = asks_for_a_look(request)
    form = GoalForm(
        request.POST if request.method == "POST" and not looks else None,
        initial=typed(request) if looks else _seeded(request),
        people=people_of(page),
        today=page.me.today,
    )
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        named = values.pop("owner")
        owner = next(one for one, _name in people_of(page) if str(one.pk) == named)
        goal = meeting.capture(page.talk, Goal, by=page.me, owner=owner, **values)
        return page.done("talk-goal", goal_id=goal.pk)
    rows = mine_first(page, goals_access.goals_in(page.talk.pair_space, page.me).select_related("owner", "key"))
    steps = list(goals_access.milestones_of(rows, page.me))
    return page.render(
        "goals.html",
        "goals",
        status=422 if form.is_bound else 200,
        form=form,
        rows=[_row(page, goal, steps) for goal in rows],
        look=_look(page, form),
        too_many=sum(goal.status in Goal.OPEN for goal in rows) > MOST_AT_ONCE,
    )


def _seeded(request: HttpRequest) -> dict[str, str]:
    """A goal begun from a gap: the sentence of the next level, as the framework words it."""
    skill = skills().get(request.GET.get("skill", ""))
    level = request.GET.get("level", "")
    sentence = skill.described(int(level)) if skill and level.isdecimal() and len(level) < 3 else ""
    return {"statement": f"{skill.name}: {sentence}"} if skill and sentence else {}


def _row(page: TalkPage, goal: Goal, steps: list[Milestone]) -> dict[str, object]:
    ahead = [step for step in steps if step.goal_id == goal.pk and not step.done_on]
    is_open = goal.status in Goal.OPEN
    return {"goal": goal, "letters": _letters(page, goal), "next_step": ahead[0] if ahead and is_open else None}


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def goal(request: HttpRequest, page: TalkPage, goal_id: UUID) -> HttpResponse:
    """One goal, its steps and its history; a change of what was agreed says why."""
    row = _goal_of(page, goal_id)
    if asks_for_a_look(request):
        return _show_goal(page, row, _change_form(page, row, initial=typed(request)))
    form = _change_form(page, row, merged(request.POST) if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _show_goal(page, row, form, 422 if form.is_bound else 200)
    meeting.demand_open(page.talk, page.me)
    values = dict(form.cleaned_data)
    reason = values.pop("reason")
    try:
        row.change(by=page.me, expected=version_seen(request.POST), reason=reason, **values)
    except Conflict:
        back = reverse("talk-goal", kwargs={"talk_id": page.talk.pk, "goal_id": row.pk})
        return merge_page(request, row, form, back=back, other=page.other.spoken)
    return page.done("talk-goal", goal_id=row.pk)


def _change_form(
    page: TalkPage, row: Goal, data: object = None, initial: dict[str, object] | None = None
) -> ChangeGoalForm:
    return ChangeGoalForm(
        data,
        people=people_of(page),
        today=page.me.today,
        asks_why=page.talk.agreed_at is not None,
        initial=initial or {name: getattr(row, name) for name in GoalForm.base_fields},
    )


def _show_goal(
    page: TalkPage, row: Goal, form: ChangeGoalForm, status: int = 200, step_form: MilestoneForm | None = None
) -> HttpResponse:
    steps = list(goals_access.milestones_of([row], page.me))
    far = row.deadline and (row.deadline - page.me.today).days > HALF_A_YEAR
    history = goals_access.changes_of([row], [], page.me).order_by("-written_at", "pk")
    return page.render(
        "goal.html",
        "goals",
        status=status,
        goal=row,
        is_open=row.status in Goal.OPEN,
        form=form,
        step_form=step_form or MilestoneForm(today=page.me.today, auto_id="step_%s"),
        letters=_letters(page, row),
        look=_look(page, form, milestones=bool(steps)),
        milestones=steps,
        history=history_of(list(history)),
        needs_step=bool(far and not steps),
    )


def history_of(changes: list[Change]) -> list[dict[str, object]]:
    """Changes for reading: what one person saved at one time stands together, fields by their labels."""
    together = groupby(changes, key=lambda one: (one.written_at, one.author))
    return [
        {
            "at": at,
            "by": author,
            "reason": (saved := list(rows))[0].reason,
            "lines": [_line_of(change) for change in saved],
        }
        for (at, author), rows in together
    ]


def _line_of(change: Change) -> dict[str, object]:
    name = change.fields
    field = GoalForm.base_fields.get(name)
    what = (
        _("How it stands")
        if name == "status"
        else _("Kind")
        if name == "kind"
        else str(field.label).rstrip("?… ")
        if field
        else name
    )
    return {"what": what, "old": _in_words(name, change.old), "new": _in_words(name, change.new)}


def _in_words(name: str, kept: str) -> object:
    """A kept value as a person reads it."""
    if name == "status":
        return str(dict(Goal.Status.choices).get(kept, kept))
    if name == "kind":
        return str(dict(Goal.Kind.choices).get(kept, kept))
    return date.fromisoformat(kept) if name == "deadline" and kept else kept


@require_POST
@talk_page
def milestones(request: HttpRequest, page: TalkPage, goal_id: UUID) -> HttpResponse:
    row = _goal_of(page, goal_id)
    form = MilestoneForm(request.POST, today=page.me.today, auto_id="step_%s")
    if not form.is_valid():
        return _show_goal(page, row, _change_form(page, row), 422, form)
    meeting.demand_open(page.talk, page.me)
    Milestone.write(space=page.talk.pair_space, author=page.me, goal=row, **form.cleaned_data)
    return page.to("talk-goal", goal_id=row.pk)


@require_POST
@talk_page
def milestone(request: HttpRequest, page: TalkPage, goal_id: UUID, milestone_id: UUID) -> HttpResponse:
    """Say that a step is done; `undo` opens it again."""
    row = _goal_of(page, goal_id)
    step = goals_access.milestones_of([row], page.me).filter(pk=milestone_id).first()
    if step is None:
        raise Unseen
    meeting.demand_open(page.talk, page.me)
    if "undo" in request.POST:
        step.reopen(by=page.me)
    else:
        step.finish(by=page.me)
    return page.to("talk-goal", goal_id=row.pk)


_ROOT = "<uuid:talk_id>/goals/"
urlpatterns = [
    path(_ROOT, goals, name="talk-goals"),
    path(f"{_ROOT}<uuid:goal_id>/", goal, name="talk-goal"),
    path(f"{_ROOT}<uuid:goal_id>/milestones/", milestones, name="talk-milestones"),
    path(f"{_ROOT}<uuid:goal_id>/milestones/<uuid:milestone_id>/", milestone, name="talk-milestone"),
]
