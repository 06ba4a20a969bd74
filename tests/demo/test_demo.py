"""The sample organisation is the same each time, and its doors exist nowhere else."""

from __future__ import annotations

import importlib

import pytest
from django.test import Client, override_settings
from django.urls import clear_url_caches, reverse

from colonnade.config import urls
from colonnade.conversations.access import shared_answers, talk_for
from colonnade.conversations.models import Conversation
from colonnade.demo import organisation, seeding
from colonnade.demo.models import DemoMarker, digest
from colonnade.demo.told import told
from colonnade.insights.views.status import talks_seen_by
from colonnade.kernel import clock
from colonnade.people.access import units_of
from colonnade.people.models import Person, Relationship

PLACED = {
    "case_nurse": "following_up",
    "case_warehouse": "following_up",
    "case_engineer": "agreed_pending",
    "case_teacher": "following_up",
    "case_sales": "summary_draft",
    "case_lab": "preparing",
    "case_chef": "closed",
    "case_civil": "following_up",
}


@pytest.fixture
def doors():
    """The addresses as `colonnade demo` makes them, with a token that this database knows."""
    with override_settings(COLONNADE_DEMO_TOKEN="a-token-of-this-start", ALLOWED_HOSTS=["*"]):
        importlib.reload(urls)
        clear_url_caches()
        yield "a-token-of-this-start"
    importlib.reload(urls)
    clear_url_caches()


def test_the_stories_stand_where_their_entry_says(db):
    talks = organisation.load(people=70)

    assert {case: talk.state_now() for case, talk in talks.items()} == PLACED
    assert Person.objects.count() == 70
    for manager in ("Duncan Abeyle", "Oskar Lindvey", "Rosa Wintergaard"):
        assert 4 <= Relationship.objects.current().led_by(Person.objects.get(name=manager)).count() <= 9
    _sealed_stage(talks["case_lab"])
    _mentoring_is_invisible(talks["case_civil"])
    assert [story.sentence for story in told() if story.unit == "Alderpeak Biologics"] == [
        "Aiko has sealed, Rafael has not: sign in as either, and see that nothing opens early."
    ]
    assert len(told()) == 10


def _sealed_stage(talk: Conversation) -> None:
    aiko, rafael = talk.employee, talk.counterpart
    assert {answer.author_id for answer in shared_answers(talk_for(aiko, talk.pk), aiko)} == {aiko.pk}
    assert shared_answers(talk_for(rafael, talk.pk), rafael) == []


def _mentoring_is_invisible(talk: Conversation) -> None:
    elin, rosa = Person.objects.get(name="Elin Kastevoll"), Person.objects.get(name="Rosa Wintergaard")
    assert talk not in talks_seen_by(elin, list(units_of(elin)))
    assert not Conversation.objects.visible_to(rosa).filter(pk=talk.pk).exists()


def test_a_generated_organisation_has_its_people_and_their_year(db):
    made: list[int] = []
    seeding.seed(100, now=clock.now(), progress=made.append)

    assert Person.objects.count() == 100 and made[-1] == 100
    talk = Conversation.objects.filter(state="following_up").first()
    assert [answer.text for answer in shared_answers(talk_for(talk.employee, talk.pk), talk.employee)]


def test_without_the_demo_command_there_is_no_such_address(client, db):
    DemoMarker.objects.create(token_digest=digest("a-token-of-this-start"))

    for path in ("/demo/", "/demo/mail/"):
        assert client.get(path).status_code in (302, 404)
        assert b"one click" not in client.get(path).content


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"HTTP_HOST": "localhost:8000"}, 200),
        ({"HTTP_HOST": "127.0.0.1:8000"}, 200),
        ({"HTTP_HOST": "colonnade.example"}, 404),
        ({"HTTP_HOST": "localhost", "HTTP_X_FORWARDED_FOR": "10.0.0.1"}, 404),
        ({"HTTP_HOST": "localhost", "HTTP_FORWARDED": "for=10.0.0.1"}, 404),
        ({"HTTP_HOST": "localhost", "REMOTE_ADDR": "10.0.0.1"}, 404),
    ],
)
def test_the_doors_open_on_loopback_by_its_own_name_only(cast, doors, more, status):
    DemoMarker.objects.create(token_digest=digest(doors))

    assert Client().get("/demo/", **more).status_code == status
    person = reverse("demo-sign-in", args=[cast.employee.pk])
    assert Client().post(person, **more).status_code == (302 if status == 200 else 404)


def test_the_doors_stay_shut_on_a_database_that_the_demo_did_not_make(cast, doors):
    assert Client().get("/demo/", HTTP_HOST="localhost").status_code == 404
    DemoMarker.objects.create(token_digest=digest("another start"))
    assert Client().get("/demo/", HTTP_HOST="localhost").status_code == 404
    assert Client().post(reverse("demo-sign-in", args=[cast.employee.pk]), HTTP_HOST="localhost").status_code == 404
