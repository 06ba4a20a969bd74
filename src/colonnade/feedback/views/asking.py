"""Asking somebody for feedback; answering the request, or declining it without a reason."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from colonnade.kernel.errors import NotYours
from colonnade.people.models import Person, Relationship

from .. import access, flows
from ..forms import AskForm, AudienceForm
from ..models import Request
from .giving import chooser, chosen_person


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    request.nav = "feedback"
    me = request.user
    data = request.POST if request.method == "POST" else None
    to = chosen_person(request, request.GET if data is None else data)
    form, readers = AskForm(data), None
    if to is not None:
        readers = AudienceForm(data, receiver=me, leading=access.manager_today(me, to), is_mine=True)
        if data is not None and form.is_valid() and readers.is_valid():
            kept = flows.ask(to, by=me, leading=readers.leading, **form.cleaned_data)
            return redirect("feedback-request", kept.pk)
    context = {"me": me, "form": form, "readers": readers, **chooser(request, to)}
    return render(request, "feedback/ask.html", context, status=200 if data is None else 422)


@require_safe
def request_page(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """For the two: what was asked, who would read the answer, and what became of it."""
    return _show(request, access.request_for(request.user, request_id))


def _show(request: HttpRequest, asked: Request, status: int = 200, form: AudienceForm | None = None) -> HttpResponse:
    request.nav = "feedback"
    me = request.user
    is_mine = asked.author_id == me.pk
    is_open = not asked.declined_at and not asked.is_answered
    leading = access.still_leading(asked.leading) if is_open else asked.leading
    if is_open and not is_mine and form is None:
        form = _readers(asked, leading)
    drafts = [] if is_mine or not is_open else list(access.own_drafts_of(me).filter(request=asked)[:1])
    context = {
        "me": me,
        "asked": asked,
        "is_mine": is_mine,
        "is_open": is_open,
        "leading": leading,
        "form": form,
        "draft": drafts[0] if drafts else None,
        "answer": access.answer_to(asked, me) if asked.is_answered else None,
    }
    return render(request, "feedback/request.html", context, status=status)


def _readers(asked: Request, leading: Relationship | None, data: Any = None) -> AudienceForm:
    """Never more readers than the asker named; the one who answers may choose fewer."""
    return AudienceForm(data, receiver=asked.author, leading=leading)


@require_POST
def answer(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Readers chosen: the answer begins as a draft."""
    asked = _asked_of(request.user, request_id)
    form = _readers(asked, access.still_leading(asked.leading), request.POST)
    if not form.is_valid():
        return _show(request, asked, 422, form)
    draft = flows.begin(asked.author, by=request.user, leading=form.leading, request=asked)
    return redirect("feedback-draft", draft.pk)


@require_POST
def declining(request: HttpRequest, request_id: UUID) -> HttpResponse:
    flows.decline(_asked_of(request.user, request_id), by=request.user)
    return redirect("feedback")


def _asked_of(me: Person, request_id: UUID) -> Request:
    asked = access.request_for(me, request_id)
    if asked.asked_id != me.pk:
        raise NotYours
    return asked
