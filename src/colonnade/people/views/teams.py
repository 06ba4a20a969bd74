"""Teams and units: adding, naming, and what belongs to what."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from colonnade.kernel.errors import Refusal, Unseen

from .. import access
from ..flows import change_team
from ..forms import TeamForm
from ..models import Team
from ..paging import PER_PAGE, is_id


@require_http_methods(["GET", "HEAD", "POST"])
def teams(request: HttpRequest) -> HttpResponse:
    access.demand_administrator(request.user)
    every = access.teams_administered_by(request.user).order_by("name", "pk")
    form = TeamForm(request.POST if request.method == "POST" else None, teams=every)
    if request.method == "POST" and form.is_valid():
        change_team(Team(), **form.cleaned_data, by=request.user)
        return redirect("teams")
    rows, last = _page(every, request.GET.get("after", ""))
    context = {"form": form, "teams": rows, "last": last, "is_first": "after" not in request.GET}
    return render(request, "people/teams.html", context, status=422 if form.is_bound else 200)


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


def _page(teams: QuerySet[Team], after: str) -> tuple[list[Team], UUID | None]:
    """At most fifty teams, beginning after that one; and the last of them where more follow."""
    before = teams.filter(pk=after).first() if is_id(after) else None
    if before is not None:
        teams = teams.filter(Q(name__gt=before.name) | Q(name=before.name, pk__gt=before.pk))
    found = list(teams.select_related("above")[: PER_PAGE + 1])
    return found[:PER_PAGE], found[PER_PAGE - 1].pk if len(found) > PER_PAGE else None
