"""The framework in force, for everybody to read: families, roles, skills, and public data beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from colonnade.kernel.errors import Unseen

from .. import framework, ladders
from ..access import keeps_framework
from ..framework import Edition

MOST_AT_ONCE = 150
MOST_ASKED = 12


@dataclass(frozen=True)
class Shelf:
    """Where an edition stands, so that one page serves our own framework and public data alike."""

    edition: Edition
    name: str
    role: Callable[[str], str]
    skill: Callable[[str], str]
    public: UUID | None = None

    @property
    def attribution(self) -> str:
        return self.edition.engine.attribution


def own_shelf() -> Shelf:
    edition = framework.current()
    return Shelf(edition, edition.engine.name, partial(_to, "framework-role"), partial(_to, "framework-skill"))


def _to(name: str, code: str) -> str:
    return reverse(name, kwargs={"code": code})


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Families and their ladders, or what a search found."""
    request.nav = "career"
    shelf, words = own_shelf(), request.GET.get("q", "").strip()[:120]
    context = {
        "shelf": shelf,
        "q": words,
        "found": ladders.search(shelf.edition, words) if words else None,
        "families": ladders.families(shelf.edition),
        "is_large": len(shelf.edition.roles) > MOST_AT_ONCE,
        "keeps": keeps_framework(request.user),
    }
    return render(request, "careers/framework.html", context)


@require_safe
def role(request: HttpRequest, code: str) -> HttpResponse:
    return role_page(request, own_shelf(), code)


@require_safe
def skill(request: HttpRequest, code: str) -> HttpResponse:
    return skill_page(request, own_shelf(), code)


@require_safe
def family(request: HttpRequest, code: str) -> HttpResponse:
    request.nav = "career"
    shelf = own_shelf()
    shown = ladders.family(shelf.edition, code)
    if shown is None:
        raise Unseen
    tables = [(ladder, ladders.matrices(shelf.edition, ladder)) for ladder in shown.ladders]
    return render(request, "careers/family.html", {"shelf": shelf, "family": shown, "tables": tables})


def role_page(request: HttpRequest, shelf: Shelf, code: str) -> HttpResponse:
    request.nav = "career"
    shown = shelf.edition.roles.get(code)
    if shown is None:
        raise Unseen
    asked = ladders.asked_of(shelf.edition, shown)
    level = shelf.edition.level_of(shown)
    context = {
        "shelf": shelf,
        "role": shown,
        "source": shelf.edition.engine.roles[code],
        "level": level,
        "track": ladders.track_word(level.track) if level else "",
        "facets": ladders.facets(level),
        "asked": asked[:MOST_ASKED],
        "asked_too": asked[MOST_ASKED:],
        "names_levels": ladders.names_levels(shelf.edition),
        "ways_from": ladders.ways_from(shelf.edition, code),
        "ways_to": ladders.ways_to(shelf.edition, code),
        "keeps": shelf.public is None and keeps_framework(request.user),
    }
    return render(request, "careers/role.html", context)


def skill_page(request: HttpRequest, shelf: Shelf, code: str) -> HttpResponse:
    request.nav = "career"
    shown = shelf.edition.skills.get(code)
    if shown is None:
        raise Unseen
    needed = [(one, level, ladders.word(shelf.edition, level)) for one, level in shelf.edition.needed_by(code)]
    described = [(shelf.edition.words[level], shown.described(level)) for level in range(1, framework.TOP + 1)]
    context = {
        "shelf": shelf,
        "skill": shown,
        "levels": [(name, text) for name, text in described if text],
        "needed_by": needed[:MOST_AT_ONCE],
        "needed_more": max(0, len(needed) - MOST_AT_ONCE),
        "keeps": shelf.public is None and keeps_framework(request.user),
    }
    return render(request, "careers/skill.html", context)
