"""Requests, the receiver's answer, taking back, corrections, copies shown and themes of one's own."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from colonnade.activity.models import Event, Letter
from colonnade.feedback import access, flows
from colonnade.feedback.models import Correction, Feedback, Request, Response, Showing, Theme
from colonnade.kernel import clock
from colonnade.kernel.errors import NotYours, Refusal
from colonnade.spaces.access import readers_of
from colonnade.spaces.models import Read
from colonnade.workspace.export import everything_of
from tests.cast import signed_in

from .outside import WORDS, address, asked, begun, given

pytestmark = pytest.mark.django_db

TYPED = {"occasion": "canary-occasion", "question": "canary-question", "audience": "receiver"}


@pytest.fixture
def me(cast):
    return signed_in(cast.employee)


@pytest.fixture
def row(cast):
    """What the colleague gave the employee, and nobody else reads."""
    return given(cast.colleague, cast.employee)


def who_finds(cast, place: str) -> set[str]:
    """Those who get words at an address or in their export."""
    return {
        name
        for name, person in cast.everybody().items()
        if "canary" in signed_in(person).get(place).content.decode() + str(everything_of(person))
    }


# ---- asking


def test_asking_is_known_to_the_two_and_leaves_no_event(cast, me):
    before = Event.objects.count()
    for _ in range(2):
        answer = me.post("/feedback/requests/new/", {**TYPED, "to": cast.stranger.pk})

    request = access.requests_of(cast.employee).get()
    assert answer.url == f"/feedback/requests/{request.pk}/"
    assert who_finds(cast, answer.url) == {"employee", "stranger"}
    assert (Event.objects.count(), Letter.objects.count()) == (before, 1)


def test_the_one_asked_sees_who_asks_and_who_will_read_before_writing(cast):
    request = asked(cast.employee, cast.colleague, with_manager=True)

    shown = signed_in(cast.colleague).get(f"/feedback/requests/{request.pk}/").content.decode()

    assert "Priya asks you for feedback" in shown and "canary-question" in shown
    assert "Priya Sandoval alone" in shown and "Priya Sandoval and Marta Lindqvist" in shown


def test_an_answer_has_never_more_readers_than_were_named(cast):
    request = asked(cast.employee, cast.colleague)
    leading = access.manager_today(cast.employee, cast.colleague)
    client, place = signed_in(cast.colleague), f"/feedback/requests/{request.pk}/answer/"

    assert client.post(place, {"audience": str(leading.pk)}).status_code == 422
    assert client.post(place, {"audience": "receiver"}).status_code == 302
    assert access.own_drafts_of(cast.colleague).get().request == request


def test_an_answer_is_feedback_tied_to_the_request(cast, me):
    request = asked(cast.employee, cast.colleague)
    answer = given(cast.colleague, cast.employee, request=request)

    assert answer.request == request
    assert not access.requests_waiting_for(cast.colleague).exists()
    assert address(answer) in me.get(f"/feedback/requests/{request.pk}/").content.decode()
    with pytest.raises(Refusal):
        begun(cast.colleague, cast.employee, request=request)
    with pytest.raises(Refusal):
        flows.decline(request, by=cast.colleague)
    with pytest.raises(IntegrityError), transaction.atomic():
        answer.copy_to(answer.space, receiver=answer.receiver, kind="thanks", given_at=clock.now(), request=request)


def test_declining_tells_only_the_asker_and_asks_for_no_reason(cast, me):
    request = asked(cast.employee, cast.colleague)
    begun(cast.colleague, cast.employee, request=request)
    events = Event.objects.count()
    client, place = signed_in(cast.colleague), f"/feedback/requests/{request.pk}/"

    for _ in range(2):
        assert client.post(f"{place}declining/").status_code == 302

    assert "Priya asks you" not in client.get("/feedback/").content.decode()
    assert "Jonas would rather not." in me.get(place).content.decode()
    assert list(Letter.objects.order_by("written_at").values_list("recipient", flat=True)) == [
        cast.colleague.pk,
        cast.employee.pk,
    ]
    assert Event.objects.count() == events
    assert client.post(f"{place}answer/", {"audience": "receiver"}).status_code == 409
    # A draft begun before stays the giver's own and may be given without the request.
    assert access.own_drafts_of(cast.colleague).get().request is None


def test_the_asker_cannot_answer_or_decline_and_others_do_not_find_it(cast, me):
    request = asked(cast.employee, cast.colleague)

    for rest in ("answer/", "declining/"):
        place = f"/feedback/requests/{request.pk}/{rest}"
        assert me.post(place, {"audience": "receiver"}).status_code == 403
        assert signed_in(cast.manager).post(place, {"audience": "receiver"}).status_code == 404


@pytest.mark.parametrize("bad", ["", "  ", "x" * 1001, "a\x00b", "a\u2066b"])
def test_a_bad_question_is_not_sent(cast, me, bad):
    answer = me.post("/feedback/requests/new/", {**TYPED, "question": bad, "to": cast.colleague.pk})

    assert answer.status_code == 422 and "canary-occasion" in answer.content.decode()
    assert not Request.objects.exists() and not Letter.objects.exists()


# ---- answering


def test_the_receiver_answers_once_and_not_yet_writes_nothing(cast, me, row):
    place = address(row, "response/")

    assert me.post(place, {"later": "yes", "takes": "on"}).url == "/feedback/"
    assert me.post(place, {"intent": "I wanted to be sure."}).status_code == 422
    assert access.waiting_for(cast.employee).feedback == [row]
    assert me.post(place, {"takes": "on", "text": "canary-answer"}).status_code == 302
    assert me.post(place, {"differs": "on"}).status_code == 409
    assert not access.waiting_for(cast.employee)
    assert "canary-answer" in signed_in(cast.colleague).get(address(row)).content.decode()


def test_an_answer_goes_to_the_giver_and_not_to_the_manager_who_was_named(cast):
    row = given(cast.colleague, cast.employee, with_manager=True)
    flows.respond(row, by=cast.employee, differs=True, text="canary-answer")

    for name, person in cast.everybody().items():
        said = signed_in(person).get(address(row)).content.decode() + str(everything_of(person))
        assert ("canary-answer" in said) is (name in ("colleague", "employee")), name


def test_the_giver_does_not_answer(cast, row):
    assert signed_in(cast.colleague).post(address(row, "response/"), {"takes": "on"}).status_code == 403
    with pytest.raises(NotYours):
        flows.respond(row, by=cast.colleague, takes=True)
    assert not Response.objects.exists()


# ---- taking back


def test_taking_back_says_who_opened_it_and_deletes_words_and_copies(cast, me, row):
    client, place = signed_in(cast.colleague), address(row, "retraction/")
    assert "Nobody has opened it yet." in client.get(place).content.decode()
    me.get(address(row))
    flows.correct(row, "canary-more", by=cast.colleague)
    copy = flows.show(row, by=cast.employee, to=cast.mentor)
    signed_in(cast.mentor).get(f"/feedback/shown/{copy.pk}/")
    said = client.get(place).content.decode()
    assert "Priya Sandoval opened it" in said and "Tove Hartmann opened it" in said

    for _ in range(2):
        assert client.post(place).status_code == 302

    assert who_finds(cast, address(row)) == set()
    assert "took the words back" in me.get(address(row)).content.decode()
    assert not Showing.objects.exists() and not Correction.objects.exists()
    assert not access.waiting_for(cast.employee)
    kept = Feedback.objects.filter(pk=row.pk).values_list(*Feedback.sealed_fields()).get()
    assert [bytes(one) for one in kept] == [b""] * 4
    with pytest.raises(Refusal):
        flows.respond(access.feedback_for(cast.employee, row.pk), by=cast.employee, takes=True)


def test_after_fourteen_days_a_correction_stands_beside_it(cast, me, row):
    with clock.travel(by=clock.days(14)):
        with pytest.raises(Refusal):
            access.feedback_for(cast.colleague, row.pk).retract(by=cast.colleague)
        for _ in range(2):
            flows.correct(row, "canary-corrected", by=cast.colleague)
    assert Correction.objects.count() == 1
    said = me.get(address(row)).content.decode()
    assert "canary-behaviour" in said and "canary-corrected" in said


def test_on_the_last_day_it_can_still_be_taken_back(cast, row):
    with clock.travel(by=clock.days(13.9)):
        access.feedback_for(cast.colleague, row.pk).retract(by=cast.colleague)
    assert access.feedback_for(cast.employee, row.pk).behaviour == ""


def test_only_the_giver_takes_back_or_corrects(cast, me, row):
    for rest in ("retraction/", "corrections/"):
        assert me.post(address(row, rest), {"text": "x"}).status_code == 403
    with pytest.raises(NotYours):
        row.retract(by=cast.employee)
    with pytest.raises(NotYours):
        flows.correct(row, "x", by=cast.employee)


# ---- showing


def test_the_receiver_shows_a_copy_to_one_named_person(cast, me, row):
    for _ in range(2):
        assert me.post(address(row, "showings/"), {"to": cast.mentor.pk}).status_code == 302

    copy = Showing.objects.get()
    assert {one.id for one in readers_of([copy.space_id])[copy.space_id]} == {cast.employee.pk, cast.mentor.pk}
    assert who_finds(cast, f"/feedback/shown/{copy.pk}/") == {"employee", "colleague", "mentor"}
    assert signed_in(cast.colleague).get(f"/feedback/shown/{copy.pk}/").status_code == 404
    assert signed_in(cast.mentor).get(address(row)).status_code == 404
    opened = set(Read.objects.filter(text=copy.pk).values_list("reader", "author"))
    assert (cast.mentor.pk, cast.colleague.pk) in opened
    assert "A copy: Tove Hartmann." in me.get(address(row)).content.decode()


def test_a_copy_is_shown_no_further_and_can_be_withdrawn(cast, me, row):
    copy = flows.show(row, by=cast.employee, to=cast.mentor)
    place = f"/feedback/shown/{copy.pk}/"

    assert signed_in(cast.mentor).post(f"{place}removal/").status_code == 403
    assert me.post(f"{place}removal/").status_code == 302
    assert signed_in(cast.mentor).get(place).status_code == 404


def test_it_is_not_shown_to_its_two_nor_to_nobody(cast, me, row):
    for to, status in ((cast.colleague.pk, 409), (cast.employee.pk, 422), ("x", 422), ("", 422)):
        assert me.post(address(row, "showings/"), {"to": to}).status_code == status
    assert not Showing.objects.exists()


# ---- over time


def test_themes_are_the_receivers_alone_and_gather_the_exact_words(cast, me, row):
    later = given(cast.mentor, cast.employee, behaviour="canary-later")
    for one, word in ((row, "Patience"), (row, "patience "), (later, "PATIENCE"), (later, "pace")):
        assert me.post(address(one, "themes/"), {"word": word}).status_code == 302

    said = me.get("/feedback/themes/").content.decode()
    assert Theme.objects.count() == 3
    assert said.count('<h2 id="theme-') == 2
    assert said.index("canary-later") < said.index("canary-behaviour")
    for name, person in cast.everybody().items():
        client = signed_in(person)
        found = "".join(client.get(place).content.decode() for place in ("/feedback/themes/", address(row)))
        assert ("atience" in found + str(everything_of(person))) is (name == "employee"), name


def test_a_theme_is_taken_off_and_only_the_receiver_puts_one(cast, me, row):
    flows.put_theme(row, "pace", by=cast.employee)
    theme = Theme.objects.get()
    other = signed_in(cast.colleague)

    assert other.post(address(row, "themes/"), {"word": "x"}).status_code == 403
    assert other.post(address(row, f"themes/{theme.pk}/removal/")).status_code == 403
    assert me.post(address(row, f"themes/{theme.pk}/removal/")).status_code == 302
    assert not Theme.objects.exists()


@pytest.mark.parametrize("word", ["", "x" * 61, "a\x00b", "a\u202eb"])
def test_a_bad_theme_comes_back(me, row, word):
    assert me.post(address(row, "themes/"), {"word": word}).status_code == 422


def test_six_themes_are_enough(me, row):
    answers = [me.post(address(row, "themes/"), {"word": f"word {n}"}).status_code for n in range(7)]

    assert answers == [302] * 6 + [409]


def test_received_and_given_come_newest_first_page_by_page(cast, me):
    for number in range(23):
        given(cast.colleague, cast.employee, kind="thanks", behaviour=f"canary-{number}")
    rows = list(access.given_to(cast.employee))

    first = me.get("/feedback/received/").content.decode()
    second = me.get("/feedback/received/", {"after": rows[19].pk}).content.decode()

    assert [str(one.pk) in first for one in rows] == [True] * 20 + [False] * 3
    assert [str(one.pk) in second for one in rows] == [False] * 20 + [True] * 3
    assert "canary" not in first + second
    assert me.get("/feedback/received/", {"after": "x"}).status_code == 200
    assert str(rows[0].pk) not in me.get("/feedback/given/").content.decode()


def test_no_page_counts_or_ranks(me, row):
    for place in ("/feedback/", "/feedback/themes/"):
        said = me.get(place).content.decode().split("<main")[1].split("</main")[0].lower()
        assert [word for word in ("score", "average", "in all", "%") if word in said] == []


def test_every_page_keeps_to_ten_queries(cast, django_assert_max_num_queries):
    counts = []
    for _ in range(3):
        request = asked(cast.employee, cast.colleague, f"canary-{_}")
        row = given(cast.colleague, cast.employee, with_manager=True, request=request)
        back = given(cast.employee, cast.colleague)
        open_one = asked(cast.colleague, cast.employee, f"canary-{_}")
        copy = flows.show(row, by=cast.employee, to=(cast.mentor, cast.stranger, cast.partner)[_])
        flows.put_theme(row, "pace", by=cast.employee)
        draft = begun(cast.employee, cast.colleague, with_manager=True, request=open_one)
        flows.keep(draft, by=cast.employee, expected=draft.version, **WORDS)
        if not _:
            flows.respond(row, by=cast.employee, takes=True)
        places = ["/", "/feedback/", "/feedback/received/", "/feedback/given/", "/feedback/themes/"]
        places += ["/feedback/new/", f"/feedback/new/?to={cast.colleague.pk}", "/feedback/requests/new/"]
        places += [address(row), address(back), address(back, "retraction/"), f"/feedback/shown/{copy.pk}/"]
        places += [f"/feedback/drafts/{draft.pk}/"]
        places += [f"/feedback/requests/{one.pk}/" for one in (request, open_one)]
        client = signed_in(cast.employee)
        seen = []
        for place in places:
            client.get(place)
            with django_assert_max_num_queries(10) as queries:
                assert client.get(place).status_code == 200
            seen.append(len(queries))
        counts.append(seen)
    assert counts[1] == counts[2]


def test_what_waits_is_two_queries(cast, row, django_assert_num_queries):
    asked(cast.mentor, cast.employee)
    with django_assert_num_queries(2):
        waiting = access.waiting_for(cast.employee)
        names = [one.author.name for one in (*waiting.feedback, *waiting.requests)]
    assert names == ["Jonas Aldermann", "Tove Hartmann"]


def test_home_names_what_waits_without_a_word_of_it(cast, me, row):
    asked(cast.mentor, cast.employee)

    said = me.get("/").content.decode()

    assert "Read what Jonas Aldermann gave you" in said
    assert "Tove Hartmann asks you for feedback" in said
    assert "canary" not in said
