"""Roles for a whole organisation at once: exact weighted gaps and the closest roles, in chunks.

The level gap of people x roles is sum over skills of weight x max(0, needed - had). Ranking by it favours
undemanding roles, so people are ranked by how well the profile of a role fits theirs, and the gap is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from colonnade_paths.gaps import Gap
from colonnade_paths.model import Framework, Person
from colonnade_paths.one_thread import one_thread
from colonnade_paths.report import PathsError

Floats = NDArray[np.float32]

# 2,000 x 1,000 single floats are 8 MB, which stays near the processor.
CHUNK = 2000
GROUP = 10
BEYOND = 1e6


@dataclass(frozen=True)
class Demands:
    """What roles need: `level` and `weight`, roles x skills, float32; a weight of 0 means not needed."""

    roles: list[str]
    skills: list[str]
    level: Floats
    weight: Floats

    @classmethod
    def of(cls, framework: Framework) -> Demands:
        """The needs of every role of the framework that has any."""
        skills = list(framework.skills)
        column = {code: number for number, code in enumerate(skills)}
        roles = [code for code in framework.codes if framework.roles[code].needs]
        level = np.zeros((len(roles), len(skills)), np.float32)
        weight = np.zeros_like(level)
        for row, code in enumerate(roles):
            for need in framework.roles[code].needs:
                level[row, column[need.skill]] = need.level
                weight[row, column[need.skill]] = need.weight
        return cls(roles, skills, level, weight)

    def have(self, people: Sequence[Person]) -> Floats:
        """Levels of people in these skills, people x skills; not a number where nobody knows the level."""
        column = {code: number for number, code in enumerate(self.skills)}
        have = np.zeros((len(people), len(self.skills)), np.float32)
        for row, person in enumerate(people):
            for skill, level in person.have.items():
                if skill in column:
                    have[row, column[skill]] = np.nan if level is None else level
        return have


@dataclass(frozen=True)
class Profiles:
    """Needs with the profile of each role computed, for asking about one person at a time."""

    demands: Demands
    profile: Floats

    @classmethod
    def of(cls, demands: Demands) -> Profiles:
        """Compute them; milliseconds for a thousand roles."""
        return cls(demands, _profiles(demands))

    def closeness(self, framework: Framework, person: Person) -> NDArray[np.float64]:
        """Fit of the person's skills to every role of the framework, in standard units; lowest where unknown.

        Raises `PathsError` when no role has skills.
        """
        if not self.demands.roles:
            raise PathsError(f"No role of {framework.name} has skills, so a person cannot be compared by skills.")
        close = np.full(len(framework.codes), -np.inf)
        scores = _scores(self.demands.have([person]), self.profile)
        spread = float(scores.std()) or 1.0
        rows = [framework.position[code] for code in self.demands.roles]
        close[rows] = (scores[0] - scores.mean()) / spread
        return close


@dataclass(frozen=True)
class Matches:
    """Best roles per person, best first, all people x top.

    `role` is a row of the demands, `score` runs from -1 to 1, `gap` is the weighted sum of missing levels.
    """

    demands: Demands
    have: NDArray[np.generic]
    role: NDArray[np.int32]
    score: Floats
    gap: Floats

    def gaps(self, person: int, place: int) -> list[Gap]:
        """Skill by skill what adds up to `gap[person, place]`, the largest weighted one first."""
        row = int(self.role[person, place])
        level, weight = self.demands.level[row], self.demands.weight[row]
        had = self.have[person].astype(np.float32)
        missing = np.nan_to_num(np.maximum(level - had, 0) * weight)
        order = np.argsort(-missing, kind="stable")[: int((missing > 0).sum())]
        return [
            Gap(self.demands.skills[skill], float(had[skill]), float(level[skill]), float(weight[skill]))
            for skill in order
        ]


def match(people: Sequence[Person] | NDArray[np.generic], roles: Framework | Demands, top: int = 20) -> Matches:
    """The `top` closest roles of every person, with exact weighted gaps.

    `people` are persons, or their levels as an array people x skills in the order of `roles.skills` (whole
    levels as uint8 are fastest; not a number where nobody knows the level, which then counts neither for nor
    against). Raises `PathsError` when the shapes do not fit or levels are infinite.
    """
    demands = roles if isinstance(roles, Demands) else Demands.of(roles)
    have = people if isinstance(people, np.ndarray) else demands.have(people)
    if have.ndim != 2 or have.shape[1] != len(demands.skills):
        raise PathsError(f"Levels must be people x {len(demands.skills)} skills, not {have.shape}.")
    if have.dtype.kind == "f" and np.isinf(cast(Floats, have)).any():
        raise PathsError("Levels must be finite numbers.")
    top = max(0, min(top, len(demands.roles)))
    profile = _profiles(demands)
    role = np.empty((len(have), top), np.int32)
    score = np.empty((len(have), top), np.float32)
    with one_thread():
        for start in range(0, len(have) if top else 0, CHUNK):
            rows = slice(start, start + CHUNK)
            role[rows], score[rows] = _closest(have[rows], profile, top)
    return Matches(demands, have, role, score, _gaps(have, demands, role))


def _profiles(demands: Demands) -> Floats:
    """Unit profile of each role against the average role, so that what all roles need does not decide."""
    asked = demands.level * demands.weight
    if not asked.size:
        return asked
    asked = asked - asked.mean(axis=0)
    asked -= asked.mean(axis=1, keepdims=True)
    length = np.linalg.norm(asked, axis=1, keepdims=True)
    return np.asarray(asked / np.maximum(length, 1e-9), np.float32)


def _scores(have: NDArray[np.generic], profile: Floats) -> Floats:
    """Correlation of the people's profiles with every role's."""
    levels = have.astype(np.float32)
    missing = np.isnan(levels) if have.dtype.kind == "f" else None
    if missing is not None and missing.any():
        # The average of what is known is the guess that says least about what is not.
        known = np.maximum((~missing).sum(axis=1, keepdims=True), 1)
        levels = np.where(missing, np.nansum(levels, axis=1, keepdims=True) / known, levels)
    levels -= levels.mean(axis=1, keepdims=True)
    length = np.maximum(np.sqrt(np.einsum("ps,ps->p", levels, levels)), 1e-9)[:, None]
    return np.asarray((levels / length) @ profile.T, np.float32)


def _closest(have: NDArray[np.generic], profile: Floats, top: int) -> tuple[NDArray[np.int32], Floats]:
    """Roles and scores of the best `top`, best first; of equal scores the role listed first comes first."""
    scores = _scores(have, profile)
    rows, columns = np.nonzero(scores >= _bar(scores, top))
    counts = np.bincount(rows, minlength=len(scores))
    place = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    kept = np.full((len(scores), int(counts.max(initial=0))), -np.inf, np.float32)
    role = np.zeros(kept.shape, np.int32)
    kept[rows, place] = scores[rows, columns]
    role[rows, place] = columns
    order = np.argsort(-kept, axis=1, kind="stable")[:, :top]
    return np.take_along_axis(role, order, axis=1), np.take_along_axis(kept, order, axis=1)


def _bar(scores: Floats, top: int) -> Floats:
    """A score that at least `top` roles of each person reach, and not many more.

    The best of each of many groups are so many different roles, so the `top`-th best of them will do; finding
    it takes a tenth of the time of sorting all roles.
    """
    people, roles = scores.shape
    groups = roles // GROUP
    if groups < 2 * top:
        return np.asarray(np.partition(scores, roles - top, axis=1)[:, roles - top, None], np.float32)
    best = scores[:, : groups * GROUP].reshape(people, GROUP, groups).max(axis=1)
    return np.asarray(np.partition(best, groups - top, axis=1)[:, groups - top, None], np.float32)


def _gaps(have: NDArray[np.generic], demands: Demands, role: NDArray[np.int32]) -> Floats:
    """Exact weighted gaps of the pairs in `role`, role by role, so that each role's needs are read once."""
    people, top = role.shape
    gap = np.empty(people * top, np.float32)
    # Sorting small whole numbers takes a sixth of the time of sorting large ones.
    small = role.astype(np.uint16) if len(demands.roles) < 1 << 16 else role
    pairs = np.argsort(small, axis=None, kind="stable")
    ends = np.cumsum(np.bincount(role.ravel(), minlength=len(demands.roles)))
    needed, levels = _whole(have, demands)
    for row, end in enumerate(ends):
        mine = pairs[ends[row - 1] if row else 0 : end]
        asked = np.flatnonzero(demands.weight[row])
        had = levels[mine // top]
        missing = np.maximum(had, needed[row]) - had
        gap[mine] = np.einsum("ps,s->p", missing[:, asked].astype(np.float32), demands.weight[row, asked])
    return gap.reshape(people, top)


def _whole(have: NDArray[np.generic], demands: Demands) -> tuple[NDArray[np.generic], NDArray[np.generic]]:
    """Needed and had levels as bytes when all are whole, which halves the time; as they are otherwise."""
    needed, had = _bytes(demands.level), _bytes(have)
    if needed is not None and had is not None:
        return needed, had
    # A level that nobody knows leaves no gap, so it is taken for one that no need exceeds.
    return demands.level, np.nan_to_num(have.astype(np.float32), nan=BEYOND)


def _bytes(levels: NDArray[np.generic]) -> NDArray[np.uint8] | None:
    """The levels as bytes, None when they are not all whole numbers from 0 to 255."""
    if levels.dtype == np.uint8:
        return cast(NDArray[np.uint8], levels)
    with np.errstate(invalid="ignore"):
        whole = levels.astype(np.uint8)
    return whole if bool((whole == levels).all()) else None
