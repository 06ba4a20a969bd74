"""The parts of a draft that one edits at a time, as plain values: what a page shows is what is compared."""

from __future__ import annotations

from typing import Any

from colonnade_paths import Framework, Move, Need, Role, Skill

ROLE_TEXTS = ("title", "family", "level", "description", "local")


def role_piece(engine: Framework, code: str) -> dict[str, Any] | None:
    """The role with the moves that begin at it; None where there is no such role."""
    role = engine.roles.get(code)
    if role is None:
        return None
    return {
        **{name: getattr(role, name) for name in ROLE_TEXTS},
        "needs": [[need.skill, need.level, need.weight] for need in role.needs],
        "moves": [
            [move.target, move.kind, move.bridge, move.try_out] for move in engine.moves if move.origin == code
        ],
    }


def put_role(engine: Framework, code: str, piece: dict[str, Any]) -> None:
    """Write what was edited; whatever else the source says about the role stays."""
    role = engine.roles.setdefault(code, Role(code, piece["title"]))
    for name in ROLE_TEXTS:
        setattr(role, name, piece[name])
    role.needs = [Need(*need) for need in piece["needs"]]
    notes = {move.target: move.note for move in engine.moves if move.origin == code}
    mine = [Move(code, *move, note=notes.get(move[0], "")) for move in piece["moves"]]
    place = next((at for at, move in enumerate(engine.moves) if move.origin == code), len(engine.moves))
    others = [move for move in engine.moves if move.origin != code]
    engine.moves = [*others[:place], *mine, *others[place:]]


def skill_piece(engine: Framework, code: str) -> dict[str, Any] | None:
    skill = engine.skills.get(code)
    if skill is None:
        return None
    return {
        "name": skill.name,
        "category": skill.category,
        "description": skill.description,
        "levels": list(skill.levels),
    }


def put_skill(engine: Framework, code: str, piece: dict[str, Any]) -> None:
    skill = engine.skills.setdefault(code, Skill(code))
    skill.name, skill.category = piece["name"], piece["category"]
    skill.description, skill.levels = piece["description"], list(piece["levels"])


def family_piece(engine: Framework, code: str) -> dict[str, Any] | None:
    return {"name": engine.families[code]} if code in engine.families else None


def put_family(engine: Framework, code: str, piece: dict[str, Any]) -> None:
    engine.families[code] = piece["name"]


def remove_role(engine: Framework, code: str) -> None:
    """The role and the moves from and to it."""
    del engine.roles[code]
    engine.moves = [move for move in engine.moves if code not in (move.origin, move.target)]
    engine.demand.pop(code, None)


def remove_skill(engine: Framework, code: str) -> None:
    """The skill, and what roles ask of it; skills below it stand alone."""
    del engine.skills[code]
    for role in engine.roles.values():
        role.needs = [need for need in role.needs if need.skill != code]
    for skill in engine.skills.values():
        if skill.parent == code:
            skill.parent = ""


def remove_family(engine: Framework, code: str) -> None:
    """The family; its roles stay, without one."""
    del engine.families[code]
    for role in engine.roles.values():
        if role.family == code:
            role.family = ""
