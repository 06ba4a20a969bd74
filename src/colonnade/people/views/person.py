"""One person, for administrators: facts, manager, units looked after. No word that somebody wrote."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.kernel import clock
from colonnade.kernel.errors import Refusal, Unseen

from .. import access
from ..flows import (
    begin_partnership,
    change_person,
    end_partnership,
    make_administrator,
    unmake_administrator,
)
from ..forms import ManagerForm, PartnershipForm, PersonForm
from ..models import Partnership, Person, Relationship
from ..models.relationship import set_manager


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    shown = access.person_administered_by(request.user, person_id)
    if request.method != "POST":
        return _page(request, shown)
    form = PersonForm(request.POST, teams=access.teams_administered_by(request.user).order_by("name"), person=shown)
    if not form.is_valid():
        return _page(request, shown, form=form)
    change_person(shown, **form.cleaned_data, by=request.user)
    return _back(shown)


@require_POST
def manager(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Who leads this person, from today or from a day ahead."""
    shown = access.person_administered_by(request.user, person_id)
    form = _manager_form(request, shown, request.POST)
    if form.is_valid():
        try:
            set_manager(shown, form.manager, from_day=form.cleaned_data["from_day"], by=request.user)
        except Refusal as refusal:
            form.add_error("who", refusal.sentence)
        else:
            return _back(shown)
    return _page(request, shown, manager_form=form)


@require_POST
def administrator(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """`is_administrator` on makes one, anything else ends it; the last one stays."""
    shown = access.person_administered_by(request.user, person_id)
    change = make_administrator if request.POST.get("is_administrator") == "on" else unmake_administrator
    change(shown, by=request.user)
    if shown.pk == request.user.pk and not shown.is_administrator:
        return redirect("home")
    return _back(shown)


@require_POST
def partnerships(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Let this person look after a unit, as its people partner, from today on."""
    shown = access.person_administered_by(request.user, person_id)
    form = PartnershipForm(request.POST, teams=access.teams_administered_by(request.user).order_by("name"))
    if not form.is_valid():
        return _page(request, shown, partnership_form=form)
    begin_partnership(shown, form.cleaned_data["unit"], by=request.user)
    return _back(shown)


@require_POST
def partnership_ending(request: HttpRequest, person_id: UUID, partnership_id: UUID) -> HttpResponse:
    shown = access.person_administered_by(request.user, person_id)
    partnership = Partnership.objects.filter(partner=shown, pk=partnership_id).first()
    if partnership is None:
        raise Unseen
    end_partnership(partnership, by=request.user)
    return _back(shown)


def _page(request: HttpRequest, shown: Person, **forms_with_errors: forms.Form) -> HttpResponse:
    teams = access.teams_administered_by(request.user).order_by("name")
    relations = Relationship.objects.managers_of(shown).not_over().select_related("other").order_by("starts_on")
    managers = list(relations)
    context = {
        "person": shown,
        "kept": _("Kept.") if request.GET.get("kept") and request.method != "POST" else "",
        "form": PersonForm(initial=_facts(shown), teams=teams, person=shown),
        "manager_form": _manager_form(request, shown),
        "partnership_form": PartnershipForm(teams=teams),
        "now_led_by": next((r for r in managers if r.starts_on <= clock.today()), None),
        "ahead": [r for r in managers if r.starts_on > clock.today()],
        "partnerships": Partnership.objects.current()
        .filter(partner=shown)
        .select_related("unit")
        .order_by("starts_on"),
    }
    return render(
        request, "people/person.html", context | forms_with_errors, status=422 if forms_with_errors else 200
    )


def _facts(shown: Person) -> dict[str, object]:
    return {"name": shown.name, "email": shown.email, "title": shown.title, "team": shown.team_id}


def _manager_form(request: HttpRequest, shown: Person, typed: object = None) -> ManagerForm:
    candidates = access.people_administered_by(request.user).active()
    return ManagerForm(typed, candidates=candidates, person=shown, initial={"from_day": clock.today()})


def _back(shown: Person) -> HttpResponse:
    return redirect(reverse("person", args=[shown.pk]) + "?kept=1")
