"""The page that says what would make a record better: sentences for the two, no figure, nothing for others."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from colonnade.conversations.flows import meeting
from colonnade.feedback.models import Feedback
from colonnade.followups.models import RecordWord
from colonnade.kernel import clock
from colonnade.spaces.models import Read
from tests.cast import signed_in
from tests.stories import tell


@pytest.fixture
def story(cast):
    return tell(cast.employee, cast.manager, "following_up")


def page(story) -> str:
    return reverse("talk-record", kwargs={"talk_id": story.talk.pk})


def main_of(text: str) -> str:
    return re.sub(r"<[^>]+>", " ", text[text.index("What can still be added") : text.index("What only the two")])


def test_it_says_what_is_missing_and_where_it_is_done(cast, story):
    text = signed_in(cast.employee).get(page(story)).content.decode()

    assert "Go there" in text and reverse("talk-evidence", kwargs={"talk_id": story.talk.pk}) in text
    assert "Feedback went one way or was of one kind" in text
    assert "What is there" in text and "Shared action plan" in text


def test_it_shows_no_grade_and_no_total(cast, story):
    shown = main_of(signed_in(cast.manager).get(page(story)).content.decode())

    assert not re.search(r"\d|point|grade|score|Thin|Usable|Good\b|Exemplary", shown)


def test_the_two_answer_what_no_rule_can_and_each_sees_who_did(cast, story):
    answer = signed_in(cast.employee).post(page(story), {"q06": "1", "q11": "0", "q09": "not_said"})

    assert answer.status_code == 302
    assert {row.criterion: row.said for row in RecordWord.objects.readable_by(cast.manager)} == {
        "q06": "1",
        "q11": "0",
    }
    text = signed_in(cast.manager).get(page(story)).content.decode()
    assert "Priya said this on" in text and "Chances are promised vaguely" in text

    signed_in(cast.manager).post(page(story), {"q06": "2", "q11": "not_said"})
    assert {row.criterion: row.said for row in RecordWord.objects.readable_by(cast.employee)} == {"q06": "2"}


def test_the_coach_speaks_to_the_writer_alone(cast, story):
    meeting.capture(
        story.see(cast.manager),
        Feedback,
        by=cast.manager,
        receiver=cast.employee,
        kind="improvement",
        situation="Meeting on Tuesday",
        behaviour="You are abrasive and negative",
        impact="It was hard.",
        given_at=clock.now(),
    )
    fair = re.compile(r'name="q09" value="0"[^>]* checked')

    assert fair.search(signed_in(cast.manager).get(page(story)).content.decode())
    assert not fair.search(signed_in(cast.employee).get(page(story)).content.decode())


def test_looking_at_the_record_is_not_reading_the_others_words(cast, story):
    before = Read.objects.filter(reader=cast.manager.pk).count()

    signed_in(cast.manager).get(page(story))

    assert Read.objects.filter(reader=cast.manager.pk).count() == before


def test_before_the_talk_there_is_nothing_to_look_at_and_after_the_closing_nothing_to_say(cast):
    early, closed = tell(cast.employee, cast.manager, "ready"), tell(cast.colleague, cast.manager, "closed")

    assert b"When you have talked" in signed_in(cast.employee).get(page(early)).content
    assert signed_in(cast.employee).post(page(early), {}).status_code == 409
    text = signed_in(cast.colleague).get(page(closed)).content.decode()
    assert "Go there" not in text and "For the next talk" in text
    assert signed_in(cast.colleague).post(page(closed), {"q06": "2"}).status_code == 409


def test_a_check_in_that_waits_for_its_day_is_not_missing(cast):
    pending = tell(cast.colleague, cast.manager, "agreed_pending")

    text = signed_in(cast.colleague).get(page(pending)).content.decode()

    assert "Agreed summary" in text and "Follow-up lives" not in text


def test_a_word_that_is_not_offered_is_refused(cast, story):
    assert signed_in(cast.employee).post(page(story), {"q06": "3"}).status_code == 422


@pytest.mark.parametrize("who", ["managers_manager", "partner", "administrator", "mentor", "stranger"])
def test_nobody_else_sees_it(cast, story, who):
    assert signed_in(getattr(cast, who)).get(page(story)).status_code == 404


def test_the_page_costs_at_most_ten_queries(cast, story, django_assert_max_num_queries):
    client = signed_in(cast.employee)
    client.post(page(story), {"q06": "1"})
    client.get(page(story))

    with django_assert_max_num_queries(10):
        client.get(page(story))
