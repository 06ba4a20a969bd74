"""What a person still needs for a role, exact and skill by skill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from colonnade_paths.model import Person, Role


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

    A skill the person has no level in counts as level 0.
    """
    found = [
        Gap(need.skill, float(person.have.get(need.skill, 0.0)), need.level, need.weight)
        for need in role.needs
        if person.have.get(need.skill, 0.0) < need.level
    ]
    return sorted(found, key=lambda gap: (-gap.weight * gap.missing, gap.skill))


def weighted_gap(person: Person, role: Role) -> float:
    """Sum of weight times missing levels over the role's needs."""
    return sum(gap.weight * gap.missing for gap in gaps(person, role))


def holder_of(role: Role) -> Person:
    """Somebody who has just what the role needs: stands in for a person when only their role is known."""
    return Person({need.skill: need.level for need in role.needs}, role.code)
