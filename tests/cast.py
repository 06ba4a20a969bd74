"""The nine people of the tests: real rows, the same everywhere.

Marta leads Priya and Jonas; Greta leads Marta; Tove mentors Priya; Falk led Priya before Marta; Hanne is the
people partner of their unit; Ada administers; Nils may see nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from django.test import Client

from colonnade.careers.models import Practice
from colonnade.kernel import clock
from colonnade.people.models import Organisation, Partnership, Person, Relationship, Team
from colonnade.people.models.relationship import set_manager

PASSWORD = "a long enough phrase"


@dataclass(frozen=True)
class Cast:
    manager: Person
    employee: Person
    colleague: Person
    managers_manager: Person
    mentor: Person
    former_manager: Person
    partner: Person
    administrator: Person
    stranger: Person

    def everybody(self) -> dict[str, Person]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


def make_cast() -> Cast:
    Organisation.objects.create(
        name="Fernwave Software", safety_label="Safety and trust line", safety_url="https://safety.example/"
    )
    unit = Team.objects.create(name="Fernwave")
    team = Team.objects.create(name="Payments", above=unit)
    other = Team.objects.create(name="Elsewhere")

    def person(name: str, where: Team | None = team, **facts: object) -> Person:
        return Person.objects.create_person(
            name, f"{name.split()[0].lower()}@fernwave.example", PASSWORD, team=where, **facts
        )

    cast = Cast(
        manager=person("Marta Lindqvist"),
        employee=person("Priya Sandoval"),
        colleague=person("Jonas Aldermann"),
        managers_manager=person("Greta Ohlsson", unit),
        mentor=person("Tove Hartmann", other),
        former_manager=person("Falk Bremer"),
        partner=person("Hanne Voss", unit),
        administrator=person("Ada Krenz", None, is_administrator=True),
        stranger=person("Nils Outram", other),
    )
    for rater in (cast.manager, cast.mentor, cast.managers_manager):
        Practice.objects.create(person=rater)
    _relate(cast, unit)
    return cast


def _relate(cast: Cast, unit: Team) -> None:
    today = clock.today()
    long_ago, lately = today - clock.days(700), today - clock.days(60)
    Relationship.objects.create(
        kind="manager",
        subject=cast.employee,
        other=cast.former_manager,
        starts_on=long_ago,
        ends_on=lately,
    )
    set_manager(cast.employee, cast.manager, from_day=lately, by=None)
    set_manager(cast.colleague, cast.manager, from_day=lately, by=None)
    set_manager(cast.manager, cast.managers_manager, from_day=lately, by=None)
    Relationship.objects.create(kind="mentor", subject=cast.employee, other=cast.mentor, starts_on=lately)
    Partnership.objects.create(partner=cast.partner, unit=unit, starts_on=lately)


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
