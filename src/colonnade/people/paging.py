"""People page by page, in the order of names, without counting them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q
from django.db.models.functions import Lower

from .models import Person, Relationship
from .models.person import PersonQuerySet

PER_PAGE = 50


@dataclass(frozen=True)
class PersonRow:
    id: UUID
    name: str
    email: str
    title: str
    team: str
    manager: str
    is_administrator: bool
    has_ended: bool
    has_password: bool


@dataclass(frozen=True)
class Page:
    rows: list[PersonRow]
    last: UUID | None
    """The person after whom the next page begins; None on the last one."""


def page_of(people: PersonQuerySet, *, after: UUID | None = None) -> Page:
    """At most fifty, beginning after that person in the order of names."""
    named = people.annotate(low=Lower("name")).order_by("low", "pk")
    if after is not None:
        low = Person.objects.filter(pk=after).values_list(Lower("name"), flat=True).first() or ""
        named = named.filter(Q(low__gt=low) | Q(low=low, pk__gt=after))
    shown = "pk", "name", "email", "title", "team__name", "is_administrator", "ended_at", "password"
    found = list(named.values_list(*shown)[: PER_PAGE + 1])
    managers = _managers([row[0] for row in found[:PER_PAGE]])
    rows = [_row(*facts, manager=managers.get(facts[0], "")) for facts in found[:PER_PAGE]]
    return Page(rows, rows[-1].id if len(found) > PER_PAGE else None)


def search(people: PersonQuerySet, words: str) -> PersonQuerySet:
    """Every word in the name or in the work address."""
    for word in words.split()[:6]:
        people = people.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return people


def is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _managers(ids: list[UUID]) -> dict[UUID, str]:
    """Today's manager of each, by name."""
    rows = Relationship.objects.current().filter(kind=Relationship.Kind.MANAGER, subject__in=ids)
    return dict(rows.values_list("subject", "other__name"))


def _row(
    pk: UUID,
    name: str,
    email: str | None,
    title: str,
    team: str | None,
    is_administrator: bool,
    ended_at: object,
    password: str,
    *,
    manager: str,
) -> PersonRow:
    return PersonRow(
        id=pk,
        name=name,
        email=email or "",
        title=title,
        team=team or "",
        manager=manager,
        is_administrator=is_administrator,
        has_ended=ended_at is not None,
        has_password=not password.startswith(UNUSABLE_PASSWORD_PREFIX),
    )
