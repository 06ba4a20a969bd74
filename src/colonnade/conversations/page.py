"""What every page of a talk shows: the talk as the visitor sees it, the pillars, the turn, the readers by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property

from colonnade.spaces.access import Reader, readers_of

from . import access, pillars, turns
from .lifecycle import TAKES_NOTHING_NEW


class TalkPage:
    """The talk `talk_id` for the person asking; raises `Unseen` when it is not theirs."""

    def __init__(self, request: HttpRequest, talk_id: UUID) -> None:
        self.request = request
        request.nav = "talks"
        self.me = request.user._wrapped if hasattr(request.user, "_wrapped") else request.user
        self.talk = access.talk_for(self.me, talk_id)
        self.view = pillars.View(self.talk, self.me)
        self.other = self.view.other
        self.state = self.view.state
        self.side = self.view.side

    @property
    def takes_more(self) -> bool:
        """Whether something may be added now; where not, a page shows no form that would be refused."""
        return self.state not in TAKES_NOTHING_NEW

    @cached_property
    def readers(self) -> list[Reader]:
        return readers_of([self.talk.pair_space_id])[self.talk.pair_space_id]

    def render(self, template: str, current: str = "", status: int = 200, **context: Any) -> HttpResponse:
        columns = self.view.pillars()
        whose = turns.turn_of(self.view)
        shared = {
            "page": self,
            "talk": self.talk,
            "kind": self.talk.kind,
            "me": self.me,
            "other": self.other,
            "side": self.side,
            "state": self.state,
            "columns": columns,
            "current": next((column.name for column in columns if column.key == current), None),
            "current_key": current,
            "caption": pillars.caption(columns),
            "whose": whose,
            "leads_away": whose.whose in ("me", "both") and not self._is_at(whose.url),
            "readers": self.readers,
        }
        name = template if "/" in template else f"conversations/{template}"
        return render(self.request, name, {**shared, **context}, status=status)

    def _is_at(self, url: str) -> bool:
        """Whether this is the page at `url`, or a form of it that came back from an address below it."""
        came_back = self.request.method == "POST" and url != reverse("talk", args=[self.talk.pk])
        return self.request.path == url or (came_back and self.request.path.startswith(url))

    def to(self, name: str, **kwargs: Any) -> HttpResponseRedirect:
        return redirect(name, talk_id=self.talk.pk, **kwargs)

    def done(self, name: str, **kwargs: Any) -> HttpResponseRedirect:
        """To a page whose <kept-draft> may forget what was typed: the server has it."""
        return redirect(reverse(name, kwargs={"talk_id": self.talk.pk, **kwargs}) + "?kept=1")


def talk_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorator: the view gets a `TalkPage` in the place of the talk's id."""

    @wraps(view)
    def wrapped(request: HttpRequest, talk_id: UUID, **kwargs: Any) -> HttpResponse:
        return view(request, TalkPage(request, talk_id), **kwargs)

    return wrapped
