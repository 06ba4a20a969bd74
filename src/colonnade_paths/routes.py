"""Routes over several moves, none of which asks for more than one step of growth."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from colonnade_paths.gaps import Gap, gaps, holder_of
from colonnade_paths.landscape import Landscape
from colonnade_paths.model import Role
from colonnade_paths.ranking import kind_of
from colonnade_paths.reasons import reasons
from colonnade_paths.standing import STEP

# A step goes to one of the closest roles, and no further up than this.
NEIGHBOURS = 25
HIGHEST_STEP = 1.5
LONGEST = 8
# Every move costs, so that of two equal routes the shorter one wins; a written move costs less.
MOVE_COST = 1.0
WRITTEN_COST = 0.5
FAR_COST = 0.5
DOWN_COST = 0.5


@dataclass(frozen=True)
class Leg:
    """One move of a route; its gaps are those left after the moves before it."""

    origin: Role
    target: Role
    kind: str
    direction: float
    gaps: list[Gap]
    why: list[str]


@dataclass(frozen=True)
class Route:
    """Moves in order, and what the route costs: lower is easier."""

    legs: list[Leg]
    cost: float

    def as_json(self) -> dict[str, Any]:
        """Plain values for JSON."""
        legs = [
            {
                "from": leg.origin.code,
                "to": leg.target.code,
                "title": leg.target.title,
                "kind": leg.kind,
                "gaps": [gap.as_json() for gap in leg.gaps],
                "why": leg.why,
            }
            for leg in self.legs
        ]
        return {"cost": round(self.cost, 4), "steps": legs}


def routes(landscape: Landscape, origin: str, target: str, steps: int = 4, top: int = 3) -> list[Route]:
    """Up to `top` routes of at most `steps` moves, easiest first; empty when there is none.

    Raises `PathsError` for an unknown role.
    """
    framework = landscape.framework
    start = framework.position[framework.role(origin).code]
    goal = framework.position[framework.role(target).code]
    if start == goal:
        return [Route([], 0.0)]
    found = []
    for cost, path in _paths(landscape, start, goal, min(max(steps, 0), LONGEST), top):
        found.append(Route(_legs(landscape, [framework.codes[row] for row in path]), cost))
    return found


def _paths(landscape: Landscape, start: int, goal: int, steps: int, top: int) -> list[tuple[float, tuple[int, ...]]]:
    """Cheapest paths without repeats; a role is passed at most `top` times, which bounds the search."""
    queue: list[tuple[float, tuple[int, ...]]] = [(0.0, (start,))]
    visits: dict[tuple[int, int], int] = {}
    found: list[tuple[float, tuple[int, ...]]] = []
    costs: dict[int, list[tuple[int, float]]] = {}
    while queue and len(found) < top:
        cost, path = heapq.heappop(queue)
        here, taken = path[-1], len(path) - 1
        if here == goal:
            found.append((cost, path))
            continue
        visits[here, taken] = visits.get((here, taken), 0) + 1
        if taken == steps or visits[here, taken] > top:
            continue
        if here not in costs:
            costs[here] = _moves(landscape, here, goal)
        for row, move_cost in costs[here]:
            # The last move must arrive, and a role that was passed often enough is not lined up again.
            is_worth_it = row == goal or (taken + 1 < steps and visits.get((row, taken + 1), 0) < top)
            if is_worth_it and row not in path:
                heapq.heappush(queue, (cost + move_cost, (*path, row)))
    return found


def _moves(landscape: Landscape, here: int, goal: int) -> list[tuple[int, float]]:
    """Moves from a role with their costs: its closest roles and written moves, none too far up."""
    closeness = landscape.closeness
    near: NDArray[np.float64] = np.where(closeness.described, closeness.close[here], -np.inf)
    near[here] = -np.inf
    framework = landscape.framework
    origin = framework.codes[here]
    written = {framework.position[move.target] for move in framework.moves_from.get(origin, [])}
    directions = landscape.standing.directions(here)
    nearest = set(map(int, np.argpartition(-near, min(NEIGHBOURS, len(near) - 1))[:NEIGHBOURS])) | written
    best = float(near.max())
    moves = []
    for row in nearest:
        if row in written:
            moves.append((row, WRITTEN_COST))
        elif directions[row] <= HIGHEST_STEP and np.isfinite(near[row]):
            far = FAR_COST * max(best - float(near[row]), 0.0)
            down = DOWN_COST * max(-float(directions[row]) - STEP, 0.0)
            moves.append((row, MOVE_COST + far + down))
    return moves


def _legs(landscape: Landscape, codes: list[str]) -> list[Leg]:
    framework = landscape.framework
    legs = []
    for before, after in pairwise(codes):
        person, role = holder_of(framework.roles[before]), framework.roles[after]
        direction = landscape.standing.direction(before, after)
        kind = kind_of(landscape, before, after, direction)
        left = gaps(person, role)
        why = reasons(landscape, person, role, kind, direction, left)
        legs.append(Leg(framework.roles[before], role, kind, direction, left, why))
    return legs
