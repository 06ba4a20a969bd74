"""The evaluation of a period: criteria, the manager's view and the employee's own, answers, a second look."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.evidence import access as evidence_access
from colonnade.evidence.models import Criteria, Evaluation, EvaluationReply, SelfAssessment
from colonnade.hints.views import asks_for_a_look, look_of, typed
from colonnade.kernel.errors import Conflict, NotYours, Unseen
from colonnade.spaces.forms import version_seen

from ..access import demand_part
from ..flows import evaluating
from ..page import TalkPage, talk_page
from ..pillar_forms import CriteriaForm, EvaluationForm, EvaluationReplyForm, OwnViewForm, SecondLookForm

_IDS, _CRITERIA_IDS, _OWN_IDS = "evaluation_%s", "criteria_%s", "own_%s"


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def evaluation(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """The page; and drafting an evaluation, which only its author reads until it is given."""
    if request.method != "POST":
        if not evaluating.is_evaluated_here(page.talk):
            raise Unseen
        return _show(page)
    evaluating.demand_evaluator(page.talk, page.me)
    if asks_for_a_look(request):
        return _show(page, evaluation_form=EvaluationForm(initial=typed(request), auto_id=_IDS))
    form = EvaluationForm(request.POST, auto_id=_IDS)
    if not form.is_valid():
        return _show(page, 422, evaluation_form=form)
    try:
        expected = version_seen(request.POST)
        evaluating.draft_evaluation(page.talk, by=page.me, expected=expected, **form.cleaned_data)
    except Conflict:
        return _show(page, 409, evaluation_form=form, problem=_elsewhere())
    return page.to("talk-evaluation")


def _elsewhere() -> str:
    return _("You kept this draft in another window meanwhile. That one stands here; what you typed is below.")


def _show(
    page: TalkPage, status: int = 200, answering: tuple[UUID, str, object] | None = None, **forms: object
) -> HttpResponse:
    me, talk = page.me, page.talk
    rows = list(_evaluations(page))
    criteria = list(evidence_access.criteria_for(talk.employee, talk.counterpart, me))
    period = criteria[0].period if criteria else ""
    own = list(evidence_access.self_assessments(talk.employee, talk.counterpart, me))
    draft = next((row for row in rows if not row.submitted_at and not row.given_at), None)
    own_draft = next((row for row in own if not row.submitted_at and _same(row.period, period)), None)
    writing = forms.get("evaluation_form") or EvaluationForm(
        initial=_typed_in(EvaluationForm, draft) or {"period": period}, auto_id=_IDS
    )
    done = evidence_access.who_has_submitted(talk.employee, talk.counterpart, period) if period else set()
    context = {
        "criteria": criteria,
        "period": period,
        "own_views": [row for row in own if row.submitted_at],
        "own_draft": own_draft,
        "draft": draft,
        "is_mine_submitted": me.pk in done,
        "is_theirs_submitted": page.other.pk in done,
        "evaluations": _with_answers(page, rows, answering),
        "criteria_form": CriteriaForm(initial={"period": period}, auto_id=_CRITERIA_IDS),
        "own_form": OwnViewForm(initial=_typed_in(OwnViewForm, own_draft) or {"period": period}, auto_id=_OWN_IDS),
        "evaluation_form": writing,
        "look": look_of(page.request, "evaluation", {name: writing[name].value() for name in writing.fields}),
        "writes_evaluation": evaluating.writes_evaluation(talk, me),
        "problem": "",
    }
    return page.render("evaluation.html", "evidence", status=status, **{**context, **forms})


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _evaluations(page: TalkPage) -> QuerySet[Evaluation]:
    """Of this pair only: what the counterpart wrote about the employee. Mentors evaluate nobody."""
    rows = evidence_access.evaluations_of(page.talk.employee, page.me).filter(author=page.talk.counterpart)
    return rows if evaluating.is_evaluated_here(page.talk) else rows.none()


def _typed_in(form: type, row: Evaluation | SelfAssessment | None) -> dict[str, object]:
    return {name: getattr(row, name) for name in form.base_fields} if row else {}


def _with_answers(
    page: TalkPage, rows: list[Evaluation], answering: tuple[UUID, str, object] | None
) -> list[dict[str, object]]:
    """Each with what stands beside it; a form that was refused comes back where it was typed."""
    given = [row for row in rows if row.given_at]
    replies = list(evidence_access.replies_to(given, page.me)) if given else []
    looks = list(evidence_access.second_looks_at(given, page.me).select_related("reader", "key")) if given else []
    asks = given and page.me.pk == page.talk.employee_id
    readers = evaluating.readers_of_second_look(page.talk) if asks else []
    found = []
    for row in rows:
        refused = {answering[1]: answering[2]} if answering and answering[0] == row.pk else {}
        beside = [reply for reply in replies if reply.evaluation_id == row.pk]
        answered = any(reply.author_id == row.subject_id for reply in beside)
        found.append(
            {
                "row": row,
                "replies": beside,
                "second_looks": [look for look in looks if look.evaluation_id == row.pk],
                "form": refused.get("reply") or EvaluationReplyForm(auto_id=f"reply-{row.pk}-%s"),
                "second_look_form": refused.get("look")
                or SecondLookForm(readers=readers, auto_id=f"look-{row.pk}-%s"),
                "may_become_final": row.is_ripe(answered=answered),
            }
        )
    return found


def _evaluation(page: TalkPage, evaluation_id: UUID) -> Evaluation:
    row = _evaluations(page).filter(pk=evaluation_id).first()
    if row is None:
        raise Unseen
    return row


@require_POST
@talk_page
def criteria(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """Set what a period will be looked at by; both read it from now on."""
    evaluating.demand_evaluator(page.talk, page.me)
    form = CriteriaForm(request.POST, auto_id=_CRITERIA_IDS)
    if not form.is_valid():
        return _show(page, 422, criteria_form=form)
    evaluating.set_criteria(page.talk, by=page.me, **form.cleaned_data)
    return page.to("talk-evaluation")


@require_POST
@talk_page
def criteria_seen(request: HttpRequest, page: TalkPage, criteria_id: UUID) -> HttpResponse:
    rows = evidence_access.criteria_for(page.talk.employee, page.talk.counterpart, page.me)
    row: Criteria | None = rows.filter(pk=criteria_id).first()
    if row is None:
        raise Unseen
    demand_part(page.talk, page.me)
    row.sign_as_seen(by=page.me)
    return page.to("talk-evaluation")


@require_POST
@talk_page
def own_view(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """Keep one's own view as a draft, submit it, or submit that one writes none."""
    if page.me.pk != page.talk.employee_id:
        raise NotYours
    act, form = request.POST.get("act", ""), OwnViewForm(request.POST, auto_id=_OWN_IDS)
    if form.is_valid() and act == "submit" and not form.cleaned_data["shown"]:
        form.add_error("shown", _("Write a line, or say that you write none."))
    if not form.is_valid():
        return _show(page, 422, own_form=form)
    try:
        expected = version_seen(request.POST)
        draft = evaluating.draft_own_view(page.talk, by=page.me, expected=expected, **form.cleaned_data)
    except Conflict:
        return _show(page, 409, own_form=form, problem=_elsewhere())
    if act in ("submit", "nothing"):
        SelfAssessment.submit(draft, says_nothing=act == "nothing")
    return page.to("talk-evaluation")


@require_POST
@talk_page
def evaluation_removal(request: HttpRequest, page: TalkPage, evaluation_id: UUID) -> HttpResponse:
    """Throw the draft away; what was submitted stays."""
    row = _evaluation(page, evaluation_id)
    if row.author_id != page.me.pk or row.submitted_at or row.given_at:
        raise NotYours
    row.delete()
    return page.to("talk-evaluation")


@require_POST
@talk_page
def evaluation_giving(request: HttpRequest, page: TalkPage, evaluation_id: UUID) -> HttpResponse:
    row = _evaluation(page, evaluation_id)
    demand_part(page.talk, page.me)
    row.give(by=page.me)
    return page.to("talk-evaluation")


@require_POST
@talk_page
def evaluation_reading(request: HttpRequest, page: TalkPage, evaluation_id: UUID) -> HttpResponse:
    row = _evaluation(page, evaluation_id)
    demand_part(page.talk, page.me)
    row.sign_as_read(by=page.me)
    return page.to("talk-evaluation")


@require_POST
@talk_page
def evaluation_reply(request: HttpRequest, page: TalkPage, evaluation_id: UUID) -> HttpResponse:
    """What its subject says before it is final, also after the talk is closed; what its author corrects after."""
    row = _evaluation(page, evaluation_id)
    is_author = row.author_id == page.me.pk
    if is_author and not row.final_at:
        raise NotYours
    demand_part(page.talk, page.me)
    form = EvaluationReplyForm(request.POST, auto_id=f"reply-{row.pk}-%s")
    if form.is_valid() and row.final_at and not is_author:
        form.add_error(
            "text", _("This evaluation is final; a later view belongs into the talk, or ask for a second look.")
        )
    if not form.is_valid():
        return _show(page, 422, (row.pk, "reply", form))
    EvaluationReply.write(space=row.space, author=page.me, evaluation=row, **form.cleaned_data)
    return page.to("talk-evaluation")


@require_POST
@talk_page
def evaluation_finish(request: HttpRequest, page: TalkPage, evaluation_id: UUID) -> HttpResponse:
    row = _evaluation(page, evaluation_id)
    demand_part(page.talk, page.me)
    row.finish(by=page.me)
    return page.to("talk-evaluation")


@require_POST
@talk_page
def second_look(request: HttpRequest, page: TalkPage, evaluation_id: UUID) -> HttpResponse:
    """Ask one named person to look again; they read this text and nothing else."""
    row = _evaluation(page, evaluation_id)
    if row.subject_id != page.me.pk:
        raise NotYours
    readers = evaluating.readers_of_second_look(page.talk)
    form = SecondLookForm(request.POST, readers=readers, auto_id=f"look-{row.pk}-%s")
    if not form.is_valid():
        return _show(page, 422, (row.pk, "look", form))
    evaluating.ask_second_look(page.talk, row, by=page.me, reader=form.chosen, text=form.cleaned_data["text"])
    return page.to("talk-evaluation")


_ROOT = "<uuid:talk_id>/evidence/evaluation/"
_ONE = f"{_ROOT}<uuid:evaluation_id>/"
urlpatterns = [
    path(_ROOT, evaluation, name="talk-evaluation"),
    path(f"{_ROOT}criteria/", criteria, name="talk-criteria"),
    path(f"{_ROOT}criteria/<uuid:criteria_id>/seen/", criteria_seen, name="talk-criteria-seen"),
    path(f"{_ROOT}own-view/", own_view, name="talk-own-view"),
    path(f"{_ONE}removal/", evaluation_removal, name="talk-evaluation-removal"),
    path(f"{_ONE}giving/", evaluation_giving, name="talk-evaluation-giving"),
    path(f"{_ONE}reading/", evaluation_reading, name="talk-evaluation-reading"),
    path(f"{_ONE}reply/", evaluation_reply, name="talk-evaluation-reply"),
    path(f"{_ONE}finish/", evaluation_finish, name="talk-evaluation-finish"),
    path(f"{_ONE}second-look/", second_look, name="talk-second-look"),
]
