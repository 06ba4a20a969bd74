"""Goals of a talk: set together, changed with a reason, with milestones."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.goals import access as goals_access
from colonnade.goals.models import Goal, Milestone
from colonnade.kernel.errors import Conflict, Unseen
from colonnade.people.models import Person
from colonnade.spaces.forms import merge_page, merged, version_seen

from ..flows import meeting
from ..page import TalkPage, talk_page
from ..pillar_forms import ChangeGoalForm, GoalForm, MilestoneForm

MOST_AT_ONCE = 3
HALF_A_YEAR = 183


def people_of(page: TalkPage) -> list[Person]:
    """The two, the employee first: goals and promises are theirs by default."""
    return [page.talk.employee, page.talk.counterpart]


def smart_of(goal: Goal | None) -> list[dict[str, object]]:
    """The five letters with what each looks at and whether it is answered."""
    return [
        {
            "letter": letter,
            "word": word,
            "fields": " ".join(names),
            "lit": goal is not None and all(getattr(goal, name) for name in names),
        }
        for letter, word, names in Goal.SMART
    ]


def _goal_of(page: TalkPage, goal_id: UUID) -> Goal:
    goal = goals_access.goals_in(page.talk.pair_space, page.me).filter(pk=goal_id).first()
    if goal is None:
        raise Unseen
    return goal


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def goals(request: HttpRequest, page: TalkPage) -> HttpResponse:
    form = GoalForm(request.POST if request.method == "POST" else None, people=people_of(page), today=page.me.today)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        owner_id = values.pop("owner")
        owner = next(person for person in people_of(page) if str(person.pk) == owner_id)
        goal = meeting.capture(page.talk, Goal, by=page.me, owner=owner, **values)
        return page.to("talk-goal", goal_id=goal.pk)
    rows = list(goals_access.goals_in(page.talk.pair_space, page.me).select_related("owner", "key"))
    return page.render(
        "goals.html",
        "goals",
        status=422 if form.is_bound else 200,
        form=form,
        rows=[{"goal": goal, "smart": smart_of(goal)} for goal in rows],
        smart=smart_of(None),
        too_many=sum(goal.status in Goal.OPEN for goal in rows) > MOST_AT_ONCE,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def goal(request: HttpRequest, page: TalkPage, goal_id: UUID) -> HttpResponse:
    """One goal, its steps and its history; a change says why."""
    row = _goal_of(page, goal_id)
    initial = {name: getattr(row, name) for name in ChangeGoalForm.base_fields if hasattr(row, name)}
    form = ChangeGoalForm(
        merged(request.POST) if request.method == "POST" else None,
        people=people_of(page),
        today=page.me.today,
        initial={**initial, "owner": str(row.owner_id)},
    )
    if request.method == "POST" and form.is_valid():
        meeting.demand_open(page.talk, page.me)
        values = dict(form.cleaned_data)
        reason = values.pop("reason")
        values.pop("owner")
        try:
            row.change(by=page.me, expected=version_seen(request.POST), reason=reason, **values)
        except Conflict:
            back = reverse("talk-goal", kwargs={"talk_id": page.talk.pk, "goal_id": row.pk})
            return merge_page(request, row, form, back=back, other=page.other.spoken)
        return page.to("talk-goal", goal_id=row.pk)
    return _show_goal(page, row, form, 422 if form.is_bound else 200)


def _show_goal(
    page: TalkPage, row: Goal, form: ChangeGoalForm, status: int = 200, step_form: MilestoneForm | None = None
) -> HttpResponse:
    milestones = list(goals_access.milestones_of([row], page.me))
    far = row.deadline and (row.deadline - page.me.today).days > HALF_A_YEAR
    return page.render(
        "goal.html",
        "goals",
        status=status,
        goal=row,
        form=form,
        step_form=step_form or MilestoneForm(auto_id="step_%s"),
        smart=smart_of(row),
        milestones=milestones,
        history=list(goals_access.changes_of([row], [], page.me).order_by("-written_at")),
        needs_step=bool(far and not milestones),
    )


@require_POST
@talk_page
def milestones(request: HttpRequest, page: TalkPage, goal_id: UUID) -> HttpResponse:
    row = _goal_of(page, goal_id)
    form = MilestoneForm(request.POST, auto_id="step_%s")
    if not form.is_valid():
        initial = {name: getattr(row, name) for name in ChangeGoalForm.base_fields if hasattr(row, name)}
        change = ChangeGoalForm(people=people_of(page), today=page.me.today, initial=initial)
        return _show_goal(page, row, change, 422, form)
    meeting.demand_open(page.talk, page.me)
    Milestone.write(space=page.talk.pair_space, author=page.me, goal=row, **form.cleaned_data)
    return page.to("talk-goal", goal_id=row.pk)


@require_POST
@talk_page
def milestone(request: HttpRequest, page: TalkPage, goal_id: UUID, milestone_id: UUID) -> HttpResponse:
    """Say that a step is done, or open it again."""
    row = _goal_of(page, goal_id)
    step = goals_access.milestones_of([row], page.me).filter(pk=milestone_id).first()
    if step is None:
        raise Unseen
    meeting.demand_open(page.talk, page.me)
    step.done_on = None if step.done_on else page.me.today
    step.save(update_fields=["done_on"])
    return page.to("talk-goal", goal_id=row.pk)


_ROOT = "<uuid:talk_id>/goals/"
urlpatterns = [
    path(_ROOT, goals, name="talk-goals"),
    path(f"{_ROOT}<uuid:goal_id>/", goal, name="talk-goal"),
    path(f"{_ROOT}<uuid:goal_id>/milestones/", milestones, name="talk-milestones"),
    path(f"{_ROOT}<uuid:goal_id>/milestones/<uuid:milestone_id>/", milestone, name="talk-milestone"),
]
