"""What changed between two versions, in plain words: counts first, then role by role and skill by skill."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from colonnade_paths import Change, Framework, diff

from .framework import Edition
from .ladders import move_word, names_levels, track_word, weight_word

MOST_SECTIONS = 80
MOST_LINES = 60
# Roles are what people look for; then what is asked in them, then the rest.
WHOLE = ("role", "skill", "family", "level")
ORDER = ("come", "gone", "role", "skill", "family", "level", "framework")


@dataclass(frozen=True)
class Line:
    """One change; `before` and `after` are texts to lay beside each other, empty where the sentence says all."""

    says: str
    before: str = ""
    after: str = ""


@dataclass
class Section:
    kind: str
    code: str
    title: str
    lines: list[Line] = field(default_factory=list)
    more: int = 0


@dataclass(frozen=True)
class Changes:
    counts: list[str]
    sections: list[Section]
    more: int

    def __bool__(self) -> bool:
        return bool(self.counts)


def changes(before: Framework, after: Framework) -> Changes:
    """Counts, then what came and what goes by name, then each piece that stays and is different."""
    found = diff(before, after)
    teller = _Teller(Edition(before), Edition(after))
    sections: dict[tuple[str, str], Section] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for change in found.changes:
        counts[_counted(change), change.sort] += 1
        kind, code, title = teller.place(change)
        section = sections.get((kind, code))
        if section is not None and len(section.lines) >= MOST_LINES:
            section.more += not teller.is_said_elsewhere(change)
            continue
        line = teller.line(change)
        if line is None:
            continue
        if section is None:
            section = sections[kind, code] = Section(kind, code, title)
        section.lines.append(line)
    in_order = sorted(sections.values(), key=lambda one: ORDER.index(one.kind))
    said = [_count(thing, sort, number) for (thing, sort), number in counts.items()]
    return Changes(said, in_order[:MOST_SECTIONS], max(0, len(in_order) - MOST_SECTIONS))


def _counted(change: Change) -> str:
    """What is counted: a role that comes or goes is a role; words or facts of one that stays are its words."""
    is_part = change.thing in ("role", "skill", "level") and bool(change.part)
    is_part = is_part or (change.thing == "move" and ": " in change.part)
    return f"words of {change.thing}" if is_part else change.thing


def _kind(thing: str) -> str:
    if thing in ("role", "expectation", "weight", "text", "move", "demand"):
        return "role"
    if thing in ("skill", "descriptor"):
        return "skill"
    return thing if thing in ("family", "level") else "framework"


def _count(thing: str, sort: str, number: int) -> str:
    nouns = {
        "framework": ngettext("%(num)s word about the whole", "%(num)s words about the whole", number),
        "scale": ngettext("%(num)s word of the scale", "%(num)s words of the scale", number),
        "family": ngettext("%(num)s family", "%(num)s families", number),
        "level": ngettext("%(num)s level", "%(num)s levels", number),
        "words of level": ngettext("%(num)s detail of a level", "%(num)s details of levels", number),
        "words of skill": ngettext("%(num)s detail of a skill", "%(num)s details of skills", number),
        "words of role": ngettext("%(num)s detail of a role", "%(num)s details of roles", number),
        "words of move": ngettext("%(num)s detail of a move", "%(num)s details of moves", number),
        "skill": ngettext("%(num)s skill", "%(num)s skills", number),
        "descriptor": ngettext("%(num)s sentence of a skill", "%(num)s sentences of skills", number),
        "role": ngettext("%(num)s role", "%(num)s roles", number),
        "expectation": ngettext("%(num)s expectation", "%(num)s expectations", number),
        "weight": ngettext("%(num)s weight", "%(num)s weights", number),
        "text": ngettext("%(num)s task, tool or other name", "%(num)s tasks, tools or other names", number),
        "term": ngettext("%(num)s term", "%(num)s terms", number),
        "move": ngettext("%(num)s move", "%(num)s moves", number),
        "demand": ngettext("%(num)s count of people", "%(num)s counts of people", number),
    }
    return _("%(things)s %(sort)s") % {"things": nouns[thing] % {"num": f"{number:,}"}, "sort": sort_word(sort)}


def sort_word(sort: str) -> str:
    return {
        "added": _("added"),
        "removed": _("removed"),
        "reworded": _("reworded"),
        "raised": _("raised"),
        "lowered": _("lowered"),
        "changed": _("changed"),
    }[sort]


def _whole_title(kind: str, is_new: bool) -> str:
    titles = {
        "role": (_("Roles that go"), _("New roles")),
        "skill": (_("Skills that go"), _("New skills")),
        "family": (_("Families that go"), _("New families")),
        "level": (_("Levels that go"), _("New levels")),
    }
    return titles[kind][is_new]


class _Teller:
    """Knows the names on both sides; a code that one side lacks is named by the other."""

    def __init__(self, before: Edition, after: Edition) -> None:
        self.before, self.after = before, after

    def place(self, change: Change) -> tuple[str, str, str]:
        """In which section a change stands: (kind, code, title). What comes or goes whole is listed by name."""
        kind = _kind(change.thing)
        if kind in WHOLE and self.is_whole(kind, change.code):
            is_new = change.code in self._all(self.after, kind)
            return ("come" if is_new else "gone"), kind, _whole_title(kind, is_new)
        code = "" if kind == "framework" else change.code
        return kind, code, self.title(kind, code)

    def is_whole(self, kind: str, code: str) -> bool:
        return (code in self._all(self.before, kind)) != (code in self._all(self.after, kind))

    @staticmethod
    def _all(edition: Edition, kind: str) -> dict[str, Any]:
        engine = edition.engine
        things = {"role": engine.roles, "skill": engine.skills, "family": engine.families, "level": engine.levels}
        return things[kind]

    def is_said_elsewhere(self, change: Change) -> bool:
        """Whether the coming or going of the whole says it already."""
        kind = _kind(change.thing)
        if kind not in WHOLE or not self.is_whole(kind, change.code):
            return False
        return change.thing != kind

    def title(self, kind: str, code: str) -> str:
        if kind == "role":
            return self.role(code)
        if kind == "skill":
            return self.skill(code)
        if kind == "family":
            return _("Family %(name)s") % {"name": self._families().get(code, code)}
        if kind == "level":
            return _("Level %(name)s") % {"name": self._level_name(code)}
        return _("The framework as a whole")

    def role(self, code: str) -> str:
        found = self.after.engine.roles.get(code) or self.before.engine.roles.get(code)
        return found.title if found else code

    def skill(self, code: str) -> str:
        found = self.after.engine.skills.get(code) or self.before.engine.skills.get(code)
        return found.name if found and found.name else code

    def _families(self) -> dict[str, str]:
        return {**self.before.engine.families, **self.after.engine.families}

    def _level_name(self, code: Any) -> str:
        names = {**self.before.level_names, **self.after.level_names}
        return names.get(str(code), str(code))

    def line(self, change: Change) -> Line | None:
        """The change in words; None where another line says it already."""
        if self.is_said_elsewhere(change):
            return None
        kind = _kind(change.thing)
        if kind in WHOLE and self.is_whole(kind, change.code):
            return Line(str(change.after or change.before or change.code))
        return getattr(self, f"_{change.thing}", self._other)(change)

    def _role(self, change: Change) -> Line:
        if change.part in ("level", "family"):
            name = self._level_name if change.part == "level" else (lambda code: self._families().get(code, code))
            return self._from_to(change, name)
        return self._text(change)

    def _expectation(self, change: Change) -> Line:
        facts = {
            "skill": self.skill(change.part),
            "before": self._word(self.before, change.before),
            "after": self._word(self.after, change.after),
        }
        if change.sort == "added":
            return Line(_("now asks for %(skill)s: %(after)s") % facts)
        if change.sort == "removed":
            return Line(_("no longer asks for %(skill)s (%(before)s)") % facts)
        facts["sort"] = sort_word(change.sort)
        return Line(_("%(skill)s %(sort)s, from %(before)s to %(after)s") % facts)

    @staticmethod
    def _word(edition: Edition, level: Any) -> str:
        if level is None:
            return ""
        place = edition.on_scale(float(level))
        return edition.words[place] if names_levels(edition) and place < len(edition.words) else f"{level:g}"

    def _weight(self, change: Change) -> Line:
        now = weight_word(float(change.after or 1)) or _("matters like the others")
        return Line(_("%(skill)s %(now)s") % {"skill": self.skill(change.part), "now": now})

    def _move(self, change: Change) -> Line:
        target, _colon, part = change.part.partition(": ")
        role = self.role(target)
        if part:
            return self._text(change, _("the move to %(role)s") % {"role": role})
        facts = {
            "role": role,
            "before": move_word(str(change.before or "")),
            "after": move_word(str(change.after or "")),
        }
        if change.sort == "added":
            return Line(_("a move to %(role)s was written down (%(after)s)") % facts)
        if change.sort == "removed":
            return Line(_("the move to %(role)s is no longer written down") % facts)
        return Line(_("the move to %(role)s: from %(before)s to %(after)s") % facts)

    def _descriptor(self, change: Change) -> Line:
        word = self._word(self.after, float(change.part))
        return self._text(change, _("the sentence of %(word)s") % {"word": word})

    def _level(self, change: Change) -> Line:
        if change.part == "track":
            return self._from_to(change, track_word)
        return self._text(change)

    def _text_of_role(self, change: Change) -> Line:
        what = self.after.engine.terms.get(str(change.after or change.before or ""), "")
        return self._text(change, what or self._part_name(change.part))

    def _other(self, change: Change) -> Line:
        if change.thing == "text":
            return self._text_of_role(change)
        return self._text(change)

    def _from_to(self, change: Change, name: Any) -> Line:
        what = self._part_name(change.part)
        before, after = (name(value) if value else _("none") for value in (change.before, change.after))
        return Line(_("%(what)s: from %(before)s to %(after)s") % {"what": what, "before": before, "after": after})

    def _text(self, change: Change, what: str = "") -> Line:
        says = _("%(what)s %(sort)s") % {"what": what or self._part_name(change.part), "sort": sort_word(change.sort)}
        return Line(says, _shown(change.before), _shown(change.after))

    @staticmethod
    def _part_name(part: str) -> str:
        names = {
            "title": _("title"),
            "name": _("name"),
            "description": _("description"),
            "local": _("local requirements"),
            "level": _("level"),
            "family": _("family"),
            "category": _("category"),
            "attribution": _("where it comes from"),
            "source": _("source"),
            "top": _("top of the scale"),
            "tasks": _("tasks"),
            "tools": _("tools"),
            "titles": _("other names"),
            "track": _("track"),
        }
        return names.get(part, part)


def _shown(value: Any) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
