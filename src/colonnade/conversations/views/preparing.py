"""Preparing alone, sealing, reading side by side."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.kernel import clock
from colonnade.kernel.errors import Refusal

from .. import access
from ..flows import preparing
from ..models import Answer, Mark, SharedAnswer
from ..page import TalkPage, talk_page
from ..purposes import Question, question_text

LONGEST = Answer._meta.get_field("text").limit


@dataclass(frozen=True)
class Asked:
    """A question with what its writer has answered so far."""

    question: Question
    text: str
    keep_private: bool


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def preparation(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """The questions with drafts, or, once open, both sides side by side."""
    if request.method == "POST":
        return _keep(request, page)
    if page.view.opened or page.talk.opened_at:
        return _side_by_side(page)
    first, more = _asked(page)
    answered = sum(bool(asked.text.strip()) for asked in first)
    return page.render(
        "preparation.html",
        "preparation",
        first=first,
        more=more,
        answered=answered,
        is_sealed=page.view.mine("sealed"),
        missing=preparing.unanswered(page.talk, page.me),
    )


def _asked(page: TalkPage) -> tuple[list[Asked], list[Asked]]:
    answers = access.own_answers(page.talk, page.me)
    first, more = page.talk.kind.questions(page.side, short=page.talk.is_short)

    def ask(question: Question) -> Asked:
        answer = answers.get(question.id)
        return Asked(question, answer.text if answer else "", answer.keep_private if answer else False)

    return [ask(q) for q in first], [ask(q) for q in more]


def _keep(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """Keep every answer the form brought; answers JSON to an auto-saving page, a page to a plain form."""
    first, more = page.talk.kind.questions(page.side, short=page.talk.is_short)
    for question in [*first, *more]:
        if question.id not in request.POST:
            continue
        text = request.POST[question.id].replace("\r\n", "\n")
        if len(text) > LONGEST:
            return _too_long(request, page, question)
        preparing.save_answer(
            page.talk, question.id, text, by=page.me, keep_private=f"{question.id}-private" in request.POST
        )
    if "seal" in request.POST:
        preparing.seal(page.talk, by=page.me)
    elif "together" in request.POST:
        preparing.choose_together(page.talk, by=page.me)
    elif request.headers.get("HX-Request"):
        now = timezone.localtime(clock.now())
        return JsonResponse({"saved": _("kept at {time}").format(time=now.strftime("%H:%M"))})
    return page.to("talk-preparation")


def _too_long(request: HttpRequest, page: TalkPage, question: Question) -> HttpResponse:
    sentence = _("The answer to “{question}” is longer than {most} characters. Shorten it a little.").format(
        question=question.text, most=LONGEST
    )
    if request.headers.get("HX-Request"):
        return JsonResponse({"saved": sentence}, status=422)
    first, more = page.talk.kind.questions(page.side, short=page.talk.is_short)

    def typed(q: Question) -> Asked:
        return Asked(q, request.POST.get(q.id, ""), f"{q.id}-private" in request.POST)

    return page.render(
        "preparation.html",
        "preparation",
        status=422,
        first=[typed(q) for q in first],
        more=[typed(q) for q in more],
        answered=0,
        is_sealed=False,
        missing=[],
        problem=sentence,
    )


def _side_by_side(page: TalkPage) -> HttpResponse:
    answers = access.shared_answers(page.talk, page.me)
    mine = {a.question_id: a for a in answers if a.author_id == page.me.pk}
    theirs = {a.question_id: a for a in answers if a.author_id != page.me.pk}
    return page.render(
        "side_by_side.html",
        "preparation",
        rows=_pairs(mine, theirs),
        kinds=Mark.Kind.choices,
        private_count=sum(a.keep_private for a in access.own_answers(page.talk, page.me).values()),
    )


# Questions that look at the same thing from both sides stand beside each other.
_TWINS = [("core.e1", "core.m1"), ("core.e3", "core.m2"), ("core.e6", "core.m3"), ("core.e4", "core.m6")]


def _pairs(mine: dict[str, SharedAnswer], theirs: dict[str, SharedAnswer]) -> list[dict[str, object]]:
    """Rows of the page: twins together, the rest of each side after them."""
    rows: list[dict[str, object]] = []
    left_mine, left_theirs = dict(mine), dict(theirs)
    for one, two in _TWINS:
        a, b = (one, two) if one in mine or two in theirs else (two, one)
        if a in left_mine and b in left_theirs:
            rows.append(_row(left_mine.pop(a), left_theirs.pop(b)))
    rows += [_row(None, answer) for answer in left_theirs.values()]
    rows += [_row(answer, None) for answer in left_mine.values()]
    return rows


def _row(mine: SharedAnswer | None, theirs: SharedAnswer | None) -> dict[str, object]:
    return {
        "mine": mine,
        "theirs": theirs,
        "my_question": question_text(mine.question_id) if mine else "",
        "their_question": question_text(theirs.question_id) if theirs else "",
        "their_mark": next(iter(mine.marks.all()), None) if mine else None,
        "my_mark": next(iter(theirs.marks.all()), None) if theirs else None,
    }


@require_POST
@talk_page
def seal(request: HttpRequest, page: TalkPage) -> HttpResponse:
    preparing.seal(page.talk, by=page.me)
    return page.to("talk-preparation")


@require_POST
@talk_page
def seal_opening(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """Open one's own seal again."""
    preparing.unseal(page.talk, by=page.me)
    return page.to("talk-preparation")


@require_POST
@talk_page
def together(request: HttpRequest, page: TalkPage) -> HttpResponse:
    preparing.choose_together(page.talk, by=page.me)
    return page.to("talk-preparation")


@require_POST
@talk_page
def marks(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """All marks of the form: names `mark-<answer id>`, values agree, ask or surprised."""
    for name, kind in request.POST.items():
        if name.startswith("mark-"):
            try:
                preparing.mark(page.talk, name.removeprefix("mark-"), kind, by=page.me)
            except ValueError as error:
                raise Refusal(_("This mark does not belong to an answer.")) from error
    if request.headers.get("HX-Request"):
        return JsonResponse({"saved": _("kept")})
    return page.to("talk-preparation")
