"""My own data as plain data: every text I wrote and every text of my talks that I may read."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps

from colonnade.careers.models import Opportunity
from colonnade.kernel import clock
from colonnade.people.models import Person, Relationship
from colonnade.spaces.models import SealedText, Space, Words

# What a text is about, where that is public and has a name.
NAMED = ("opportunity",)


def everything_of(person: Person) -> dict[str, Any]:
    """A dictionary of plain values; texts of others appear where this person may read them now."""
    return {
        "made_at": clock.now().isoformat(),
        "person": _person(person),
        "relationships": [
            {"kind": r.kind, "subject": r.subject.name, "other": r.other.name, "from": r.starts_on, "to": r.ends_on}
            for r in _relationships(person)
        ],
        "offered": [
            {"title": one.title, "text": one.text, "from": _plain(one.offered_at), "closed": _plain(one.closed_at)}
            for one in Opportunity.objects.filter(contact=person).order_by("offered_at", "pk")
        ],
        "texts": {model.seal_label: _texts(model, person) for model in word_models()},
    }


def word_models() -> list[type[Words]]:
    """Every model with words, in a fixed order; a new one is exported from its first day on."""
    models = [model for model in apps.get_models() if issubclass(model, Words)]
    return sorted(models, key=lambda model: model.seal_label)


def _person(person: Person) -> dict[str, Any]:
    shown = ("name", "spoken_name", "email", "title", "language", "time_zone", "joined_on")
    return {name: _plain(getattr(person, name)) for name in shown}


def _relationships(person: Person) -> list[Relationship]:
    mine = Relationship.objects.filter(subject=person) | Relationship.objects.filter(other=person)
    return list(mine.select_related("subject", "other").order_by("starts_on", "pk"))


def _texts(model: type[Words], person: Person) -> list[dict[str, Any]]:
    named = [name for name in NAMED if name in {field.name for field in model._meta.concrete_fields}]
    rows = model.objects.readable_by(person).select_related("author", "space", "key", *named)
    rows = rows.order_by("written_at", "pk")
    return [_row(row, person) for row in rows]


def _row(row: Words, person: Person) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": str(row.pk),
        "by": row.author.name,
        "at": row.written_at.isoformat(),
        "space": Space.Kind(row.space.kind).label,
    }
    for field in row._meta.concrete_fields:
        if isinstance(field, SealedText) or (not field.is_relation and field.attname not in _SKIPPED):
            said[field.attname] = _plain(getattr(row, field.attname))
        elif field.name in NAMED:
            said[field.name] = str(getattr(row, field.name))
        elif field.name == "about":
            said["answers"] = _plain(getattr(row, field.attname))
    return said


_SKIPPED = {"id", "written_at", "version", "token"}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
