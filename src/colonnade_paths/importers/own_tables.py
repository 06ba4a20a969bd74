"""A framework of one's own as CSV or Excel: one long table, or a folder or zip of the tables in `tables.COLUMNS`.

The long table has the columns role and skill, and may have title, family, ladder, role_level, level (of the
skill), weight and description.
"""

from __future__ import annotations

from collections.abc import Iterator

from colonnade_paths.importers.draft import Draft, Place
from colonnade_paths.importers.tables import COLUMNS, SCALE_TOP, add_need, fill
from colonnade_paths.model import Framework, Role, Skill
from colonnade_paths.reading import Row, Source
from colonnade_paths.report import ImportRefusedError

# Tables that only an export writes: nobody misses them.
SELDOM = {"framework", "scale", "texts", "terms"}


def read_tables(source: Source) -> Framework:
    """The framework of these tables; refused whole when a column is missing or a code repeats or dangles."""
    draft = Draft(Framework(source.path.stem, "csv", scale_top=SCALE_TOP), source.report)
    if source.find("roles"):
        return fill(draft, lambda table: _rows(source, table))
    names = source.with_suffix(".csv", ".tsv", ".txt", ".xlsx", ".csv.gz")
    if not names:
        raise ImportRefusedError(f"Nothing was imported: {source.path} holds no table.", source.report)
    _read_long(source, draft, names[0])
    return draft.finish()


def _rows(source: Source, table: str) -> Iterator[tuple[Place, Row]]:
    name = source.find(table)
    if name is not None:
        yield from ((Place(name, row.number), row) for row in _checked(source, name, COLUMNS[table][0]))
    elif table not in SELDOM:
        source.report.absent.append(table)


def _checked(source: Source, name: str, columns: tuple[str, ...]) -> Iterator[Row]:
    header = source.header(name)
    for column in columns:
        if column not in header:
            source.report.refuse(name, f"the column “{column}” is missing", 1, column)
    if all(column in header for column in columns):
        yield from source.rows(name)


def _read_long(source: Source, draft: Draft, name: str) -> None:
    """One row per role and skill; roles and skills come into being when first named."""
    framework = draft.framework
    for row in _checked(source, name, ("role", "skill", "level")):
        place = Place(name, row.number)
        role, skill = row.text("role"), row.text("skill")
        if not role or not skill:
            column = "role" if not role else "skill"
            source.report.refuse(name, f"the {column} is missing", row.number, column)
            continue
        if role not in framework.roles:
            draft.add_role(place, _long_role(row, role))
        if skill not in framework.skills:
            draft.add_skill(place, Skill(skill, row.text("skill_name") or skill, category=row.text("category")))
        add_need(draft, place, row)


def _long_role(row: Row, code: str) -> Role:
    return Role(
        code,
        row.text("title") or code,
        family=row.text("family"),
        ladder=row.text("ladder"),
        level=row.text("role_level"),
        description=row.text("description"),
    )
