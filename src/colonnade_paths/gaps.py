"""What a person still needs for a role, exact and skill by skill."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from colonnade_paths.model import Need, Person, Role


@dataclass(frozen=True, slots=True)
class Gap:
    """One skill below what the role needs; levels on the framework's scale, `weight` as the role gives it."""

    skill: str
    have: float
    need: float
    weight: float

    @property
    def missing(self) -> float:
        """Levels missing, above 0."""
        return self.need - self.have

    def as_json(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"skill": self.skill, "have": self.have, "need": self.need, "weight": self.weight}


def gaps(person: Person, role: Role) -> list[Gap]:
    """The person's gaps to the role, the largest weighted one first; empty when nothing is missing.

    A skill the person has no level in counts as level 0; one whose level is None is no gap, see `unknown`.
    """
    found = []
    for need in role.needs:
        have = person.have.get(need.skill, 0.0)
        if have is not None and have < need.level:
            found.append(Gap(need.skill, float(have), need.level, need.weight))
    return sorted(found, key=lambda gap: (-gap.weight * gap.missing, gap.skill))


def unknown(person: Person, role: Role) -> list[Need]:
    """The role's needs of which nobody knows whether the person meets them, the weightiest first."""
    found = [need for need in role.needs if need.level > 0 and person.have.get(need.skill, 0.0) is None]
    return sorted(found, key=lambda need: (-need.weight * need.level, need.skill))


@dataclass(frozen=True, slots=True)
class SharedGap:
    """One skill that several futures ask more of; `gaps` holds the gap to each by role code."""

    skill: str
    have: float
    gaps: dict[str, Gap]

    @property
    def lowest(self) -> float:
        """The first level that serves one of these futures."""
        return min(gap.need for gap in self.gaps.values())

    @property
    def highest(self) -> float:
        """The level that serves all of them."""
        return max(gap.need for gap in self.gaps.values())

    @property
    def weighted(self) -> float:
        """Weight times missing levels, over all of them."""
        return sum(gap.weight * gap.missing for gap in self.gaps.values())

    def as_json(self) -> dict[str, Any]:
        """Plain values for JSON."""
        by_role = {code: gap.as_json() for code, gap in self.gaps.items()}
        return {"skill": self.skill, "have": self.have, "lowest": self.lowest, "highest": self.highest} | {
            "gaps": by_role
        }


def shared_gaps(person: Person, futures: Iterable[Role]) -> list[SharedGap]:
    """The person's gaps to several roles by skill: what serves most futures first, then the largest.

    A skill that only one future asks for stands at the end; a learner who is undecided starts at the top.
    """
    by_skill: dict[str, dict[str, Gap]] = {}
    for role in futures:
        for gap in gaps(person, role):
            by_skill.setdefault(gap.skill, {})[role.code] = gap
    found = [SharedGap(skill, next(iter(mine.values())).have, mine) for skill, mine in by_skill.items()]
    return sorted(found, key=lambda shared: (-len(shared.gaps), -shared.weighted, shared.skill))


def weighted_gap(person: Person, role: Role) -> float:
    """Sum of weight times missing levels over the role's needs."""
    return sum(gap.weight * gap.missing for gap in gaps(person, role))


def holder_of(role: Role) -> Person:
    """Somebody who has just what the role needs: stands in for a person when only their role is known."""
    return Person({need.skill: need.level for need in role.needs}, role.code)
