"""One piece of feedback: its words and readers, the answer, taking it back, a correction, a copy shown, themes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from colonnade.kernel.errors import NotYours, Refusal, Unseen
from colonnade.people.access import colleagues_of, suggested_to
from colonnade.spaces.access import readers_of

from .. import access, flows
from ..forms import CorrectionForm, ResponseForm, ShowForm, ThemeForm
from ..models import Feedback, Showing
from .giving import MOST_OF_NAME


@require_safe
def item(request: HttpRequest, feedback_id: UUID) -> HttpResponse:
    return _show(request, access.feedback_for(request.user, feedback_id))


def _show(request: HttpRequest, row: Feedback, status: int = 200, **forms: Any) -> HttpResponse:
    request.nav = "feedback"
    me = request.user
    context = {
        "me": me,
        "item": row,
        "role": _role(row, me),
        "readers": [one for one in readers_of([row.space_id])[row.space_id] if one.id != me.pk],
        "response": access.responses_to([row], me).first(),
        "corrections": list(access.corrections_to(row, me)),
    }
    extra = {"receiver": _for_receiver, "giver": _for_giver}.get(context["role"])
    return render(
        request, "feedback/item.html", {**context, **(extra(request, row) if extra else {}), **forms}, status=status
    )


def _role(row: Feedback, person: Any) -> str:
    if row.receiver_id == person.pk:
        return "receiver"
    return "giver" if row.author_id == person.pk else "reader"


def _for_receiver(request: HttpRequest, row: Feedback) -> dict[str, Any]:
    own = list(access.themes_of(request.user)[: access.MOST_THEMES])
    return {
        "response_form": ResponseForm(auto_id="response_%s"),
        "show_form": _show_form(request),
        "name": request.GET.get("name", "")[:MOST_OF_NAME],
        "showings": list(access.showings_of(row, request.user)),
        "themes": [one for one in own if one.feedback_id == row.pk],
        "words": sorted({one.word for one in own}, key=str.casefold),
        "theme_form": ThemeForm(auto_id="theme_%s"),
    }


def _for_giver(request: HttpRequest, row: Feedback) -> dict[str, Any]:
    return {
        "correction_form": CorrectionForm(auto_id="correction_%s"),
        "openings": access.openings_of(row),
    }


def _show_form(request: HttpRequest, data: Any = None) -> ShowForm:
    name = request.GET.get("name", "").replace("\x00", "")[:MOST_OF_NAME]
    suggested = suggested_to(request.user, name, (data or {}).get("to", ""))
    return ShowForm(data, colleagues=colleagues_of(request.user), suggested=suggested, auto_id="show_%s")


def _as(role: str, request: HttpRequest, feedback_id: UUID) -> Feedback:
    """The feedback, for its giver or its receiver; other readers see it but may not."""
    row = access.feedback_for(request.user, feedback_id)
    if _role(row, request.user) != role:
        raise NotYours
    return row


def _to(row: Feedback, where: str = "") -> HttpResponse:
    return redirect(f"{reverse('feedback-item', args=[row.pk])}{where}")


@require_POST
def response(request: HttpRequest, feedback_id: UUID) -> HttpResponse:
    """The receiver's answer; "not yet" writes nothing."""
    row = _as("receiver", request, feedback_id)
    if "later" in request.POST:
        return redirect("feedback")
    form = ResponseForm(request.POST, auto_id="response_%s")
    if not form.is_valid():
        return _show(request, row, 422, response_form=form)
    flows.respond(row, by=request.user, **form.cleaned_data)
    return _to(row, "?kept=response")


@require_http_methods(["GET", "HEAD", "POST"])
def retraction(request: HttpRequest, feedback_id: UUID) -> HttpResponse:
    """Says first who has opened the words already; then takes them back."""
    row = _as("giver", request, feedback_id)
    if row.is_of_talk:
        raise Unseen
    if request.method == "POST":
        row.retract(by=request.user)
        return _to(row)
    if not row.may_be_retracted():
        return _to(row)
    request.nav = "feedback"
    context = {"me": request.user, "item": row, "openings": access.openings_of(row)}
    return render(request, "feedback/retraction.html", context)


@require_POST
def corrections(request: HttpRequest, feedback_id: UUID) -> HttpResponse:
    row = _as("giver", request, feedback_id)
    form = CorrectionForm(request.POST, auto_id="correction_%s")
    if not form.is_valid():
        return _show(request, row, 422, correction_form=form)
    flows.correct(row, form.cleaned_data["text"], by=request.user)
    return _to(row, "?kept=correction#corrections")


@require_POST
def showings(request: HttpRequest, feedback_id: UUID) -> HttpResponse:
    """One more person, by name, reads a copy from now on."""
    row = _as("receiver", request, feedback_id)
    form = _show_form(request, request.POST)
    if not form.is_valid():
        return _show(request, row, 422, show_form=form)
    try:
        flows.show(row, by=request.user, to=form.cleaned_data["to"])
    except Refusal as refused:
        form.add_error(None, refused.sentence)
        return _show(request, row, 409, show_form=form)
    return _to(row, "#shown")


@require_POST
def themes(request: HttpRequest, feedback_id: UUID) -> HttpResponse:
    row = _as("receiver", request, feedback_id)
    form = ThemeForm(request.POST, auto_id="theme_%s")
    if not form.is_valid():
        return _show(request, row, 422, theme_form=form)
    try:
        flows.put_theme(row, form.cleaned_data["word"], by=request.user)
    except Refusal as refused:
        form.add_error("word", refused.sentence)
        return _show(request, row, 409, theme_form=form)
    return _to(row, "#themes")


@require_POST
def theme_removal(request: HttpRequest, feedback_id: UUID, theme_id: UUID) -> HttpResponse:
    row = _as("receiver", request, feedback_id)
    access.themes_of(request.user).filter(feedback=row, pk=theme_id).delete()
    return _to(row, "#themes")


@require_safe
def shown(request: HttpRequest, showing_id: UUID) -> HttpResponse:
    """A copy that was shown to the visitor, or by them."""
    request.nav = "feedback"
    copy: Showing = access.showing_for(request.user, showing_id)
    context = {"me": request.user, "copy": copy, "is_mine": copy.by_id == request.user.pk}
    return render(request, "feedback/shown.html", context)


@require_POST
def shown_removal(request: HttpRequest, showing_id: UUID) -> HttpResponse:
    copy = access.showing_for(request.user, showing_id)
    flows.stop_showing(copy, by=request.user)
    return redirect("feedback-item", copy.feedback_id)
