"""The UK Government Digital and Data capability framework: its CSV export (roles.csv, skills.csv).

Source: https://ddat-capability-framework.service.gov.uk/
"""

from __future__ import annotations

from colonnade_paths.model import Framework, Need, Role, Skill
from colonnade_paths.reading import Row, Source
from colonnade_paths.report import ImportRefusedError

ATTRIBUTION = "Contains public sector information licensed under the Open Government Licence v3.0. © Crown copyright."
SKILL_LEVELS = ("Awareness", "Working", "Practitioner", "Expert")
REQUIRED = ("Role", "Role Level", "Skill Name", "Skill Level")
OUT_OF_USE = "NOT IN USE"


def read_gdad(source: Source) -> Framework:
    """A framework of role levels; the name of a level is its code, as the publisher gives no other."""
    framework = Framework("Government Digital and Data", "gdad", ATTRIBUTION, scale_top=4.0)
    framework.scale = list(SKILL_LEVELS)
    name = source.find("roles") or next(iter(source.with_suffix(".csv", ".xlsx")), None)
    if name is None:
        raise ImportRefusedError(f"Nothing was imported: {source.path} has no roles.csv.", source.report)
    absent = [column for column in REQUIRED if column not in source.header(name)]
    if absent:
        raise ImportRefusedError(f"Nothing was imported: {name} lacks the column “{absent[0]}”.", source.report)
    for row in source.rows(name):
        _read_row(source, framework, name, row)
    _read_skills(source, framework)
    return framework


def _read_row(source: Source, framework: Framework, name: str, row: Row) -> None:
    title = _clean(source, name, row, "Role Level")
    ladder = _clean(source, name, row, "Role")
    if OUT_OF_USE in (title, row.text("Skill Level")):
        source.report.refuse(name, f"“{ladder}” is marked as not in use", row.number, "Role Level")
        return
    if not title or not row.text("Skill Name"):
        source.report.refuse(name, "a row without role level or skill", row.number)
        return
    role = _role(framework, row, title, ladder)
    skill = _clean(source, name, row, "Skill Name")
    if skill not in framework.skills:
        framework.skills[skill] = Skill(skill, skill, description=row.text("Skill Description"))
    level = row.text("Skill Level").capitalize()
    if level not in SKILL_LEVELS:
        source.report.refuse(name, f"unknown skill level “{level}”", row.number, "Skill Level")
        return
    number = SKILL_LEVELS.index(level) + 1.0
    given = next((need for need in role.needs if need.skill == skill), None)
    if given is None:
        role.needs.append(Need(skill, number))
    else:
        source.report.mend(name, f"“{skill}” is there twice; the higher level was kept", row.number, "Skill Name")
        given.level = max(given.level, number)


def _role(framework: Framework, row: Row, title: str, ladder: str) -> Role:
    """The role of this level name; a name that two professions share gets the profession before it."""
    role = framework.roles.get(title)
    if role is not None and role.ladder != ladder:
        title = f"{ladder}: {title}"
        role = framework.roles.get(title)
    if role is None:
        family = row.text("Role Family")
        framework.families.setdefault(family, family)
        role = framework.roles[title] = Role(
            title,
            title,
            family=family,
            ladder=ladder,
            description=row.text("Role Level Description"),
            conditions=row.text("Role Description"),
        )
    return role


def _read_skills(source: Source, framework: Framework) -> None:
    for row in source.table("skills"):
        skill = framework.skills.get(" ".join(row.text("Skill Name").split()))
        if skill is None:
            source.report.mend("skills", "a skill that no role needs was left out", row.number, "Skill Name")
            continue
        skill.description = skill.description or row.text("Skill Description")
        skill.levels = [row.text(level) for level in SKILL_LEVELS]


def _clean(source: Source, name: str, row: Row, column: str) -> str:
    """The cell on one line; a code cannot hold line breaks or double spaces."""
    text = row.text(column)
    clean = " ".join(text.split())
    if clean != str(row.cells.get(column) or ""):
        source.report.mend(name, "spaces and line breaks around a name were removed", row.number, column)
    return clean
