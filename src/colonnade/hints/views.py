"""The look at a form while somebody types, and the switch. What is posted here is answered and forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from colonnade.people.flows import switch_hints

from .looking import KINDS, Look
from .looking import look as look_at


def asks_for_a_look(request: HttpRequest) -> bool:
    """Whether a plain form was sent for its hints, to put one away or to take a day over, and not to be kept."""
    return request.method == "POST" and any(name in request.POST for name in ("look", "put_away", "take_day"))


def typed(request: HttpRequest) -> dict[str, Any]:
    """What stands in a form that was sent for a look, with the day its writer took over."""
    values = request.POST.dict()
    return values | {"deadline": values["take_day"]} if "take_day" in values else values


def look_of(request: HttpRequest, kind: str, data: Mapping[str, Any]) -> Look:
    """The look a page begins with."""
    away = {*request.POST.getlist("away"), *request.POST.getlist("put_away")}
    shows = request.user.shows_hints
    seen = look_at(kind, data, today=request.user.today, hints=shows, away=away)
    seen.asked = asks_for_a_look(request)
    return seen


@require_POST
def look(request: HttpRequest, kind: str) -> HttpResponse:
    """The hints for a form as it stands, as a piece of page; nothing of it is kept anywhere."""
    if kind not in KINDS:
        raise Http404
    return render(request, "hints/look.html", {"look": look_of(request, kind, request.POST)})


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Hints on or off, for this person alone."""
    switch_hints(request.user, on=request.POST.get("on") == "yes")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    return redirect(reverse("profile") + "?kept=profile")
