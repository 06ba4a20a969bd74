"""Keeping in mind and asking: two rows that nobody but their one or two people have a way to."""

from __future__ import annotations

import logging
import re

import pytest

from colonnade.activity.models import Event, Letter
from colonnade.careers import access
from colonnade.careers.flows import opportunities as flows
from colonnade.careers.models import Interest, Question
from colonnade.kernel import clock
from colonnade.kernel.errors import Conflict, NotYours, Refusal, Unseen
from colonnade.spaces.access import readers_of
from colonnade.spaces.models import Read, Space
from colonnade.workspace.export import everything_of
from tests.cast import signed_in
from tests.stories import tell

from .offers import address, asked, offered

OTHERS = ("manager", "colleague", "managers_manager", "former_manager", "partner", "administrator", "stranger")


@pytest.fixture
def opportunity(cast):
    """Offered by the mentor: nobody in the employee's line."""
    return offered(cast.mentor)


@pytest.fixture
def me(cast):
    return signed_in(cast.employee)


# ---- keeping in mind


def test_a_mark_with_its_note_lies_in_ones_own_space(cast, me, opportunity):
    me.post(address(opportunity, "interest/"), {"note": "canary-note", "version": 0})

    row = access.interests_of(cast.employee).get()
    assert (row.note, row.opportunity, row.space.kind) == ("canary-note", opportunity, Space.Kind.OWN)
    assert [reader.id for reader in readers_of([row.space_id])[row.space_id]] == [cast.employee.pk]
    assert "canary-note" in me.get(address(opportunity)).content.decode()
    assert "canary-note" in me.get("/opportunities/kept/").content.decode()


def test_marking_twice_is_marking_once(cast, me, opportunity):
    for _ in range(2):
        me.post(address(opportunity, "interest/"), {"note": "The same.", "version": 0})

    assert access.interests_of(cast.employee).count() == 1


def test_a_note_is_changed_and_two_windows_lose_nothing(cast, me, opportunity):
    me.post(address(opportunity, "interest/"), {"note": "First.", "version": 0})
    me.post(address(opportunity, "interest/"), {"note": "canary-second", "version": 1})

    late = me.post(address(opportunity, "interest/"), {"note": "canary-late", "version": 1})

    assert late.status_code == 409
    assert "canary-second" in late.content.decode() and "canary-late" in late.content.decode()
    assert access.interests_of(cast.employee).get().note == "canary-second"
    with pytest.raises(Conflict):
        flows.keep_in_mind(opportunity, "Unseen.", by=cast.employee)


def test_letting_go_twice_is_letting_go_once(cast, me, opportunity):
    flows.keep_in_mind(opportunity, "", by=cast.employee)

    for _ in range(2):
        assert me.post(address(opportunity, "interest/removal/")).status_code == 302
    assert not Interest.objects.exists()


@pytest.mark.parametrize("note", ["x" * 501, "a\x00b", "a\x1bb", "a\u202eb"])
def test_a_bad_note_comes_back(me, opportunity, note):
    assert me.post(address(opportunity, "interest/"), {"note": note}).status_code == 422
    assert not Interest.objects.exists()


# ---- asking


def test_the_page_names_the_reader_before_the_click(cast, me, opportunity):
    shown = me.get(address(opportunity)).content.decode()

    assert "Tove Hartmann reads it; nobody else learns that you asked." in shown
    assert "is your manager" not in shown


def test_the_page_says_so_where_the_contact_is_ones_own_manager(cast, me):
    shown = me.get(address(offered(cast.manager))).content.decode()

    assert "Marta Lindqvist is your manager." in shown
    assert "your manager reads it and knows that you asked" in shown
    assert "Ask my manager" in shown


def test_a_question_is_sealed_between_the_two(cast, me, opportunity):
    me.post(address(opportunity, "questions/"), {"text": "canary-question", "reader": cast.mentor.pk})

    row = access.questions_asked_by(cast.employee).get()
    assert (row.text, row.space.kind) == ("canary-question", Space.Kind.QUESTION)
    assert {reader.id for reader in readers_of([row.space_id])[row.space_id]} == {cast.employee.pk, cast.mentor.pk}
    assert b"canary" not in bytes(Question.objects.filter(pk=row.pk).values_list("text", flat=True)[0])
    assert "canary-question" in signed_in(cast.mentor).get(address(opportunity)).content.decode()
    assert [(read.reader, read.author) for read in Read.objects.all()] == [(cast.mentor.pk, cast.employee.pk)]


def test_the_contact_gets_one_neutral_letter_and_so_does_the_asker(cast, me, opportunity):
    question = asked(opportunity, cast.employee)
    flows.answer(question, "canary-answer", by=cast.mentor)

    letters = list(Letter.objects.order_by("written_at").values_list("recipient", "subject", "body"))
    link = f"/opportunities/{opportunity.pk}/"
    assert [(who, subject) for who, subject, _ in letters] == [
        (cast.mentor.pk, "A question waits for you"),
        (cast.employee.pk, "Your question has an answer"),
    ]
    for _, subject, body in letters:
        assert link in body
        for telling in ("canary", "Priya", "Tove", opportunity.title):
            assert telling not in subject + body


def test_asking_twice_is_asking_once(cast, me, opportunity):
    for _ in range(3):
        me.post(address(opportunity, "questions/"), {"text": "The same?", "reader": cast.mentor.pk})

    assert Question.objects.count() == Letter.objects.count() == Space.objects.filter(kind="question").count() == 1


def test_a_second_question_to_the_same_contact_stays_in_the_same_space(cast, opportunity):
    rows = [asked(opportunity, cast.employee, text) for text in ("One?", "Two?")]

    assert rows[0].space_id == rows[1].space_id
    assert Letter.objects.count() == 2


def test_the_contact_answers_and_the_asker_reads_it(cast, me, opportunity):
    question = asked(opportunity, cast.employee)
    contact = signed_in(cast.mentor)
    assert "Priya asks you something." in contact.get(address(opportunity)).content.decode()

    for _ in range(2):
        response = contact.post(address(opportunity, f"questions/{question.pk}/answer/"), {"text": "canary-answer"})
        assert response.status_code == 302

    answer = question.answers.get()
    assert (answer.author, answer.space_id) == (cast.mentor, question.space_id)
    assert "canary-answer" in me.get(address(opportunity)).content.decode()
    assert not access.questions_waiting_for(cast.mentor).exists()
    assert Letter.objects.filter(recipient=cast.employee.pk).count() == 1


def test_an_answer_may_be_added_to(cast, opportunity):
    question = asked(opportunity, cast.employee)
    for text in ("Yes.", "From June on."):
        flows.answer(question, text, by=cast.mentor)

    assert question.answers.count() == Letter.objects.filter(recipient=cast.employee.pk).count() == 2


def test_nobody_else_answers_or_reads(cast, opportunity):
    question = asked(opportunity, cast.employee)

    for name in OTHERS:
        client = signed_in(getattr(cast, name))
        place = address(opportunity, f"questions/{question.pk}/answer/")
        assert client.post(place, {"text": "x"}).status_code == 404
        assert "canary" not in client.get(address(opportunity)).content.decode()
        assert "canary" not in str(everything_of(getattr(cast, name)))
        assert not access.questions_waiting_for(getattr(cast, name)).exists()
    with pytest.raises(NotYours):
        flows.answer(question, "x", by=cast.stranger)
    with pytest.raises(Unseen):
        access.question_to_answer(cast.employee, opportunity, question.pk)


def test_a_question_is_answered_at_its_own_opportunity_only(cast, opportunity):
    question, elsewhere = asked(opportunity, cast.employee), offered(cast.mentor, "Something else")
    place = address(elsewhere, f"questions/{question.pk}/answer/")

    assert signed_in(cast.mentor).post(place, {"text": "x"}).status_code == 404


def test_an_open_thread_stays_with_whom_it_was_asked(cast, me, opportunity):
    question = asked(opportunity, cast.employee)
    opportunity.contact = cast.manager
    opportunity.save()

    assert access.questions_waiting_for(cast.mentor).get() == question
    assert not access.questions_waiting_for(cast.manager).exists()
    assert "canary" not in signed_in(cast.manager).get(address(opportunity)).content.decode()
    assert "canary" in signed_in(cast.mentor).get(address(opportunity)).content.decode()
    place = address(opportunity, f"questions/{question.pk}/answer/")
    assert signed_in(cast.mentor).post(place, {"text": "Still mine."}).status_code == 302
    shown = me.get(address(opportunity)).content.decode()
    assert "Tove Hartmann and you; nobody else." in shown and "Marta Lindqvist is your manager." in shown


def test_nothing_goes_to_somebody_whom_the_page_did_not_name(cast, me, opportunity):
    opportunity.contact = cast.manager
    opportunity.save()

    refused = me.post(address(opportunity, "questions/"), {"text": "canary-typed", "reader": cast.mentor.pk})

    assert refused.status_code == 409
    shown = refused.content.decode()
    assert "Marta Lindqvist is the contact now. Nothing was sent" in shown and "canary-typed" in shown
    assert not Question.objects.exists() and not Letter.objects.exists()
    assert me.post(address(opportunity, "questions/"), {"text": "x", "reader": "nobody"}).status_code == 422
    assert me.post(address(opportunity, "questions/"), {"text": "x"}).status_code == 409


def test_asking_again_after_a_change_of_contact_is_a_space_of_its_own(cast, opportunity):
    first = asked(opportunity, cast.employee)
    opportunity.contact = cast.stranger
    opportunity.save()
    second = asked(opportunity, cast.employee)

    assert first.space_id != second.space_id
    assert {reader.id for reader in readers_of([second.space_id])[second.space_id]} == {
        cast.employee.pk,
        cast.stranger.pk,
    }


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001, "a\x00b", "a\x07b", "a\u2066b"])
def test_a_bad_question_is_not_sent(cast, me, opportunity, text):
    response = me.post(address(opportunity, "questions/"), {"text": text, "reader": cast.mentor.pk})

    assert response.status_code == 422
    assert not Question.objects.exists() and not Letter.objects.exists()


def test_nobody_asks_themselves_what_has_ended_or_who_has_left(cast, opportunity):
    with pytest.raises(Refusal):
        asked(opportunity, cast.mentor)
    ended = offered(cast.stranger, "Over", ends_on=cast.stranger.today)
    with clock.travel(by=clock.days(2)), pytest.raises(Refusal):
        asked(ended, cast.employee)
    cast.mentor.ended_at = clock.now()
    cast.mentor.save()
    with pytest.raises(Refusal):
        asked(opportunity, cast.employee)
    shown = signed_in(cast.employee).get(address(opportunity)).content.decode()
    assert "Tove Hartmann is no longer here" in shown and 'name="reader"' not in shown


def test_what_waits_is_one_query_with_everything_a_page_needs(cast, opportunity, django_assert_num_queries):
    for text in ("One?", "Two?"):
        asked(opportunity, cast.employee, text)

    with django_assert_num_queries(1):
        found = [
            (one.author.spoken, one.opportunity.title, one.text) for one in access.questions_waiting_for(cast.mentor)
        ]
    assert found == [("Priya", opportunity.title, "One?"), ("Priya", opportunity.title, "Two?")]


def test_my_data_holds_what_i_keep_and_ask(cast, opportunity):
    flows.keep_in_mind(opportunity, "canary-note", by=cast.employee)
    question = asked(opportunity, cast.employee)
    flows.answer(question, "canary-answer", by=cast.mentor)

    mine = everything_of(cast.employee)["texts"]

    assert [(row["note"], row["opportunity"]) for row in mine["careers.interest"]] == [
        ("canary-note", opportunity.title)
    ]
    assert [(row["text"], row["by"], row["opportunity"], row["answers"]) for row in mine["careers.question"]] == [
        ("canary-question", "Priya Sandoval", opportunity.title, None),
        ("canary-answer", "Tove Hartmann", opportunity.title, str(question.pk)),
    ]
    assert everything_of(cast.mentor)["texts"]["careers.interest"] == []
    assert [row["title"] for row in everything_of(cast.mentor)["offered"]] == [opportunity.title]


# ---- no manager learns

PAGES = [
    "/",
    "/team/",
    "/status/",
    "/people/",
    "/people/{employee}/",
    "/talks/",
    "/career/",
    "/promises/",
    "/who-read-me/",
    "/my-data/",
    "/opportunities/",
    "/opportunities/?q=reviews",
    "/opportunities/kept/",
    "/opportunities/{opportunity}/",
    "/opportunities/{opportunity}/change/",
    "/career/map/",
    "/framework/",
]
CHANGING = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|"made_at": "[^"]*"')


def everything_others_see(cast, opportunity, *, without: set) -> dict[tuple[str, str], bytes]:
    """Every byte of every page of everybody but these; tokens against forgery and the hour of an export masked."""
    found = {}
    for name, person in cast.everybody().items():
        if person.pk in without:
            continue
        client = signed_in(person)
        for page in PAGES:
            place = page.format(employee=cast.employee.pk, opportunity=opportunity.pk)
            response = client.get(place)
            found[name, place] = str(response.status_code).encode() + CHANGING.sub(b"", response.content)
    return found


def test_no_manager_learns(cast, me, opportunity, caplog):
    caplog.set_level(logging.DEBUG)
    tell(cast.employee, cast.manager, "following_up")
    own = offered(cast.manager, "Sit in at the budget")
    away = {cast.employee.pk, cast.mentor.pk}
    before = everything_others_see(cast, opportunity, without=away)
    all_but_contact = {one.pk for one in cast.everybody().values()} - {cast.mentor.pk}
    contact_before = everything_others_see(cast, opportunity, without=all_but_contact)
    events, letters = set(Event.objects.values_list("pk", flat=True)), Letter.objects.count()

    me.get("/opportunities/", {"q": "canary-looked"})
    for row in (opportunity, own):
        me.get(address(row))
        me.post(address(row, "interest/"), {"note": "canary-note", "version": 0})

    # Until something is asked, the contact sees not a byte of it either.
    alone = everything_others_see(cast, opportunity, without=all_but_contact)
    assert _differing(contact_before, alone) == []
    assert (Letter.objects.count(), set(Event.objects.values_list("pk", flat=True))) == (letters, events)

    me.post(address(opportunity, "questions/"), {"text": "canary-question", "reader": cast.mentor.pk})

    assert Question.objects.count() == 1
    assert _differing(before, everything_others_see(cast, opportunity, without=away)) == []
    assert set(Event.objects.values_list("pk", flat=True)) == events
    fresh = Letter.objects.order_by("-written_at")[: Letter.objects.count() - letters]
    assert [letter.recipient for letter in fresh] == [cast.mentor.pk]
    assert "canary" not in caplog.text
    # The positive control: to the one who was asked, these pages do differ.
    told = _differing(alone, everything_others_see(cast, opportunity, without=all_but_contact))
    assert {("mentor", "/opportunities/kept/"), ("mentor", f"/opportunities/{opportunity.pk}/")} <= set(told)


def _differing(one: dict, other: dict) -> list:
    return [key for key in one if one[key] != other[key]]
