"""Hot queries: an ordinary queryset, compiled once with sentinel values and run many times with real ones.

Building and compiling a queryset with many subqueries costs far more than running it. The rule stays one ORM
rule: `Hot` finds where its sentinels stand among the compiled parameters and puts the real values there.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import QuerySet, UUIDField

# Sentinels: an instant and ids that no row has.
SOMETIME = datetime(1987, 6, 5, 4, 3, 2, 1, tzinfo=UTC)
SOMEBODY = UUID("5e000000-0000-4000-8000-000000000001")
SOMETHING = UUID("5e000000-0000-4000-8000-000000000002")


class Hot:
    """A queryset with holes. `sentinels` are values that occur nowhere else; all slots take values of their type."""

    def __init__(self, build: Callable[..., QuerySet[Any]], **sentinels: UUID | datetime | date | str) -> None:
        self._build, self._sentinels = build, sentinels
        self._compiled: dict[str, tuple[QuerySet[Any], Any, str, list[Any]]] = {}

    def __call__(self, *, using: str = "default", **values: UUID | datetime | date | str) -> QuerySet[Any]:
        """An evaluable queryset with these values; iterate it, do not filter it further."""
        connection = connections[using]
        if using not in self._compiled:
            self._compiled[using] = self._compile(using)
        rows, compiler, sql, slots = self._compiled[using]
        given = {name: _adapted(connection, value) for name, value in values.items()}
        parameters = tuple(given[slot.name] if isinstance(slot, _Slot) else slot for slot in slots)
        ready = copy.copy(compiler)
        ready.connection = connection  # each thread has its own; the compiler came with that of the first
        ready.as_sql = lambda *args, **kwargs: (sql, parameters)
        query = copy.copy(rows.query)
        query.get_compiler = lambda *args, **kwargs: ready  # type: ignore[method-assign]  # this copy alone
        return type(rows)(model=rows.model, query=query, using=using)

    def _compile(self, using: str) -> tuple[QuerySet[Any], Any, str, list[Any]]:
        rows = self._build(**self._sentinels)
        compiler = rows.query.get_compiler(using)
        sql, parameters = compiler.as_sql()
        names = {_adapted(connections[using], value): name for name, value in self._sentinels.items()}
        slots = [_Slot(names[one]) if _is_one_of(one, names) else one for one in parameters]
        missing = set(names.values()) - {slot.name for slot in slots if isinstance(slot, _Slot)}
        if missing:
            raise LookupError(f"sentinels that the query does not use: {sorted(missing)}")
        return rows, compiler, sql, slots


class _Slot:
    def __init__(self, name: str) -> None:
        self.name = name


def _is_one_of(value: Any, names: dict[Any, str]) -> bool:
    try:
        return value in names
    except TypeError:
        return False


def _adapted(connection: Any, value: Any) -> Any:
    """The value as this database's compiler writes it into the parameters."""
    if isinstance(value, UUID):
        return UUIDField().get_db_prep_value(value, connection, prepared=False)
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value)
