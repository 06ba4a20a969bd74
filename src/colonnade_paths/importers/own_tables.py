"""A framework of one's own as CSV or Excel: one long table, or a folder or zip of tables.

The long table has the columns role and skill, and may have title, family, ladder, role_level, level (of the
skill), weight and description. The folder has roles (code, title, family, ladder, level, description, entry),
skills (code, name, kind, category, parent, description), needs (role, skill, level, weight) and may have
levels (code, name, parity, track), families (code, name), moves (from, to, kind, bridge, try, note) and
demand (code, count).
"""

from __future__ import annotations

from collections.abc import Iterator

from colonnade_paths.importers.draft import Draft, Place
from colonnade_paths.model import Framework, Level, Move, Role, Skill
from colonnade_paths.reading import Row, Source
from colonnade_paths.report import ImportRefusedError

COLUMNS = {
    "roles": ("code", "title"),
    "skills": ("code", "name"),
    "needs": ("role", "skill", "level"),
    "levels": ("code", "parity"),
    "families": ("code", "name"),
    "moves": ("from", "to", "kind"),
    "demand": ("code", "count"),
}
SCALE_TOP = 5.0


def read_tables(source: Source) -> Framework:
    """The framework of these tables; refused whole when a column is missing or a code repeats or dangles."""
    draft = Draft(Framework(source.path.stem, "csv", scale_top=SCALE_TOP), source.report)
    if source.find("roles"):
        _read_folder(source, draft)
    else:
        names = source.with_suffix(".csv", ".tsv", ".txt", ".xlsx", ".csv.gz")
        if not names:
            raise ImportRefusedError(f"Nothing was imported: {source.path} holds no table.", source.report)
        _read_long(source, draft, names[0])
    return draft.finish()


def _checked(source: Source, name: str, columns: tuple[str, ...]) -> Iterator[Row]:
    header = source.header(name)
    for column in columns:
        if column not in header:
            source.report.refuse(name, f"the column “{column}” is missing", 1, column)
    if all(column in header for column in columns):
        yield from source.rows(name)


def _tables(source: Source, table: str) -> Iterator[tuple[Place, Row]]:
    name = source.find(table)
    if name is None:
        source.report.absent.append(table)
        return
    for row in _checked(source, name, COLUMNS[table]):
        yield Place(name, row.number), row


def _read_folder(source: Source, draft: Draft) -> None:
    for place, row in _tables(source, "families"):
        draft.add_family(place, row.text("code"), row.text("name"))
    for place, row in _tables(source, "levels"):
        draft.add_level(place, _level(row))
    for place, row in _tables(source, "skills"):
        draft.add_skill(place, _skill(row))
    for place, row in _tables(source, "roles"):
        fields = {name: row.text(name) for name in ("family", "ladder", "level", "description", "entry", "local")}
        draft.add_role(place, Role(row.text("code"), row.text("title"), **fields))  # type: ignore[arg-type]
    for place, row in _tables(source, "needs"):
        _add_need(draft, place, row)
    for place, row in _tables(source, "moves"):
        texts = (row.text("bridge"), row.text("try"), row.text("note"))
        draft.add_move(place, Move(row.text("from"), row.text("to"), row.text("kind"), *texts))
    for place, row in _tables(source, "demand"):
        count = row.number_in("count")
        if row.text("code") not in draft.framework.roles or count is None or count < 0:
            draft.report.refuse(place.file, "unknown role, or a count that is no number", place.row, "code")
        else:
            draft.framework.demand[row.text("code")] = count


def _level(row: Row) -> Level:
    parity = row.number_in("parity")
    return Level(
        row.text("code"),
        row.text("name"),
        0.0 if parity is None else parity,
        row.text("track"),
        row.text("description"),
    )


def _skill(row: Row) -> Skill:
    described = [row.text(f"level_{number}") for number in range(1, 11)]
    while described and not described[-1]:
        described.pop()
    return Skill(
        row.text("code"),
        row.text("name") or row.text("code"),
        row.text("kind") or "skill",
        row.text("category"),
        row.text("parent"),
        row.text("description"),
        described,
    )


def _add_need(draft: Draft, place: Place, row: Row) -> None:
    weight = row.number_in("weight")
    if weight is None and row.text("weight"):
        draft.report.refuse(place.file, "the weight is not a number", place.row, "weight")
        return
    draft.add_need(place, row.text("role"), row.text("skill"), row.number_in("level"), weight)


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
        _add_need(draft, place, row)


def _long_role(row: Row, code: str) -> Role:
    return Role(
        code,
        row.text("title") or code,
        family=row.text("family"),
        ladder=row.text("ladder"),
        level=row.text("role_level"),
        description=row.text("description"),
    )
