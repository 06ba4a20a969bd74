"""One evaluation: drafted privately, read and answered by its subject before it is final."""

from __future__ import annotations

import json

import pytest

from colonnade.activity.models import Letter
from colonnade.evidence import access
from colonnade.evidence.models import Criteria, Evaluation, EvaluationReply, SecondLook, SelfAssessment
from colonnade.kernel import clock
from colonnade.kernel.errors import Refusal
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


def known(story, *, seen=True) -> Criteria:
    """Criteria of 2026, read by the employee."""
    manager, employee = signed_in(story.counterpart), signed_in(story.employee)
    manager.post(address(story, "evaluation/criteria/"), {"period": "2026", "text": "canary-criteria"})
    row = access.criteria_for(story.employee, story.counterpart, story.employee).first()
    if seen:
        employee.post(address(story, f"evaluation/criteria/{row.pk}/seen/"))
    return row


def own_view(story, act="submit", **values):
    data = {"period": "2026", "shown": "canary-own", "to_grow": "", "version": 0, "act": act, **values}
    return signed_in(story.employee).post(address(story, "evaluation/own-view/"), data)


def submitted(story) -> Evaluation:
    known(story)
    row = draft(story)
    assert act(story, story.counterpart, row, "giving").status_code == 302
    return access.evaluations_of(story.employee, story.counterpart).get()


def given(story) -> Evaluation:
    submitted(story)
    own_view(story, "nothing")
    return access.evaluations_of(story.employee, story.employee).get()


def page(story, person) -> str:
    return signed_in(person).get(address(story)).content.decode()


def act(story, person, row, what, **data):
    return signed_in(person).post(address(story, f"evaluation/{row.pk}/{what}/"), data)


def test_its_subject_reads_nothing_of_a_draft(story):
    row = draft(story)
    client = signed_in(story.employee)

    assert list(access.evaluations_of(story.employee, story.employee)) == []
    assert list(access.evaluations_of(story.employee, story.counterpart)) == [row]
    assert "canary-" not in client.get(address(story)).content.decode()
    assert "canary-shown" not in json.dumps(client.get("/my-data/").json())
    for what in ("giving", "reply", "finish", "removal", "reading", "second-look"):
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

    assert (row.shown, row.criteria, row.final_at) == ("canary-shown", "canary-criteria", None)
    assert row.space.subject_id is None
    assert not access.draft_of_evaluation(story.employee, story.counterpart).exists()
    assert "canary-shown" in page(story, story.employee)


def test_it_becomes_final_after_an_answer_or_fourteen_days(story):
    row = given(story)
    assert act(story, story.counterpart, row, "finish").status_code == 409
    assert act(story, story.employee, row, "finish").status_code == 403

    assert act(story, story.employee, row, "reply", text="canary-reply").status_code == 302
    assert act(story, story.counterpart, row, "finish").status_code == 302

    assert access.evaluations_of(story.employee, story.employee).get().final_at
    assert "canary-reply" in page(story, story.counterpart)


def test_silence_of_fourteen_days_is_enough(story):
    row = given(story)

    with clock.travel(by=clock.days(14.1)):
        row.finish(by=story.counterpart)
        assert access.evaluations_of(story.employee, story.employee).get().final_at


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
    assert signed_in(cast.mentor).get(address(mentoring)).status_code == 404
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


def test_nothing_is_given_before_its_criteria_are_known(story):
    row = draft(story)
    assert act(story, story.counterpart, row, "giving").status_code == 409
    known(story, seen=False)
    assert "canary-criteria" in page(story, story.employee)
    assert act(story, story.counterpart, row, "giving").status_code == 409

    with clock.travel(by=clock.days(14.1)):
        assert row.give(by=story.counterpart).submitted_at


def test_criteria_are_the_managers_and_a_change_is_read_anew(story):
    first = known(story)
    data = {"period": " 2026 ", "text": "canary-criteria"}
    manager = signed_in(story.counterpart)

    assert manager.post(address(story, "evaluation/criteria/"), data).status_code == 302
    assert signed_in(story.employee).post(address(story, "evaluation/criteria/"), data).status_code == 403
    assert manager.post(address(story, "evaluation/criteria/"), {**data, "text": ""}).status_code == 422
    assert manager.post(address(story, f"evaluation/criteria/{first.pk}/seen/")).status_code == 403
    assert Criteria.objects.count() == 1

    manager.post(address(story, "evaluation/criteria/"), {**data, "text": "Changed."})
    newest = Criteria.newest(story.employee, story.counterpart, "2026")
    assert (newest.text, newest.seen_at, Criteria.objects.count()) == ("Changed.", None, 2)


def test_criteria_of_what_is_submitted_stay(story):
    submitted(story)

    late = signed_in(story.counterpart).post(
        address(story, "evaluation/criteria/"), {"period": "2026", "text": "Something else."}
    )

    assert late.status_code == 409


@pytest.mark.parametrize("first", ["manager", "employee"])
def test_neither_reads_the_other_before_both_have_submitted(story, first):
    known(story)
    row = draft(story)
    acts = [lambda: act(story, story.counterpart, row, "giving"), lambda: own_view(story)]
    one, two = acts if first == "manager" else reversed(acts)

    assert one().status_code == 302
    assert "canary-shown" not in page(story, story.employee)
    assert "canary-own" not in page(story, story.counterpart)
    assert "canary-own" not in json.dumps(signed_in(story.counterpart).get("/my-data/").json())
    assert "canary-shown" not in json.dumps(signed_in(story.employee).get("/my-data/").json())

    assert two().status_code == 302
    assert "canary-shown" in page(story, story.employee)
    assert "canary-own" in page(story, story.counterpart)


def test_an_own_view_is_drafted_changed_and_submitted_once(story):
    known(story)
    assert own_view(story, "keep").status_code == 302
    assert own_view(story, "keep", shown="canary-late", version=0).status_code == 409
    assert own_view(story, "submit", shown="", version=1).status_code == 422
    assert own_view(story, "submit", shown="Changed.", version=1).status_code == 302
    assert own_view(story, "submit", shown="Again.", version=2).status_code == 409

    assert [(row.shown, bool(row.submitted_at)) for row in SelfAssessment.objects.all()] == [("Changed.", True)]
    response = signed_in(story.counterpart).post(address(story, "evaluation/own-view/"), {"period": "2026"})
    assert response.status_code == 403


def test_a_period_has_one_evaluation(story):
    given(story)
    row = draft(story)

    assert act(story, story.counterpart, row, "giving").status_code == 409


def test_the_subject_signs_that_they_read_it_and_nobody_for_them(story):
    row = given(story)

    assert act(story, story.counterpart, row, "reading").status_code == 403
    assert act(story, story.employee, row, "reading").status_code == 302
    assert "Signed as read by Priya Sandoval" in page(story, story.counterpart)


def test_what_is_final_is_corrected_by_addition_only(story):
    row = given(story)
    act(story, story.employee, row, "reply", text="Mine.")
    act(story, story.counterpart, row, "finish")

    assert act(story, story.counterpart, row, "reply", text="canary-correction").status_code == 302

    assert access.evaluations_of(story.employee, story.employee).get().shown == "canary-shown"
    assert "canary-correction" in page(story, story.employee)


def look(story, row, reader, text="canary-look"):
    return act(story, story.employee, row, "second-look", reader=str(reader.pk), text=text)


def test_a_second_look_goes_to_the_one_named_and_to_nobody_else(cast, story):
    row = given(story)
    named = page(story, story.employee)
    assert "Hanne Voss" in named
    assert "Greta Ohlsson" not in named

    for _ in range(2):
        assert look(story, row, cast.partner).status_code == 302

    assert SecondLook.objects.count() == 1
    seen = {
        who
        for who, person in cast.everybody().items()
        if "canary-look" in signed_in(person).get("/second-looks/").content.decode()
    }
    assert seen == {"partner"}
    assert "canary-look" not in page(story, story.counterpart)
    assert "canary-shown" not in json.dumps(signed_in(cast.partner).get("/my-data/").json())
    assert [letter.recipient for letter in Letter.objects.filter(key__startswith="second-look")] == [cast.partner.pk]
    assert "canary" not in "".join(letter.subject + letter.body for letter in Letter.objects.all())


def test_a_second_look_has_its_days_and_its_readers(cast, story):
    row = given(story)
    assert look(story, row, cast.stranger).status_code == 422
    assert look(story, row, cast.partner, text="").status_code == 422
    assert act(story, story.counterpart, row, "second-look", text="x").status_code == 403
    act(story, story.employee, row, "reply", text="Mine.")
    act(story, story.counterpart, row, "finish")

    with clock.travel(by=clock.days(13)):
        assert look(story, row, cast.manager).status_code == 302
        assert SecondLook.objects.count() == 1
    row.refresh_from_db()
    with clock.travel(by=clock.days(14.1)), pytest.raises(Refusal):
        SecondLook.ask(row, by=cast.employee, reader=cast.partner, text="Too late.")


def test_the_page_keeps_its_number_of_queries(cast, story, django_assert_max_num_queries):
    row = given(story)
    act(story, story.employee, row, "reply", text="Mine.")
    look(story, row, cast.manager)
    for person in (cast.employee, cast.manager):
        client = signed_in(person)
        client.get(address(story))
        with django_assert_max_num_queries(10):
            client.get(address(story))
