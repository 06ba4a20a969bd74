"""The framework in force: the version published last, else the starter that ships. Also earlier versions, by id.

What is published never changes, so that each version is read once in a process and kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from threading import Lock
from typing import Any
from uuid import UUID

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from colonnade.kernel import content
from colonnade.kernel.remembered import Remembered
from colonnade_paths import Framework, Landscape, Level, Move, read_framework, unpack

from .models.frameworks import Framework as Line
from .models.frameworks import FrameworkVersion

SECONDS_KEPT = 15
# The house's scale, on which ratings are drawn and kept.
TOP = 5


@dataclass(frozen=True)
class Skill:
    code: str
    name: str
    descriptors: tuple[str, ...]
    category: str = ""
    description: str = ""

    def described(self, level: int) -> str:
        """The sentence of a level from 1 upwards; empty for level 0 and where the framework says nothing."""
        return self.descriptors[level - 1] if 0 < level <= len(self.descriptors) else ""


@dataclass(frozen=True)
class Role:
    code: str
    title: str
    family: str
    level: str
    needs: tuple[tuple[str, int], ...]
    family_code: str = ""
    description: str = ""
    local: str = ""


@dataclass(frozen=True)
class Gap:
    """A skill of a role: what is there, what the role needs; `have` is None where nobody rated it."""

    skill: Skill
    have: int | None
    need: int

    @property
    def steps(self) -> int | None:
        return None if self.have is None else max(0, self.need - self.have)


class Edition:
    """One state of a framework, ready to be asked: roles, skills and levels by code, and the way between roles."""

    def __init__(self, engine: Framework, *, version: UUID | None = None, number: int = 0) -> None:
        self.engine, self.version, self.number = engine, version, number
        self._lock = Lock()

    @cached_property
    def skills(self) -> dict[str, Skill]:
        return {
            one.code: Skill(one.code, one.name, self._descriptors(one.levels), one.category, one.description)
            for one in self.engine.skills.values()
        }

    @cached_property
    def roles(self) -> dict[str, Role]:
        families = self.engine.families
        return {
            one.code: Role(
                one.code,
                one.title,
                families.get(one.family, one.family),
                one.level,
                tuple((need.skill, self.on_scale(need.level)) for need in one.needs),
                one.family,
                one.description,
                one.local,
            )
            for one in self.engine.roles.values()
        }

    def on_scale(self, level: float) -> int:
        """A level of the framework's own scale on the house's, where it is longer."""
        top = self.engine.scale_top
        # Half a step counts up: Python's own rounding would take 2.5 down and 3.5 up.
        return int((level if top <= TOP else level * TOP / top) + 0.5)

    def _descriptors(self, own: list[str]) -> tuple[str, ...]:
        """The sentences of levels 1 to 5; of a longer scale those that stand nearest."""
        top = self.engine.scale_top
        if top <= TOP:
            return tuple(own)
        nearest = (round(level * top / TOP) for level in range(1, TOP + 1))
        return tuple(own[step - 1] if step <= len(own) else "" for step in nearest)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """A word for each level from 0 to 5; the framework's own where it has them."""
        shipped = tuple(level["name"] for level in content.framework()["skill_scale"])
        own = list(self.engine.scale) if self.engine.scale_top <= TOP else []
        if own and len(own) == self.engine.scale_top:
            # Their words begin with level 1.
            own.insert(0, shipped[0])
        return (*own, *shipped[len(own) :])

    @cached_property
    def level_names(self) -> dict[str, str]:
        return {level.code: level.name or level.code for level in self.engine.levels.values()}

    def level_of(self, role: Role) -> Level | None:
        return self.engine.levels.get(role.level)

    def families(self) -> list[tuple[str, str, list[Role]]]:
        """(code, name, roles from the first level up) of each family with roles; those without one stand last."""
        groups: dict[str, list[Role]] = {code: [] for code in self.engine.families}
        for role in self.roles.values():
            groups.setdefault(role.family_code, []).append(role)
        named = [(code, self.engine.families.get(code, ""), rows) for code, rows in groups.items() if rows]
        return [(code, name, sorted(rows, key=self._standing)) for code, name, rows in named]

    def _standing(self, role: Role) -> tuple[float, str, str]:
        level = self.level_of(role)
        return (level.parity if level else 0.0, level.track if level else "", role.title)

    def role_choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Roles by family, for a select."""
        return [(name or code, [(role.code, role.title) for role in rows]) for code, name, rows in self.families()]

    @cached_property
    def role_options(self) -> SafeString:
        """The options of a select, families as groups: written once, as a framework may have a thousand roles."""
        groups = [
            format_html(
                '<optgroup label="{}">{}</optgroup>',
                name,
                format_html_join("", '<option value="{}">{}</option>', members),
            )
            for name, members in self.role_choices()
        ]
        return mark_safe("".join(groups))  # noqa: S308  each part was escaped above

    def moves_from(self, code: str) -> list[Move]:
        return [move for move in self.engine.moves if move.origin == code and move.target in self.roles]

    def moves_to(self, code: str) -> list[Move]:
        return [move for move in self.engine.moves if move.target == code and move.origin in self.roles]

    def needed_by(self, skill: str) -> list[tuple[Role, int]]:
        """The roles that ask for a skill, with the level each asks for."""
        found = [(role, dict(role.needs)[skill]) for role in self.roles.values() if skill in dict(role.needs)]
        return sorted(found, key=lambda one: (-one[1], one[0].title))

    def landscape(self) -> Landscape:
        """How near the roles are to each other; made when first asked for, once in a process."""
        with self._lock:
            if "_landscape" not in self.__dict__:
                self._landscape = Landscape.of(self.engine)
            return self._landscape


@lru_cache(maxsize=1)
def shipped() -> Edition:
    """The starter framework, as it ships."""
    framework, _report = read_framework("yaml", content.FOLDER / "framework.yaml")
    return Edition(framework)


@lru_cache(maxsize=12)
def edition(version: UUID) -> Edition:
    """A version by its id; raises `FrameworkVersion.DoesNotExist`. Only published ones are kept."""
    row = FrameworkVersion.objects.get(pk=version, state=FrameworkVersion.State.PUBLISHED)
    return Edition(unpack(bytes(row.document)), version=row.pk, number=row.number or 0)


def edition_made_with(version: UUID | None) -> Edition:
    """The version a rating was made with; None is the starter that ships."""
    return edition(version) if version else shipped()


def _newest() -> Edition:
    rows = FrameworkVersion.objects.filter(framework__use=Line.Use.OWN, state=FrameworkVersion.State.PUBLISHED)
    newest = rows.order_by("-number").values_list("pk", flat=True).first()
    return edition(newest) if newest else shipped()


_in_force = Remembered(_newest, seconds=SECONDS_KEPT)


def current() -> Edition:
    """The framework in force; looked up at most every few seconds in each process."""
    return _in_force.get()


def forget() -> None:
    """Called when something was published."""
    _in_force.forget()


def skills() -> dict[str, Skill]:
    return current().skills


def roles() -> dict[str, Role]:
    return current().roles


def skill_words() -> tuple[str, ...]:
    return current().words


def role_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Roles by family, for a select."""
    return current().role_choices()


def gaps(role: Role, levels: Mapping[str, int | None]) -> list[Gap]:
    """Every skill of the role against the levels given, largest gap first, what nobody rated last."""
    found = [Gap(skills()[code], levels.get(code), need) for code, need in role.needs if code in skills()]
    return sorted(found, key=lambda gap: (gap.steps is None, -(gap.steps or 0), gap.skill.name))


def names_of(codes: Iterable[str]) -> list[Any]:
    """The skills of these codes that the framework in force still has."""
    return [skills()[code] for code in codes if code in skills()]
