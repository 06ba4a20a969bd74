"""What waits, what was given and received over time, and one's own themes. No word is opened on a list."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from colonnade.people.paging import is_id

from .. import access
from ..models import Feedback, Theme

LATEST = 8
PER_PAGE = 20
MOST_LISTED = 40


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    request.nav = "feedback"
    me = request.user
    context = {
        "me": me,
        "waiting": access.waiting_for(me),
        "drafts": list(access.own_drafts_of(me)[:MOST_LISTED]),
        "asked": list(access.requests_of(me).filter(author=me)[:MOST_LISTED]),
        "shown": list(access.shown_to(me)[:MOST_LISTED]),
        "latest": list(access.given_to(me)[:LATEST]),
    }
    return render(request, "feedback/overview.html", context)


@require_safe
def history(request: HttpRequest, side: str) -> HttpResponse:
    """All received, or all given, of talks and outside them; newest first, twenty a page."""
    request.nav = "feedback"
    me = request.user
    rows = access.given_to(me).filter(**{"receiver" if side == "received" else "author": me})
    after = request.GET.get("after", "")
    last = rows.filter(pk=after).first() if is_id(after) else None
    if last is not None:
        rows = rows.filter(Q(given_at__lt=last.given_at) | Q(given_at=last.given_at, pk__lt=last.pk))
    found = list(rows[: PER_PAGE + 1])
    context = {
        "me": me,
        "side": side,
        "rows": found[:PER_PAGE],
        "is_first": last is None,
        "older": found[PER_PAGE - 1].pk if len(found) > PER_PAGE else None,
    }
    return render(request, "feedback/history.html", context)


@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    """Each theme in the order of the alphabet, with the exact words under it, newest first; nobody else sees it."""
    request.nav = "feedback"
    me = request.user
    put = list(access.themes_of(me)[: access.MOST_THEMES])
    items = {one.pk: one for one in access.given_to(me).filter(pk__in={theme.feedback_id for theme in put})}
    return render(request, "feedback/themes.html", {"me": me, "themes": _by_word(put, items)})


def _by_word(put: list[Theme], items: dict[Any, Feedback]) -> list[tuple[str, list[Feedback]]]:
    """Words that differ in capitals alone are one theme, written as it was written last."""
    found: dict[str, tuple[str, list[Feedback]]] = {}
    for theme in put:
        if theme.feedback_id in items:
            found.setdefault(theme.word.casefold(), (theme.word, []))[1].append(items[theme.feedback_id])
    return [found[key] for key in sorted(found)]
