"""JSON slices of ESCO: occupations with lists of skill names and addresses, and the skills beside them."""

from __future__ import annotations

import json
from typing import Any

from colonnade_paths.importers.yaml_lines import without_unkeepable
from colonnade_paths.model import Framework, Need, Role, Skill
from colonnade_paths.reading import Source
from colonnade_paths.report import PathsError


def read_slices(source: Source, framework: Framework) -> None:
    """Add the skill lists of every JSON file of occupations and skills found in the source."""
    records = _records(source)
    for record in (record for record in records if not _is_occupation(record)):
        uri, label = str(record["uri"]), str(record.get("label") or "").strip()
        if label and uri not in framework.skills:
            kind = "knowledge" if record.get("skillType") == "knowledge" else "skill"
            framework.skills[uri] = Skill(uri, label, kind, description=str(record.get("description") or "").strip())
    for record in filter(_is_occupation, records):
        _add_occupation(framework, record)


def _records(source: Source) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for name in source.with_suffix(".json", ".json.gz"):
        try:
            content = without_unkeepable(json.loads(source.text(name)))
        except (ValueError, RecursionError, PathsError) as error:
            source.report.refuse(name, f"not valid JSON: {error}")
            continue
        rows = content if isinstance(content, list) else []
        kept = [row for row in rows if isinstance(row, dict) and "/esco/" in str(row.get("uri", ""))]
        source.report.read[name] += len(kept)
        found += kept
    return found


def _is_occupation(record: dict[str, Any]) -> bool:
    return "/esco/occupation/" in str(record["uri"])


def _add_occupation(framework: Framework, record: dict[str, Any]) -> None:
    uri = str(record["uri"])
    role = framework.roles.get(uri)
    if role is None:
        role = framework.roles[uri] = Role(
            uri,
            str(record.get("label") or uri).strip(),
            description=str(record.get("description") or "").strip(),
            titles=[str(name).strip() for name in _list(record, "altLabel")],
        )
    have = {need.skill for need in role.needs}
    for skill in dict.fromkeys(map(str, _list(record, "s"))):
        if skill not in have:
            framework.skills.setdefault(skill, Skill(skill, skill.rsplit("/", 1)[-1]))
            role.needs.append(Need(skill, 1.0))


def _list(record: dict[str, Any], field: str) -> list[Any]:
    value = record.get(field)
    return value if isinstance(value, list) else [value] if value else []
