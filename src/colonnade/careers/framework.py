"""The starter framework, read from the words that ship: roles, skills, levels and the gap to a role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from colonnade.kernel import content


@dataclass(frozen=True)
class Skill:
    code: str
    name: str
    descriptors: tuple[str, ...]


@dataclass(frozen=True)
class Role:
    code: str
    title: str
    family: str
    level: str
    needs: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Gap:
    """A skill of a role: what is there, what the role needs; `have` is None where nobody rated it."""

    skill: Skill
    have: int | None
    need: int

    @property
    def steps(self) -> int | None:
        return None if self.have is None else max(0, self.need - self.have)


@lru_cache(maxsize=1)
def skills() -> dict[str, Skill]:
    return {s["id"]: Skill(s["id"], s["name"], tuple(s["levels"])) for s in content.framework()["skills"]}


@lru_cache(maxsize=1)
def roles() -> dict[str, Role]:
    families = {family["id"]: family["name"] for family in content.framework()["families"]}
    return {
        r["id"]: Role(r["id"], r["title"], families[r["family"]], r["level"], tuple(r["skills"].items()))
        for r in content.framework()["roles"]
    }


@lru_cache(maxsize=1)
def skill_words() -> tuple[str, ...]:
    return tuple(level["name"] for level in content.framework()["skill_scale"])


def role_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Roles by family, for a select."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for role in roles().values():
        groups.setdefault(role.family, []).append((role.code, role.title))
    return list(groups.items())


def gaps(role: Role, levels: Mapping[str, int | None]) -> list[Gap]:
    """Every skill of the role against the levels given, largest gap first, what nobody rated last."""
    found = [Gap(skills()[code], levels.get(code), need) for code, need in role.needs if code in skills()]
    return sorted(found, key=lambda gap: (gap.steps is None, -(gap.steps or 0), gap.skill.name))
