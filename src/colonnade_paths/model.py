"""One framework model for every source: roles, the skills they need, levels, moves, texts and demand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from colonnade_paths.report import PathsError

MOVE_KINDS = ("deepen", "up", "lateral", "cross_track", "step")


@dataclass(slots=True)
class Level:
    """A career level; levels of equal `parity` are of equal standing, whatever their track."""

    code: str
    name: str = ""
    parity: float = 0.0
    track: str = ""
    description: str = ""


@dataclass(slots=True)
class Skill:
    """A skill, or knowledge, ability, behaviour; `levels` are its descriptors from level 1 upwards."""

    code: str
    name: str = ""
    kind: str = "skill"
    category: str = ""
    parent: str = ""
    description: str = ""
    levels: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Need:
    """A role asks for `level` of a skill, on the framework's scale; `weight` says how much it matters."""

    skill: str
    level: float
    weight: float = 1.0


@dataclass(slots=True)
class Role:
    """A role and everything its source says about it.

    `ladder` is the profession a role is one rung of; `activities` maps a shared activity to how often it
    occurs; `education` is the usual schooling in the source's own steps; `classes` are codes of an outside
    classification; `entry` is the text on who may start.
    """

    code: str
    title: str
    family: str = ""
    ladder: str = ""
    level: str = ""
    description: str = ""
    needs: list[Need] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    tasks: list[str] = field(default_factory=list)
    activities: dict[str, float] = field(default_factory=dict)
    tools: list[str] = field(default_factory=list)
    setting: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    conditions: str = ""
    entry: str = ""
    education: float | None = None
    local: str = ""

    @property
    def says_what_it_does(self) -> bool:
        """Whether the source tells skills, activities, tasks or tools, and not only names and a summary."""
        return bool(self.needs or self.activities or self.tasks or self.tools)


@dataclass(slots=True)
class Move:
    """A move somebody wrote down as typical; every other move stays possible."""

    origin: str
    target: str
    kind: str
    bridge: str = ""
    try_out: str = ""
    note: str = ""


@dataclass(slots=True)
class Person:
    """What one person brings: `have` maps skill code to level; `role` is where they are now, if known.

    A level of None says that nobody knows it: not rated yet, or no chance to show it. It is neither a gap nor
    met. A skill that is left out counts as level 0.
    """

    have: Mapping[str, float | None]
    role: str = ""


@dataclass
class Framework:
    """Roles with their skills, levels and moves, from one source and under one licence.

    Fill it before asking it anything, as orders and look-ups are kept once computed. `scale` names the skill
    levels from 0 or 1 to `scale_top`; `demand` counts people per role code; `terms` names activities, tools
    and settings by their codes.
    """

    name: str
    source: str = ""
    attribution: str = ""
    scale_top: float = 5.0
    scale: list[str] = field(default_factory=list)
    levels: dict[str, Level] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    skills: dict[str, Skill] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    moves: list[Move] = field(default_factory=list)
    demand: dict[str, float] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)

    @cached_property
    def codes(self) -> list[str]:
        """Role codes in a fixed order; every matrix of the package has its rows in this order."""
        return list(self.roles)

    @cached_property
    def position(self) -> dict[str, int]:
        """Row of each role code."""
        return {code: row for row, code in enumerate(self.codes)}

    def role(self, name: str) -> Role:
        """The role of this code, or of this title when only one has it; `PathsError` otherwise."""
        if name in self.roles:
            return self.roles[name]
        found = self._by_plain_name.get(plain(name), [])
        if len(found) == 1:
            return self.roles[found[0]]
        if found:
            raise PathsError(f"“{name}” is the title of several roles: {', '.join(found[:5])}; give a code.")
        raise PathsError(f"There is no role with the code or title “{name}” in {self.name}.")

    def parity(self, role: Role) -> float | None:
        """The role's standing on the career levels, None where the source gives no level."""
        level = self.levels.get(role.level)
        return level.parity if level else None

    def track(self, role: Role) -> str:
        """Track of the role's level, empty where there is none."""
        level = self.levels.get(role.level)
        return level.track if level else ""

    def skill_name(self, code: str) -> str:
        """The skill's name, or its code where the source gives no name."""
        skill = self.skills.get(code)
        return skill.name if skill and skill.name else code

    @cached_property
    def comparable(self) -> set[str]:
        """Codes of the roles that can be suggested.

        Where most roles tell what they do, the few that do not (“all other” groups) cannot be compared.
        """
        telling = {code for code, role in self.roles.items() if role.says_what_it_does}
        return telling if 2 * len(telling) > len(self.roles) else set(self.roles)

    @cached_property
    def written_moves(self) -> dict[tuple[str, str], Move]:
        """Moves of the framework by origin and target."""
        return {(move.origin, move.target): move for move in self.moves}

    @cached_property
    def moves_from(self) -> dict[str, list[Move]]:
        """Moves of the framework by origin."""
        found: dict[str, list[Move]] = {}
        for move in self.moves:
            found.setdefault(move.origin, []).append(move)
        return found

    @cached_property
    def _by_plain_name(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for code, role in self.roles.items():
            for name in {plain(text) for text in _names(role)}:
                names.setdefault(name, []).append(code)
        return names


def _names(role: Role) -> Iterator[str]:
    yield role.code
    yield role.title
    if role.ladder:
        yield f"{role.ladder} {role.title}"
    if role.family:
        yield f"{role.family} {role.title}"


def plain(text: str) -> str:
    """Lower case, without accents, punctuation or double spaces: for comparing names, never for showing."""
    decomposed = unicodedata.normalize("NFKD", text)
    letters = "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
    return re.sub(r"[^\w+#]+", " ", letters).strip()
