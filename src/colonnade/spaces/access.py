"""Who may read a space, by name: the list a page shows comes from the rule that opens the words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from colonnade.kernel import clock
from colonnade.kernel.errors import NotYours
from colonnade.kernel.hot import SOMEBODY, SOMETIME
from colonnade.people.models import Person

from .models import Membership, Space, last_day_to_read


@dataclass(frozen=True)
class Reader:
    id: UUID
    name: str
    spoken: str


def readers_of(spaces: Iterable[UUID]) -> dict[UUID, list[Reader]]:
    """The members now, by name, of each space."""
    rows = (
        Membership.objects.current()
        .filter(space__in=list(spaces))
        .order_by("starts_at", "person__name")
        .values_list("space", "person", "person__name", "person__spoken_name")
    )
    readers: dict[UUID, list[Reader]] = {space: [] for space in spaces}
    for space, person, name, spoken in rows:
        if person not in [reader.id for reader in readers[space]]:
            readers[space].append(Reader(person, name, spoken or name.split()[0]))
    return readers


def readable_spaces(person: Person | UUID, now: datetime | None = None):
    """The ids of all spaces this person reads now, as a subquery for other tables' rules."""
    return Membership.objects.current(now).filter(person=person).values("space")


def at_this_moment(person: Person) -> dict[str, Any]:
    """The values of the rule's slots in a hot query: who reads, and when."""
    now = clock.now()
    return {"person": person.pk, "now": now, "over": last_day_to_read(now)}


def moments() -> dict[str, Any]:
    """The sentinels of the rule's slots."""
    return {"person": SOMEBODY, "now": SOMETIME, "over": last_day_to_read(SOMETIME)}


def demand_writing(person: Person, space: Space) -> None:
    """Raises `NotYours` unless the person may write here now."""
    if not Membership.objects.writing().filter(space=space, person=person).exists():
        raise NotYours
