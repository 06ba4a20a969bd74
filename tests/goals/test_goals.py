"""Goals are set together and change with a reason; what they were stays."""

from __future__ import annotations

import pytest
from django.urls import reverse

from colonnade.conversations.flows import meeting
from colonnade.goals.access import changes_of, goals_in
from colonnade.goals.models import Goal, Milestone
from colonnade.kernel import clock
from colonnade.kernel.errors import Conflict, Refusal
from tests.cast import signed_in
from tests.stories import tell


@pytest.fixture
def story(cast):
    return tell(cast.employee, cast.manager, "ready")


def page(story, name: str = "talk-goals", **kwargs) -> str:
    return reverse(name, kwargs={"talk_id": story.talk.pk, **kwargs})


def set_goal(story, owner, **values) -> Goal:
    return meeting.capture(
        story.see(owner), Goal, by=owner, owner=owner, **{"kind": "learning", "statement": "I will try.", **values}
    )


def typed(owner, **values) -> dict[str, object]:
    return {"owner": owner.pk, "kind": "behaviour", "statement": "I will share a rough note.", **values}


@pytest.mark.parametrize("owner", ["employee", "manager"])
def test_either_may_be_the_owner_whoever_writes_it_down(cast, story, owner):
    answer = signed_in(cast.manager).post(page(story), typed(getattr(cast, owner)))

    goal = goals_in(story.talk.pair_space, cast.employee).get()
    assert answer.url == page(story, "talk-goal", goal_id=goal.pk) + "?kept=1"
    assert (goal.owner, goal.author, goal.talk.conversation_id) == (
        getattr(cast, owner),
        cast.manager,
        story.talk.pk,
    )


def test_a_day_that_has_passed_is_refused_with_a_sentence(cast, story):
    yesterday = cast.employee.today - clock.days(1)

    answer = signed_in(cast.employee).post(page(story), typed(cast.employee, deadline=yesterday))

    said = answer.content.decode()
    assert answer.status_code == 422
    assert "This day has passed. Choose one that is still to come." in said
    assert "I will share a rough note." in said


def test_a_change_keeps_who_what_from_and_why(cast, story):
    goal = set_goal(story, cast.employee, measure="Three notes\nwith dates")

    goal.change(by=cast.manager, expected=1, reason="Release week.", measure="Two notes", kind="behaviour")

    kept = changes_of([goal], [], cast.employee).order_by("fields")
    assert [(one.author, one.fields, one.old, one.new, one.reason) for one in kept] == [
        (cast.manager, "kind", "learning", "behaviour", "Release week."),
        (cast.manager, "measure", "Three notes\nwith dates", "Two notes", "Release week."),
    ]


def test_nothing_changed_leaves_no_history(cast, story):
    goal = set_goal(story, cast.employee)

    goal.change(by=cast.employee, expected=1, reason="", statement=goal.statement)

    assert (list(changes_of([goal], [], cast.employee)), goal.version) == ([], 1)


def test_two_who_change_the_same_goal_choose_together(cast, story):
    goal = set_goal(story, cast.employee)
    goal.change(by=cast.manager, expected=1, reason="", statement="What Marta wrote.")
    url = page(story, "talk-goal", goal_id=goal.pk)

    client = signed_in(cast.employee)
    mine = {"version": 1, "kind": "learning", "statement": "What Priya wrote.", "reason": "Mine."}
    asked = client.post(url, mine)
    settled = client.post(url, {**mine, "version": 2, "take_statement": "theirs", "theirs_statement": "Both."})

    said = asked.content.decode()
    assert asked.status_code == 409
    assert "What Marta wrote." in said and "What Priya wrote." in said
    assert "take_reason" not in said
    assert settled.status_code == 302
    assert goals_in(story.talk.pair_space, cast.employee).get().statement == "Both."
    with pytest.raises(Conflict):
        goal.change(by=cast.employee, expected=1, reason="", statement="Old page.")


def test_what_both_agreed_is_changed_with_a_reason(cast):
    story = tell(cast.employee, cast.manager, "following_up")
    goal = goals_in(story.talk.pair_space, cast.employee).get()
    url = page(story, "talk-goal", goal_id=goal.pk)
    new = {"version": goal.version, "kind": "learning", "statement": "Another way."}

    client = signed_in(cast.employee)
    assert client.post(url, new).status_code == 422
    assert client.post(url, {**new, "reason": "Release week."}).status_code == 302
    assert "Release week." in client.get(url).content.decode()


def test_a_finished_goal_stays_as_it_was(cast, story):
    goal = set_goal(story, cast.employee)
    goal.settle(Goal.Status.DONE, by=cast.employee)

    with pytest.raises(Refusal):
        goal.change(by=cast.employee, expected=1, reason="", statement="Other words")


def test_a_step_is_added_done_and_opened_again(cast, story):
    goal = set_goal(story, cast.employee, deadline=cast.employee.today + clock.days(300))
    client, there = signed_in(cast.manager), page(story, "talk-goal", goal_id=goal.pk)
    assert "more than half a year away" in client.get(there).content.decode()

    client.post(
        page(story, "talk-milestones", goal_id=goal.pk), {"text": "First note", "due_on": cast.employee.today}
    )
    step = Milestone.objects.readable_by(cast.employee).get()
    act = page(story, "talk-milestone", goal_id=goal.pk, milestone_id=step.pk)
    client.post(act)
    client.post(act)
    assert Milestone.objects.get().done_on == cast.manager.today
    client.post(act, {"undo": "yes"})

    assert Milestone.objects.get().done_on is None
    assert "more than half a year away" not in client.get(there).content.decode()


def test_a_goal_or_step_of_another_talk_is_not_there(cast, story):
    elsewhere = tell(cast.employee, cast.mentor, "ready", purpose="mentor_session")
    goal, foreign = set_goal(story, cast.employee), set_goal(elsewhere, cast.employee)
    step = Milestone.write(
        space=elsewhere.talk.pair_space, author=cast.employee, goal=foreign, due_on=cast.employee.today, text="x"
    )
    client = signed_in(cast.employee)

    tried = [
        client.get(page(story, "talk-goal", goal_id=foreign.pk)),
        client.post(page(story, "talk-goal", goal_id=foreign.pk), {"version": 1, "statement": "Mine now"}),
        client.post(page(story, "talk-milestones", goal_id=foreign.pk), {"text": "x", "due_on": "2030-01-01"}),
        client.post(page(story, "talk-milestone", goal_id=goal.pk, milestone_id=step.pk)),
    ]

    assert [one.status_code for one in tried] == [404] * 4


def test_more_than_three_open_goals_ask_which_can_wait(cast, story):
    client = signed_in(cast.employee)
    said = []
    for _number in range(4):
        set_goal(story, cast.employee)
        said.append("Which of them can wait?" in client.get(page(story)).content.decode())

    assert said == [False, False, False, True]


def test_the_pages_cost_the_same_with_one_and_with_three(cast, story, django_assert_max_num_queries):
    client, counts = signed_in(cast.employee), []
    for number in range(3):
        goal = set_goal(story, cast.manager)
        Milestone.write(
            space=story.talk.pair_space, author=cast.manager, goal=goal, due_on=cast.employee.today, text="A step"
        )
        goal.change(by=cast.manager, expected=1, reason="why", statement=f"Goal {number}")
        for url in (page(story), page(story, "talk-goal", goal_id=goal.pk)):
            client.get(url)
            with django_assert_max_num_queries(10) as queries:
                client.get(url)
            counts.append((url == page(story), len(queries)))

    assert len(set(counts)) == 2
