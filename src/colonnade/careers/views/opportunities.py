"""Opportunities: what is open, one of them with what is mine about it, offering, and my own list."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from colonnade.kernel.errors import Conflict
from colonnade.people.models import Relationship
from colonnade.people.paging import is_id
from colonnade.spaces.access import readers_of
from colonnade.spaces.forms import merge_page, merged, version_seen

from .. import access
from ..flows import opportunities as flows
from ..framework import roles
from ..models import Opportunity, Question
from ..opportunity_forms import AnswerForm, InterestForm, OfferForm, QuestionForm
from ..opportunity_list import Wanted, find, page_of, skill_choices, skills_of
from ..suggesting import suggested_for

MOST_OF_MINE = 100


@require_safe
def opportunities(request: HttpRequest) -> HttpResponse:
    """What is open; on its first page also what would build the visitor's gaps."""
    request.nav = "career"
    me, wanted, after = request.user, Wanted.of(request.GET), request.GET.get("after", "")
    page = page_of(find(access.open_opportunities(me), wanted), after=UUID(after) if is_id(after) else None)
    is_first = "after" not in request.GET
    context = {
        "page": page,
        "wanted": wanted,
        "is_first": is_first,
        "skills_of": skills_of,
        "kinds": Opportunity.Kind.choices,
        "kind_names": dict(Opportunity.Kind.choices),
        "skill_choices": skill_choices(),
        "suggestions": suggested_for(me) if is_first and not wanted.query else [],
        "kept": set(access.interests_of(me).values_list("opportunity", flat=True)),
        "waiting": access.questions_waiting_for(me).first(),
    }
    return render(request, "careers/opportunities.html", context)


@require_safe
def opportunity(request: HttpRequest, opportunity_id: UUID) -> HttpResponse:
    return _show(request, access.opportunity_for(request.user, opportunity_id))


def _show(request: HttpRequest, row: Opportunity, status: int = 200, **forms: Any) -> HttpResponse:
    request.nav = "career"
    me = request.user
    interest = flows.own_interest(row, me)
    is_open, is_contact = row.is_open_on(me.today), row.contact_id == me.pk
    initial = {"note": interest.note} if interest else None
    context = {
        "opportunity": row,
        "skills": skills_of(row),
        "role": roles().get(row.role_code),
        "is_open": is_open,
        "is_contact": is_contact,
        "may_change": access.may_change_opportunity(me, row),
        "may_ask": is_open and not is_contact and row.contact.is_active,
        "contact_leads_me": not is_contact and _leads(row, request),
        "interest": interest,
        "threads": _threads(row, request, forms.pop("answer_form", None)),
        "interest_form": InterestForm(initial=initial, auto_id="interest_%s"),
        "question_form": QuestionForm(auto_id="question_%s"),
    }
    return render(request, "careers/opportunity.html", {**context, **forms}, status=status)


def _leads(row: Opportunity, request: HttpRequest) -> bool:
    """Whether the contact is the visitor's own manager today: the page says so before anything is asked."""
    return Relationship.objects.current().managers_of(request.user).filter(other=row.contact_id).exists()


def _threads(row: Opportunity, request: HttpRequest, typed: tuple[UUID, AnswerForm] | None) -> list[dict[str, Any]]:
    """Each question the visitor asked or was asked, with its answers; those that wait for them come first."""
    me = request.user
    rows = list(access.questions_on(row, me))
    asked = [one for one in rows if one.about_id is None]
    names = readers_of({one.space_id for one in asked}) if asked else {}
    found = []
    for question in asked:
        is_mine = question.author_id == me.pk
        others = [reader for reader in names[question.space_id] if reader.id != me.pk]
        answers = [one for one in rows if one.about_id == question.pk]
        form = AnswerForm(auto_id=f"answer_{question.pk}_%s")
        found.append(
            {
                "question": question,
                "is_mine": is_mine,
                "other": others[0] if others else None,
                "answers": answers,
                "waits_for_me": not is_mine and not answers,
                "form": typed[1] if typed and typed[0] == question.pk else form,
            }
        )
    return sorted(found, key=lambda one: not one["waits_for_me"])


@require_POST
def interest(request: HttpRequest, opportunity_id: UUID) -> HttpResponse:
    """Keep it in mind, with a note that nobody else reads."""
    row = access.opportunity_for(request.user, opportunity_id)
    form = InterestForm(merged(request.POST), auto_id="interest_%s")
    if not form.is_valid():
        return _show(request, row, 422, interest_form=form)
    seen = version_seen(request.POST)
    try:
        flows.keep_in_mind(row, form.cleaned_data["note"], by=request.user, expected=seen)
    except Conflict:
        stands = flows.own_interest(row, request.user)
        back = reverse("opportunity-interest", args=[row.pk])
        return merge_page(request, stands, form, back=back, other=_("Another window of yours"))
    return redirect(f"{reverse('opportunity', args=[row.pk])}#mine")


@require_POST
def removal(request: HttpRequest, opportunity_id: UUID) -> HttpResponse:
    row = access.opportunity_for(request.user, opportunity_id)
    flows.let_go(row, by=request.user)
    return _back(request, row)


def _back(request: HttpRequest, row: Opportunity) -> HttpResponse:
    """To the list it was done from, or to its page, unless that has ended and is no longer there for the visitor."""
    is_there = access.opportunities_seen_by(request.user).filter(pk=row.pk).exists()
    if request.POST.get("back") == "kept" or not is_there:
        return redirect("opportunities-kept")
    return redirect("opportunity", row.pk)


@require_POST
def questions(request: HttpRequest, opportunity_id: UUID) -> HttpResponse:
    """Ask the contact, whom the page named."""
    row = access.opportunity_for(request.user, opportunity_id)
    form = QuestionForm(request.POST, auto_id="question_%s")
    if not form.is_valid():
        return _show(request, row, 422, question_form=form)
    try:
        flows.ask(row, form.cleaned_data["text"], by=request.user, reader=form.cleaned_data["reader"])
    except flows.AnotherReader as changed:
        form.add_error(None, changed.sentence)
        return _show(request, row, 409, question_form=form)
    return redirect(f"{reverse('opportunity', args=[row.pk])}?kept=1#questions")


@require_POST
def answers(request: HttpRequest, opportunity_id: UUID, question_id: UUID) -> HttpResponse:
    row = access.opportunity_for(request.user, opportunity_id)
    question = access.question_to_answer(request.user, row, question_id)
    form = AnswerForm(request.POST, auto_id=f"answer_{question.pk}_%s")
    if not form.is_valid():
        return _show(request, row, 422, answer_form=(question.pk, form))
    flows.answer(question, form.cleaned_data["text"], by=request.user)
    return redirect(f"{reverse('opportunity', args=[row.pk])}#questions")


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Offer something; open to everybody at once."""
    request.nav = "career"
    me = request.user
    form = OfferForm(request.POST if request.method == "POST" else None, by=me, present=me)
    if request.method == "POST" and form.is_valid():
        row = flows.offer(by=me, **form.values)
        return redirect("opportunity", opportunity_id=row.pk)
    context = {"form": form, "opportunity": None}
    return render(request, "careers/opportunity_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, opportunity_id: UUID) -> HttpResponse:
    """For the contact and the people partners of the contact's unit."""
    request.nav = "career"
    row = access.opportunity_to_change(request.user, opportunity_id)
    form = OfferForm(
        request.POST if request.method == "POST" else None,
        by=request.user,
        present=row.contact,
        opportunity=row,
        initial=OfferForm.typed(row),
    )
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            flows.change(row, by=request.user, seen=request.POST.get("seen", ""), **form.values)
            return _back(request, row)
        except Conflict as conflict:
            form.add_error(None, conflict.sentence)
            status = 409
    context = {"form": form, "opportunity": row, "is_open": row.is_open_on(request.user.today)}
    return render(request, "careers/opportunity_form.html", context, status=status)


@require_POST
def closing(request: HttpRequest, opportunity_id: UUID) -> HttpResponse:
    access.opportunity_to_change(request.user, opportunity_id).close(by=request.user)
    return redirect("opportunity", opportunity_id=opportunity_id)


@require_POST
def reopening(request: HttpRequest, opportunity_id: UUID) -> HttpResponse:
    access.opportunity_to_change(request.user, opportunity_id).reopen(by=request.user)
    return redirect("opportunity", opportunity_id=opportunity_id)


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """What I keep in mind, what I asked, what I offer and who waits for my answer."""
    request.nav = "career"
    me = request.user
    interests = access.interests_of(me).select_related("opportunity__contact", "key").order_by("-written_at", "pk")
    asked = list(access.questions_asked_by(me).prefetch_related("answers")[:MOST_OF_MINE])
    offered = Opportunity.objects.filter(contact=me).order_by("-offered_at", "pk")
    context = {
        "interests": list(interests[:MOST_OF_MINE]),
        "asked": _asked(asked, request),
        "offered": list(offered[:MOST_OF_MINE]),
        "waiting": list(access.questions_waiting_for(me)[:MOST_OF_MINE]),
        "skills_of": skills_of,
        "today": me.today,
    }
    return render(request, "careers/opportunities_kept.html", context)


def _asked(questions: list[Question], request: HttpRequest) -> list[dict[str, Any]]:
    names = readers_of({one.space_id for one in questions}) if questions else {}
    return [
        {
            "question": one,
            "other": next((reader for reader in names[one.space_id] if reader.id != request.user.pk), None),
            "is_answered": bool(one.answers.all()),
        }
        for one in questions
    ]
