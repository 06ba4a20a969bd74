"""What would make this record better: sentences with a way to go there, and questions for the two."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_http_methods

from colonnade.conversations.lifecycle import HELD
from colonnade.conversations.page import TalkPage, talk_page

from .. import access, flows
from ..forms import RecordForm
from ..record_facts import facts_of
from ..record_quality import ASKED, MOST_DAYS_TO_CHECK_IN, OFFERED, Facts, gates_shut, levels_of
from ..record_words import missing_in, names


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def record(request: HttpRequest, page: TalkPage) -> HttpResponse:
    if page.state not in HELD:
        return _early(request, page)
    words = access.record_words_of(page.talk, page.me)
    said = {criterion: int(word.said) for criterion, word in words.items()}
    facts = facts_of(page.talk, page.me)
    levels = levels_of(facts, said)
    form = RecordForm(request.POST if request.method == "POST" else None, levels=levels, auto_id="record_%s")
    if form.is_valid():
        flows.say_of_record(page.talk, form.said, by=page.me)
        return page.done("talk-record")
    # What nobody has said yet is a question below and not a finding.
    known = {criterion: level for criterion, level in levels.items() if criterion in said or criterion not in ASKED}
    if _waits_for_its_day(page, facts):
        known.pop("q17")
    missing = missing_in(known, is_closed=not page.takes_more, is_agreed=page.talk.agreed_at is not None)
    called = names()
    context = {
        "form": form,
        "words": words,
        "offered": [key for key in OFFERED if key not in said and levels[key] is not None],
        "to_do": [one for one in missing if one.page],
        "next_time": [one for one in missing if not one.page],
        "there": [called[key] for key, level in known.items() if level == 2],
        "gates": [called[key] for key in gates_shut(levels)],
    }
    return page.render("followups/record.html", "followup", status=422 if form.is_bound else 200, **context)


def _waits_for_its_day(page: TalkPage, facts: Facts) -> bool:
    """The first check-in is set within four weeks and still ahead: nothing is missing yet."""
    day = page.talk.first_checkin_on
    is_ahead = day is not None and day > page.me.today
    return is_ahead and not facts.has_progress and (facts.checkin_days or 0) <= MOST_DAYS_TO_CHECK_IN


def _early(request: HttpRequest, page: TalkPage) -> HttpResponse:
    if request.method == "POST":
        flows.say_of_record(page.talk, {}, by=page.me)
    return page.render("followups/record.html", "followup", form=None)


urlpatterns = [path("record/", record, name="talk-record")]
