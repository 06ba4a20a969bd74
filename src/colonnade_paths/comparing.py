"""What changed between two versions of a framework, as typed data: for people who must agree to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from colonnade_paths.model import Framework, Role, Skill

ADDED, REMOVED, REWORDED = "added", "removed", "reworded"
RAISED, LOWERED, CHANGED = "raised", "lowered", "changed"
SORTS = (ADDED, REMOVED, REWORDED, RAISED, LOWERED, CHANGED)
THINGS = (
    "framework",
    "scale",
    "family",
    "level",
    "skill",
    "descriptor",
    "role",
    "expectation",
    "weight",
    "text",
    "term",
    "move",
    "demand",
)
# Fields whose words may change; of the others a change is of substance.
ROLE_WORDS = ("title", "description", "conditions", "entry", "local")
ROLE_FACTS = ("family", "ladder", "education")
ROLE_LISTS = ("titles", "tasks", "tools", "setting", "classes")
SKILL_WORDS = ("name", "description")
SKILL_FACTS = ("kind", "category", "parent")
LEVEL_WORDS = ("name", "description")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    `thing` is one of `THINGS`, `sort` one of `SORTS`, `code` that of the role, skill, level or family it is about.
    `part` says where in it: the skill of an expectation or weight, the number of a descriptor, otherwise the
    field. `before` and `after` are its levels or texts, None where there is none. A changed weight is raised or
    lowered; a role whose level moved is raised or lowered by parity.
    """

    thing: str
    sort: str
    code: str
    part: str = ""
    before: str | float | None = None
    after: str | float | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)


@dataclass(frozen=True)
class FrameworkDiff:
    """All changes from one version to the next: scale, families, levels, skills, roles, moves, in that order."""

    changes: list[Change]

    def __bool__(self) -> bool:
        return bool(self.changes)

    def of(self, thing: str, *sorts: str) -> list[Change]:
        """Changes of one thing, of these sorts or of any."""
        return [c for c in self.changes if c.thing == thing and (not sorts or c.sort in sorts)]

    def about_role(self, code: str) -> list[Change]:
        """What changed in the role itself: for somebody who holds it or aims for it."""
        return [c for c in self.changes if c.code == code and c.thing in ("role", "expectation", "weight", "text")]

    def about_skill(self, code: str) -> list[Change]:
        """What changed in the skill itself: ratings of it keep the version they were made with."""
        return [c for c in self.changes if c.code == code and c.thing in ("skill", "descriptor")]

    def counts(self) -> Counter[tuple[str, str]]:
        """How many changes there are of each thing and sort."""
        return Counter((change.thing, change.sort) for change in self.changes)

    def as_json(self) -> list[dict[str, Any]]:
        """Plain values for JSON."""
        return [change.as_json() for change in self.changes]


def diff(before: Framework, after: Framework) -> FrameworkDiff:
    """Every difference between two versions; empty when nothing but the order changed.

    Things are told apart by their codes: under a new code a role is removed and added.
    """
    return FrameworkDiff(
        [
            *_heading(before, after),
            *_named("family", before.families, after.families),
            *_levels(before, after),
            *_skills(before, after),
            *_roles(before, after),
            *_named("term", before.terms, after.terms),
            *_moves(before, after),
            *_numbers("demand", "", before.demand, after.demand, by_part=False),
        ]
    )


def _heading(before: Framework, after: Framework) -> Iterator[Change]:
    for field in ("name", "source", "attribution"):
        yield from _field("framework", REWORDED, "", field, getattr(before, field), getattr(after, field))
    if before.scale_top != after.scale_top:
        sort = _direction(before.scale_top, after.scale_top)
        yield Change("scale", sort, "", "top", before.scale_top, after.scale_top)
    yield from _steps("scale", "", before.scale, after.scale, first=0)


def _named(thing: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    for code, old, new in _pairs(before, after):
        yield from _field(thing, REWORDED, code, "name", old, new)


def _levels(before: Framework, after: Framework) -> Iterator[Change]:
    for code, old, new in _pairs(before.levels, after.levels):
        if old is None or new is None:
            yield _come_or_gone("level", code, old and (old.name or code), new and (new.name or code))
            continue
        for field in LEVEL_WORDS:
            yield from _field("level", REWORDED, code, field, getattr(old, field), getattr(new, field))
        yield from _field("level", CHANGED, code, "track", old.track, new.track)
        if old.parity != new.parity:
            yield Change("level", _direction(old.parity, new.parity), code, "parity", old.parity, new.parity)


def _skills(before: Framework, after: Framework) -> Iterator[Change]:
    for code, old, new in _pairs(before.skills, after.skills):
        if old is None or new is None:
            yield _come_or_gone("skill", code, old and (old.name or code), new and (new.name or code))
        else:
            yield from _words_and_facts("skill", code, old, new, SKILL_WORDS, SKILL_FACTS)
        # Their words are told with a skill that comes or goes, as somebody must agree to them too.
        yield from _steps("descriptor", code, old.levels if old else [], new.levels if new else [])


def _roles(before: Framework, after: Framework) -> Iterator[Change]:
    for code, old, new in _pairs(before.roles, after.roles):
        if old is None or new is None:
            yield _come_or_gone("role", code, old and old.title, new and new.title)
        else:
            yield from _words_and_facts("role", code, old, new, ROLE_WORDS, ROLE_FACTS)
            yield from _role_level(before, after, old, new)
        yield from _expectations(code, old, new)
        yield from _texts(code, old, new)


def _role_level(before: Framework, after: Framework, old: Role, new: Role) -> Iterator[Change]:
    if old.level != new.level:
        was, now = before.parity(old), after.parity(new)
        sort = CHANGED if was is None or now is None or was == now else _direction(was, now)
        yield Change("role", sort, old.code, "level", old.level or None, new.level or None)


def _expectations(code: str, old: Role | None, new: Role | None) -> Iterator[Change]:
    """Levels asked for, then weights; a weight that comes or goes with its expectation is told with that."""
    was = {need.skill: need for need in old.needs} if old else {}
    now = {need.skill: need for need in new.needs} if new else {}
    yield from _numbers("expectation", code, _levels_of(was), _levels_of(now))
    for skill in was:
        if skill in now and was[skill].weight != now[skill].weight:
            sort = _direction(was[skill].weight, now[skill].weight)
            yield Change("weight", sort, code, skill, was[skill].weight, now[skill].weight)


def _levels_of(needs: Mapping[str, Any]) -> dict[str, float]:
    return {skill: need.level for skill, need in needs.items()}


def _texts(code: str, old: Role | None, new: Role | None) -> Iterator[Change]:
    for field in ROLE_LISTS:
        was = Counter(getattr(old, field) if old else ())
        now = Counter(getattr(new, field) if new else ())
        yield from (Change("text", REMOVED, code, field, text) for text in (was - now).elements())
        yield from (Change("text", ADDED, code, field, None, text) for text in (now - was).elements())
    counts_before, counts_after = (role.activities if role else {} for role in (old, new))
    for activity, was_done, is_done in _pairs(counts_before, counts_after):
        if was_done is None or is_done is None:
            sort = ADDED if was_done is None else REMOVED
            gone, come = (None, activity) if was_done is None else (activity, None)
            yield Change("text", sort, code, "activities", gone, come)
        elif was_done != is_done:
            yield Change("text", _direction(was_done, is_done), code, f"activities: {activity}", was_done, is_done)


def _moves(before: Framework, after: Framework) -> Iterator[Change]:
    """Moves by origin and target; a pair that is written twice counts by its last."""
    for (origin, target), old, new in _pairs(before.written_moves, after.written_moves):
        if old is None or new is None:
            yield _come_or_gone("move", origin, old and old.kind, new and new.kind, part=target)
            continue
        yield from _field("move", CHANGED, origin, target, old.kind, new.kind)
        for field in ("bridge", "try_out", "note"):
            place = f"{target}: {field}"
            yield from _field("move", REWORDED, origin, place, getattr(old, field), getattr(new, field))


def _words_and_facts(
    thing: str, code: str, old: Role | Skill, new: Role | Skill, words: Iterable[str], facts: Iterable[str]
) -> Iterator[Change]:
    for sort, fields in ((REWORDED, words), (CHANGED, facts)):
        for field in fields:
            yield from _field(thing, sort, code, field, getattr(old, field), getattr(new, field))


def _field(thing: str, sort: str, code: str, part: str, old: Any, new: Any) -> Iterator[Change]:
    """A change of one field: added or removed where one side is empty, else of the sort given."""
    old, new = (None if value == "" else value for value in (old, new))
    if old != new:
        yield Change(thing, ADDED if old is None else REMOVED if new is None else sort, code, part, old, new)


def _steps(thing: str, code: str, before: list[str], after: list[str], *, first: int = 1) -> Iterator[Change]:
    """Texts by number: the words of a scale or of a skill's levels."""
    for place in range(max(len(before), len(after))):
        old = before[place] if place < len(before) else ""
        new = after[place] if place < len(after) else ""
        yield from _field(thing, REWORDED, code, str(place + first), old, new)


def _numbers(
    thing: str, code: str, before: Mapping[str, float], after: Mapping[str, float], *, by_part: bool = True
) -> Iterator[Change]:
    for name, old, new in _pairs(before, after):
        if old != new:
            sort = ADDED if old is None else REMOVED if new is None else _direction(old, new)
            yield Change(thing, sort, code, name, old, new) if by_part else Change(thing, sort, name, "", old, new)


def _direction(before: float, after: float) -> str:
    return RAISED if after > before else LOWERED


def _come_or_gone(thing: str, code: str, old: str | None, new: str | None, part: str = "") -> Change:
    return Change(thing, ADDED if old is None else REMOVED, code, part, old, new)


def _pairs(before: Mapping[Any, Any], after: Mapping[Any, Any]) -> Iterator[tuple[Any, Any, Any]]:
    """Each key with its value on both sides, None where it has none; what is new comes last."""
    for key in dict.fromkeys([*before, *after]):
        yield key, before.get(key), after.get(key)
