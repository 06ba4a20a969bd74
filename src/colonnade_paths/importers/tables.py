"""A framework from tables of plain rows: what a database holds, what a folder of CSV holds.

`COLUMNS` names each table's columns; `colonnade_paths.exporting` writes the same tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from colonnade_paths.importers.draft import Draft, Place
from colonnade_paths.model import Framework, Level, Move, Role, Skill
from colonnade_paths.reading.source import Row
from colonnade_paths.report import ImportReport

Rows = Iterable[Mapping[str, Any]]
Tables = Callable[[str], Iterator[tuple[Place, Row]]]

# What must be there, then what may be.
COLUMNS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "framework": (("name",), ("source", "attribution", "scale_top")),
    "scale": (("level", "name"), ()),
    "families": (("code", "name"), ()),
    "levels": (("code", "parity"), ("name", "track", "description")),
    "skills": (("code", "name"), ("kind", "category", "parent", "description")),
    "roles": (
        ("code", "title"),
        ("family", "ladder", "level", "description", "conditions", "entry", "education", "local"),
    ),
    "needs": (("role", "skill", "level"), ("weight",)),
    "texts": (("role", "kind", "text"), ("count",)),
    "terms": (("code", "name"), ()),
    "moves": (("from", "to", "kind"), ("bridge", "try", "note")),
    "demand": (("code", "count"), ()),
}
# Kinds of the table `texts`, with the list of the role that holds them.
TEXT_KINDS = {"title": "titles", "task": "tasks", "tool": "tools", "setting": "setting", "class": "classes"}
ACTIVITY = "activity"
SCALE_TOP = 5.0
# Columns of `skills` that describe one level; rows may hold a list `levels` instead.
DESCRIPTOR = re.compile(r"level_([1-9]|[1-9][0-9])")
ROLE_TEXTS = ("family", "ladder", "level", "description", "conditions", "entry", "local")


def framework_of_rows(name: str = "Framework", **tables: Rows) -> Framework:
    """The framework of plain rows, one iterable of mappings per table of `COLUMNS`; none need be there but roles.

    Whatever points nowhere, stands twice or lies off the scale refuses the whole with `ImportRefusedError`; its
    report names table, row (the first is 1) and column. An unknown table is a `TypeError`.
    """
    wrong = sorted(set(tables) - set(COLUMNS))
    if wrong:
        raise TypeError(f"There is no table {wrong[0]!r}; the tables are {', '.join(COLUMNS)}.")

    def rows(table: str) -> Iterator[tuple[Place, Row]]:
        for number, cells in enumerate(tables.get(table, ()), start=1):
            yield Place(table, number), Row(number, dict(cells))

    draft = Draft(Framework(name, "rows", scale_top=SCALE_TOP), ImportReport())
    return fill(draft, rows)


def fill(draft: Draft, tables: Tables) -> Framework:
    """Put every table into the draft and finish it; raises `ImportRefusedError`."""
    _read_heading(draft, tables)
    for place, row in tables("families"):
        draft.add_family(place, row.text("code"), row.text("name"))
    for place, row in tables("levels"):
        _add_level(draft, place, row)
    for place, row in tables("skills"):
        draft.add_skill(place, _skill(row))
    for place, row in tables("roles"):
        _add_role(draft, place, row)
    for place, row in tables("needs"):
        add_need(draft, place, row)
    for place, row in tables("texts"):
        _add_text(draft, place, row)
    for _, row in tables("terms"):
        draft.framework.terms[row.text("code")] = row.text("name")
    for place, row in tables("moves"):
        texts = (row.text("bridge"), row.text("try"), row.text("note"))
        draft.add_move(place, Move(row.text("from"), row.text("to"), row.text("kind"), *texts))
    for place, row in tables("demand"):
        _add_demand(draft, place, row)
    return draft.finish()


def _read_heading(draft: Draft, tables: Tables) -> None:
    framework = draft.framework
    for place, row in tables("framework"):
        framework.name = row.text("name") or framework.name
        framework.source = row.text("source") or framework.source
        framework.attribution = row.text("attribution")
        top = row.number_in("scale_top")
        if top is not None and top > 0:
            framework.scale_top = top
        elif row.text("scale_top"):
            draft.report.refuse(place.file, "the top of the scale is not above 0", place.row, "scale_top")
    framework.scale = [row.text("name") for _, row in tables("scale")]


def _add_level(draft: Draft, place: Place, row: Row) -> None:
    parity = row.number_in("parity")
    if parity is None and row.text("parity"):
        draft.report.refuse(place.file, "the parity is not a number", place.row, "parity")
        return
    texts = (row.text("track"), row.text("description"))
    draft.add_level(place, Level(row.text("code"), row.text("name"), parity or 0.0, *texts))


def _skill(row: Row) -> Skill:
    given = row.cells.get("levels")
    if isinstance(given, (list, tuple)):
        described = [str(text or "").strip() for text in given]
    else:
        steps = [int(name[6:]) for name in row.cells if DESCRIPTOR.fullmatch(name)]
        described = [row.text(f"level_{number}") for number in range(1, max(steps, default=0) + 1)]
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


def _add_role(draft: Draft, place: Place, row: Row) -> None:
    role = Role(row.text("code"), row.text("title"), education=row.number_in("education"))
    for field in ROLE_TEXTS:
        setattr(role, field, row.text(field))
    if role.education is None and row.text("education"):
        draft.report.refuse(place.file, "the schooling is not a number", place.row, "education")
    draft.add_role(place, role)


def add_need(draft: Draft, place: Place, row: Row) -> None:
    """One row of needs."""
    weight = row.number_in("weight")
    if weight is None and row.text("weight"):
        draft.report.refuse(place.file, "the weight is not a number", place.row, "weight")
        return
    draft.add_need(place, row.text("role"), row.text("skill"), row.number_in("level"), weight)


def _add_text(draft: Draft, place: Place, row: Row) -> None:
    role, kind, text = draft.framework.roles.get(row.text("role")), row.text("kind"), row.text("text")
    if role is None:
        draft.report.refuse(place.file, f"there is no role “{row.text('role')}”", place.row, "role")
    elif kind == ACTIVITY:
        count = row.number_in("count")
        role.activities[text] = 1.0 if count is None else count
    elif kind in TEXT_KINDS:
        getattr(role, TEXT_KINDS[kind]).append(text)
    else:
        draft.report.refuse(place.file, f"unknown kind of text “{kind}”", place.row, "kind")


def _add_demand(draft: Draft, place: Place, row: Row) -> None:
    count = row.number_in("count")
    if row.text("code") not in draft.framework.roles or count is None or count < 0:
        draft.report.refuse(place.file, "unknown role, or a count that is no number", place.row, "code")
    else:
        draft.framework.demand[row.text("code")] = count
