"""Coming in by a link: shown once to the administrator, working once for the person."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from colonnade.accounts.models import OneTimeLink
from colonnade.activity.models import Letter
from colonnade.kernel import clock
from colonnade.people.models import Person
from tests.cast import PASSWORD, signed_in

pytestmark = pytest.mark.django_db
TYPED = {"spoken_name": "Ines", "time_zone": "Europe/Lisbon", "password": "quiet otters build dams"}


@pytest.fixture
def newcomer(cast) -> Person:
    return Person.objects.create_person("Ines Carvalho", "ines@fernwave.example")


def make_link(cast, person: Person) -> str:
    page = signed_in(cast.administrator).post(reverse("person-invitation", args=[person.pk]))
    assert page.status_code == 200
    return re.search(r"http://localhost:8000(/invitation/[^\"]+)", page.content.decode()).group(1)


def test_the_link_says_who_invites_to_what(cast, newcomer, django_assert_max_num_queries):
    link = make_link(cast, newcomer)

    with django_assert_max_num_queries(10):
        page = Client().get(link).content.decode()

    assert "Ada Krenz invites you to Colonnade at Fernwave Software" in page
    assert "You sign in with ines@fernwave.example" in page


def test_the_person_chooses_a_password_and_is_in(cast, newcomer):
    client = Client()

    response = client.post(make_link(cast, newcomer), TYPED)

    newcomer.refresh_from_db()
    assert response["Location"] == "/"
    assert client.get("/profile/").status_code == 200
    assert (newcomer.spoken_name, newcomer.time_zone) == ("Ines", "Europe/Lisbon")
    assert newcomer.check_password(TYPED["password"])


def test_the_link_works_once_and_not_for_ever(cast, newcomer):
    link = make_link(cast, newcomer)
    with clock.travel(by=clock.days(15)):
        assert Client().get(link).status_code == 404

    Client().post(link, TYPED)

    assert Client().get(link).status_code == 404
    assert Client().post(link, TYPED).status_code == 404


def test_a_second_link_replaces_the_first(cast, newcomer):
    first, second = make_link(cast, newcomer), make_link(cast, newcomer)

    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200


def test_only_a_hash_of_the_link_is_kept(cast, newcomer):
    token = make_link(cast, newcomer).split("/")[2]

    assert token not in OneTimeLink.objects.get().digest


def test_a_wrong_form_comes_back(cast, newcomer):
    link = make_link(cast, newcomer)

    response = Client().post(link, TYPED | {"password": "short", "spoken_name": "Inês"})

    assert response.status_code == 422
    assert "too short" in response.content.decode()
    assert "Inês" in response.content.decode()
    assert Client().get(link).status_code == 200


def test_who_has_no_address_gives_it_on_arrival(cast):
    newcomer = Person.objects.create_person("Ines Carvalho")
    link = make_link(cast, newcomer)

    taken = Client().post(link, TYPED | {"email": "Priya@fernwave.example"})
    assert taken.status_code == 422
    Client().post(link, TYPED | {"email": "Ines@fernwave.example"})

    newcomer.refresh_from_db()
    assert newcomer.email == "ines@fernwave.example"


def test_an_address_once_known_cannot_be_changed_by_the_link(cast, newcomer):
    Client().post(make_link(cast, newcomer), TYPED | {"email": "mallory@evil.example"})

    newcomer.refresh_from_db()
    assert newcomer.email == "ines@fernwave.example"


def test_the_link_of_an_ended_account_is_not_there(cast, newcomer):
    link = make_link(cast, newcomer)

    signed_in(cast.administrator).post(reverse("person-ending", args=[newcomer.pk]))

    assert Client().get(link).status_code == 404


def test_who_has_a_password_learns_that_a_link_was_made(cast):
    """An administrator could become somebody by such a link; at least not unseen."""
    make_link(cast, cast.employee)

    letter = Letter.objects.get()
    assert (letter.address, "Ada Krenz made a link" in letter.body) == ("priya@fernwave.example", True)
    profile = signed_in(cast.employee).get("/profile/").content.decode()
    assert "Ada Krenz made a link with which you choose a password" in profile
    cast.employee.refresh_from_db()
    assert cast.employee.check_password(PASSWORD)


def test_a_newcomer_gets_no_letter(cast, newcomer):
    make_link(cast, newcomer)

    assert list(Letter.objects.all()) == []


def test_a_new_password_by_link_signs_the_old_devices_out(cast):
    before = signed_in(cast.employee)

    Client().post(make_link(cast, cast.employee), TYPED)

    assert before.get("/profile/").status_code == 302
