"""Evidence of a talk: items, shown achievements, one evaluation."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.careers import access as careers_access
from colonnade.careers.framework import names_of, roles
from colonnade.evidence import access as evidence_access
from colonnade.evidence.flows import keep_files
from colonnade.evidence.forms import FilesForm, host_of
from colonnade.evidence.models import MOST_BYTES, MOST_EACH, Evaluation, EvaluationReply, Item
from colonnade.hints.views import asks_for_a_look, look_of, typed
from colonnade.kernel.errors import Conflict, NotYours, Unseen
from colonnade.kernel.uploads import in_memory
from colonnade.people.models import Person
from colonnade.spaces.forms import version_seen

from ..access import demand_part
from ..flows import gathering, meeting
from ..page import TalkPage, talk_page
from ..pillar_forms import EvaluationForm, EvaluationReplyForm, ItemForm

SHOWN_AT_ONCE = 5
_EVALUATION_IDS = "evaluation_%s"


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def evidence(request: HttpRequest, page: TalkPage) -> HttpResponse:
    form = ItemForm(request.POST if request.method == "POST" else None, today=page.me.today, initial=_today(page))
    if request.method == "POST" and form.is_valid():
        gathering.put_on_the_table(page.talk, by=page.me, **form.values)
        return page.to("talk-evidence")
    return _show(page, 422 if form.is_bound else 200, form=form)


def _today(page: TalkPage) -> dict[str, object]:
    return {"on": page.me.today}


def _show(
    page: TalkPage,
    status: int = 200,
    replying: EvaluationReplyForm | None = None,
    adding: tuple[UUID, FilesForm] | None = None,
    **forms: object,
) -> HttpResponse:
    evaluations = list(_evaluations(page))
    draft = next((row for row in evaluations if row.given_at is None), None)
    replies = list(evidence_access.replies_to(evaluations, page.me)) if evaluations else []
    items = list(evidence_access.items_in(page.talk.pair_space, page.me))
    shown = {item.shown_copy_of_id for item in items}
    kept = [one for one in evidence_access.own_achievements(page.me) if one.pk not in shown]
    writing = forms.get("evaluation_form") or EvaluationForm(initial=_typed_in(draft), auto_id=_EVALUATION_IDS)
    context = {
        "adds": gathering.may_add(page.talk, page.me),
        "form": ItemForm(today=page.me.today, initial=_today(page)),
        "evaluation_form": writing,
        "look": look_of(page.request, "evaluation", {name: writing[name].value() for name in writing.fields}),
        "items": _with_files(items, page.me, adding),
        "achievements": kept[:SHOWN_AT_ONCE],
        "older_achievements": kept[SHOWN_AT_ONCE:],
        "evaluations": [_with_replies(row, replies, replying) for row in evaluations],
        "draft": draft,
        "writes_evaluation": gathering.writes_evaluation(page.talk, page.me),
        "rating": _where_ratings_stand(page),
        "problem": "",
    }
    return page.render("evidence.html", "evidence", status=status, **{**context, **forms})


def _with_files(items: list[Item], me: Person, adding: tuple[UUID, FilesForm] | None) -> list[dict[str, object]]:
    files = evidence_access.files_at_items(items, me)
    return [
        {
            "row": item,
            "skills": names_of(item.skills),
            "host": host_of(item.link),
            "files": files.get(item.pk, []),
            "form": adding[1] if adding and adding[0] == item.pk else FilesForm(auto_id=_file_ids(item)),
            "takes_files": len(files.get(item.pk, [])) < MOST_EACH,
        }
        for item in items
    ]


def _file_ids(item: Item) -> str:
    return f"item-{item.pk}-%s"


def _evaluations(page: TalkPage) -> QuerySet[Evaluation]:
    """Of this pair only: what the counterpart wrote about the employee. Mentors evaluate nobody."""
    rows = evidence_access.evaluations_of(page.talk.employee, page.me).filter(author=page.talk.counterpart)
    return rows.none() if page.talk.kind.is_mentoring else rows


def _typed_in(draft: Evaluation | None) -> dict[str, object]:
    return {name: getattr(draft, name) for name in EvaluationForm.base_fields} if draft else {}


def _with_replies(
    row: Evaluation, replies: list[EvaluationReply], replying: EvaluationReplyForm | None
) -> dict[str, object]:
    own = [reply for reply in replies if reply.evaluation_id == row.pk]
    form = EvaluationReplyForm(auto_id=_reply_ids(row))
    if replying is not None and replying.auto_id == form.auto_id:
        form = replying
    return {"row": row, "replies": own, "form": form, "may_become_final": row.is_ripe(answered=bool(own))}


def _reply_ids(row: Evaluation) -> str:
    return f"reply-{row.pk}-%s"


def _where_ratings_stand(page: TalkPage) -> dict[str, object]:
    """For which role the two rate and who is done: plain facts, no rating among them."""
    facts = careers_access.sheet_facts(page.talk.employee, page.me, page.other)
    mine = [fact for fact in facts if fact.author == page.me.pk]
    theirs = [fact for fact in facts if fact.author != page.me.pk]
    done = {fact.role_code for fact in mine if fact.is_submitted}
    return {
        "mine": [roles()[fact.role_code].title for fact in mine if fact.role_code in roles()],
        "theirs": [roles()[fact.role_code].title for fact in theirs if fact.role_code in roles()],
        "is_mine_submitted": bool(done),
        "open": [
            roles()[fact.role_code]
            for fact in theirs
            if fact.is_submitted and fact.role_code in done and fact.role_code in roles()
        ],
    }


def _own_item(page: TalkPage, item_id: UUID) -> Item:
    """One's own item, while the talk takes something new."""
    item = evidence_access.items_in(page.talk.pair_space, page.me).filter(pk=item_id).first()
    if item is None:
        raise Unseen
    if item.author_id != page.me.pk:
        raise NotYours
    meeting.demand_open(page.talk, page.me)
    return item


@require_POST
@talk_page
def item_removal(request: HttpRequest, page: TalkPage, item_id: UUID) -> HttpResponse:
    """Take one's own item back, with its files."""
    _own_item(page, item_id).delete()
    page.talk.touch_room()
    return page.to("talk-evidence")


# The token is checked one step later, by `csrf_protect`: checking reads the form, and with it the files.
@csrf_exempt
@require_POST
@in_memory(MOST_BYTES, MOST_EACH)
@csrf_protect
@talk_page
def item_files(request: HttpRequest, page: TalkPage, item_id: UUID) -> HttpResponse:
    item = _own_item(page, item_id)
    form = FilesForm(request, auto_id=_file_ids(item))
    if not keep_files(form, item, by=page.me):
        return _show(page, 422, adding=(item.pk, form))
    page.talk.touch_room()
    return page.to("talk-evidence")


@require_POST
@talk_page
def item_file_removal(request: HttpRequest, page: TalkPage, item_id: UUID, file_id: UUID) -> HttpResponse:
    item = _own_item(page, item_id)
    found = evidence_access.files_of(page.me).filter(pk=file_id, item=item).first()
    if found is None:
        raise Unseen
    found.delete()
    page.talk.touch_room()
    return page.to("talk-evidence")


@require_POST
@talk_page
def achievement_showing(request: HttpRequest, page: TalkPage, achievement_id: UUID) -> HttpResponse:
    gathering.show_achievement(page.talk, achievement_id, by=page.me)
    return page.to("talk-evidence")


@require_POST
@talk_page
def evaluation(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """Draft an evaluation, or change the draft; only its author reads it until it is given."""
    if not gathering.writes_evaluation(page.talk, page.me):
        raise NotYours
    if asks_for_a_look(request):
        return _show(page, evaluation_form=EvaluationForm(initial=typed(request), auto_id=_EVALUATION_IDS))
    form = EvaluationForm(request.POST, auto_id=_EVALUATION_IDS)
    if not form.is_valid():
        return _show(page, 422, evaluation_form=form)
    try:
        gathering.draft_evaluation(page.talk, by=page.me, expected=version_seen(request.POST), **form.cleaned_data)
    except Conflict:
        problem = _("You kept this draft in another window meanwhile. That one stands here; what you typed is below.")
        return _show(page, 409, evaluation_form=form, problem=problem)
    return page.to("talk-evidence")


def _evaluation(page: TalkPage, evaluation_id: UUID) -> Evaluation:
    row = _evaluations(page).filter(pk=evaluation_id).first()
    if row is None:
        raise Unseen
    return row


@require_POST
@talk_page
def evaluation_removal(request: HttpRequest, page: TalkPage, evaluation_id: UUID) -> HttpResponse:
    """Throw the draft away; what was given stays."""
    row = _evaluation(page, evaluation_id)
    if row.author_id != page.me.pk or row.given_at:
        raise NotYours
    row.delete()
    return page.to("talk-evidence")


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
    """What its subject says to it; also after the talk is closed, as long as the evaluation is not final."""
    row = _evaluation(page, evaluation_id)
    if row.subject_id != page.me.pk:
        raise NotYours
    demand_part(page.talk, page.me)
    form = EvaluationReplyForm(request.POST, auto_id=_reply_ids(row))
    if form.is_valid() and row.final_at:
        form.add_error("text", _("This evaluation is final; a later view belongs into the talk."))
    if not form.is_valid():
        return _show(page, 422, form)
    EvaluationReply.write(space=row.space, author=page.me, evaluation=row, **form.cleaned_data)
    return page.to("talk-evidence")


@require_POST
@talk_page
def evaluation_finish(request: HttpRequest, page: TalkPage, evaluation_id: UUID) -> HttpResponse:
    row = _evaluation(page, evaluation_id)
    demand_part(page.talk, page.me)
    row.finish(by=page.me)
    return page.to("talk-evidence")


_ROOT = "<uuid:talk_id>/evidence/"
_ITEM = f"{_ROOT}items/<uuid:item_id>/"
_EVALUATION = f"{_ROOT}evaluation/<uuid:evaluation_id>/"
urlpatterns = [
    path(_ROOT, evidence, name="talk-evidence"),
    path(f"{_ITEM}removal/", item_removal, name="talk-item-removal"),
    path(f"{_ITEM}files/", item_files, name="talk-item-files"),
    path(f"{_ITEM}files/<uuid:file_id>/removal/", item_file_removal, name="talk-item-file-removal"),
    path(f"{_ROOT}achievements/<uuid:achievement_id>/showing/", achievement_showing, name="talk-achievement-showing"),
    path(f"{_ROOT}evaluation/", evaluation, name="talk-evaluation"),
    path(f"{_EVALUATION}removal/", evaluation_removal, name="talk-evaluation-removal"),
    path(f"{_EVALUATION}giving/", evaluation_giving, name="talk-evaluation-giving"),
    path(f"{_EVALUATION}reply/", evaluation_reply, name="talk-evaluation-reply"),
    path(f"{_EVALUATION}finish/", evaluation_finish, name="talk-evaluation-finish"),
]
