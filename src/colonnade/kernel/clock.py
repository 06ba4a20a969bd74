"""The one place that knows the time, so that tests can move it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_shift = timedelta(0)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC) + _shift


def today(zone: str = "UTC") -> date:
    """The calendar day it is now in `zone`; an unknown zone counts as UTC."""
    return now().astimezone(zone_of(zone)).date()


def zone_of(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def instant(text: str) -> datetime | None:
    """An aware instant from ISO 8601 text; None for anything else, whatever somebody typed."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def days(count: float) -> timedelta:
    return timedelta(days=count)


@contextmanager
def travel(*, to: datetime | None = None, by: timedelta | None = None) -> Iterator[None]:
    """Move this process's clock for the duration of the block; the clock keeps running."""
    global _shift
    before = _shift
    _shift = to - datetime.now(UTC) if to is not None else before + (by or timedelta(0))
    try:
        yield
    finally:
        _shift = before
