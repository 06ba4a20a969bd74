"""A framework of one's own, put together piece by piece and checked as a whole before anything is kept."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field

from colonnade_paths.model import MOVE_KINDS, Framework, Level, Move, Need, Role, Skill
from colonnade_paths.report import ImportReport


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece stands: file and row (1 is the first line)."""

    file: str
    row: int | None = None


@dataclass
class Draft:
    """Pieces with their places; `finish` refuses the whole when codes repeat or point nowhere."""

    framework: Framework
    report: ImportReport
    _parents: dict[str, tuple[str, Place]] = field(default_factory=dict)
    _roles: dict[str, Place] = field(default_factory=dict)
    _skills_of: dict[str, set[str]] = field(default_factory=dict)
    _numbers: dict[float, float] = field(default_factory=dict)
    _moves: list[tuple[Move, Place]] = field(default_factory=list)

    def add_family(self, place: Place, code: str, name: str) -> None:
        """A family of roles."""
        if self._is_new(place, code, self.framework.families, "family"):
            self.framework.families[code] = name or code

    def add_level(self, place: Place, level: Level) -> None:
        """A career level."""
        if self._is_new(place, level.code, self.framework.levels, "level"):
            self.framework.levels[level.code] = level

    def add_skill(self, place: Place, skill: Skill) -> None:
        """A skill; its parent may come later."""
        if self._is_new(place, skill.code, self.framework.skills, "skill"):
            self.framework.skills[skill.code] = skill
            if skill.parent:
                self._parents[skill.code] = (skill.parent, place)

    def add_role(self, place: Place, role: Role) -> None:
        """A role; its family and level may come later."""
        if self._is_new(place, role.code, self.framework.roles, "role"):
            role.title = role.title or role.code
            self.framework.roles[role.code] = role
            self._roles[role.code] = place

    def add_need(self, place: Place, role: str, skill: str, level: float | None, weight: float | None) -> None:
        """A need of a role; role and skill must have come before it, as a million needs are not kept waiting.

        `level` must lie on the framework's scale and `weight` must be above 0.
        """
        framework = self.framework
        top, owner, known = framework.scale_top, framework.roles.get(role), framework.skills.get(skill)
        if level is None or not 0 <= level <= top:
            self._refuse(place, f"the level of “{skill}” is not a number from 0 to {top:g}", "level")
        elif weight is not None and weight <= 0:
            self._refuse(place, f"the weight of “{skill}” is not above 0", "weight")
        elif owner is None:
            self._refuse(place, f"there is no role “{role}”", "role")
        elif known is None:
            self._refuse(place, f"there is no skill “{skill}”", "skill")
        else:
            self._place_need(place, owner, known, level, 1.0 if weight is None else weight)

    def _place_need(self, place: Place, role: Role, skill: Skill, level: float, weight: float) -> None:
        taken = self._skills_of.setdefault(role.code, set())
        if skill.code in taken:
            self._refuse(place, f"“{role.code}” names the skill “{skill.code}” twice", "skill")
            return
        taken.add(skill.code)
        # One object for each number and code, which halves the memory of a million needs.
        level, weight = self._numbers.setdefault(level, level), self._numbers.setdefault(weight, weight)
        role.needs.append(Need(skill.code, level, weight))

    def add_move(self, place: Place, move: Move) -> None:
        """A typical move."""
        if move.kind not in MOVE_KINDS:
            self._refuse(place, f"unknown kind of move “{move.kind}”", "kind")
        else:
            self._moves.append((move, place))

    def finish(self) -> Framework:
        """The framework, when every code stands once and points at something; raises `ImportRefusedError`."""
        self._check_parents()
        self._check_roles()
        self._place_moves()
        self.report.stop_if_refused()
        return self.framework

    def _is_new(self, place: Place, code: str, known: Container[str], what: str) -> bool:
        if not code:
            self._refuse(place, f"a {what} without a code", "code")
        elif code in known:
            self._refuse(place, f"the {what} code “{code}” is there twice", "code")
        else:
            return True
        return False

    def _refuse(self, place: Place, sentence: str, column: str) -> None:
        self.report.refuse(place.file, sentence, place.row, column)

    def _check_parents(self) -> None:
        in_circle = self._circles()
        for code, (parent, place) in self._parents.items():
            if parent not in self.framework.skills:
                self._refuse(place, f"the parent “{parent}” of “{code}” is not a skill here", "parent")
            elif code in in_circle:
                self._refuse(place, f"“{code}” is its own parent by way of “{parent}”", "parent")

    def _circles(self) -> set[str]:
        """Skills that are above themselves; each chain of parents is walked once."""
        found: set[str] = set()
        done: set[str] = set()
        for start in self._parents:
            chain: dict[str, int] = {}
            code = start
            while code in self._parents and code not in done and code not in chain:
                chain[code] = len(chain)
                code = self._parents[code][0]
            if code in chain:
                found.update(list(chain)[chain[code] :])
            done.update(chain)
        return found

    def _check_roles(self) -> None:
        framework = self.framework
        for code, place in self._roles.items():
            role = framework.roles[code]
            if role.level and framework.levels and role.level not in framework.levels:
                self._refuse(place, f"unknown level “{role.level}” of “{code}”", "level")
            if role.family and role.family not in framework.families:
                framework.families[role.family] = role.family

    def _place_moves(self) -> None:
        for move, place in self._moves:
            for column, code in (("from", move.origin), ("to", move.target)):
                if code not in self.framework.roles:
                    self._refuse(place, f"there is no role “{code}”", column)
            self.framework.moves.append(move)
