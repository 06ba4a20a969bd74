"""The time zones a person may choose from, by region."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from zoneinfo import available_timezones

REGIONS = frozenset(
    ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
)

Choices = list[tuple[str, str | list[tuple[str, str]]]]


@lru_cache(maxsize=1)
def zone_choices() -> Choices:
    """UTC, then regions with their places: [("UTC", "UTC"), ("Africa", [("Africa/Abidjan", "Abidjan"), …]), …]."""
    named = sorted(name for name in available_timezones() if name.split("/")[0] in REGIONS)
    regions = groupby(named, key=lambda name: name.split("/")[0])
    return [("UTC", "UTC"), *((region, [(name, _place(name)) for name in names]) for region, names in regions)]


def _place(name: str) -> str:
    return name.split("/", 1)[1].replace("_", " ").replace("/", ", ")
