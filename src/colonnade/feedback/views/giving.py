"""Giving: first to whom and who will read it, then the words; a draft is the giver's alone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.hints.views import asks_for_a_look, look_of, typed
from colonnade.kernel.errors import Conflict, Unseen
from colonnade.people.access import colleagues_of, suggested_to
from colonnade.people.models import Person
from colonnade.people.paging import is_id
from colonnade.spaces.forms import merge_page, merged, version_seen

from .. import access, flows
from ..forms import AudienceForm, DraftFeedbackForm, OwnFeedbackForm
from ..models import Feedback

MOST_OF_NAME = 80


def chosen_person(request: HttpRequest, data: Any) -> Person | None:
    """The colleague named as `to`; None where nobody, oneself or somebody who has left is named."""
    to = data.get("to", "")
    return colleagues_of(request.user).filter(pk=to).first() if is_id(to) else None


def chooser(request: HttpRequest, to: Person | None) -> dict[str, Any]:
    """What the two steps of finding somebody by name show."""
    name = request.GET.get("name", "").replace("\x00", "")[:MOST_OF_NAME]
    suggested = [] if to else suggested_to(request.user, name)
    return {"name": name, "suggested": suggested, "to": to}


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose the receiver, then the readers; only then a draft begins."""
    request.nav = "feedback"
    me = request.user
    to = chosen_person(request, request.POST if request.method == "POST" else request.GET)
    form = None
    if to is not None:
        data = request.POST if request.method == "POST" else None
        form = AudienceForm(data, receiver=to, leading=access.manager_today(to, me))
        if form.is_bound and form.is_valid():
            draft = flows.begin(to, by=me, leading=form.leading)
            return redirect("feedback-draft", draft.pk)
    context = {"me": me, "form": form, **chooser(request, to)}
    return render(request, "feedback/new.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The words, with hints. Only the button that says so gives them; anything else keeps the draft."""
    me = request.user
    row = access.draft_for(me, draft_id)
    if row is None:
        return _where_it_went(me, draft_id)
    if request.method != "POST":
        return _show(request, row, OwnFeedbackForm(initial=_words_of(row)))
    if asks_for_a_look(request):
        return _show(request, row, OwnFeedbackForm(initial=typed(request)))
    gives = "give" in request.POST
    form = (OwnFeedbackForm if gives else DraftFeedbackForm)(merged(request.POST))
    if not form.is_valid():
        return _show(request, row, form, 422)
    seen = version_seen(request.POST)
    try:
        if gives:
            named = request.POST.get("named", "")
            given = flows.give(row, by=me, expected=seen, named=named, **form.cleaned_data)
            return redirect("feedback-item", given.pk)
        flows.keep(row, by=me, expected=seen, **form.cleaned_data)
    except Conflict:
        back = reverse("feedback-draft", args=[row.pk])
        return merge_page(request, row, form, back=back, other=_("Another window of yours"))
    except flows.OtherReaders as changed:
        form.add_error(None, changed.sentence)
        return _show(request, row, form, 409)
    return redirect(f"{reverse('feedback-draft', args=[row.pk])}?kept=1")


def _where_it_went(me: Person, draft_id: UUID) -> HttpResponse:
    given = access.given_from_draft(me, draft_id)
    if given is None:
        raise Unseen
    return redirect("feedback-item", given.pk)


def _words_of(row: Feedback) -> dict[str, str]:
    return {name: getattr(row, name) for name in OwnFeedbackForm.base_fields}


def _show(request: HttpRequest, row: Feedback, form: OwnFeedbackForm, status: int = 200) -> HttpResponse:
    request.nav = "feedback"
    asked = row.request and access.request_for(request.user, row.request_id)
    context = {
        "me": request.user,
        "draft": row,
        "form": form,
        "asked": asked,
        "leading": access.still_leading(row.leading),
        "look": look_of(request, "feedback", {name: form[name].value() for name in form.fields}),
    }
    return render(request, "feedback/draft.html", context, status=status)


@require_POST
def removal(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Throw a draft away; nobody else knew of it."""
    row = access.draft_for(request.user, draft_id)
    if row is None:
        return _where_it_went(request.user, draft_id)
    row.delete()
    return redirect("feedback")
