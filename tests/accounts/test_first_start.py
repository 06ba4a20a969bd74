"""The first start: one page, once, ending in the first talk."""

from __future__ import annotations

import pytest
from django.test import Client

from colonnade.accounts.flows import begin
from colonnade.accounts.models import OneTimeLink
from colonnade.kernel import clock
from colonnade.kernel.errors import Refusal
from colonnade.people.models import Organisation, Person, Relationship

pytestmark = pytest.mark.django_db
TYPED = {
    "organisation": "Fernwave Software",
    "name": "Priya Sandoval",
    "email": "Priya@fernwave.example",
    "password": "quiet otters build dams",
    "time_zone": "Europe/London",
    "other_name": "Marta Lindqvist",
    "other_email": "",
    "who_leads": "other",
}


@pytest.fixture
def link() -> str:
    return f"/start/{OneTimeLink.make(OneTimeLink.Purpose.START)}/"


def test_the_page_is_there_for_whoever_holds_the_link(link, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        response = Client().get(link)

    assert response.status_code == 200
    assert "Who is whose manager?" in response.content.decode()


def test_it_ends_signed_in_at_the_first_talk(link):
    client = Client()

    response = client.post(link, TYPED)

    me, other = Person.objects.get(email="priya@fernwave.example"), Person.objects.get(name="Marta Lindqvist")
    assert response["Location"] == f"/talks/new/?with={other.pk}"
    assert client.get("/profile/").status_code == 200
    assert Organisation.objects.get().name == "Fernwave Software"
    assert (me.is_administrator, other.is_administrator) == (True, False)
    assert (me.time_zone, other.has_usable_password()) == ("Europe/London", False)
    assert [(r.subject, r.other) for r in Relationship.objects.all()] == [(me, other)]


def test_who_leads_starts_as_the_other_side(link):
    response = Client().post(link, TYPED | {"who_leads": "me"})

    me, other = Person.objects.get(email="priya@fernwave.example"), Person.objects.get(name="Marta Lindqvist")
    assert response["Location"] == f"/talks/new/?with={other.pk}&as=counterpart"
    assert [(r.subject, r.other) for r in Relationship.objects.all()] == [(other, me)]


def test_neither_needs_to_lead(link):
    Client().post(link, TYPED | {"who_leads": "nobody"})

    assert list(Relationship.objects.all()) == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"organisation": ""}, "required"),
        ({"password": "short"}, "too short"),
        ({"password": "priya@fernwave.example"}, "too similar"),
        ({"other_email": "priya@FERNWAVE.example"}, "your own address"),
        ({"time_zone": "Europe/Nowhere"}, "valid choice"),
        ({"who_leads": "everybody"}, "valid choice"),
    ],
)
def test_a_wrong_form_comes_back_with_what_was_typed(link, wrong, sentence):
    response = Client().post(link, TYPED | wrong)

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "Marta Lindqvist" in page
    assert TYPED["password"] not in page
    assert list(Person.objects.all()) == []


def test_the_link_is_gone_after_use(link):
    Client().post(link, TYPED)

    assert Client().get(link).status_code == 404
    assert Client().post(link, TYPED).status_code == 404


def test_the_link_is_gone_when_anybody_is_here(link, cast):
    assert Client().get(link).status_code == 404


def test_a_guessed_or_old_link_is_not_there(link):
    assert Client().get("/start/guessed/").status_code == 404
    with clock.travel(by=clock.days(15)):
        assert Client().get(link).status_code == 404


def test_a_new_link_replaces_the_one_before(link):
    OneTimeLink.make(OneTimeLink.Purpose.START)

    assert Client().get(link).status_code == 404


def test_who_was_slower_is_refused(db):
    token = OneTimeLink.make(OneTimeLink.Purpose.START)
    first, second = (OneTimeLink.find(OneTimeLink.Purpose.START, token) for _ in range(2))
    begin(link=first, **TYPED)

    with pytest.raises(Refusal):
        begin(link=second, **TYPED | {"email": "mallory@fernwave.example", "organisation": "Mallory"})

    assert Organisation.objects.get().name == "Fernwave Software"
    assert Person.objects.filter(is_administrator=True).count() == 1
