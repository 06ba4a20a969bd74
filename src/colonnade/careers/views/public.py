"""Public data beside our own framework: found by search, read like our own, always with where it comes from."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from colonnade.kernel.errors import Unseen

from .. import framework, ladders
from ..access import demand_keeper, keeps_framework
from ..flows import importing
from ..models import Framework
from .framework import Shelf, role_page, skill_page

MOST_SHOWN = 100


def shelf_of(line: Framework) -> Shelf:
    edition = framework.edition(importing.public_version(line).pk)
    return Shelf(
        edition,
        line.name,
        partial(_to, "framework-public-role", line.pk),
        partial(_to, "framework-public-skill", line.pk),
        public=line.pk,
    )


def _to(name: str, line: UUID, code: str) -> str:
    return reverse(name, kwargs={"line_id": line, "code": code})


def _line(line_id: UUID) -> Framework:
    found = importing.public_lines().filter(pk=line_id).first()
    if found is None:
        raise Unseen
    return found


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Search over everything outside; without words, what there is."""
    request.nav = "career"
    words = request.GET.get("q", "").strip()[:120]
    shelves = [shelf_of(line) for line in importing.public_lines()]
    context = {
        "shelves": shelves,
        "q": words,
        "found": [(shelf, ladders.search(shelf.edition, words)) for shelf in shelves] if words else [],
        "keeps": keeps_framework(request.user),
    }
    return render(request, "careers/public.html", context)


@require_safe
def data(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """One source: search in it, or its first roles by name."""
    request.nav = "career"
    shelf, words = shelf_of(_line(line_id)), request.GET.get("q", "").strip()[:120]
    roles = sorted(shelf.edition.roles.values(), key=lambda role: role.title)
    context = {
        "shelf": shelf,
        "q": words,
        "found": ladders.search(shelf.edition, words) if words else None,
        "roles": roles[:MOST_SHOWN],
        "more": max(0, len(roles) - MOST_SHOWN),
        "keeps": keeps_framework(request.user),
    }
    return render(request, "careers/public_data.html", context)


@require_safe
def role(request: HttpRequest, line_id: UUID, code: str) -> HttpResponse:
    return role_page(request, shelf_of(_line(line_id)), code)


@require_safe
def skill(request: HttpRequest, line_id: UUID, code: str) -> HttpResponse:
    return skill_page(request, shelf_of(_line(line_id)), code)


@require_http_methods(["GET", "HEAD", "POST"])
def removal(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """GET says what goes; POST removes the data."""
    demand_keeper(request.user)
    line = _line(line_id)
    if request.method == "POST":
        importing.remove_public(line, by=request.user)
        return redirect("framework-public")
    request.nav = "career"
    return render(request, "careers/public_removal.html", {"shelf": shelf_of(line)})
