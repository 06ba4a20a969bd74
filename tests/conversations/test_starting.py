from __future__ import annotations

import pytest

from colonnade.conversations.models import Conversation
from colonnade.kernel import clock
from colonnade.people.models import Person
from tests.cast import signed_in

TOMORROW = "2031-05-06T10:00"


def _typed(other: Person, **more: str) -> dict[str, str]:
    base = {"other": str(other.pk), "as_side": "employee", "purpose": "career_guidance", "when": "times"}
    return {**base, "time_1": TOMORROW, **more}


def test_a_talk_is_planned_and_stays_with_its_starter(cast):
    answer = signed_in(cast.employee).post("/talks/new/", _typed(cast.manager, reason="why now"))

    talk = Conversation.objects.get()
    assert answer.headers["Location"] == f"/talks/{talk.pk}/"
    assert (talk.state, talk.employee, talk.counterpart, talk.starter) == (
        "planned",
        cast.employee,
        cast.manager,
        cast.employee,
    )
    assert signed_in(cast.manager).get(f"/talks/{talk.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"time_1": "2001-01-01T10:00"}, "This time has passed"),
        ({"time_1": ""}, "Propose at least one time"),
        ({"purpose": "pay"}, "pay"),
        ({"other": "nobody"}, "Choose somebody from the list"),
        ({"reason": "x" * 500}, "at most 400"),
    ],
)
def test_a_wrong_form_comes_back_with_what_was_typed(cast, typed, sentence):
    answer = signed_in(cast.employee).post("/talks/new/", {**_typed(cast.manager, place="Garden"), **typed})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page and "Garden" in page
    assert Conversation.objects.count() == 0


def test_only_likely_people_are_listed_and_others_are_found_by_name(cast):
    Person.objects.bulk_create(
        [Person(name=f"Person {n:03}", email=f"p{n}@x.example", joined_on=clock.today()) for n in range(120)]
    )
    client = signed_in(cast.employee)

    listed = client.get("/talks/new/").content.decode()
    found = client.get("/talks/new/?name=son 11").content.decode()

    assert "Marta Lindqvist" in listed and "Tove Hartmann" in listed and "Person 111" not in listed
    assert "Person 111" in found and "Person 021" not in found


def test_nobody_can_be_invited_after_they_left(cast):
    Person.objects.filter(pk=cast.colleague.pk).update(ended_at=clock.now())

    assert signed_in(cast.employee).post("/talks/new/", _typed(cast.colleague)).status_code == 422
