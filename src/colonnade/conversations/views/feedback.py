"""Feedback of a talk, both directions: drafts, what was given, the receiver's answer."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.feedback import access as feedback_access
from colonnade.feedback.forms import DraftFeedbackForm, FeedbackForm, ResponseForm
from colonnade.feedback.models import Feedback
from colonnade.hints.views import asks_for_a_look, look_of, typed
from colonnade.kernel.errors import NotYours, Unseen

from ..access import demand_part
from ..flows import giving_feedback
from ..page import TalkPage, talk_page


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def feedback(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """What was given, my drafts for the other, and the form; `draft` in the form keeps it private."""
    chosen = _chosen_draft(page, request.POST.get("from") or request.GET.get("draft"))
    if request.method != "POST":
        return _show(page, FeedbackForm(initial=_words_of(chosen) if chosen else None), draft=chosen)
    if asks_for_a_look(request):
        return _show(page, FeedbackForm(initial=typed(request)), draft=chosen)
    keeps_draft = "draft" in request.POST
    form = (DraftFeedbackForm if keeps_draft else FeedbackForm)(request.POST)
    if not form.is_valid():
        return _show(page, form, status=422, draft=chosen)
    act = giving_feedback.keep_draft if keeps_draft else giving_feedback.give
    act(page.talk, by=page.me, draft=chosen, **form.cleaned_data)
    return page.done("talk-feedback")


def _chosen_draft(page: TalkPage, named: str | None) -> Feedback | None:
    if not named:
        return None
    try:
        return _draft(page, UUID(named))
    except ValueError:
        raise Unseen from None


def _draft(page: TalkPage, feedback_id: UUID) -> Feedback:
    """My draft for the other of this talk; raises `Unseen` for any other."""
    found = feedback_access.drafts_of(page.me).filter(pk=feedback_id, receiver=page.other).first()
    if found is None:
        raise Unseen
    return found


def _words_of(draft: Feedback) -> dict[str, str]:
    return {name: getattr(draft, name) for name in FeedbackForm.base_fields}


def _show(
    page: TalkPage,
    form: FeedbackForm,
    status: int = 200,
    draft: Feedback | None = None,
    answering: tuple[UUID, ResponseForm] | None = None,
) -> HttpResponse:
    given = list(feedback_access.given_in(page.talk.pair_space, page.me))
    responses = {row.feedback_id: row for row in feedback_access.responses_to(given, page.me)}
    forms = dict([answering] if answering else [])
    rows = [
        {
            "item": item,
            "mine": item.author_id == page.me.pk,
            "response": responses.get(item.pk),
            "form": forms.get(item.pk) or _response_form(item),
        }
        for item in given
    ]
    waiting = [row for row in rows if not row["mine"] and not row["response"]]
    return page.render(
        "feedback.html",
        "feedback",
        status=status,
        form=form,
        look=look_of(page.request, "feedback", {name: form[name].value() for name in form.fields}),
        draft=draft,
        waiting=waiting,
        rows=[row for row in rows if row not in waiting],
        drafts=[one for one in feedback_access.drafts_of(page.me).filter(receiver=page.other) if one != draft],
    )


def _response_form(item: Feedback, typed: object = None) -> ResponseForm:
    """Several may stand on one page, so each has ids of its own."""
    return ResponseForm(typed, auto_id=f"{item.pk}_%s")


@require_POST
@talk_page
def giving(request: HttpRequest, page: TalkPage, feedback_id: UUID) -> HttpResponse:
    """Give a draft: the pair reads it from now on, and nobody else."""
    draft = _draft(page, feedback_id)
    form = FeedbackForm(_words_of(draft))
    if not form.is_valid():
        return _show(page, form, status=422, draft=draft)
    giving_feedback.give(page.talk, by=page.me, draft=draft, **form.cleaned_data)
    return page.to("talk-feedback")


@require_POST
@talk_page
def draft_removal(request: HttpRequest, page: TalkPage, feedback_id: UUID) -> HttpResponse:
    """Throw a draft away; nobody else knew of it."""
    demand_part(page.talk, page.me)
    _draft(page, feedback_id).delete()
    return page.to("talk-feedback")


@require_POST
@talk_page
def response(request: HttpRequest, page: TalkPage, feedback_id: UUID) -> HttpResponse:
    """The receiver's answer; "not yet" writes nothing."""
    item = feedback_access.given_in(page.talk.pair_space, page.me).filter(pk=feedback_id).first()
    if item is None:
        raise Unseen
    if item.receiver_id != page.me.pk:
        raise NotYours
    if "later" in request.POST:
        return page.to("talk")
    form = _response_form(item, request.POST)
    if not form.is_valid():
        return _show(page, FeedbackForm(), status=422, answering=(item.pk, form))
    giving_feedback.answer(page.talk, item, by=page.me, **form.cleaned_data)
    return page.to("talk-feedback")


_ROOT = "<uuid:talk_id>/feedback/"
urlpatterns = [
    path(_ROOT, feedback, name="talk-feedback"),
    path(f"{_ROOT}<uuid:feedback_id>/giving/", giving, name="talk-feedback-giving"),
    path(f"{_ROOT}<uuid:feedback_id>/removal/", draft_removal, name="talk-feedback-removal"),
    path(f"{_ROOT}<uuid:feedback_id>/response/", response, name="talk-feedback-response"),
]
