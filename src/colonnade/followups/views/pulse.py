"""The pulse after a talk, and the comparison that both have said yes to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.conversations.lifecycle import HELD
from colonnade.conversations.page import TalkPage, talk_page

from .. import access, pulsing
from ..forms import PulseForm
from ..pulses import compared


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def pulse(request: HttpRequest, page: TalkPage) -> HttpResponse:
    mine, theirs = access.pulses_of(page.talk, page.me)
    levels = mine.levels if mine else {}
    form = PulseForm(
        request.POST if request.method == "POST" else None, side=page.side, levels=levels, auto_id="pulse_%s"
    )
    if form.is_valid():
        pulsing.answer(page.talk, form.levels, by=page.me)
        return page.done("talk-pulse")
    context = {
        "form": form,
        "mine": mine,
        "has_answers": bool(levels),
        "is_held": page.state in HELD,
        "rows": compared(levels, theirs.levels, page.side) if theirs else [],
        "is_open": theirs is not None,
    }
    return page.render("followups/pulse.html", "followup", status=422 if form.is_bound else 200, **context)


@require_POST
@talk_page
def comparison(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """A yes to comparing, a no, or a yes taken back."""
    act = pulsing.compare if request.POST.get("say") == "yes" else pulsing.keep_apart
    act(page.talk, by=page.me)
    return page.to("talk-pulse")


urlpatterns = [
    path("pulse/", pulse, name="talk-pulse"),
    path("pulse/comparison/", comparison, name="talk-pulse-comparison"),
]
