"""The brief before a talk, and the paper for those who prepare with a pen."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from .. import access
from ..brief import brief_of
from ..page import TalkPage, talk_page
from ..purposes import modules_for


@require_safe
@talk_page
def brief(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """What to know before we talk; each line leads to where it stands."""
    sections = brief_of(page.talk, page.me)
    return page.render("brief.html", "preparation", sections=sections, is_new=not any(one.lines for one in sections))


@require_safe
@talk_page
def sheet(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """The questions of one side and the agenda on paper: nothing that was typed is on it."""
    first, _more = page.talk.kind.questions(page.side, short=page.talk.is_short)
    return page.render(
        "paper.html",
        "preparation",
        questions=first,
        agenda=page.talk.kind.agenda(short=page.talk.is_short),
        purpose=access.purpose_of(page.talk, page.me),
        modules=modules_for(page.talk.kind, page.side) if "modules" in request.GET else [],
    )
