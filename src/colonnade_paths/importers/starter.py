"""The product's own framework file: levels, skills with descriptors, roles and moves in one YAML mapping."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from colonnade_paths.importers.draft import Draft, Place
from colonnade_paths.importers.tables import TEXT_KINDS
from colonnade_paths.importers.yaml_lines import Mapping
from colonnade_paths.model import Framework, Level, Move, Role, Skill
from colonnade_paths.reading.source import LARGEST_NUMBER, Source
from colonnade_paths.report import ImportRefusedError

REQUIRED = ("roles", "skills")
HIGHEST_TOP = 100
ROLE_TEXTS = ("family", "ladder", "level", "description", "conditions", "entry", "local")


def is_starter(document: Any) -> bool:
    """Whether this looks like a framework of one's own rather than another publisher's file."""
    return isinstance(document, dict) and "roles" in document


def read_starter(source: Source, name: str, document: Mapping) -> Framework:
    """The framework, checked as a whole; raises `ImportRefusedError`."""
    for part in REQUIRED:
        if not isinstance(document.get(part), list):
            raise ImportRefusedError(f"Nothing was imported: {name} has no list “{part}”.", source.report)
    scale = [_text(step, "name") for _, step in _pieces(source, name, document, "skill_scale")]
    framework = Framework(
        _text(document, "name") or source.path.stem,
        _text(document, "source") or "yaml",
        _text(document, "attribution"),
        scale_top=_scale_top(source, name, document, len(scale)),
        scale=scale,
    )
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
    framework.terms = {code: str(term) for code, term in _mapping(source, name, document, "terms").items()}
    _add_demand(source, name, document, framework)
    return draft.finish()


def _scale_top(source: Source, name: str, document: Mapping, steps: int) -> float:
    """As stated; else the last of the steps named, which count from 0; else 5."""
    top = _number(document.get("scale_top"))
    if top is not None and not 0 < top <= HIGHEST_TOP:
        source.report.refuse(name, f"the top of the scale is not between 0 and {HIGHEST_TOP}", None, "scale_top")
    return top or (float(steps - 1) if steps > 1 else 5.0)


def _mapping(source: Source, name: str, document: Mapping, part: str) -> Mapping:
    found = document.get(part) or Mapping()
    if isinstance(found, Mapping):
        return found
    source.report.refuse(name, f"“{part}” is not a mapping", document.line, part)
    return Mapping()


def _add_demand(source: Source, name: str, document: Mapping, framework: Framework) -> None:
    demand = _mapping(source, name, document, "demand")
    for code, given in demand.items():
        count = _number(given)
        if code not in framework.roles or count is None or count < 0:
            sentence = f"demand for “{code}”: unknown role, or a count that is no number"
            source.report.refuse(name, sentence, demand.line, "demand")
        else:
            framework.demand[code] = count


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


def _texts(value: Any) -> list[str]:
    """The texts of a list; the empty ones at its end are left out."""
    texts = ["" if text is None else str(text).strip() for text in value] if isinstance(value, list) else []
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _number(value: Any) -> float | None:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if is_number and abs(value) < LARGEST_NUMBER else None


def _level(piece: Mapping) -> Level:
    facets = ("scope", "autonomy", "complexity", "influence", "others")
    named = [f"{facet}: {_text(piece, facet)}" for facet in facets if _text(piece, facet)]
    description = "; ".join(filter(None, [_text(piece, "description"), *named]))
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
        _texts(levels),
    )


def _add_role(draft: Draft, place: Place, piece: Mapping) -> None:
    role = Role(_text(piece, "id"), _text(piece, "title"), education=_number(piece.get("education")))
    for field in ROLE_TEXTS:
        setattr(role, field, _text(piece, field))
    for field in TEXT_KINDS.values():
        setattr(role, field, _texts(piece.get(field)))
    activities = piece.get("activities") or {}
    if isinstance(activities, dict):
        counts = {code: _number(count) for code, count in activities.items()}
        role.activities = {code: 1.0 if count is None else count for code, count in counts.items()}
    draft.add_role(place, role)
    needs = piece.get("skills") or {}
    if not isinstance(needs, dict):
        draft.report.refuse(place.file, f"the skills of “{role.code}” are not a mapping", place.row, "skills")
        return
    for skill, level in needs.items():
        weight = _number(level.get("weight")) if isinstance(level, dict) else None
        number = level.get("level") if isinstance(level, dict) else level
        draft.add_need(place, role.code, str(skill), _number(number), weight)
