"""The pulse of each side, and the comparison that opens with the yes of both and says nothing of a no."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from colonnade.followups import pulsing
from colonnade.followups.models import Pulse
from colonnade.followups.pulses import compared
from colonnade.kernel import clock
from colonnade.kernel.errors import Refusal
from tests.cast import signed_in
from tests.stories import tell

MINE = {"pe1": "2", "pe2": "5", "pe3": "skipped", "pe4": "5", "pe5": "4"}
THEIRS = {"pm1": "4", "pm2": "5", "pm3": "5", "pm4": "3"}


@pytest.fixture
def story(cast):
    return tell(cast.employee, cast.manager, "following_up")


def page(story, name: str = "talk-pulse") -> str:
    return reverse(name, kwargs={"talk_id": story.talk.pk})


def answer(story, person, answers) -> None:
    assert signed_in(person).post(page(story), answers).status_code == 302


def say(story, person, word: str) -> int:
    return signed_in(person).post(page(story, "talk-pulse-comparison"), {"say": word}).status_code


def seen_by(person, story, name: str = "talk-pulse") -> str:
    """The page without what differs in every answer of the server."""
    text = signed_in(person).get(page(story, name)).content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)


def test_answers_are_kept_for_their_author_and_can_be_skipped(cast, story):
    answer(story, cast.employee, MINE)

    kept = Pulse.objects.readable_by(cast.employee).get()
    assert kept.levels == {"pe1": 2, "pe2": 5, "pe4": 5, "pe5": 4}
    assert not Pulse.objects.readable_by(cast.manager).exists()
    assert seen_by(cast.employee, story).count("checked") == 5


def test_skipping_all_of_it_leaves_no_trace(cast, story):
    answer(story, cast.employee, {"pe1": "skipped"})

    assert not Pulse.objects.exists()


@pytest.mark.parametrize("others", ["nothing", "answered", "no", "taken back"])
def test_the_page_looks_the_same_whatever_the_other_did_short_of_a_yes(cast, story, others):
    answer(story, cast.employee, MINE)
    say(story, cast.employee, "yes")
    before = seen_by(cast.employee, story), seen_by(cast.employee, story, "talk-followup")

    if others != "nothing":
        answer(story, cast.manager, THEIRS)
    if others == "no":
        assert say(story, cast.manager, "no") == 302
    if others == "taken back":
        pulsing.keep_apart(story.see(cast.employee), by=cast.employee)
        assert [say(story, cast.manager, word) for word in ("yes", "no")] == [302, 302]
        pulsing.compare(story.see(cast.employee), by=cast.employee)

    assert (seen_by(cast.employee, story), seen_by(cast.employee, story, "talk-followup")) == before


def test_a_yes_of_the_other_alone_is_not_shown_either(cast, story):
    answer(story, cast.employee, MINE)
    answer(story, cast.manager, THEIRS)
    before = seen_by(cast.employee, story)

    say(story, cast.manager, "yes")

    assert seen_by(cast.employee, story) == before


def test_two_yeses_lay_both_sides_beside_each_other_without_a_figure(cast, story):
    answer(story, cast.employee, MINE)
    answer(story, cast.manager, THEIRS)
    for person in (cast.employee, cast.manager):
        assert say(story, person, "yes") == 302

    for person in (cast.employee, cast.manager):
        text = seen_by(person, story)
        assert "I could say what mattered to me." in text and "I listened more than I talked." in text
        assert text.count("seen differently") == 1
        assert text.index("Having a say") < text.index("Being understood")
    assert signed_in(cast.managers_manager).get(page(story)).status_code == 404


def test_a_yes_taken_back_closes_it_for_both_at_once(cast, story):
    answer(story, cast.employee, MINE)
    answer(story, cast.manager, THEIRS)
    for person in (cast.employee, cast.manager):
        say(story, person, "yes")

    say(story, cast.employee, "no")

    for person in (cast.employee, cast.manager):
        assert [one.author_id for one in Pulse.objects.readable_by(person)] == [person.pk]
        assert "seen differently" not in seen_by(person, story)
        assert signed_in(person).post(page(story), MINE | THEIRS).status_code == 409
    say(story, cast.employee, "yes")
    assert Pulse.objects.readable_by(cast.manager).count() == 2


def test_answers_stand_after_fourteen_days(cast, story):
    answer(story, cast.employee, MINE)

    with clock.travel(to=clock.now() + clock.days(13)):
        answer(story, cast.employee, {**MINE, "pe1": "1"})
    with clock.travel(to=clock.now() + clock.days(15)), pytest.raises(Refusal):
        pulsing.answer(story.see(cast.employee), {"pe1": 5}, by=cast.employee)

    assert Pulse.objects.readable_by(cast.employee).get().levels["pe1"] == 1


def test_a_pulse_waits_for_the_talk_and_a_comparison_for_an_answer(cast):
    early = tell(cast.employee, cast.manager, "meeting")
    held = tell(cast.colleague, cast.manager, "summary_draft")

    assert signed_in(cast.employee).post(page(early), MINE).status_code == 409
    assert say(held, cast.colleague, "yes") == 409


def test_a_word_that_does_not_exist_is_refused(cast, story):
    assert signed_in(cast.employee).post(page(story), {"pe1": "6"}).status_code == 422


@pytest.mark.parametrize("who", ["managers_manager", "partner", "administrator", "mentor", "former_manager"])
def test_nobody_else_knows_that_there_is_a_pulse(cast, story, who):
    answer(story, cast.employee, MINE)
    client = signed_in(getattr(cast, who))

    assert client.get(page(story)).status_code == 404
    assert client.post(page(story, "talk-pulse-comparison"), {"say": "yes"}).status_code == 404


def test_pulses_go_after_twelve_months(cast, story):
    answer(story, cast.employee, MINE)

    with clock.travel(to=clock.now() + clock.days(366)):
        assert pulsing.clear_what_ran_out() == 1
    assert not Pulse.objects.exists()


def test_what_lies_far_apart_comes_first_and_a_skipped_one_is_never_far():
    rows = compared({"pm2": 4, "pm4": 5}, {"pe1": 5, "pe2": 1, "pe3": 3}, "counterpart")

    assert [(row.about, row.is_far_apart) for row in rows][:2] == [
        ("Saying what needs saying", True),
        ("Having a say", False),
    ]
    assert (rows[-1].my_text, rows[-1].my_word, rows[-1].their_word) == ("", "", "")


def test_the_page_costs_at_most_ten_queries(cast, story, django_assert_max_num_queries):
    answer(story, cast.employee, MINE)
    answer(story, cast.manager, THEIRS)
    for person in (cast.employee, cast.manager):
        say(story, person, "yes")
    client = signed_in(cast.employee)
    client.get(page(story))

    with django_assert_max_num_queries(10):
        client.get(page(story))
