"""A person's map: the nearest roles up, sideways and across, each with its gaps and reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from colonnade_paths.landscape import Landscape
from colonnade_paths.model import Person
from colonnade_paths.ranking import Outlook, Suggestion, best_rows, kind_of, outlook, suggest

SECTORS = ("up", "sideways", "across")
# Seats are filled from among so many times as many of the best roles: none is far only to fill a sector.
REACH = 4
# What is farther than an average pair of roles is only shown where hardly anything else is near, or written down.
AVERAGE = 0.0
# Nobody is shown the way to the bottom of their own ladder.
LOWEST = -1.5
FEWEST = 6


@dataclass(frozen=True)
class MapPoint:
    """One role on the map.

    `distance` runs from 0, the nearest role shown, to 1, the farthest shown; `closeness` is in standard units.
    """

    suggestion: Suggestion
    sector: str
    closeness: float
    distance: float

    def as_json(self) -> dict[str, Any]:
        """Plain values for JSON."""
        place = {"sector": self.sector, "closeness": round(self.closeness, 4), "distance": round(self.distance, 4)}
        return self.suggestion.as_json() | place


def career_map(
    landscape: Landscape, origin: str | Person, top: int = 24, demand: Mapping[str, float] | None = None
) -> list[MapPoint]:
    """At most `top` roles around a role or person, sector by sector, best first in each.

    Every sector gets a third of the seats if it has so many among the best; the others fall to the best of the
    rest. Up is up whatever the family; across is another family or track; sideways is the rest, with steps to a
    lower level in the own field. Shown are written moves, and roles that are nearer than an average pair and no
    more than one level below, or the best six where these are fewer. Raises `PathsError` as `rank` does.
    """
    view = outlook(landscape, origin, demand)
    candidates = _near(landscape, view, best_rows(landscape, view, REACH * max(top, 0)))
    sectors = {row: _sector(landscape, view, row) for row in candidates}
    shown = _seated(candidates, sectors, max(top, 0))
    close = np.array([view.close[row] for row in shown])
    farthest, nearest = (float(close.min()), float(close.max())) if shown else (0.0, 0.0)
    spread = (nearest - farthest) or 1.0
    points = [
        MapPoint(
            suggest(landscape, view, row), sectors[row], float(view.close[row]), (nearest - view.close[row]) / spread
        )
        for row in shown
    ]
    return sorted(points, key=lambda point: SECTORS.index(point.sector))


def _near(landscape: Landscape, view: Outlook, rows: list[int]) -> list[int]:
    framework = landscape.framework
    written = {framework.position[move.target] for move in framework.moves_from.get(view.person.role, [])}
    near = [row for row in rows if row in written or (view.close[row] > AVERAGE and view.directions[row] > LOWEST)]
    return near if len(near) >= FEWEST else rows[:FEWEST]


def _seated(candidates: list[int], sectors: Mapping[int, str], top: int) -> list[int]:
    """Rows that get a seat, in the order of the candidates."""
    seats = dict.fromkeys(SECTORS, top // len(SECTORS))
    seated = set()
    for row in candidates:
        if seats[sectors[row]]:
            seats[sectors[row]] -= 1
            seated.add(row)
    rest = [row for row in candidates if row not in seated]
    seated.update(rest[: top - len(seated)])
    return [row for row in candidates if row in seated]


def _sector(landscape: Landscape, view: Outlook, row: int) -> str:
    framework = landscape.framework
    own, role = framework.roles[view.seen_from], framework.roles[framework.codes[row]]
    kind = kind_of(landscape, view.person.role, role.code, float(view.directions[row]))
    if kind == "up":
        return "up"
    is_other_family = bool(own.family and role.family and own.family != role.family)
    return "across" if kind == "cross_track" or is_other_family else "sideways"
