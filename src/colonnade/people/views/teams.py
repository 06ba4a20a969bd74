"""Teams and units: adding, naming, and what belongs to what."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from colonnade.kernel.errors import Refusal, Unseen

from .. import access
from ..flows import change_team
from ..forms import TeamForm
from ..models import Team


@require_http_methods(["GET", "HEAD", "POST"])
def teams(request: HttpRequest) -> HttpResponse:
    access.demand_administrator(request.user)
    rows = access.teams_administered_by(request.user).select_related("above").order_by("name")
    form = TeamForm(request.POST if request.method == "POST" else None, teams=rows)
    if request.method == "POST" and form.is_valid():
        change_team(Team(), **form.cleaned_data, by=request.user)
        return redirect("teams")
    return render(request, "people/teams.html", {"form": form, "teams": rows}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, team_id: UUID) -> HttpResponse:
    rows = access.teams_administered_by(request.user)
    shown = rows.filter(pk=team_id).first()
    if shown is None:
        raise Unseen
    known = {"name": shown.name, "above": shown.above_id}
    form = TeamForm(
        request.POST if request.method == "POST" else None,
        teams=rows.exclude(pk=shown.pk).order_by("name"),
        initial=known,
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_team(shown, **form.cleaned_data, by=request.user)
        except Refusal as refusal:
            form.add_error("above", refusal.sentence)
        else:
            return redirect("teams")
    return render(request, "people/team.html", {"form": form, "team": shown}, status=422 if form.is_bound else 200)
