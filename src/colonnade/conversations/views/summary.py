"""The summary: a draft both edit, versions that are frozen, the yes of both."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from colonnade.kernel.errors import Conflict, Unseen
from colonnade.spaces.forms import merge_page, merged, version_seen

from .. import access, changes
from ..copies import where_it_stands, written_day
from ..flows import meeting, summing_up
from ..forms import AgreeForm, SendForm, SummaryForm
from ..lifecycle import State
from ..models import Conversation
from ..page import TalkPage, talk_page


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def summary(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """The draft while it is written, else the newest version."""
    if request.method == "POST":
        return _keep(request, page)
    if page.state == State.SUMMARY_DRAFT:
        return _draft(page)
    versions = access.versions_of(page.talk, page.me)
    if not versions:
        return page.render("summary_waits.html", "followup")
    return _version(page, versions, versions[0])


def _draft(page: TalkPage, status: int = 200, **forms: object) -> HttpResponse:
    sheet = access.summary_of(page.talk, page.me)
    initial = (
        {"text": sheet.text, "chances": sheet.chances, "differences": sheet.differences}
        if sheet
        else {"text": summing_up.drafted_text(page.talk, page.me)}
    )
    context = {"form": SummaryForm(initial=initial), "send_form": SendForm(), "sheet": sheet, **forms}
    versions = access.versions_of(page.talk, page.me)
    if versions and sheet:
        last = versions[0]
        context |= {"changes": changes.between(last.contents, summing_up.contents(page.talk, page.me)), "last": last}
    return page.render("summary_draft.html", "followup", status=status, **context)


def _keep(request: HttpRequest, page: TalkPage) -> HttpResponse:
    form = SummaryForm(merged(request.POST))
    if not form.is_valid():
        return _draft(page, status=422, form=form)
    try:
        summing_up.keep_draft(page.talk, by=page.me, expected=version_seen(request.POST), **form.cleaned_data)
    except Conflict:
        sheet = access.summary_of(page.talk, page.me)
        back = reverse("talk-summary", args=[page.talk.pk])
        return merge_page(request, sheet, form, back=back, other=page.other.spoken)
    return page.to("talk-summary")


@require_POST
@talk_page
def sending(request: HttpRequest, page: TalkPage) -> HttpResponse:
    form = SendForm(request.POST)
    if not form.is_valid():
        return _draft(page, status=422, send_form=form)
    data = form.cleaned_data
    access.demand_part(page.talk, page.me)
    Conversation.objects.filter(pk=page.talk.pk).update(
        no_feedback_today=data["no_feedback_today"], no_goal_today=data["no_goal_today"]
    )
    if data["no_goal_reason"]:
        meeting.keep_recap(page.talk, by=page.me, no_goal_reason=data["no_goal_reason"])
    summing_up.send(page.talk, by=page.me)
    return page.to("talk-summary")


@require_POST
@talk_page
def redraft(request: HttpRequest, page: TalkPage) -> HttpResponse:
    summing_up.redraft(page.talk, by=page.me)
    return page.to("talk-summary")


@require_POST
@talk_page
def agreement(request: HttpRequest, page: TalkPage) -> HttpResponse:
    form = AgreeForm(request.POST)
    if not form.is_valid():
        versions = access.versions_of(page.talk, page.me)
        if not versions:
            raise Unseen
        return _version(page, versions, versions[0], status=422, form=form)
    summing_up.agree(page.talk, by=page.me, view=form.cleaned_data["view"])
    return page.to("talk-summary")


@require_POST
@talk_page
def reminder(request: HttpRequest, page: TalkPage) -> HttpResponse:
    summing_up.remind(page.talk, by=page.me)
    return page.to("talk-summary")


@require_safe
@talk_page
def version(request: HttpRequest, page: TalkPage, number: int) -> HttpResponse:
    """One frozen version, as it stood; made for printing too."""
    versions = access.versions_of(page.talk, page.me)
    found = next((one for one in versions if one.number == number), None)
    if found is None:
        raise Unseen
    return _version(page, versions, found)


def _version(page: TalkPage, versions: list, shown: object, status: int = 200, form: AgreeForm | None = None):
    views = access.views_beside(shown, page.me)
    before = next((one for one in versions if one.number == shown.number - 1), None)
    return page.render(
        "summary.html",
        "followup",
        status=status,
        versions=versions,
        shown=shown,
        contents=shown.contents,
        said_yes={agreement.person_id for agreement in shown.agreements.all()},
        views=views,
        has_own_view=any(view.author_id == page.me.pk for view in views),
        waits_long=summing_up.waits_long(page.talk),
        stands=where_it_stands(page.talk, shown),
        written_day=written_day,
        before=before,
        changes=changes.between(before.contents, shown.contents) if before else [],
        form=form or AgreeForm(),
    )
