"""Ranks where to go from a role: closeness first, then direction and demand; never the smallest gap alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from colonnade_paths.gaps import Gap, gaps, holder_of, unknown
from colonnade_paths.landscape import Landscape
from colonnade_paths.model import Need, Person, Role
from colonnade_paths.reasons import reasons
from colonnade_paths.report import PathsError
from colonnade_paths.standing import STEP

Vector = NDArray[np.float64]

# All in standard units of closeness; tuned on the dev halves (docs/reference/paths.md).
USUAL_DIRECTION = 0.3
OFF_DIRECTION = 0.15
# More than one level away from the usual direction a move is seldom the next one, however alike the work.
FAR_STEP = 0.75
OPEN_ROLE = 2.5
BREADTH = 0.1
WRITTEN_MOVE = 3.0
# A job is taken in proportion to how many there are and to exp(FIT x closeness): a gravity model. Its
# logarithm, in units of closeness, is what the ranking adds. The experts' lists fit best with 1.3 (O*NET
# career changers) and 0.8 (ROME); people's own moves could not be measured here.
FIT = 1.0
# The next step up: the same ladder first, and one step rather than two.
SAME_LADDER = 4.0
SAME_FAMILY = 0.5
OFF_ONE_STEP = 1.0
# Somebody without a role is seen from one of so many roles whose skills are most like theirs.
STAND_INS = 10


@dataclass(frozen=True)
class Suggestion:
    """A role to move to; `score` ranks only among suggestions for the same person.

    `unknown` are needs of which nobody knows whether the person meets them.
    """

    role: Role
    score: float
    kind: str
    direction: float
    gaps: list[Gap]
    why: list[str]
    unknown: list[Need] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Plain values for JSON; `unknown` is there only where something is."""
        plain = {
            "code": self.role.code,
            "title": self.role.title,
            "score": round(self.score, 4),
            "kind": self.kind,
            "gaps": [gap.as_json() for gap in self.gaps],
            "why": self.why,
        }
        if self.unknown:
            plain["unknown"] = [need.skill for need in self.unknown]
        return plain


@dataclass(frozen=True)
class Outlook:
    """All roles seen from one person, in the order of `framework.codes`.

    `seen_from` is the person's role, or the role whose skills and levels are most like theirs.
    """

    person: Person
    seen_from: str
    close: Vector
    directions: Vector
    score: Vector


def rank(
    landscape: Landscape,
    origin: str | Person,
    top: int = 20,
    demand: Mapping[str, float] | None = None,
) -> list[Suggestion]:
    """The `top` roles to move to from a role (by code or title) or for a person, best first.

    `demand` counts people per role code and defaults to the framework's own. Raises `PathsError` for an
    unknown role or a person without a role and without a rated skill.
    """
    view = outlook(landscape, origin, demand)
    return [suggest(landscape, view, row) for row in best_rows(landscape, view, top)]


def outlook(landscape: Landscape, origin: str | Person, demand: Mapping[str, float] | None = None) -> Outlook:
    """Closeness, direction and score of every role for a person; raises `PathsError` as `rank` does."""
    person = _person(landscape, origin)
    demand = landscape.framework.demand if demand is None else demand
    seen_from, close, directions = _seen(landscape, person)
    off = np.abs(directions - USUAL_DIRECTION)
    score = close - OFF_DIRECTION * off - FAR_STEP * np.maximum(off - 1.0, 0.0) + OPEN_ROLE * landscape.openness
    score += _demand(landscape, demand) if demand else BREADTH * landscape.breadth
    score += _written(landscape, person.role)
    return Outlook(person, seen_from, close, directions, score)


def rank_next(landscape: Landscape, origin: str | Person, top: int = 20) -> list[Suggestion]:
    """The next steps up, best first: same ladder, one step, close; empty at the top of everything."""
    person = _person(landscape, origin)
    seen_from, close, directions = _seen(landscape, person)
    framework = landscape.framework
    score = close - OFF_ONE_STEP * np.abs(directions - 1.0) + _written(landscape, person.role)
    if person.role:
        own = framework.role(person.role)
        for row, code in enumerate(framework.codes):
            role = framework.roles[code]
            score[row] += SAME_LADDER * bool(own.ladder and own.ladder == role.ladder)
            score[row] += SAME_FAMILY * bool(own.family and own.family == role.family)
    score[directions <= 0] = -np.inf
    view = Outlook(person, seen_from, close, directions, score)
    return [suggest(landscape, view, row) for row in best_rows(landscape, view, top)]


def kind_of(landscape: Landscape, origin: str, target: str, direction: float) -> str:
    """Kind of a move: as written in the framework, else by direction, track and field."""
    framework = landscape.framework
    if origin == target:
        return "deepen"
    written = framework.written_moves.get((origin, target))
    if written is not None:
        return written.kind
    if direction >= STEP:
        return "up"
    if direction <= -STEP:
        return "step"
    tracks = {framework.track(framework.roles[code]) for code in (origin, target) if code}
    return "cross_track" if len(tracks) == 2 and "common" not in tracks and "" not in tracks else "lateral"


def _person(landscape: Landscape, origin: str | Person) -> Person:
    if isinstance(origin, str):
        return holder_of(landscape.framework.role(origin))
    if origin.role:
        code = landscape.framework.role(origin.role).code
        return Person(origin.have, code)
    if not any(level for level in origin.have.values()):
        raise PathsError("Somebody without a role and without a rated skill cannot be compared with roles.")
    return origin


def _seen(landscape: Landscape, person: Person) -> tuple[str, Vector, Vector]:
    """The role from which direction is seen, with closeness and direction to every role."""
    framework = landscape.framework
    if person.role:
        row = framework.position[person.role]
        return person.role, landscape.closeness.close[row].astype(np.float64), landscape.standing.directions(row)
    close = landscape.profiles.closeness(framework, person)
    # The profile tells the trade, the levels how far in it somebody is.
    alike = [framework.codes[row] for row in np.argsort(-close, kind="stable")[:STAND_INS]]
    seen_from = min(alike, key=lambda code: _off_level(person, framework.roles[code]))
    return seen_from, close, landscape.standing.directions(framework.position[seen_from])


def _off_level(person: Person, role: Role) -> float:
    """Weighted mean of how far the person's known levels are above or below what the role needs."""
    rated = [(need, have) for need in role.needs if (have := person.have.get(need.skill, 0.0)) is not None]
    weight = sum(need.weight for need, _ in rated)
    return sum(need.weight * abs(need.level - have) for need, have in rated) / weight if weight else np.inf


def _demand(landscape: Landscape, demand: Mapping[str, float]) -> Vector:
    """Logarithm of demand against its median; a role that is not named counts as the rarest named one."""
    counts = np.array([max(demand.get(code, 0.0), 0.0) for code in landscape.framework.codes])
    named = counts[counts > 0]
    if not len(named):
        return np.zeros(len(counts))
    return np.asarray(np.log(np.maximum(counts, named.min()) / np.median(named)) / FIT)


def _written(landscape: Landscape, origin: str) -> Vector:
    """A move that people of the framework wrote down comes before one that is only computed."""
    bonus = np.zeros(len(landscape.framework.codes))
    for move in landscape.framework.moves_from.get(origin, []):
        bonus[landscape.framework.position[move.target]] = WRITTEN_MOVE
    return bonus


def best_rows(landscape: Landscape, view: Outlook, top: int) -> list[int]:
    """Rows of the best `top` roles other than the person's own, best first; of equal ones the first listed."""
    score = np.where(landscape.closeness.described, view.score, -np.inf)
    if view.person.role:
        score[landscape.framework.position[view.person.role]] = -np.inf
    order = np.argsort(-score, kind="stable")[: max(top, 0)]
    return [int(row) for row in order if np.isfinite(score[row])]


def suggest(landscape: Landscape, view: Outlook, row: int) -> Suggestion:
    """The role of one row with its kind, gaps and reasons for the person."""
    framework, person, direction = landscape.framework, view.person, float(view.directions[row])
    role = framework.roles[framework.codes[row]]
    kind = kind_of(landscape, person.role, role.code, direction)
    open_gaps, to_find_out = gaps(person, role), unknown(person, role)
    why = reasons(landscape, person, role, kind, direction, open_gaps, to_find_out, seen_from=view.seen_from)
    return Suggestion(role, float(view.score[row]), kind, direction, open_gaps, why, to_find_out)
