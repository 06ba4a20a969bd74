"""Futures side by side: two to four roles, what they share first; some may lie outside the organisation."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from colonnade.people.models import Person
from colonnade_paths.model import plain

from .. import access
from ..framework import current, edition
from ..futures import MOST, alone, futures_of, key_of, public_data, shared_needs
from ..mapping import places_around

MOST_FOUND = 20


@require_http_methods(["GET", "HEAD"])
def futures(request: HttpRequest) -> HttpResponse:
    """`?role=` once for each; without any, what I marked. `?find=` looks through public data."""
    request.nav = "career"
    me = request.user
    levels, publics = access.levels_of(me), public_data()
    marked = _marked(me, {name: version for version, name in publics})
    wanted = [key for key in request.GET.getlist("role") if key] or [key for key, _title in marked][:MOST]
    chosen = futures_of(wanted, levels, dict(publics))
    shared = shared_needs(chosen)
    ways = {place.role.code: place for place in places_around(current(), me.role_code, levels)}
    context = {
        "futures": [{"future": one, "alone": alone(one, shared), "way": ways.get(one.key)} for one in chosen],
        "shared": shared,
        "words": current().words,
        "keys": [one.key for one in chosen],
        "slots": [one.key for one in chosen] + [""] * (MOST - len(chosen)),
        "roles": current().role_choices(),
        "marked": marked,
        "has_public": bool(publics),
        "find": request.GET.get("find", ""),
        "found": _found(request.GET.get("find", ""), publics),
        "sources": {one.source: one.edition.engine.attribution for one in chosen if one.source},
    }
    return render(request, "careers/futures.html", context)


def _marked(me: Person, versions: dict[str, UUID]) -> list[tuple[str, str]]:
    """(key, title) of what I keep in mind and of the paths of my talks that name a role."""
    keys: dict[str, str] = {}
    for mark in access.own_marks(me).select_related("framework"):
        if mark.framework_id is None and mark.role_code in current().roles:
            keys[mark.role_code] = current().roles[mark.role_code].title
        elif mark.framework_id and mark.framework.name in versions:
            keys[key_of(mark.role_code, versions[mark.framework.name])] = mark.note or mark.role_code
    for code in access.own_options(me).exclude(role_code="").values_list("role_code", flat=True):
        if code in current().roles:
            keys.setdefault(code, current().roles[code].title)
    return list(keys.items())


def _found(words: str, publics: list) -> list[dict[str, str]]:
    """Roles of public data whose title or other names hold the words."""
    wanted = plain(words)
    if len(wanted) < 2:
        return []
    rows = []
    for version, name in publics:
        there = edition(version)
        for role in there.engine.roles.values():
            if any(wanted in plain(title) for title in (role.title, *role.titles)):
                rows.append({"key": key_of(role.code, version), "title": role.title, "source": name})
    return sorted(rows, key=lambda row: (not plain(row["title"]).startswith(wanted), len(row["title"])))[:MOST_FOUND]
