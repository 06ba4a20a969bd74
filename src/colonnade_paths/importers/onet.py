"""O*NET: the official text and Excel downloads of any recent version, zipped or unpacked.

Source and field meanings: https://www.onetcenter.org/dictionary/29.3/excel/
"""

from __future__ import annotations

from colonnade_paths.model import Framework, Level, Need, Role, Skill
from colonnade_paths.reading import Row, Source
from colonnade_paths.report import ImportRefusedError

CODE = "O*NET-SOC Code"
RATED = {"Skills": "skill", "Knowledge": "knowledge", "Abilities": "ability", "Work Activities": "activity"}
REFERENCES = ("Content Model Reference", "Level Scale Anchors", "Job Zone Reference")
TEXTS = {"Alternate Titles": "Alternate Title", "Task Statements": "Task"}
OTHERS = ("Occupation Data", "Tasks to DWAs", "Technology Skills", "Job Zones")
# Levels in O*NET run from 0 to 7, importance from 1 to 5.
SCALE_TOP = 7.0
ATTRIBUTION = (
    "This product includes information from the O*NET Database by the U.S. Department of Labor, Employment "
    "and Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a trademark of "
    "USDOL/ETA. Colonnade has modified all or some of this information. USDOL/ETA has not approved, "
    "endorsed, or tested these modifications."
)


def read_onet(source: Source) -> Framework:
    """A framework of O*NET occupations; absent tables other than Occupation Data are only reported."""
    framework = Framework("O*NET", "onet", ATTRIBUTION, scale_top=SCALE_TOP)
    _read_occupations(source, framework)
    for table, kind in RATED.items():
        _read_ratings(source, framework, table, kind)
    _read_texts(source, framework)
    _read_activities(source, framework)
    _read_tools(source, framework)
    _read_zones(source, framework)
    _read_descriptions(source, framework)
    known = {source.find(table) for table in (*RATED, *REFERENCES, *TEXTS, *OTHERS)}
    source.report.unused += [name for name in source.with_suffix(".xlsx", ".txt") if name not in known]
    return framework


def _read_occupations(source: Source, framework: Framework) -> None:
    for row in source.table("Occupation Data"):
        code, title = row.text(CODE), row.text("Title")
        if not code or not title:
            source.report.refuse("Occupation Data", "an occupation without code or title", row.number)
        elif code in framework.roles:
            source.report.refuse("Occupation Data", f"code {code} is there twice", row.number, CODE)
        else:
            family = code[:2]
            framework.families.setdefault(family, f"SOC major group {family}")
            framework.roles[code] = Role(code, title, family=family, description=row.text("Description"))
    if not framework.roles:
        raise ImportRefusedError(
            f"Nothing was imported: {source.path} has no table Occupation Data with “{CODE}” and “Title”.",
            source.report,
        )


def _role(framework: Framework, source: Source, table: str, row: Row) -> Role | None:
    role = framework.roles.get(row.text(CODE))
    if role is None:
        source.report.refuse(table, f"no occupation has the code “{row.text(CODE)}”", row.number, CODE)
    return role


def _read_ratings(source: Source, framework: Framework, table: str, kind: str) -> None:
    """Importance becomes the weight of a need, level its level; where one is absent it takes the middle."""
    found: dict[tuple[str, str], Need] = {}
    for row in source.table(table):
        role = _role(framework, source, table, row)
        scale = row.text("Scale ID")
        if role is None or scale not in ("IM", "LV"):
            continue
        value = row.number_in("Data Value")
        if value is None:
            source.report.refuse(table, "the rating is not a number", row.number, "Data Value")
            continue
        skill = row.text("Element ID")
        if skill not in framework.skills:
            framework.skills[skill] = Skill(skill, row.text("Element Name"), kind)
        need = found.get((role.code, skill))
        if need is None:
            need = found[role.code, skill] = Need(skill, SCALE_TOP / 2, 3.0)
            role.needs.append(need)
        if scale == "IM":
            need.weight = value
        else:
            need.level = 0.0 if row.text("Not Relevant") == "Y" else value


def _read_texts(source: Source, framework: Framework) -> None:
    for table, column in TEXTS.items():
        for row in source.table(table):
            role = _role(framework, source, table, row)
            if role is not None and row.text(column):
                (role.titles if column == "Alternate Title" else role.tasks).append(row.text(column))


def _read_activities(source: Source, framework: Framework) -> None:
    for row in source.table("Tasks to DWAs"):
        role = _role(framework, source, "Tasks to DWAs", row)
        code = row.text("DWA ID")
        if role is not None and code:
            role.activities[code] = role.activities.get(code, 0.0) + 1.0
            if code not in framework.terms:
                framework.terms[code] = row.text("DWA Title").rstrip(".")


def _read_tools(source: Source, framework: Framework) -> None:
    for row in source.table("Technology Skills"):
        role = _role(framework, source, "Technology Skills", row)
        code = row.text("Commodity Code")
        if role is not None and code and code not in role.tools:
            role.tools.append(code)
            framework.terms.setdefault(code, row.text("Commodity Title"))


def _read_zones(source: Source, framework: Framework) -> None:
    for row in source.table("Job Zones"):
        role = _role(framework, source, "Job Zones", row)
        zone = row.number_in("Job Zone")
        if role is not None and zone is not None:
            role.education = zone
            role.level = f"zone-{zone:g}"
            framework.levels.setdefault(role.level, Level(role.level, f"Job Zone {zone:g}", zone, "common"))
    for row in source.table("Job Zone Reference"):
        level = framework.levels.get(f"zone-{row.text('Job Zone')}")
        if level:
            level.description = row.text("Education")


def _read_descriptions(source: Source, framework: Framework) -> None:
    for row in source.table("Content Model Reference"):
        if skill := framework.skills.get(row.text("Element ID")):
            skill.description = row.text("Description")
    for row in source.table("Level Scale Anchors"):
        skill = framework.skills.get(row.text("Element ID"))
        anchor = row.number_in("Anchor Value")
        if skill and anchor and 1 <= anchor <= SCALE_TOP:
            skill.levels = skill.levels or [""] * int(SCALE_TOP)
            skill.levels[int(anchor) - 1] = row.text("Anchor Description")
    for skill in framework.skills.values():
        while skill.levels and not skill.levels[-1]:
            skill.levels.pop()
