"""What goes when a piece is taken out of the draft, and where two versions of a piece differ, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from colonnade_paths import Framework

from .framework import Edition
from .ladders import move_word

MOST_NAMED = 12


def lost_with(engine: Framework, kind: str, code: str) -> list[str]:
    """Sentences, the heaviest first; empty where nothing else is touched."""
    return {"role": _with_role, "skill": _with_skill, "family": _with_family}[kind](engine, code)


def _with_role(engine: Framework, code: str) -> list[str]:
    moves = [move for move in engine.moves if code in (move.origin, move.target)]
    asked = len(engine.roles[code].needs)
    found = []
    if asked:
        found.append(
            ngettext("What it asks of %(num)s skill goes.", "What it asks of %(num)s skills goes.", asked)
            % {"num": asked}
        )
    if moves:
        others = [move.target if move.origin == code else move.origin for move in moves]
        names = _named([engine.roles[one].title for one in dict.fromkeys(others) if one in engine.roles])
        found.append(_("The moves between it and these roles go: %(roles)s.") % {"roles": names})
    found.append(_("People who rated for it or keep it in mind keep what they wrote; it says “no longer there”."))
    return found


def _with_skill(engine: Framework, code: str) -> list[str]:
    asking = [role.title for role in engine.roles.values() if any(need.skill == code for need in role.needs)]
    described = sum(bool(text) for text in engine.skills[code].levels)
    found = []
    if asking:
        found.append(_("These roles no longer ask for it: %(roles)s.") % {"roles": _named(asking)})
    if described:
        found.append(
            ngettext("%(num)s sentence about its level goes.", "%(num)s sentences about its levels go.", described)
            % {"num": described}
        )
    found.append(_("Ratings of it stay with those who made them, with the version they were made with."))
    return found


def _with_family(engine: Framework, code: str) -> list[str]:
    roles = [role.title for role in engine.roles.values() if role.family == code]
    return [_("These roles stay, without a family: %(roles)s.") % {"roles": _named(roles)}] if roles else []


def _named(names: list[str]) -> str:
    shown = ", ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    if more <= 0:
        return shown
    return shown + ngettext(" and %(num)s more", " and %(num)s more", more) % {"num": more}


@dataclass(frozen=True)
class Difference:
    label: str
    mine: str
    stands: str


def differing(engine: Framework, mine: dict[str, Any], stands: dict[str, Any]) -> list[Difference]:
    """Each part of a piece that two people left different, as texts to lay beside each other."""
    names = {
        "title": _("Title"),
        "name": _("Name"),
        "family": _("Family"),
        "level": _("Level"),
        "description": _("Description"),
        "local": _("Local requirements"),
        "category": _("Category"),
        "needs": _("What it asks for"),
        "moves": _("Moves"),
        "levels": _("Its levels"),
    }
    return [
        Difference(names.get(part, part), _as_text(engine, part, mine[part]), _as_text(engine, part, stands[part]))
        for part in mine
        if mine[part] != stands.get(part)
    ]


def _as_text(engine: Framework, part: str, value: Any) -> str:
    if part == "needs":
        words, edition = Edition(engine).words, Edition(engine)
        return "\n".join(
            f"{engine.skill_name(skill)}: {words[min(edition.on_scale(level), len(words) - 1)]}"
            for skill, level, _weight in value
        )
    if part == "moves":
        titles = {code: role.title for code, role in engine.roles.items()}
        return "\n".join(
            " · ".join(filter(None, [titles.get(target, target), move_word(kind), bridge, try_out]))
            for target, kind, bridge, try_out in value
        )
    if part == "levels":
        return "\n".join(f"{step}. {text}" for step, text in enumerate(value, start=1))
    if part == "family":
        return engine.families.get(value, value)
    return str(value)
