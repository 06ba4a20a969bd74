"""Two to four roles beside each other, in or outside the organisation: what all of them ask for stands first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from colonnade_paths.model import plain

from .framework import Edition, Role, Skill, current, edition
from .models import Framework as Line
from .models import FrameworkVersion

FEWEST, MOST = 2, 4
_PUBLIC = "public:"


@dataclass(frozen=True)
class Need:
    """What one future asks of a skill; `have` is None where nobody has rated it."""

    skill: Skill
    need: int
    have: int | None

    @property
    def steps(self) -> int | None:
        return None if self.have is None else max(0, self.need - self.have)

    @property
    def is_missing(self) -> bool:
        return self.steps is None or self.steps > 0


@dataclass(frozen=True)
class Future:
    """A role as one possible future; `source` names the public data it is from, empty for our own framework."""

    key: str
    edition: Edition
    role: Role
    source: str
    needs: tuple[Need, ...]

    @property
    def met(self) -> int:
        return sum(not need.is_missing for need in self.needs)


@dataclass(frozen=True)
class Shared:
    """A skill that several futures ask for: `needs` has one entry for each future, None where it does not."""

    name: str
    have: int | None
    needs: tuple[Need | None, ...]

    @property
    def is_missing(self) -> bool:
        return any(need is not None and need.is_missing for need in self.needs)

    @property
    def askers(self) -> int:
        return sum(need is not None for need in self.needs)


def public_data() -> list[tuple[UUID, str]]:
    """(version, name) of each set of public data that somebody brought in, newest version of each."""
    rows = FrameworkVersion.objects.filter(framework__use=Line.Use.PUBLIC, state=FrameworkVersion.State.PUBLISHED)
    newest = {
        line: (version, name)
        for line, version, name in rows.order_by("number").values_list("framework", "pk", "framework__name")
    }
    return list(newest.values())


def key_of(role_code: str, version: UUID | None = None) -> str:
    """How a page names a role of the framework in force, or of public data."""
    return f"{_PUBLIC}{version}:{role_code}" if version else role_code


def futures_of(
    keys: Iterable[str], levels: Mapping[str, int], publics: Mapping[UUID, str] | None = None
) -> list[Future]:
    """The futures named, at most four, each once; names that lead nowhere any more are left out."""
    found: list[Future] = []
    for key in dict.fromkeys(keys):
        if key.startswith(_PUBLIC):
            publics = dict(public_data()) if publics is None else publics
            future = _public(key, publics, levels)
        else:
            future = _own(key, levels)
        if future:
            found.append(future)
    return found[:MOST]


def _own(key: str, levels: Mapping[str, int]) -> Future | None:
    here = current()
    role = here.roles.get(key)
    if role is None:
        return None
    needs = [Need(here.skills[code], need, levels.get(code)) for code, need in role.needs if code in here.skills]
    return Future(key, here, role, "", tuple(needs))


def _public(key: str, publics: Mapping[UUID, str], levels: Mapping[str, int]) -> Future | None:
    """Skills of public data are ours where they are called the same; all others nobody has rated."""
    version, _sep, code = key.removeprefix(_PUBLIC).partition(":")
    known = {str(one): one for one in publics}
    if version not in known:
        return None
    there = edition(known[version])
    role = there.roles.get(code)
    if role is None:
        return None
    ours = {plain(skill.name): levels.get(skill.code) for skill in current().skills.values()}
    needs = [
        Need(there.skills[skill], need, ours.get(plain(there.skills[skill].name)))
        for skill, need in role.needs
        if skill in there.skills
    ]
    return Future(key, there, role, publics[known[version]], tuple(needs))


def shared_needs(futures: Sequence[Future]) -> list[Shared]:
    """Skills that two or more of the futures ask for: those still missing first, then by how many ask."""
    by_name: dict[str, dict[int, Need]] = {}
    for at, future in enumerate(futures):
        for need in future.needs:
            by_name.setdefault(plain(need.skill.name), {})[at] = need
    rows = []
    for asked in by_name.values():
        if len(asked) >= FEWEST:
            first = next(iter(asked.values()))
            needs = tuple(asked.get(at) for at in range(len(futures)))
            rows.append(Shared(first.skill.name, first.have, needs))
    return sorted(rows, key=lambda row: (not row.is_missing, -row.askers, row.name))


def alone(future: Future, shared: Sequence[Shared]) -> list[Need]:
    """What only this future asks for, the largest gap first, what nobody rated last."""
    names = {row.name for row in shared}
    own = [need for need in future.needs if need.skill.name not in names]
    return sorted(own, key=lambda need: (need.steps is None, -(need.steps or 0), need.skill.name))
