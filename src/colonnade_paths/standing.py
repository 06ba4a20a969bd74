"""How high roles stand, and so whether a move goes up or sideways.

A framework that states levels is taken at its word. Elsewhere standing is estimated from what the source
does tell: schooling, class of occupation, words of titles, levels of skills.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from colonnade_paths import grades
from colonnade_paths.closeness import Closeness
from colonnade_paths.model import Framework, Role

Vector = NDArray[np.float64]

# The say of each signal, in standard units; tuned on the dev half of the ROME moves.
SIGNALS: dict[str, tuple[float, Callable[[Role], float | None]]] = {
    "schooling": (3.0, grades.schooling),
    "job names": (2.5, grades.name_step),
    "ISCO level": (1.5, grades.isco_level),
    "ISCO rank": (1.0, grades.isco_rank),
    "leads": (1.0, grades.leads),
    "regular hours": (1.0, grades.regular_hours),
    "closed to beginners": (1.0, grades.closed_to_beginners),
    "title": (0.5, lambda role: grades.title_grade(role.title)),
    "practice": (0.25, grades.asks_for_practice),
}
# The levels that a role asks for, where its source gives any.
ASKED = 3.0
# A skill stands as high as the roles that need it, and a role as high as its skills: this share of a role's
# standing comes by way of the others. With so many more roles of average standing a skill that few need is
# not taken for a sign.
CARRIED = 0.5
RARE = 3.0
# Estimated standings are uncertain, so differences are drawn in: a role that looks low is probably less so.
DRAWN_IN = 0.8
# Between close roles a difference of standing is more often a sideways move than between distant ones.
DISTANCE = 0.25
# A direction of at least this much is called a step up, of at most its negative a step down.
STEP = 0.5


@dataclass(frozen=True)
class Standing:
    """Standing of each role, in levels where the framework states them (`stated`), else in standard units."""

    framework: Framework
    values: Vector
    stated: NDArray[np.bool_]
    distance: NDArray[np.float32]

    @classmethod
    def of(cls, framework: Framework, closeness: Closeness) -> Standing:
        """Stated parities, or the estimate."""
        roles = [framework.roles[code] for code in framework.codes]
        parities = [framework.parity(role) for role in roles]
        stated = np.array([parity is not None for parity in parities], np.bool_)
        if 2 * stated.sum() > len(roles):
            known = [parity for parity in parities if parity is not None]
            middle = float(np.median(known))
            values = np.array([middle if parity is None else parity for parity in parities])
        else:
            stated = np.zeros(len(roles), np.bool_)
            values = _ladder_steps(framework, roles) if _has_ladders(roles) else _estimate(roles)
        return cls(framework, values, stated, _distance(closeness))

    def direction(self, origin: str, target: str) -> float:
        """Above 0 up, near 0 sideways, below 0 down; 1 is about one level."""
        row, column = self.framework.position[origin], self.framework.position[target]
        return float(self.directions(row)[column])

    def directions(self, row: int) -> Vector:
        """Direction from one role to every role."""
        raw = self.values - self.values[row]
        if self.is_plain:
            return np.asarray(raw, np.float64)
        drawn = self.values - DRAWN_IN * self.values[row]
        return np.asarray(drawn + DISTANCE * self.distance[row], np.float64)

    @cached_property
    def is_plain(self) -> bool:
        """Whether differences need no correction: levels are stated, or follow from ladders."""
        return bool(self.stated.any()) or _has_ladders(list(self.framework.roles.values()))


def _distance(closeness: Closeness) -> NDArray[np.float32]:
    """How much further than usual for close roles each pair is, in standard units, between -1 and 2."""
    near = np.sort(closeness.close, axis=1)[:, -10:].mean(axis=1, keepdims=True)
    return np.asarray(np.clip((near - closeness.close) / 2, -1, 2), np.float32)


def _has_ladders(roles: list[Role]) -> bool:
    return sum(1 for role in roles if role.ladder) > len(roles) / 2


def _ladder_steps(framework: Framework, roles: list[Role]) -> Vector:
    """Grade of the title refined by the level of skills asked for, in steps of a ladder."""
    title = np.array([grades.title_grade(role.title) for role in roles])
    asked = _mean_levels(roles)
    return np.asarray(title + asked - np.nanmean(asked) if len(asked) else title)


def _mean_levels(roles: list[Role]) -> Vector:
    """Mean level over the needs of a role; the mean of all where a role has none."""
    means = [
        sum(need.level * need.weight for need in role.needs) / sum(need.weight for need in role.needs)
        if role.needs
        else np.nan
        for role in roles
    ]
    values = np.array(means, np.float64)
    middle = np.nanmean(values) if not np.isnan(values).all() else 0.0
    return np.where(np.isnan(values), middle, values)


def _estimate(roles: list[Role]) -> Vector:
    total = np.zeros(len(roles))
    for weight, read in SIGNALS.values():
        total += weight * _standard([read(role) for role in roles])
    total = _unit_spread(total + ASKED * _standard(list(_mean_levels(roles))))
    return _unit_spread(total + CARRIED * _standard(_carried(roles, total)))


def _carried(roles: list[Role], standing: Vector) -> list[float | None]:
    """What the skills of a role say of its standing: the mean of the other roles that need them too."""
    total: dict[str, float] = {}
    weight: dict[str, float] = {}
    for role, value in zip(roles, standing, strict=True):
        for need in role.needs:
            say = need.weight * need.level
            total[need.skill] = total.get(need.skill, 0.0) + say * value
            weight[need.skill] = weight.get(need.skill, 0.0) + say
    return [_mean_of_others(role, value, total, weight) for role, value in zip(roles, standing, strict=True)]


def _mean_of_others(role: Role, value: float, total: dict[str, float], weight: dict[str, float]) -> float | None:
    found, says = 0.0, 0.0
    for need in role.needs:
        say = need.weight * need.level
        others = weight[need.skill] - say
        if others > 1e-9:
            found += say * (total[need.skill] - say * value) / (others + RARE * say)
            says += say
    return found / says if says else None


def _unit_spread(values: Vector) -> Vector:
    spread = values.std()
    return np.asarray(values / spread if spread > 0 else values, np.float64)


def _standard(readings: list[float | None]) -> Vector:
    """Standard units; 0, the average, where the source does not tell."""
    values = np.array([np.nan if reading is None else reading for reading in readings], np.float64)
    if np.isnan(values).all():
        return np.zeros(len(values))
    values = np.where(np.isnan(values), np.nanmean(values), values) - np.nanmean(values)
    spread = values.std()
    return np.asarray(values / spread if spread > 1e-9 else values, np.float64)
