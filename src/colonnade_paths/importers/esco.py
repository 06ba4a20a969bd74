"""ESCO: the official CSV files in English, the Tabiya edition of them, and JSON slices with skill lists.

Source: https://esco.ec.europa.eu/en/use-esco/download; https://github.com/tabiya-tech/taxonomy-model-application
"""

from __future__ import annotations

from collections.abc import Iterator

from colonnade_paths.importers.esco_slices import read_slices
from colonnade_paths.model import Framework, Need, Role, Skill
from colonnade_paths.reading import Row, Source
from colonnade_paths.report import ImportRefusedError

ATTRIBUTION = "This product uses the ESCO classification of the European Commission."
# A skill is essential or optional for an occupation; it has no level.
WEIGHTS = {"essential": 2.0, "optional": 1.0}


def read_esco(source: Source) -> Framework:
    """A framework of ESCO occupations with the skill relations that are there."""
    framework = Framework("ESCO", "esco", ATTRIBUTION, scale_top=1.0)
    ids = _read_occupations(source, framework)
    skills = _read_skills(source, framework)
    _read_relations(source, framework, ids, skills)
    read_slices(source, framework)
    if not framework.roles:
        raise ImportRefusedError(
            f"Nothing was imported: {source.path} has no occupations_en.csv, occupations.csv or slice.",
            source.report,
        )
    _read_parents(source, framework, skills)
    return framework


def _any(row: Row, *columns: str) -> str:
    return next((text for text in map(row.text, columns) if text), "")


def _first(source: Source, *stems: str) -> Iterator[Row]:
    name = source.find(*stems)
    if name is None:
        source.report.absent.append(stems[0])
        return
    yield from source.rows(name)


def _read_occupations(source: Source, framework: Framework) -> dict[str, str]:
    """Roles by URI; gives the role code for each identifier that relations may use."""
    ids: dict[str, str] = {}
    for row in _first(source, "occupations_en", "occupations"):
        code = _any(row, "conceptUri", "ORIGINURI")
        title = _any(row, "preferredLabel", "PREFERREDLABEL")
        if not code or not title:
            source.report.refuse("occupations", "an occupation without address or name", row.number)
        elif code in framework.roles:
            source.report.refuse("occupations", f"{code} is there twice", row.number)
        else:
            framework.roles[code] = _occupation(framework, row, code, title)
            ids[code] = code
            if row.text("ID"):
                ids[row.text("ID")] = code
    return ids


def _occupation(framework: Framework, row: Row, code: str, title: str) -> Role:
    group = _any(row, "iscoGroup", "ISCOGROUPCODE")
    family = group[:2]
    framework.families.setdefault(family, f"ISCO {family}")
    names = _any(row, "altLabels", "ALTLABELS").split("\n")
    return Role(
        code,
        title,
        family=family,
        description=_any(row, "description", "DESCRIPTION"),
        titles=[name.strip() for name in names if name.strip()],
        classes=[f"isco:{group}"] if group else [],
    )


def _read_skills(source: Source, framework: Framework) -> dict[str, str]:
    skills: dict[str, str] = {}
    for row in _first(source, "skills_en", "skills"):
        code = _any(row, "conceptUri", "ORIGINURI")
        kind = "knowledge" if "knowledge" in _any(row, "skillType", "SKILLTYPE").lower() else "skill"
        name = _any(row, "preferredLabel", "PREFERREDLABEL")
        if not code or not name:
            source.report.refuse("skills", "a skill without address or name", row.number)
            continue
        framework.skills[code] = Skill(code, name, kind, description=_any(row, "description", "DESCRIPTION"))
        skills[code] = code
        if row.text("ID"):
            skills[row.text("ID")] = code
    return skills


def _read_relations(source: Source, framework: Framework, ids: dict[str, str], skills: dict[str, str]) -> None:
    seen: set[tuple[str, str]] = set()
    for row in _first(source, "occupationSkillRelations_en", "occupation_skill_relations"):
        code = ids.get(_any(row, "occupationUri", "OCCUPATIONID"))
        skill = skills.get(_any(row, "skillUri", "SKILLID"))
        weight = WEIGHTS.get(_any(row, "relationType", "RELATIONTYPE").lower(), 1.0)
        if code is None or skill is None:
            source.report.refuse("occupation skill relations", "unknown occupation or skill", row.number)
        elif (code, skill) not in seen:
            seen.add((code, skill))
            framework.roles[code].needs.append(Need(skill, 1.0, weight))


def _read_parents(source: Source, framework: Framework, skills: dict[str, str]) -> None:
    for row in _first(source, "broaderRelationsSkillPillar_en", "skills_hierarchy"):
        child = skills.get(_any(row, "conceptUri", "CHILDID"))
        if child is not None:
            framework.skills[child].parent = _any(row, "broaderUri", "PARENTID")
