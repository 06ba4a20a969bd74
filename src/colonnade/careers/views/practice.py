"""Three stories before rating somebody for the first time: choose, then see the level and the reason."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from colonnade.kernel.content import content
from colonnade.kernel.returning import next_page

from ..flows import practising
from ..framework import shipped


@require_http_methods(["GET", "HEAD", "POST"])
def practice(request: HttpRequest) -> HttpResponse:
    """What is chosen here is shown back and kept nowhere; only that somebody went through is."""
    request.nav = "career"
    stories = [_story(number, told, request.POST.get(f"story-{number}", "")) for number, told in enumerate(_told())]
    is_complete = request.method == "POST" and all(story["is_answered"] for story in stories)
    if is_complete:
        practising.finish(request.user)
    context = {
        "stories": stories,
        "is_complete": is_complete,
        "asks_again": request.method == "POST" and not is_complete,
        "words": shipped().words,
        "next": next_page(request),
    }
    return render(request, "careers/practice.html", context, status=422 if context["asks_again"] else 200)


def _told() -> list[dict[str, object]]:
    return content()["rating_practice"]


def _story(number: int, told: dict, chosen: str) -> dict[str, object]:
    """A story with the sentences of its skill; `chosen` counts where it is one of the levels."""
    is_answered = chosen in {str(level) for level in range(6)}
    return {
        "number": number,
        "text": told["story"],
        "skill": shipped().skills[told["skill"]],
        "chosen": int(chosen) if is_answered else None,
        "is_answered": is_answered,
        "level": told["level"],
        "why": told["why"],
    }
