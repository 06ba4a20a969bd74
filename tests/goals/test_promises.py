"""Promises of both sides: only the owner settles one, and a moved day keeps its reason."""

from __future__ import annotations

import pytest
from django.urls import reverse

from colonnade.conversations.flows import meeting
from colonnade.goals.access import changes_of, promises_in
from colonnade.goals.models import Goal, Promise
from colonnade.kernel import clock
from colonnade.kernel.errors import NotYours, Refusal
from tests.cast import signed_in
from tests.stories import tell


@pytest.fixture
def story(cast):
    return tell(cast.employee, cast.manager, "ready")


def page(story, name: str = "talk-promises", **kwargs) -> str:
    return reverse(name, kwargs={"talk_id": story.talk.pk, **kwargs})


def promise(story, owner, **values) -> Promise:
    usual = {"kind": "support", "text": "Ask for cover", "due_on": owner.today + clock.days(20)}
    to = story.talk.other_of(owner)
    return meeting.capture(story.see(owner), Promise, by=owner, owner=owner, to=to, **{**usual, **values})


def typed(owner, **values) -> dict[str, object]:
    return {"owner": owner.pk, "text": "Lead a review", "kind": "work_practice", **values}


@pytest.mark.parametrize("owner", ["employee", "manager"])
def test_either_promises_and_the_other_is_promised(cast, story, owner):
    day = cast.employee.today + clock.days(9)

    signed_in(cast.employee).post(page(story), typed(getattr(cast, owner), due_on=day))

    kept = promises_in(story.talk.pair_space, cast.manager).get()
    assert {kept.owner, kept.to} == {cast.employee, cast.manager}
    assert (kept.owner, kept.due_on, kept.talk.conversation_id) == (getattr(cast, owner), day, story.talk.pk)


def test_a_promise_needs_a_day_to_come_and_one_of_the_two(cast, story):
    client, today = signed_in(cast.employee), cast.employee.today

    late = client.post(page(story), typed(cast.employee, due_on=today - clock.days(1)))
    nobody = client.post(page(story), typed(cast.stranger, due_on=today))

    assert (late.status_code, nobody.status_code) == (422, 422)
    assert "Lead a review" in late.content.decode()
    assert not Promise.objects.exists()


def test_only_its_owner_settles_a_promise(cast, story):
    made = promise(story, cast.manager)
    url = page(story, "talk-promise", promise_id=made.pk)

    assert signed_in(cast.employee).post(url, {"to": "kept"}).status_code == 403
    assert signed_in(cast.stranger).post(url, {"to": "kept"}).status_code == 404
    with pytest.raises(NotYours):
        made.settle("kept", by=cast.employee)
    with pytest.raises(NotYours):
        made.move(made.due_on + clock.days(1), by=cast.employee, reason="x")
    assert signed_in(cast.manager).post(url, {"to": "kept"}).status_code == 302
    assert Promise.objects.get().status == "kept"


def test_dropping_and_moving_say_why(cast, story):
    made = promise(story, cast.employee)
    client, url = signed_in(cast.employee), page(story, "talk-promise", promise_id=made.pk)
    later = made.due_on + clock.days(7)

    assert client.post(url, {"to": "dropped"}).status_code == 422
    assert client.post(url, {"to": "moved", "note": "Release week."}).status_code == 422
    assert client.post(url, {"to": "moved", "due_on": later}).status_code == 422
    assert client.post(url, {"to": "moved", "due_on": later, "note": "Release week."}).status_code == 302

    kept = changes_of([], [made], cast.manager).get()
    assert (kept.old, kept.new, kept.reason) == (made.due_on.isoformat(), later.isoformat(), "Release week.")
    assert "Release week." in signed_in(cast.manager).get(page(story)).content.decode()


def test_what_was_typed_to_settle_comes_back(cast, story):
    made = promise(story, cast.employee)

    answer = signed_in(cast.employee).post(
        page(story, "talk-promise", promise_id=made.pk), {"to": "moved", "note": "Half a sentence"}
    )

    assert "Half a sentence" in answer.content.decode()
    assert "Choose the new day, today or later." in answer.content.decode()


def test_a_settled_promise_keeps_its_day(cast, story):
    made = promise(story, cast.employee)
    made.settle("kept", by=cast.employee)

    with pytest.raises(Refusal):
        made.move(made.due_on + clock.days(3), by=cast.employee, reason="why")


def test_a_goal_or_promise_of_another_talk_is_not_there(cast, story):
    elsewhere = tell(cast.employee, cast.mentor, "ready", purpose="mentor_session")
    foreign = promise(elsewhere, cast.employee)
    goal = meeting.capture(
        elsewhere.see(cast.employee), Goal, by=cast.employee, owner=cast.employee, kind="learning", statement="x"
    )
    client, today = signed_in(cast.employee), cast.employee.today

    moved = client.post(page(story, "talk-promise", promise_id=foreign.pk), {"to": "kept"})
    linked = client.post(page(story), typed(cast.employee, due_on=today, goal=goal.pk))

    assert (moved.status_code, linked.status_code) == (404, 404)


def test_one_side_alone_and_no_real_work_are_noticed(cast, story):
    client = signed_in(cast.employee)
    promise(story, cast.employee)
    promise(story, cast.employee)
    said = client.get(page(story)).content.decode()
    assert "All promises are yours." in said and "None of them is real work." in said

    promise(story, cast.manager, kind="work_practice")
    said = client.get(page(story)).content.decode()
    assert "All promises are" not in said and "None of them is real work." not in said


def test_a_day_gone_by_is_planned_never_late(cast, story):
    promise(story, cast.employee, due_on=cast.employee.today - clock.days(40))

    for url in (page(story), reverse("promises")):
        said = signed_in(cast.employee).get(url).content.decode()
        assert "open, planned for" in said
        assert "overdue" not in said.lower() and "days late" not in said.lower()


def test_the_pages_cost_the_same_with_one_and_with_three(cast, story, django_assert_max_num_queries):
    client, counts = signed_in(cast.employee), []
    for _number in range(3):
        made = promise(story, cast.employee)
        made.move(made.due_on + clock.days(2), by=cast.employee, reason="why")
        promise(story, cast.manager)
        for url in (page(story), reverse("promises")):
            client.get(url)
            with django_assert_max_num_queries(10) as queries:
                client.get(url)
            counts.append((url, len(queries)))

    assert len(set(counts)) == 2
