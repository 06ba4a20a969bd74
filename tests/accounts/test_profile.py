"""How I am called, my language and zone."""

from __future__ import annotations

import pytest
from django.test import Client

from colonnade.people.flows import make_administrator
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


def test_a_person_changes_how_they_are_called(cast):
    typed = {"spoken_name": "Pri", "language": "en", "time_zone": "Asia/Calcutta"}

    response = signed_in(cast.employee).post("/profile/", typed)

    cast.employee.refresh_from_db()
    assert response["Location"] == "/profile/?kept=profile"
    assert (cast.employee.spoken, cast.employee.time_zone) == ("Pri", "Asia/Calcutta")


def test_a_wrong_form_comes_back(cast):
    typed = {"spoken_name": "P" * 61, "language": "xx", "time_zone": "Mars/Olympus"}

    response = signed_in(cast.employee).post("/profile/", typed)

    cast.employee.refresh_from_db()
    assert response.status_code == 422
    assert "P" * 61 in response.content.decode()
    assert cast.employee.spoken_name == ""


def test_the_page_shows_what_others_did_with_the_account(cast, django_assert_max_num_queries):
    make_administrator(cast.employee, by=cast.administrator)
    client = signed_in(cast.employee)

    with django_assert_max_num_queries(10):
        page = client.get("/profile/").content.decode()

    assert "Ada Krenz made you administrator" in page


def test_who_is_not_signed_in_is_sent_to_the_door(cast):
    assert Client().get("/profile/")["Location"].startswith("/account/login/")
