"""Check-ins, the look-back that ends when every goal is decided, and the closing."""

from __future__ import annotations

import pytest
from django.urls import reverse

from colonnade.activity.models import Letter
from colonnade.conversations.flows import meeting
from colonnade.followups import flows
from colonnade.followups.models import CheckIn, Decision, Learned
from colonnade.goals.access import changes_of, goals_in
from colonnade.goals.models import Goal
from colonnade.kernel.errors import Refusal
from tests.cast import signed_in
from tests.stories import tell

TAPS = {"progress": "stuck", "obstacle": "time", "help_wanted": "yes", "line": "Two hours on one note."}


@pytest.fixture
def story(cast):
    return tell(cast.employee, cast.manager, "following_up")


@pytest.fixture
def goal(cast, story) -> Goal:
    return goals_in(story.talk.pair_space, cast.employee).get()


def page(story, name: str = "talk-followup") -> str:
    return reverse(name, kwargs={"talk_id": story.talk.pk})


def test_three_taps_and_a_line_move_the_goal_and_call_for_help_without_words(cast, story, goal):
    answer = signed_in(cast.employee).post(page(story, "talk-checkins"), {"goal": goal.pk, **TAPS})

    assert answer.status_code == 302
    assert Goal.objects.get().status == "stuck"
    assert [one.new for one in changes_of([goal], [], cast.manager).order_by("-written_at")][:1] == ["stuck"]
    letters = [letter for letter in Letter.objects.all() if "help" in letter.subject]
    assert [letter.recipient for letter in letters] == [cast.manager.pk]
    assert "Two hours" not in letters[0].body + letters[0].subject


def test_the_others_check_in_does_not_settle_my_goal(cast, story, goal):
    before = goal.status

    flows.check_in(story.see(cast.manager), by=cast.manager, goal=goal, progress="done")

    assert Goal.objects.get().status == before


def test_a_check_in_about_another_talks_goal_is_not_there(cast, story):
    elsewhere = tell(cast.employee, cast.mentor, "ready", purpose="mentor_session")
    foreign = meeting.capture(
        elsewhere.see(cast.employee), Goal, by=cast.employee, owner=cast.employee, kind="learning", statement="x"
    )
    client, before = signed_in(cast.employee), CheckIn.objects.count()
    flows.look_back(story.see(cast.employee), by=cast.employee)

    checked = client.post(page(story, "talk-checkins"), {"goal": foreign.pk, **TAPS})
    decided = client.post(page(story, "talk-decisions"), {"goal": foreign.pk, "what": "finish"})

    assert (checked.status_code, decided.status_code) == (404, 404)
    assert (CheckIn.objects.count(), Decision.objects.count()) == (before, 0)


def test_check_ins_begin_when_both_have_agreed(cast):
    story = tell(cast.employee, cast.manager, "agreed_pending")

    answer = signed_in(cast.employee).post(page(story, "talk-checkins"), {"goal": "", **TAPS})

    assert answer.status_code == 409


def test_the_look_back_ends_when_each_goal_has_its_decision(cast, story, goal):
    client = signed_in(cast.employee)
    client.post(page(story, "talk-look-back"))
    assert client.post(page(story, "talk-look-back-end")).status_code == 409

    client.post(page(story, "talk-decisions"), {"goal": goal.pk, "what": "keep"})

    assert client.post(page(story, "talk-look-back-end")).status_code == 302
    assert (story.see(cast.manager).state, story.see(cast.manager).review_on > cast.employee.today) == (
        "following_up",
        True,
    )


def test_a_stop_says_why_and_may_be_thought_better_of(cast, story, goal):
    flows.look_back(story.see(cast.employee), by=cast.employee)
    client, url = signed_in(cast.employee), page(story, "talk-decisions")

    assert client.post(url, {"goal": goal.pk, "what": "stop"}).status_code == 422
    assert client.post(url, {"goal": goal.pk, "what": "stop", "reason": "Another path."}).status_code == 302
    assert Goal.objects.get().status == "stopped"
    assert client.post(url, {"goal": goal.pk, "what": "keep"}).status_code == 302

    assert (Goal.objects.get().status, Decision.objects.count()) == ("planned", 1)


def test_decisions_wait_for_the_look_back(cast, story, goal):
    with pytest.raises(Refusal):
        flows.decide(story.see(cast.employee), goal, "finish", by=cast.employee)


def test_closing_keeps_a_line_of_each(cast, story):
    signed_in(cast.employee).post(page(story, "talk-closing"), {"learned": "A rough note is enough."})
    signed_in(cast.manager).post(page(story, "talk-closing"), {"learned": "Ask first."})
    signed_in(cast.manager).post(page(story, "talk-closing"), {"learned": ""})

    assert story.see(cast.employee).state == "closed"
    assert {one.text for one in Learned.objects.readable_by(cast.employee)} == {
        "A rough note is enough.",
        "Ask first.",
    }


def test_closing_twice_without_words_writes_nothing(cast, story):
    client = signed_in(cast.employee)

    assert [client.post(page(story, "talk-closing")).status_code for _time in range(2)] == [302, 302]
    assert not Learned.objects.exists()


def test_the_page_costs_the_same_with_one_and_with_three(cast, story, goal, django_assert_max_num_queries):
    client, counts = signed_in(cast.manager), []
    flows.look_back(story.see(cast.employee), by=cast.employee)
    for _number in range(3):
        flows.check_in(
            story.see(cast.employee), by=cast.employee, goal=goal, progress="on_track", line="So far so good"
        )
        flows.decide(story.see(cast.employee), goal, "keep", by=cast.employee, reason="It helps.")
        client.get(page(story))
        with django_assert_max_num_queries(10) as queries:
            client.get(page(story))
        counts.append(len(queries))

    assert len(set(counts)) == 1
