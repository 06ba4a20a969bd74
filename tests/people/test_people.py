"""The administrators' pages: found by name, changed with a trail, and nothing of what anybody wrote."""

from __future__ import annotations

import html
import re
import uuid

import pytest
from django.urls import reverse

from colonnade.activity.models import Event, Letter
from colonnade.kernel import clock
from colonnade.people.models import Organisation, Partnership, Person, Relationship, Team
from colonnade.people.paging import PER_PAGE
from colonnade.workspace.chrome import organisation
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(cast):
    return signed_in(cast.administrator)


def listed(response) -> list[tuple[str, str]]:
    """(address, name) of each row of the list."""
    return re.findall(r'<th scope="row"><a href="(\S+)">([^<]+)</a>', response.content.decode())


def names(response) -> list[str]:
    return [name for _address, name in listed(response)]


def next_page(response) -> str | None:
    found = re.search(r'href="(/people/\?[^"]*after=[^"]+)"', response.content.decode())
    return html.unescape(found.group(1)) if found else None


def text_of(response) -> str:
    """What stands on the page, without tags and doubled blanks."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def pages(cast) -> list[tuple[str, str]]:
    """Every address of administrators, with the methods it knows."""
    someone = [cast.employee.pk]
    partnership = Partnership.objects.get()
    return [
        ("get", reverse("people")),
        ("get", reverse("person-new")),
        ("post", reverse("person-new")),
        ("get", reverse("organisation")),
        ("post", reverse("organisation")),
        ("get", reverse("teams")),
        ("post", reverse("teams")),
        ("get", reverse("team-change", args=[cast.employee.team_id])),
        ("post", reverse("team-change", args=[cast.employee.team_id])),
        ("get", reverse("person", args=someone)),
        ("post", reverse("person", args=someone)),
        ("post", reverse("person-manager", args=someone)),
        ("post", reverse("person-administrator", args=someone)),
        ("post", reverse("person-partnership", args=someone)),
        ("post", reverse("person-partnership-ending", args=[cast.partner.pk, partnership.pk])),
        ("post", reverse("person-invitation", args=someone)),
        ("get", reverse("person-ending", args=someone)),
        ("post", reverse("person-ending", args=someone)),
    ]


def test_to_others_these_pages_are_not_there(cast):
    for who in (cast.manager, cast.partner, cast.employee):
        client = signed_in(who)
        found = [(method, path) for method, path in pages(cast) if getattr(client, method)(path).status_code != 404]
        assert found == []


def test_every_page_keeps_to_ten_queries(cast, ada, django_assert_max_num_queries):
    for method, path in pages(cast):
        if method == "get":
            with django_assert_max_num_queries(10):
                assert ada.get(path).status_code == 200


@pytest.mark.parametrize("name", ["person", "person-ending", "team-change"])
def test_a_thing_that_is_not_there_is_not_there(ada, name):
    assert ada.get(reverse(name, args=[uuid.uuid4()])).status_code == 404


def test_the_list_costs_the_same_for_one_person_and_for_three(cast, ada, django_assert_num_queries):
    with django_assert_num_queries(4):
        assert names(ada.get("/people/?q=sandoval")) == ["Priya Sandoval"]
    organisation.forget()
    with django_assert_num_queries(4):
        assert names(ada.get("/people/?q=ann")) == ["Hanne Voss", "Jonas Aldermann", "Tove Hartmann"]


def test_the_list_shows_who_leads_and_who_has_not_come_in(cast, ada):
    Person.objects.create_person("Ines Carvalho")

    page = text_of(ada.get("/people/"))

    assert "Priya Sandoval priya@fernwave.example Payments Marta Lindqvist signs in" in page
    assert "Ines Carvalho not come in yet" in page


def test_everybody_by_name_page_by_page(cast, ada):
    Person.objects.bulk_create(Person(name=f"Zoe {number:03}", password="!") for number in range(PER_PAGE))

    first = ada.get("/people/")
    second = ada.get(next_page(first))

    assert names(first)[:2] == ["Ada Krenz", "Falk Bremer"]
    assert names(first) + names(second) == sorted(Person.objects.values_list("name", flat=True), key=str.lower)
    assert next_page(second) is None


def test_namesakes_are_not_lost_between_pages(cast, ada):
    Person.objects.bulk_create(Person(name="Zoe Same", password="!") for _ in range(PER_PAGE + 20))

    first = ada.get("/people/?q=zoe")
    second = ada.get(next_page(first))

    assert len({address for address, _name in [*listed(first), *listed(second)]}) == PER_PAGE + 20


@pytest.mark.parametrize("after", ["nonsense", "00000000-0000-4000-8000-000000000000"])
def test_a_wrong_place_in_the_list_begins_again(ada, after):
    assert names(ada.get("/people/", {"after": after}))[0] == "Ada Krenz"


def test_ended_accounts_stand_apart(cast, ada):
    cast.stranger.ended_at = clock.now()
    cast.stranger.save()

    assert "Nils Outram" not in names(ada.get("/people/"))
    assert names(ada.get("/people/?ended=1")) == ["Nils Outram"]


def test_a_person_is_added(cast, ada):
    typed = {"name": "Ines Carvalho", "email": "Ines@fernwave.example", "title": "", "team": cast.employee.team_id}

    response = ada.post("/people/new/", typed)

    person = Person.objects.get(name="Ines Carvalho")
    assert response["Location"] == reverse("person", args=[person.pk])
    assert (person.email, person.team, person.has_usable_password()) == (
        "ines@fernwave.example",
        cast.employee.team,
        False,
    )
    assert "Make a link" in ada.get(response["Location"]).content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"name": ""}, "required"), ({"email": "PRIYA@fernwave.example"}, "already has"), ({"email": "no"}, "valid")],
)
def test_a_wrong_person_comes_back(cast, ada, wrong, sentence):
    response = ada.post("/people/new/", {"name": "Ines Carvalho", "email": "", "title": "Typed title", **wrong})

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "Typed title" in response.content.decode()


def test_facts_are_changed_and_a_changed_address_is_told_to_the_old_one(cast, ada):
    typed = {"name": "Priya Rao", "email": "rao@fernwave.example", "title": "Lead", "team": ""}

    ada.post(reverse("person", args=[cast.employee.pk]), typed)

    cast.employee.refresh_from_db()
    assert (cast.employee.name, cast.employee.email, cast.employee.team) == (
        "Priya Rao",
        "rao@fernwave.example",
        None,
    )
    assert [letter.address for letter in Letter.objects.all()] == ["priya@fernwave.example"]
    profile = signed_in(cast.employee).get("/profile/").content.decode()
    assert "Ada Krenz changed your work address" in profile


def test_keeping_the_same_address_is_not_taken(cast, ada):
    typed = {"name": "Priya Sandoval", "email": "priya@fernwave.example", "title": "", "team": ""}

    assert ada.post(reverse("person", args=[cast.employee.pk]), typed).status_code == 302
    assert list(Letter.objects.all()) == []


def set_manager(ada, person, **typed):
    typed = {"who": "", "from_day": clock.today().isoformat(), **typed}
    return ada.post(reverse("person-manager", args=[person.pk]), typed)


def leads(person, day=None) -> list[str]:
    return [r.other.name for r in Relationship.objects.current(day).managers_of(person).select_related("other")]


@pytest.mark.parametrize("who", ["Greta Ohlsson", "greta ohlsson", "Greta@fernwave.example"])
def test_a_manager_is_set_by_name_or_address(cast, ada, who):
    response = set_manager(ada, cast.employee, who=who)

    assert response.status_code == 302
    assert leads(cast.employee) == ["Greta Ohlsson"]


def test_a_manager_is_set_ahead(cast, ada):
    day = clock.today() + clock.days(10)

    set_manager(ada, cast.employee, who="Greta Ohlsson", from_day=day.isoformat())

    assert (leads(cast.employee), leads(cast.employee, day)) == (["Marta Lindqvist"], ["Greta Ohlsson"])
    page = text_of(ada.get(reverse("person", args=[cast.employee.pk])))
    assert re.search(r"Marta Lindqvist until \d+ \w+ \d+ .*Greta Ohlsson from \d+ \w+ \d+ ", page)


def test_a_change_ahead_is_taken_back(cast, ada):
    day = clock.today() + clock.days(10)
    set_manager(ada, cast.employee, who="Greta Ohlsson", from_day=day.isoformat())

    set_manager(ada, cast.employee, who="Marta Lindqvist")

    assert leads(cast.employee, day + clock.days(1)) == ["Marta Lindqvist"]
    assert list(Relationship.objects.not_over().led_by(cast.managers_manager).filter(subject=cast.employee)) == []


def test_nobody_leads_from_a_day_on(cast, ada):
    set_manager(ada, cast.employee, nobody="on")

    assert leads(cast.employee) == []


def test_part_of_a_name_offers_whom_it_may_mean(cast, ada):
    response = set_manager(ada, cast.employee, who="er")

    offered = re.findall(r'name="chosen" value="([^"]+)"', response.content.decode())
    assert response.status_code == 422
    assert offered == [str(cast.former_manager.pk), str(cast.colleague.pk)]
    set_manager(ada, cast.employee, who="er", chosen=cast.colleague.pk)
    assert leads(cast.employee) == ["Jonas Aldermann"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"who": ""}, "Say who"),
        ({"who": "Nobody Known"}, "Nobody here has this name"),
        ({"who": "Greta Ohlsson", "from_day": "2020-01-01"}, "The past stays as it was"),
        ({"who": "Greta Ohlsson", "from_day": "soon"}, "valid date"),
    ],
)
def test_a_wrong_manager_comes_back(cast, ada, typed, sentence):
    response = set_manager(ada, cast.employee, **typed)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert leads(cast.employee) == ["Marta Lindqvist"]


def test_a_circle_is_refused_in_words(cast, ada):
    response = set_manager(ada, cast.managers_manager, who="Priya Sandoval")

    assert response.status_code == 422
    assert "Priya Sandoval already reports to Greta Ohlsson" in response.content.decode()
    assert leads(cast.managers_manager) == []


def test_nobody_leads_themselves(cast, ada):
    assert set_manager(ada, cast.employee, who="Priya Sandoval").status_code == 422


def make_administrator(ada, person, value="on"):
    return ada.post(reverse("person-administrator", args=[person.pk]), {"is_administrator": value})


def test_administrators_come_and_go_but_never_the_last(cast, ada):
    assert make_administrator(ada, cast.administrator, "").status_code == 409

    make_administrator(ada, cast.employee)
    assert make_administrator(ada, cast.administrator, "")["Location"] == "/"

    assert list(Person.objects.filter(is_administrator=True)) == [cast.employee]
    assert ada.get("/people/").status_code == 404


def test_a_unit_is_given_and_ended(cast, ada):
    unit = Team.objects.get(name="Elsewhere")
    for _twice in range(2):
        ada.post(reverse("person-partnership", args=[cast.stranger.pk]), {"unit": unit.pk})

    partnership = Partnership.objects.get(partner=cast.stranger)
    assert partnership.unit == unit
    ada.post(reverse("person-partnership-ending", args=[cast.stranger.pk, partnership.pk]))
    assert list(Partnership.objects.current().filter(partner=cast.stranger)) == []


def test_a_unit_must_be_chosen(cast, ada):
    assert ada.post(reverse("person-partnership", args=[cast.stranger.pk]), {}).status_code == 422


def test_a_partnership_of_somebody_else_is_not_there(cast, ada):
    partnership = Partnership.objects.get()

    response = ada.post(reverse("person-partnership-ending", args=[cast.stranger.pk, partnership.pk]))

    assert response.status_code == 404
    assert Partnership.objects.current().get() == partnership


def test_teams_are_added_and_renamed(cast, ada):
    ada.post("/people/teams/", {"name": "Risk", "above": Team.objects.get(name="Fernwave").pk})
    team = Team.objects.get(name="Risk")

    ada.post(reverse("team-change", args=[team.pk]), {"name": "Risk and fraud", "above": ""})

    team.refresh_from_db()
    assert (team.name, team.above) == ("Risk and fraud", None)


def test_teams_come_page_by_page(cast, ada, django_assert_max_num_queries):
    Team.objects.bulk_create(Team(name="Same name") for _ in range(PER_PAGE + 10))

    def shown(address: str) -> tuple[list[str], str | None]:
        with django_assert_max_num_queries(10):
            page = ada.get(address).content.decode()
        found = re.search(r'href="(/people/teams/\?after=[^"]+)"', page)
        return re.findall(r'task__title"><a href="([^"]+)"', page), found and found.group(1)

    first, following = shown("/people/teams/")
    second, end = shown(following)

    assert (len(first), len({*first, *second}), end) == (PER_PAGE, Team.objects.count(), None)


def test_a_team_does_not_stand_above_itself(cast, ada):
    unit, team = Team.objects.get(name="Fernwave"), Team.objects.get(name="Payments")

    response = ada.post(reverse("team-change", args=[unit.pk]), {"name": "Fernwave", "above": team.pk})

    assert response.status_code == 422
    assert "Payments already belongs to Fernwave" in response.content.decode()
    assert ada.post("/people/teams/", {"name": ""}).status_code == 422


def test_the_organisation_is_named(cast, ada):
    typed = {"name": "Fernwave", "safety_label": "Whom to call", "safety_url": "tel:+44 20 7946 0000"}

    ada.post("/people/organisation/", typed)

    organisation = Organisation.objects.get()
    assert (organisation.name, organisation.safety_url) == ("Fernwave", "tel:+44 20 7946 0000")
    assert Event.objects.filter(verb="organisation.changed").count() == 1


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "tel:", "mailto:nobody", "ftp://x.example"]
)
def test_the_safety_link_leads_only_where_a_person_can_be_reached(ada, address):
    response = ada.post("/people/organisation/", {"name": "Fernwave", "safety_url": address})

    assert response.status_code == 422
    assert Organisation.objects.get().safety_url == "https://safety.example/"
