"""Everybody by name, for administrators: found by search, fifty a page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from .. import access
from ..flows import add_person
from ..forms import PersonForm
from ..paging import is_id, page_of, search


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    access.demand_administrator(request.user)
    words, ended = request.GET.get("q", "").strip()[:120], bool(request.GET.get("ended"))
    found = access.people_administered_by(request.user).filter(ended_at__isnull=not ended)
    after = request.GET.get("after", "")
    page = page_of(search(found, words), after=UUID(after) if is_id(after) else None)
    context = {"page": page, "q": words, "ended": ended, "is_first": "after" not in request.GET}
    return render(request, "people/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    access.demand_administrator(request.user)
    teams = access.teams_administered_by(request.user).order_by("name")
    form = PersonForm(request.POST if request.method == "POST" else None, teams=teams)
    if request.method == "POST" and form.is_valid():
        person = add_person(**form.cleaned_data, by=request.user)
        return redirect("person", person_id=person.pk)
    return render(request, "people/new.html", {"form": form}, status=422 if form.is_bound else 200)
