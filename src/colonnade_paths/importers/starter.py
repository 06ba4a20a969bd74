"""The product's own framework file: levels, skills with descriptors, roles and moves in one YAML mapping."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from colonnade_paths.importers.draft import Draft, Place
from colonnade_paths.importers.yaml_lines import Mapping
from colonnade_paths.model import Framework, Level, Move, Role, Skill
from colonnade_paths.reading import Source
from colonnade_paths.report import ImportRefusedError

REQUIRED = ("roles", "skills")


def is_starter(document: Any) -> bool:
    """Whether this looks like a framework of one's own rather than another publisher's file."""
    return isinstance(document, dict) and "roles" in document


def read_starter(source: Source, name: str, document: Mapping) -> Framework:
    """The framework, checked as a whole; raises `ImportRefusedError`."""
    for part in REQUIRED:
        if not isinstance(document.get(part), list):
            raise ImportRefusedError(f"Nothing was imported: {name} has no list “{part}”.", source.report)
    scale = [str(step.get("name", "")) for _, step in _pieces(source, name, document, "skill_scale")]
    top = float(len(scale) - 1) if len(scale) > 1 else 5.0
    framework = Framework(str(document.get("name") or source.path.stem), "yaml", scale_top=top, scale=scale)
    draft = Draft(framework, source.report)
    for place, family in _pieces(source, name, document, "families"):
        draft.add_family(place, _text(family, "id"), _text(family, "name"))
    for place, level in _pieces(source, name, document, "career_levels"):
        draft.add_level(place, _level(level))
    for place, skill in _pieces(source, name, document, "skills"):
        draft.add_skill(place, _skill(skill))
    for place, role in _pieces(source, name, document, "roles"):
        _add_role(draft, place, role)
    for place, move in _pieces(source, name, document, "moves"):
        texts = [_text(move, field) for field in ("from", "to", "kind", "bridge", "try", "note")]
        draft.add_move(place, Move(*texts))
    return draft.finish()


def _pieces(source: Source, name: str, document: Mapping, part: str) -> Iterator[tuple[Place, Mapping]]:
    pieces = document.get(part) or []
    if not isinstance(pieces, list):
        source.report.refuse(name, f"“{part}” is not a list", document.line, part)
        return
    for piece in pieces:
        if isinstance(piece, Mapping):
            source.report.read[f"{name}: {part}"] += 1
            yield Place(name, piece.line), piece
        else:
            source.report.refuse(name, f"an entry of “{part}” is not a mapping", document.line, part)


def _text(piece: Mapping, field: str) -> str:
    value = piece.get(field)
    return "" if value is None or isinstance(value, (dict, list)) else str(value).strip()


def _number(value: Any) -> float | None:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if is_number else None


def _level(piece: Mapping) -> Level:
    facets = ("scope", "autonomy", "complexity", "influence", "others")
    description = "; ".join(f"{facet}: {_text(piece, facet)}" for facet in facets if _text(piece, facet))
    parity = _number(piece.get("parity"))
    return Level(_text(piece, "id"), _text(piece, "name"), parity or 0.0, _text(piece, "track"), description)


def _skill(piece: Mapping) -> Skill:
    levels = piece.get("levels")
    return Skill(
        _text(piece, "id"),
        _text(piece, "name") or _text(piece, "id"),
        _text(piece, "kind") or "skill",
        _text(piece, "cat"),
        _text(piece, "parent"),
        _text(piece, "description"),
        [str(level) for level in levels] if isinstance(levels, list) else [],
    )


def _add_role(draft: Draft, place: Place, piece: Mapping) -> None:
    role = Role(
        _text(piece, "id"),
        _text(piece, "title"),
        family=_text(piece, "family"),
        level=_text(piece, "level"),
        description=_text(piece, "description"),
        local=_text(piece, "local"),
    )
    draft.add_role(place, role)
    needs = piece.get("skills") or {}
    if not isinstance(needs, dict):
        draft.report.refuse(place.file, f"the skills of “{role.code}” are not a mapping", place.row, "skills")
        return
    for skill, level in needs.items():
        weight = _number(level.get("weight")) if isinstance(level, dict) else None
        number = level.get("level") if isinstance(level, dict) else level
        draft.add_need(place, role.code, str(skill), _number(number), weight)
