"""The end of an account: at once, in one transaction, and never the last administrator's."""

from __future__ import annotations

import pytest
from django.urls import reverse

from colonnade.accounts.flows import invite
from colonnade.accounts.models import OneTimeLink, Session
from colonnade.activity.models import Event
from colonnade.kernel import clock
from colonnade.people.models import Partnership, Person, Relationship
from colonnade.people.models.relationship import set_manager
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


def end(cast, person: Person):
    return signed_in(cast.administrator).post(reverse("person-ending", args=[person.pk]))


def test_the_page_says_what_ends_before_anything_ends(cast, django_assert_max_num_queries):
    client = signed_in(cast.administrator)

    with django_assert_max_num_queries(10):
        page = client.get(reverse("person-ending", args=[cast.manager.pk])).content.decode()

    assert "Jonas Aldermann, Priya Sandoval are left without a manager" in page
    assert "Greta Ohlsson no longer leads Marta" in page
    cast.manager.refresh_from_db()
    assert cast.manager.is_active


def test_sessions_and_links_end_with_the_account(cast):
    client = signed_in(cast.employee)
    invite(cast.employee, by=cast.administrator)

    response = end(cast, cast.employee)

    assert response["Location"] == reverse("people")
    assert client.get("/profile/").status_code == 302
    assert list(Session.objects.filter(person=cast.employee)) == []
    assert list(OneTimeLink.objects.filter(person=cast.employee)) == []


def test_relationships_end_and_those_ahead_never_begin(cast):
    set_manager(cast.stranger, cast.manager, from_day=clock.today() + clock.days(20), by=None)

    end(cast, cast.manager)

    assert list(Relationship.objects.not_over().led_by(cast.manager)) == []
    assert list(Relationship.objects.current(clock.today() + clock.days(30)).led_by(cast.manager)) == []
    assert list(Relationship.objects.not_over().managers_of(cast.manager)) == []


def test_a_partners_units_end(cast):
    end(cast, cast.partner)

    assert list(Partnership.objects.current().filter(partner=cast.partner)) == []


def test_ending_twice_is_harmless(cast):
    end(cast, cast.employee)
    end(cast, cast.employee)

    assert Event.objects.filter(verb="account.ended").count() == 1


def test_the_last_administrator_stays(cast):
    response = end(cast, cast.administrator)

    cast.administrator.refresh_from_db()
    assert response.status_code == 409
    assert "only administrator" in response.content.decode()
    assert cast.administrator.is_active


def test_an_administrator_who_never_came_in_does_not_count(cast):
    Person.objects.create_person("Ole Never", "ole@fernwave.example", is_administrator=True)

    assert end(cast, cast.administrator).status_code == 409


def test_an_ended_person_gets_no_new_link(cast):
    end(cast, cast.employee)

    response = signed_in(cast.administrator).post(reverse("person-invitation", args=[cast.employee.pk]))

    assert response.status_code == 409
