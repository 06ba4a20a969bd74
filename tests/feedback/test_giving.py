"""A draft is its giver's alone; what was given is the pair's; the receiver answers once, or not yet."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from colonnade.conversations.flows import giving_feedback
from colonnade.feedback.access import drafts_of, given_in
from colonnade.feedback.models import Feedback, Response
from colonnade.kernel.errors import NotYours, Refusal
from tests.cast import signed_in
from tests.stories import tell

WORDS = {
    "kind": "improvement",
    "situation": "Planning in June",
    "behaviour": "The date was agreed first.",
    "impact": "We worked two weekends.",
    "wish": "The team sees the problem first.",
}


@pytest.fixture
def story(cast):
    """A talk in which nothing was given yet."""
    return tell(cast.employee, cast.manager, "ready")


def page(story, name: str = "talk-feedback", **kwargs) -> str:
    return reverse(name, kwargs={"talk_id": story.talk.pk, **kwargs})


def draft(story, giver, **words) -> Feedback:
    return giving_feedback.keep_draft(story.see(giver), by=giver, **{**WORDS, **words})


def give(story, giver) -> Feedback:
    return giving_feedback.give(story.see(giver), by=giver, **WORDS)


@pytest.mark.parametrize("giver,kind", [("employee", "own"), ("manager", "about")])
def test_a_draft_lies_where_only_its_giver_reads(cast, story, giver, kind):
    author = getattr(cast, giver)
    kept = draft(story, author)

    readers = [p for p in cast.everybody().values() if Feedback.objects.readable_by(p).filter(pk=kept.pk)]

    assert (kept.space.kind, readers) == (kind, [author])


def test_the_receivers_page_does_not_know_of_a_draft(cast, story):
    draft(story, cast.manager, situation="secret-word")

    assert b"secret-word" not in signed_in(cast.employee).get(page(story)).content
    assert b"secret-word" in signed_in(cast.manager).get(page(story)).content


def test_a_draft_that_is_given_is_read_by_both_and_gone_as_a_draft(cast, story):
    kept = draft(story, cast.manager)

    answer = signed_in(cast.manager).post(page(story, "talk-feedback-giving", feedback_id=kept.pk))

    given = list(given_in(story.talk.pair_space, cast.employee))
    assert answer.status_code == 302
    assert [(one.wish, one.talk.conversation_id) for one in given] == [(WORDS["wish"], story.talk.pk)]
    assert list(drafts_of(cast.manager)) == []


def test_half_a_thought_is_kept_and_gone_on_with(cast, story):
    client = signed_in(cast.employee)
    client.post(page(story), {"kind": "thanks", "situation": "Thursdays", "draft": "yes"})
    kept = drafts_of(cast.employee).get()

    refused = client.post(page(story, "talk-feedback-giving", feedback_id=kept.pk))
    client.post(page(story), {**WORDS, "from": kept.pk})

    assert (refused.status_code, b"Thursdays" in refused.content) == (422, True)
    assert [one.situation for one in given_in(story.talk.pair_space, cast.manager)] == [WORDS["situation"]]
    assert list(drafts_of(cast.employee)) == []


def test_something_to_change_needs_a_wish_and_what_was_typed_comes_back(cast, story):
    answer = signed_in(cast.employee).post(page(story), {**WORDS, "wish": ""})

    assert answer.status_code == 422
    assert WORDS["impact"] in answer.content.decode()
    assert "Something to change needs one wish for next time." in answer.content.decode()


def test_the_receiver_answers_once(cast, story):
    given = give(story, cast.manager)
    client, url = signed_in(cast.employee), page(story, "talk-feedback-response", feedback_id=given.pk)

    first = client.post(url, {"takes": "on", "text": "Makes sense."})
    second = client.post(url, {"differs": "on"})

    assert (first.status_code, second.status_code) == (302, 409)
    assert [one.text for one in Response.objects.readable_by(cast.manager)] == ["Makes sense."]


def test_not_yet_writes_nothing_and_an_empty_answer_comes_back(cast, story):
    given = give(story, cast.manager)
    client, url = signed_in(cast.employee), page(story, "talk-feedback-response", feedback_id=given.pk)

    assert client.post(url, {"later": "yes", "takes": "on"}).status_code == 302
    assert client.post(url, {"intent": "I wanted to be sure."}).status_code == 422
    assert not Response.objects.exists()


def test_the_giver_cannot_answer_for_the_receiver(cast, story):
    given = give(story, cast.manager)
    url = page(story, "talk-feedback-response", feedback_id=given.pk)

    assert signed_in(cast.manager).post(url, {"takes": "on"}).status_code == 403
    with pytest.raises(NotYours):
        giving_feedback.answer(story.see(cast.manager), given, by=cast.manager, takes=True)


def test_ids_of_others_and_of_other_talks_are_not_there(cast, story):
    elsewhere = tell(cast.employee, cast.mentor, "ready", purpose="mentor_session")
    theirs = draft(elsewhere, cast.mentor)
    mine = draft(elsewhere, cast.employee)
    given = give(elsewhere, cast.mentor)
    client = signed_in(cast.employee)

    tried = [
        client.post(page(story), {**WORDS, "from": theirs.pk}),
        client.post(page(story), {**WORDS, "from": mine.pk}),
        client.post(page(story), {**WORDS, "from": "no-id"}),
        client.post(page(story, "talk-feedback-giving", feedback_id=mine.pk)),
        client.post(page(story, "talk-feedback-removal", feedback_id=theirs.pk)),
        client.post(page(story, "talk-feedback-response", feedback_id=given.pk), {"takes": "on"}),
        client.post(page(story, "talk-feedback-response", feedback_id=uuid.uuid4()), {"takes": "on"}),
    ]

    assert [one.status_code for one in tried] == [404] * len(tried)


def test_nothing_is_given_in_a_paused_talk_but_a_draft_may_be_kept(cast, story):
    from colonnade.conversations.flows import calling_off

    calling_off.pause(story.see(cast.employee), by=cast.employee)

    with pytest.raises(Refusal):
        give(story, cast.manager)
    assert draft(story, cast.manager).pk


def test_the_page_costs_the_same_with_one_and_with_three(cast, story, django_assert_max_num_queries):
    client = signed_in(cast.employee)
    counts = []
    for _round in range(3):
        give(story, cast.manager)
        give(story, cast.employee)
        client.get(page(story))
        with django_assert_max_num_queries(10) as queries:
            client.get(page(story))
        counts.append(len(queries))

    assert len(set(counts)) == 1
