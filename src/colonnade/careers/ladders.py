"""A framework as people read it: ladders by level, what a role asks for in words, the matrix of a family, search."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from colonnade_paths import Level, Move
from colonnade_paths.model import plain

from .framework import TOP, Edition, Role, Skill
from .models import Option

EXPERT, PEOPLE = "expert", "people"
MOST_FOUND = 60
# More columns than this nobody compares; a family with more gets several tables.
COLUMNS = 8


@dataclass
class Rung:
    """The roles of one standing. Where tracks part, experts and leaders stand side by side."""

    parity: float
    shared: list[Role] = field(default_factory=list)
    expert: list[Role] = field(default_factory=list)
    people: list[Role] = field(default_factory=list)

    @property
    def number(self) -> str:
        return f"{self.parity:g}"


@dataclass(frozen=True)
class Ladder:
    """Roles of a family that lead from one to the next; `rungs` is empty where the source states no levels."""

    name: str
    roles: list[Role]
    rungs: list[Rung]

    @property
    def parts(self) -> bool:
        """Whether this ladder has two tracks."""
        return any(rung.expert or rung.people for rung in self.rungs)


@dataclass(frozen=True)
class Family:
    code: str
    name: str
    ladders: list[Ladder]

    @property
    def size(self) -> int:
        return sum(len(ladder.roles) for ladder in self.ladders)


def families(edition: Edition) -> list[Family]:
    """Every family with its ladders, in the order of the framework; roles without a family stand last."""
    groups: dict[str, list[Role]] = {code: [] for code in edition.engine.families}
    for role in edition.roles.values():
        groups.setdefault(role.family_code, []).append(role)
    order = sorted(groups, key=lambda code: code == "")
    return [_family(edition, code, groups[code]) for code in order if groups[code]]


def family(edition: Edition, code: str) -> Family | None:
    roles = [role for role in edition.roles.values() if role.family_code == code]
    return _family(edition, code, roles) if roles or code in edition.engine.families else None


def _family(edition: Edition, code: str, roles: list[Role]) -> Family:
    ladders: dict[str, list[Role]] = {}
    for role in roles:
        ladders.setdefault(edition.engine.roles[role.code].ladder, []).append(role)
    name = edition.engine.families.get(code, "") or code or _("Without a family")
    return Family(code, name, [_ladder(edition, title, rows) for title, rows in ladders.items()])


def _ladder(edition: Edition, name: str, roles: list[Role]) -> Ladder:
    rungs: dict[float, Rung] = {}
    for role in roles:
        level = edition.level_of(role)
        if level is None:
            return Ladder(name, roles, [])
        rung = rungs.setdefault(level.parity, Rung(level.parity))
        {EXPERT: rung.expert, PEOPLE: rung.people}.get(level.track, rung.shared).append(role)
    in_order = [rungs[parity] for parity in sorted(rungs)]
    return Ladder(name, [role for rung in in_order for role in (*rung.shared, *rung.expert, *rung.people)], in_order)


@dataclass(frozen=True)
class Asked:
    """What a role asks of one skill: the word of the level, its sentence, the source's own number if it differs."""

    skill: Skill
    level: int
    word: str
    sentence: str
    weight: str
    in_source: str


def asked_of(edition: Edition, role: Role) -> list[Asked]:
    """In the order of the framework; where it weighs, what matters most comes first."""
    needs = edition.engine.roles[role.code].needs
    levels = dict(role.needs)
    rows = sorted(needs, key=lambda need: -need.weight) if names_levels(edition) else needs
    return [
        Asked(
            skill,
            levels[need.skill],
            word(edition, levels[need.skill]),
            skill.described(levels[need.skill]),
            weight_word(need.weight) if edition.engine.scale_top <= TOP else "",
            _("%(level)s of %(top)s") % {"level": f"{need.level:g}", "top": f"{edition.engine.scale_top:g}"}
            if edition.engine.scale_top > TOP
            else "",
        )
        for need in rows
        if (skill := edition.skills.get(need.skill)) is not None
    ]


def names_levels(edition: Edition) -> bool:
    """Whether the source says how well a skill is needed, and not only that it is."""
    return edition.engine.scale_top > 1


def word(edition: Edition, level: int) -> str:
    return edition.words[level] if names_levels(edition) else _("asked for")


def weight_word(weight: float) -> str:
    """Empty where it counts like every other."""
    if weight == 1:
        return ""
    return _("matters more") if weight > 1 else _("matters less")


def facets(level: Level | None) -> list[tuple[str, str]]:
    """What a level means, part by part where its text has parts; (label, text), label empty for free text."""
    found = []
    for part in level.description.split("; ") if level and level.description else []:
        label, colon, text = part.partition(": ")
        known = _facet_names().get(label) if colon else None
        found.append((known, text) if known else ("", part))
    return found


def _facet_names() -> dict[str, str]:
    return {
        "scope": _("Scope"),
        "autonomy": _("How far alone"),
        "complexity": _("How difficult"),
        "influence": _("Effect"),
        "others": _("With others"),
    }


def track_word(track: str) -> str:
    words = {EXPERT: _("expert track"), PEOPLE: _("people track"), "common": _("before the tracks part")}
    return words.get(track, track)


def move_word(kind: str) -> str:
    return str(Option.Kind(kind).label) if kind in Option.Kind.values else kind


@dataclass(frozen=True)
class Way:
    """A written move, seen from one of its ends."""

    role: Role
    kind: str
    bridge: str
    try_out: str
    note: str


def ways_from(edition: Edition, code: str) -> list[Way]:
    return [_way(edition.roles[move.target], move) for move in edition.moves_from(code)]


def ways_to(edition: Edition, code: str) -> list[Way]:
    return [_way(edition.roles[move.origin], move) for move in edition.moves_to(code)]


def _way(role: Role, move: Move) -> Way:
    return Way(role, move_word(move.kind), move.bridge, move.try_out, move.note)


@dataclass(frozen=True)
class Matrix:
    """Roles beside each other, their skills below each other; a cell is a word and its number, or None."""

    roles: list[Role]
    rows: list[tuple[Skill, list[tuple[str, int] | None]]]


def matrices(edition: Edition, ladder: Ladder) -> list[Matrix]:
    """One table, or several of about the same width."""
    tables = -(-len(ladder.roles) // COLUMNS)
    width = -(-len(ladder.roles) // max(1, tables))
    return [
        _matrix(edition, ladder.roles[start : start + width]) for start in range(0, len(ladder.roles), width or 1)
    ]


def _matrix(edition: Edition, roles: list[Role]) -> Matrix:
    needs = [dict(role.needs) for role in roles]
    wanted = [skill for skill in edition.skills.values() if any(skill.code in need for need in needs)]
    wanted.sort(key=lambda skill: -sum(skill.code in need for need in needs))
    rows = [
        (
            skill,
            [(word(edition, need[skill.code]), need[skill.code]) if skill.code in need else None for need in needs],
        )
        for skill in wanted
    ]
    return Matrix(roles, rows)


@dataclass(frozen=True)
class Found:
    roles: list[Role]
    skills: list[Skill]
    more: int

    def __bool__(self) -> bool:
        return bool(self.roles or self.skills)


def search(edition: Edition, words: str) -> Found:
    """Roles by title, code, ladder or other names, skills by name; names that begin so come first."""
    wanted = plain(words)
    if not wanted:
        return Found([], [], 0)
    roles = [role for role in edition.roles.values() if any(wanted in name for name in _names(edition, role))]
    skills = [skill for skill in edition.skills.values() if wanted in plain(skill.name)]
    roles.sort(key=lambda role: (*_place(role.title, wanted), role.title))
    skills.sort(key=lambda skill: (*_place(skill.name, wanted), skill.name))
    more = max(0, len(roles) - MOST_FOUND) + max(0, len(skills) - MOST_FOUND)
    return Found(roles[:MOST_FOUND], skills[:MOST_FOUND], more)


def _place(name: str, wanted: str) -> tuple[bool, bool]:
    return not plain(name).startswith(wanted), wanted not in plain(name)


def _place(name: str, wanted: str) -> tuple[bool, bool]:
    return not plain(name).startswith(wanted), wanted not in plain(name)


def _names(edition: Edition, role: Role) -> Iterable[str]:
    source = edition.engine.roles[role.code]
    yield plain(role.title)
    yield plain(role.code)
    yield plain(source.ladder)
    for title in source.titles:
        yield plain(title)
