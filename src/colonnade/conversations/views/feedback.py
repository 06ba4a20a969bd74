"""Feedback of a talk, both directions: drafts, what was given, the receiver's answer."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.feedback import access as feedback_access
from colonnade.feedback.models import Feedback, Response
from colonnade.kernel import clock
from colonnade.kernel.errors import Unseen

from ..access import demand_part
from ..flows import meeting
from ..page import TalkPage, talk_page
from ..pillar_forms import DraftFeedbackForm, FeedbackForm, ResponseForm


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def feedback(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """What was given, my drafts for the other, and the form; `draft` in the form keeps it private."""
    if request.method != "POST":
        return _show(page, FeedbackForm())
    keeps_draft = "draft" in request.POST
    form = (DraftFeedbackForm if keeps_draft else FeedbackForm)(request.POST)
    if not form.is_valid():
        return _show(page, form, status=422)
    if keeps_draft:
        demand_part(page.talk, page.me)
        space = page.talk.private_space(page.me)
        Feedback.write(space=space, author=page.me, receiver=page.other, **form.cleaned_data)
    else:
        meeting.capture(
            page.talk, Feedback, by=page.me, receiver=page.other, given_at=clock.now(), **form.cleaned_data
        )
    return page.to("talk-feedback")


def _show(page: TalkPage, form: FeedbackForm, status: int = 200, **context: object) -> HttpResponse:
    given = list(feedback_access.given_in(page.talk.pair_space, page.me))
    responses = {row.feedback_id: row for row in feedback_access.responses_to(given, page.me)}
    return page.render(
        "feedback.html",
        "feedback",
        status=status,
        form=form,
        rows=[{"item": item, "response": responses.get(item.pk)} for item in given],
        drafts=list(feedback_access.drafts_of(page.me).filter(receiver=page.other)),
        **{"response_form": ResponseForm(), "answering": None, **context},
    )


@require_POST
@talk_page
def giving(request: HttpRequest, page: TalkPage, feedback_id: UUID) -> HttpResponse:
    """Give a draft: the pair reads it from now on, and nobody else."""
    draft = feedback_access.drafts_of(page.me).filter(pk=feedback_id, receiver=page.other).first()
    if draft is None:
        raise Unseen
    typed = {name: getattr(draft, name) for name in ("kind", "situation", "behaviour", "impact", "wish")}
    form = FeedbackForm(typed)
    if not form.is_valid():
        return _show(page, form, status=422)
    with transaction.atomic():
        meeting.demand_open(page.talk, page.me)
        meeting.join(page.talk, draft.give(page.talk.pair_space, by=page.me))
    return page.to("talk-feedback")


@require_POST
@talk_page
def draft_removal(request: HttpRequest, page: TalkPage, feedback_id: UUID) -> HttpResponse:
    """Throw one's own draft away."""
    draft = feedback_access.drafts_of(page.me).filter(pk=feedback_id, receiver=page.other).first()
    if draft is None:
        raise Unseen
    draft.delete()
    return page.to("talk-feedback")


@require_POST
@talk_page
def response(request: HttpRequest, page: TalkPage, feedback_id: UUID) -> HttpResponse:
    """The receiver's answer."""
    item = feedback_access.given_in(page.talk.pair_space, page.me).filter(pk=feedback_id).first()
    if item is None:
        raise Unseen
    form = ResponseForm(request.POST)
    if not form.is_valid():
        return _show(page, FeedbackForm(), status=422, response_form=form, answering=item.pk)
    demand_part(page.talk, page.me)
    Response.send(item, by=page.me, **form.cleaned_data)
    page.talk.touch_room()
    return page.to("talk-feedback")


_ROOT = "<uuid:talk_id>/feedback/"
urlpatterns = [
    path(_ROOT, feedback, name="talk-feedback"),
    path(f"{_ROOT}<uuid:feedback_id>/giving/", giving, name="talk-feedback-giving"),
    path(f"{_ROOT}<uuid:feedback_id>/removal/", draft_removal, name="talk-feedback-removal"),
    path(f"{_ROOT}<uuid:feedback_id>/response/", response, name="talk-feedback-response"),
]
