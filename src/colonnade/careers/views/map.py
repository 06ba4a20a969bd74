"""The career map: me in the middle, what is open up, sideways and across, and the same as a list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.kernel.errors import Refusal
from colonnade.kernel.returning import next_page
from colonnade.people.flows import take_role

from .. import access, mapping
from ..flows import marking
from ..framework import current


@require_http_methods(["GET", "HEAD"])
def career_map(request: HttpRequest) -> HttpResponse:
    """Around the role asked for, else my present one, else around my rated skills."""
    request.nav = "career"
    edition, me = current(), request.user
    levels = access.levels_of(me)
    role = edition.roles.get(request.GET.get("from", "")) or edition.roles.get(me.role_code)
    places = mapping.places_around(edition, role.code if role else "", levels)
    on_phone = mapping.nearest_of_each(places, mapping.ON_A_PHONE)
    frame, tall = mapping.drawn_tall(on_phone)
    context = {
        "edition": edition,
        "role": role,
        "is_mine": role is not None and role.code == me.role_code,
        "has_levels": bool(levels),
        "sectors": _by_sector(places),
        "pictures": [("wide", mapping.WIDE, mapping.drawn(places)), ("tall", frame, tall)] if places else [],
        "marked": {mark.role_code for mark in access.own_marks(me) if mark.framework_id is None},
        "skills": edition.skills,
    }
    return render(request, "careers/map.html", context)


def _by_sector(places: tuple[mapping.Place, ...]) -> list[tuple[str, list[mapping.Place]]]:
    names = (("up", _("Up")), ("sideways", _("Sideways")), ("across", _("Across")))
    groups = [(name, [one for one in places if one.sector == sector]) for sector, name in names]
    return [(name, sorted(rows, key=lambda one: one.distance)) for name, rows in groups if rows]


@require_POST
def present_role(request: HttpRequest) -> HttpResponse:
    """Say which role of the framework I have now; my job title stays what it is."""
    code = request.POST.get("role", "")
    if code and code not in current().roles:
        raise Refusal(_("Choose a role of the framework, or none."))
    take_role(request.user, code)
    return redirect(next_page(request, reverse("career-map")))


@require_POST
def mark(request: HttpRequest) -> HttpResponse:
    """Keep a role in mind, or no longer; nobody else learns of it."""
    marking.mark(request.user, request.POST.get("role", ""), on="off" not in request.POST)
    return redirect(next_page(request, reverse("career-map")))
