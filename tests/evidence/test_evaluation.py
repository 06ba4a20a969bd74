"""One evaluation: drafted privately, read and answered by its subject before it is final."""

from __future__ import annotations

import json

import pytest

from colonnade.evidence import access
from colonnade.evidence.models import Evaluation, EvaluationReply
from colonnade.kernel import clock
from tests.cast import signed_in
from tests.stories import tell


@pytest.fixture
def story(cast):
    return tell(cast.employee, cast.manager, "meeting")


def address(story, rest="evaluation/") -> str:
    return f"/talks/{story.talk.pk}/evidence/{rest}"


def typed(**values) -> dict:
    return {
        "period": "2026",
        "criteria": "",
        "shown": "canary-shown",
        "to_grow": "canary-grow",
        "version": 0,
        **values,
    }


def draft(story) -> Evaluation:
    signed_in(story.counterpart).post(address(story), typed())
    return access.draft_of_evaluation(story.employee, story.counterpart).get()


def given(story) -> Evaluation:
    signed_in(story.counterpart).post(address(story, f"evaluation/{draft(story).pk}/giving/"))
    return access.evaluations_of(story.employee, story.employee).get()


def act(story, person, row, what, **data):
    return signed_in(person).post(address(story, f"evaluation/{row.pk}/{what}/"), data)


def test_its_subject_reads_nothing_of_a_draft(story):
    row = draft(story)
    client = signed_in(story.employee)

    assert list(access.evaluations_of(story.employee, story.employee)) == []
    assert list(access.evaluations_of(story.employee, story.counterpart)) == [row]
    shown = client.get(address(story, "")).content.decode()
    assert "canary-" not in shown.replace("canary-item", "")
    assert "Performance evaluation" not in shown
    assert "canary-shown" not in json.dumps(client.get("/my-data/").json())
    for what in ("giving", "reply", "finish", "removal"):
        assert act(story, story.employee, row, what, text="I would like to see it.").status_code == 404


def test_there_is_one_draft_at_a_time_and_its_author_changes_it(story):
    row = draft(story)
    client = signed_in(story.counterpart)

    changed = client.post(address(story), typed(shown="Changed.", version=1))
    late = client.post(address(story), typed(shown="canary-late", version=1))

    assert changed.status_code == 302
    assert late.status_code == 409
    assert "canary-late" in late.content.decode()
    assert [(one.pk, one.shown) for one in access.draft_of_evaluation(story.employee, story.counterpart)] == [
        (row.pk, "Changed.")
    ]


def test_a_refused_draft_comes_back_with_what_was_typed(story):
    response = signed_in(story.counterpart).post(address(story), typed(shown=""))

    assert response.status_code == 422
    assert "canary-grow" in response.content.decode()
    assert not Evaluation.objects.exists()


def test_the_author_throws_a_draft_away_but_nothing_that_was_given(story):
    first = draft(story)
    assert act(story, story.counterpart, first, "removal").status_code == 302
    assert not Evaluation.objects.exists()

    row = given(story)
    assert act(story, story.counterpart, row, "removal").status_code == 403
    assert act(story, story.employee, row, "removal").status_code == 403


def test_giving_lets_its_subject_read_these_words_before_they_are_final(story):
    row = given(story)

    assert (row.shown, row.final_at) == ("canary-shown", None)
    assert row.space.subject_id is None
    assert not access.draft_of_evaluation(story.employee, story.counterpart).exists()
    assert "canary-shown" in signed_in(story.employee).get(address(story, "")).content.decode()


def test_it_becomes_final_after_an_answer_or_fourteen_days(story):
    row = given(story)
    assert act(story, story.counterpart, row, "finish").status_code == 409
    assert act(story, story.employee, row, "finish").status_code == 403

    assert act(story, story.employee, row, "reply", text="canary-reply").status_code == 302
    assert act(story, story.counterpart, row, "finish").status_code == 302

    assert access.evaluations_of(story.employee, story.employee).get().final_at
    assert "canary-reply" in signed_in(story.counterpart).get(address(story, "")).content.decode()


def test_silence_of_fourteen_days_is_enough(story):
    row = given(story)

    with clock.travel(by=clock.days(14.1)):
        assert act(story, story.counterpart, row, "finish").status_code == 302


def test_a_reply_is_its_subjects_and_comes_back_when_it_is_too_late(story):
    row = given(story)
    assert act(story, story.counterpart, row, "reply", text="Mine?").status_code == 403
    assert act(story, story.employee, row, "reply", text="").status_code == 422
    act(story, story.employee, row, "reply", text="First.")
    act(story, story.counterpart, row, "finish")

    late = act(story, story.employee, row, "reply", text="canary-late")

    assert late.status_code == 422
    assert EvaluationReply.objects.count() == 1


def test_an_answer_is_taken_after_the_talk_was_closed(cast):
    closed = tell(cast.employee, cast.manager, "closed")
    row = given(closed)

    assert act(closed, cast.employee, row, "reply", text="My view.").status_code == 302


def test_the_employee_evaluates_nobody_and_a_mentor_session_has_none(cast, story):
    mentoring = tell(cast.employee, cast.mentor, "meeting", purpose="mentor_session")

    assert signed_in(cast.employee).post(address(story), typed()).status_code == 403
    assert signed_in(cast.mentor).post(address(mentoring), typed()).status_code == 403
    assert "Performance evaluation" not in signed_in(cast.mentor).get(address(mentoring, "")).content.decode()
    assert not Evaluation.objects.exists()


def test_a_leader_who_is_not_the_manager_evaluates_nobody(cast):
    story = tell(cast.employee, cast.managers_manager, "meeting")

    assert signed_in(cast.managers_manager).post(address(story), typed()).status_code == 403


def test_nobody_else_reads_it_and_a_former_manager_no_longer(cast, story):
    row = given(story)
    others = set(cast.everybody().values()) - {cast.employee, cast.manager}
    assert [list(access.evaluations_of(cast.employee, person)) for person in others] == [[]] * len(others)

    cast.employee.relations.get(other=cast.manager).end(cast.employee.today, by=None)
    with clock.travel(by=clock.days(32)):
        assert list(access.evaluations_of(cast.employee, cast.manager)) == []
        assert list(access.evaluations_of(cast.employee, cast.employee)) == [row]
