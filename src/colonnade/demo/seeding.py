"""Generated people with a year of talks, written in bulk: for the sample organisation and for larger ones."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.db import models, transaction

from colonnade.conversations.models import Conversation
from colonnade.people.models import Person, Relationship, Team
from colonnade.spaces.models import Membership, Space, SpaceKey

from .seeded_talk import seeded_talk

BATCH = 2_000
TEAM_SIZE = 7
UNIT_TEAMS = 12


@lru_cache(maxsize=1)
def phrases() -> dict[str, list[str]]:
    return yaml.safe_load((Path(__file__).parent / "data" / "phrases.yaml").read_text(encoding="utf-8"))


class Rows:
    """Rows of many tables, written together in the order their foreign keys need."""

    FIRST: tuple[type[models.Model], ...] = (Person, Relationship, SpaceKey, Space, Membership, Conversation)

    def __init__(self) -> None:
        self.kept: dict[type[models.Model], list[models.Model]] = {}
        self.count = 0

    def add(self, row: Any) -> Any:
        self.kept.setdefault(type(row), []).append(row)
        self.count += 1
        return row

    def space(self, kind: Space.Kind, **owner: Any) -> Space:
        key = self.add(SpaceKey.make())
        return self.add(Space(kind=kind, key=key, **owner))

    def write(self) -> None:
        order = [*self.FIRST, *[model for model in self.kept if model not in self.FIRST]]
        with transaction.atomic():
            for model in order:
                model._default_manager.bulk_create(self.kept.pop(model, []), batch_size=BATCH)
        self.count = 0


def fill_units(units: list[Team], *, leaders: dict[Any, Person], total: int, now: datetime) -> None:
    """Add people to the units of the stories until `total` are there: each story's manager leads 4 to 8 more."""
    rng = random.Random(4711)  # noqa: S311  the same people each time
    rows = Rows()
    missing = max(0, total - Person.objects.count())
    for number, unit in enumerate(units):
        share = missing // len(units) + (number < missing % len(units))
        leader = leaders[unit.pk]
        led = min(share, rng.randint(4, 8))
        _team(rows, rng, unit, leader, led, now)
        left = share - led
        while left > 0:
            size = min(left, TEAM_SIZE)
            team = Team.objects.create(name=f"{unit.name}, team {left}", above=unit)
            head = _person(rows, rng, team, now)
            _lead(rows, head, leader, now)
            _team(rows, rng, team, head, size - 1, now)
            left -= size
    rows.write()


def seed(people: int, *, now: datetime, progress: Callable[[int], None]) -> None:
    """Make an organisation of so many people, in teams of seven under units, with a year of talks."""
    rng = random.Random(people)  # noqa: S311  the same people each time
    made = 0
    rows = Rows()
    for unit, team, head_of in _teams(people):
        size = min(TEAM_SIZE, people - made)
        head = _person(rows, rng, team, now, number=made)
        if head_of[unit.pk] is None:
            head_of[unit.pk] = head
        else:
            _lead(rows, head, head_of[unit.pk], now)
        _team(rows, rng, team, head, size - 1, now, first_number=made + 1)
        made += size
        if rows.count > 20_000 or made >= people:
            rows.write()
            progress(made)
        if made >= people:
            return


def _teams(people: int) -> Iterator[tuple[Team, Team, dict[Any, Person | None]]]:
    heads: dict[Any, Person | None] = {}
    for number in range(people // (TEAM_SIZE * UNIT_TEAMS) + 1):
        unit = Team.objects.create(name=f"Unit {number + 1}")
        heads[unit.pk] = None
        for below in range(UNIT_TEAMS):
            yield unit, Team.objects.create(name=f"Unit {number + 1}, team {below + 1}", above=unit), heads


def _person(rows: Rows, rng: random.Random, team: Team, now: datetime, number: int | None = None) -> Person:
    words = phrases()
    first, last = rng.choice(words["first"]), rng.choice(words["last"])
    number = rng.randrange(10**9) if number is None else number
    person = Person(
        name=f"{first} {last}",
        email=f"{first}.{last}.{number}@generated.example".lower(),
        title=rng.choice(words["titles"]),
        team=team,
        time_zone="Europe/Berlin",
        joined_on=(now - timedelta(days=rng.randint(200, 3000))).date(),
    )
    person.set_unusable_password()
    return rows.add(person)


def _lead(rows: Rows, person: Person, manager: Person, now: datetime) -> Relationship:
    starts = (now - timedelta(days=430)).date()
    return rows.add(Relationship(kind="manager", subject=person, other=manager, starts_on=starts))


def _team(
    rows: Rows, rng: random.Random, team: Team, head: Person, size: int, now: datetime, first_number: int = 0
) -> None:
    for number in range(size):
        person = _person(rows, rng, team, now, number=first_number + number if first_number else None)
        relation = _lead(rows, person, head, now)
        for days_ago, state in _year(rng):
            seeded_talk(rows, rng, phrases(), person, head, relation, now - timedelta(days=days_ago), state, now)


def _year(rng: random.Random) -> Iterable[tuple[int, str]]:
    """The talks of a person in the last year: when each met (or will), and how far it has come."""
    if rng.random() < 0.75:
        yield rng.randint(190, 360), "closed"
    recent = rng.choice(["following_up", "following_up", "agreed_pending", "preparing", "invited", "none"])
    if recent == "following_up":
        yield rng.randint(15, 80), recent
    elif recent == "agreed_pending":
        yield rng.randint(2, 6), recent
    elif recent != "none":
        yield -rng.randint(3, 12), recent
