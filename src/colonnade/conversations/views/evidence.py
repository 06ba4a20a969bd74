"""Evidence of a talk: items, shown achievements, the ratings of both, one evaluation."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.careers import access as careers_access
from colonnade.careers.framework import Role, role_choices, roles, skill_words, skills
from colonnade.careers.models import SkillRating
from colonnade.evidence import access as evidence_access
from colonnade.evidence.models import Evaluation, EvaluationReply, Item
from colonnade.kernel.errors import NotYours, Refusal, Unseen

from ..access import demand_part
from ..flows import gathering, meeting
from ..page import TalkPage, talk_page
from ..pillar_forms import EvaluationForm, EvaluationReplyForm, ItemForm

MOST_SHOWN = 20
LONGEST_EXAMPLE = SkillRating._meta.get_field("example").limit


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def evidence(request: HttpRequest, page: TalkPage) -> HttpResponse:
    form = ItemForm(request.POST if request.method == "POST" else None, initial={"on": page.me.today})
    if request.method == "POST" and form.is_valid():
        meeting.capture(page.talk, Item, by=page.me, subject=page.talk.employee, **form.cleaned_data)
        return page.to("talk-evidence")
    return _show(page, 422 if form.is_bound else 200, form=form)


def _show(page: TalkPage, status: int = 200, **forms: object) -> HttpResponse:
    evaluations = [] if page.talk.kind.is_mentoring else list(_evaluations(page))
    context = {
        "form": ItemForm(initial={"on": page.me.today}),
        "evaluation_form": EvaluationForm(),
        "reply_form": EvaluationReplyForm(auto_id="reply_%s"),
        "items": list(evidence_access.items_in(page.talk.pair_space, page.me)),
        "achievements": list(evidence_access.own_achievements(page.me)[:MOST_SHOWN]),
        "evaluations": evaluations,
        "replies": list(evidence_access.replies_to(evaluations, page.me)),
        "writes_evaluation": page.side == "counterpart" and not page.talk.kind.is_mentoring,
    }
    return page.render("evidence.html", "evidence", status=status, **{**context, **forms})


def _evaluations(page: TalkPage):
    """Of this pair only: what the counterpart wrote about the employee."""
    rows = evidence_access.evaluations_of(page.talk.employee, page.me)
    return rows.filter(author=page.talk.counterpart)


@require_POST
@talk_page
def item_removal(request: HttpRequest, page: TalkPage, item_id: UUID) -> HttpResponse:
    """Take one's own item back."""
    item = evidence_access.items_in(page.talk.pair_space, page.me).filter(pk=item_id).first()
    if item is None:
        raise Unseen
    if item.author_id != page.me.pk:
        raise NotYours
    meeting.demand_open(page.talk, page.me)
    item.delete()
    return page.to("talk-evidence")


@require_POST
@talk_page
def achievement_showing(request: HttpRequest, page: TalkPage, achievement_id: UUID) -> HttpResponse:
    gathering.show_achievement(page.talk, achievement_id, by=page.me)
    return page.to("talk-evidence")


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def ratings(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """My ratings for a role of the framework; both sides side by side once both have submitted."""
    if request.method == "POST":
        return _rate(request, page)
    return _show_ratings(page, request.GET.get("role", ""))


def _show_ratings(page: TalkPage, wanted: str, status: int = 200, problem: str = "") -> HttpResponse:
    sheets = list(
        careers_access.sheets_about(page.talk.employee, page.me).filter(
            author__in=[page.me, page.other], pair_with__in=[page.me, page.other]
        )
    )
    proposed = next((sheet.role_code for sheet in sheets), page.talk.employee.role_code)
    role = roles().get(wanted or proposed)
    rows = list(careers_access.ratings_about(page.talk.employee, page.me).filter(sheet__in=sheets))
    agreed = {
        (level.role_code, level.skill_code): level
        for level in careers_access.agreed_levels_in(page.talk.pair_space, page.me)
    }
    code = role.code if role else ""
    mine = next((s for s in sheets if s.author_id == page.me.pk and s.role_code == code), None)
    theirs = next((s for s in sheets if s.author_id != page.me.pk and s.role_code == code), None)
    return page.render(
        "ratings.html",
        "evidence",
        status=status,
        role=role,
        roles=role_choices(),
        rows=_rated(page, role, rows, agreed) if role else [],
        is_submitted=bool(mine and mine.submitted_at),
        is_open=bool(theirs and theirs.submitted_at and mine and mine.submitted_at),
        levels=list(enumerate(skill_words())),
        surenesses=SkillRating.Sureness.choices,
        problem=problem,
    )


def _rated(page: TalkPage, role: Role, rows: list[SkillRating], agreed: dict) -> list[dict[str, object]]:
    def find(skill: str, mine: bool) -> SkillRating | None:
        fits = (r for r in rows if r.skill_code == skill and (r.author_id == page.me.pk) is mine)
        return next((r for r in fits if r.sheet.role_code == role.code), None)

    return [
        {
            "skill": skills()[code],
            "need": need,
            "mine": find(code, True),
            "theirs": find(code, False),
            "agreed": agreed.get((role.code, code)),
        }
        for code, need in role.needs
        if code in skills()
    ]


def _rate(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """The form brings `level-<skill>` (0 to 5 or `none`), `sure-<skill>` and `example-<skill>`."""
    role = roles().get(request.POST.get("role", ""))
    if role is None:
        return _show_ratings(page, "", 422, _("Choose a role of the framework first."))
    given = []
    for code, _need in role.needs:
        level = request.POST.get(f"level-{code}", "")
        if level not in {"none", "0", "1", "2", "3", "4", "5"}:
            continue
        sure = request.POST.get(f"sure-{code}", "")
        given.append(
            {
                "skill_code": code,
                "level": None if level == "none" else int(level),
                "no_chance": level == "none",
                "sureness": sure if sure in SkillRating.Sureness.values else SkillRating.Sureness.FAIRLY,
                "example": request.POST.get(f"example-{code}", "")[:LONGEST_EXAMPLE],
            }
        )
    if "submit" in request.POST and not given:
        return _show_ratings(page, role.code, 422, _("Rate at least one skill before you submit."))
    gathering.rate(page.talk, role.code, given, by=page.me, submit="submit" in request.POST)
    response = page.to("talk-ratings")
    response["Location"] += f"?role={role.code}"
    return response


@require_POST
@talk_page
def agreed_levels(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """One skill at a time: a level, or none and what would settle it."""
    role, skill = request.POST.get("role", ""), request.POST.get("skill", "")
    level = request.POST.get("level", "")
    if role not in roles() or skill not in skills() or level not in {"", "0", "1", "2", "3", "4", "5"}:
        raise Refusal(_("Choose a level from “Not yet” to “Shaping”, or leave it open."))
    note = request.POST.get("note", "")[:1000]
    gathering.agree_level(page.talk, role, skill, by=page.me, level=int(level) if level else None, note=note)
    response = page.to("talk-ratings")
    response["Location"] += f"?role={role}"
    return response


@require_POST
@talk_page
def evaluation(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """Draft an evaluation; only its author reads it until it is given."""
    if page.side != "counterpart" or page.talk.kind.is_mentoring:
        raise NotYours
    form = EvaluationForm(request.POST)
    if not form.is_valid():
        return _show(page, 422, evaluation_form=form)
    demand_part(page.talk, page.me)
    Evaluation.write(
        space=page.talk.private_space(page.me), author=page.me, subject=page.talk.employee, **form.cleaned_data
    )
    return page.to("talk-evidence")


def _evaluation(page: TalkPage, evaluation_id: UUID) -> Evaluation:
    row = None if page.talk.kind.is_mentoring else _evaluations(page).filter(pk=evaluation_id).first()
    if row is None:
        raise Unseen
    return row


@require_POST
@talk_page
def evaluation_giving(request: HttpRequest, page: TalkPage, evaluation_id: UUID) -> HttpResponse:
    row = _evaluation(page, evaluation_id)
    demand_part(page.talk, page.me)
    row.give(by=page.me)
    return page.to("talk-evidence")


@require_POST
@talk_page
def evaluation_reply(request: HttpRequest, page: TalkPage, evaluation_id: UUID) -> HttpResponse:
    """What its subject says to it."""
    row = _evaluation(page, evaluation_id)
    if row.subject_id != page.me.pk:
        raise NotYours
    form = EvaluationReplyForm(request.POST, auto_id="reply_%s")
    if not form.is_valid():
        return _show(page, 422, reply_form=form)
    if row.final_at:
        raise Refusal(_("This evaluation is final; a later view belongs into the talk."))
    EvaluationReply.write(space=row.space, author=page.me, evaluation=row, **form.cleaned_data)
    return page.to("talk-evidence")


@require_POST
@talk_page
def evaluation_finish(request: HttpRequest, page: TalkPage, evaluation_id: UUID) -> HttpResponse:
    _evaluation(page, evaluation_id).finish(by=page.me)
    return page.to("talk-evidence")


_ROOT = "<uuid:talk_id>/evidence/"
_EVALUATION = f"{_ROOT}evaluation/<uuid:evaluation_id>/"
urlpatterns = [
    path(_ROOT, evidence, name="talk-evidence"),
    path(f"{_ROOT}items/<uuid:item_id>/removal/", item_removal, name="talk-item-removal"),
    path(f"{_ROOT}achievements/<uuid:achievement_id>/showing/", achievement_showing, name="talk-achievement-showing"),
    path(f"{_ROOT}ratings/", ratings, name="talk-ratings"),
    path(f"{_ROOT}agreed-levels/", agreed_levels, name="talk-agreed-levels"),
    path(f"{_ROOT}evaluation/", evaluation, name="talk-evaluation"),
    path(f"{_EVALUATION}giving/", evaluation_giving, name="talk-evaluation-giving"),
    path(f"{_EVALUATION}reply/", evaluation_reply, name="talk-evaluation-reply"),
    path(f"{_EVALUATION}finish/", evaluation_finish, name="talk-evaluation-finish"),
]
