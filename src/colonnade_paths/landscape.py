"""A framework with its closeness and standing computed once, for ranking and routes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from colonnade_paths import grades
from colonnade_paths.closeness import Closeness
from colonnade_paths.matching import Demands, Profiles
from colonnade_paths.model import Framework
from colonnade_paths.one_thread import one_thread
from colonnade_paths.report import PathsError
from colonnade_paths.standing import Standing

# 3,000 roles take 560 MB, and it grows with the square of their number.
MOST_ROLES = 5000


@dataclass(frozen=True)
class Landscape:
    """All pairs of roles: how close they are and which way is up; it may be shared between threads.

    `openness` is above 0 for roles that experience of another field opens; `breadth` says, in standard units,
    by how many names a role is known, which stands in for its size where no demand is given.
    """

    framework: Framework
    closeness: Closeness
    standing: Standing
    openness: NDArray[np.float64]
    breadth: NDArray[np.float64]

    @classmethod
    def of(cls, framework: Framework) -> Landscape:
        """Compute it once per framework; seconds for a thousand roles.

        Raises `PathsError` when there are more than `MOST_ROLES`, as all pairs of roles are held in memory.
        """
        if len(framework.codes) > MOST_ROLES:
            many = f"{framework.name} has {len(framework.codes):,} roles"
            raise PathsError(f"{many}; at most {MOST_ROLES:,} can be compared at once.")
        with one_thread():
            closeness = Closeness.of(framework)
        roles = [framework.roles[code] for code in framework.codes]
        openness = np.array([grades.openness(role) for role in roles])
        names = np.log1p([len(role.titles) for role in roles])
        spread = names.std()
        breadth = (names - names.mean()) / spread if spread > 0 else np.zeros(len(roles))
        return cls(framework, closeness, Standing.of(framework, closeness), openness, breadth)

    @cached_property
    def profiles(self) -> Profiles:
        """What roles need, as matrices: for people of whom only skills are known. Kept once computed."""
        return Profiles.of(Demands.of(self.framework))
