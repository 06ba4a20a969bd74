"""A framework written out, as plain rows, CSV tables or one YAML file; importing it again gives the same."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from colonnade_paths.importers.tables import ACTIVITY, COLUMNS, TEXT_KINDS
from colonnade_paths.model import Framework, Move, Role
from colonnade_paths.reading.delimited import guard
from colonnade_paths.report import PathsError
from colonnade_paths.storage import replace_file

# The time written into a zip, so that the same framework gives the same bytes.
ALWAYS = (1980, 1, 1, 0, 0, 0)


def rows_of(framework: Framework) -> dict[str, list[dict[str, Any]]]:
    """Every table of the framework as plain rows; tables without rows are left out."""
    tables: dict[str, list[dict[str, Any]]] = {
        "framework": [
            {
                "name": framework.name,
                "source": framework.source,
                "attribution": framework.attribution,
                "scale_top": framework.scale_top,
            }
        ],
        "scale": [{"level": number, "name": name} for number, name in enumerate(framework.scale)],
        "families": [{"code": code, "name": name} for code, name in framework.families.items()],
        "levels": [_fields(level, _all_columns("levels")) for level in framework.levels.values()],
        "skills": _skill_rows(framework),
        "roles": [_fields(role, _all_columns("roles")) for role in framework.roles.values()],
        "needs": [
            {"role": role.code, "skill": need.skill, "level": need.level, "weight": need.weight}
            for role in framework.roles.values()
            for need in role.needs
        ],
        "texts": [row for role in framework.roles.values() for row in _text_rows(role)],
        "terms": [{"code": code, "name": name} for code, name in framework.terms.items()],
        "moves": [_move_row(move) for move in framework.moves],
        "demand": [{"code": code, "count": count} for code, count in framework.demand.items()],
    }
    return {table: rows for table, rows in tables.items() if rows}


def _columns(table: str, rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The table's columns in their order, with those for the levels of skills that its rows have."""
    described = {name for row in rows for name in row if name.startswith("level_")}
    return [*_all_columns(table), *sorted(described, key=lambda name: int(name[6:]))]


def _all_columns(table: str) -> tuple[str, ...]:
    needed, others = COLUMNS[table]
    return needed + others


def _fields(piece: Any, columns: Iterable[str]) -> dict[str, Any]:
    return {column: getattr(piece, column) for column in columns}


def _skill_rows(framework: Framework) -> list[dict[str, Any]]:
    return [
        _fields(skill, _all_columns("skills"))
        | {f"level_{number}": text for number, text in enumerate(skill.levels, start=1)}
        for skill in framework.skills.values()
    ]


def _text_rows(role: Role) -> Iterator[dict[str, Any]]:
    for kind, field in TEXT_KINDS.items():
        for text in getattr(role, field):
            yield {"role": role.code, "kind": kind, "text": text, "count": None}
    for code, count in role.activities.items():
        yield {"role": role.code, "kind": ACTIVITY, "text": code, "count": count}


def _move_row(move: Move) -> dict[str, Any]:
    return {
        "from": move.origin,
        "to": move.target,
        "kind": move.kind,
        "bridge": move.bridge,
        "try": move.try_out,
        "note": move.note,
    }


def csv_tables(framework: Framework) -> dict[str, str]:
    """File names and texts of the CSV tables.

    A text that a spreadsheet would run as a formula gets an apostrophe, which the importer takes off again.
    """
    return {f"{table}.csv": _csv(_columns(table, rows), rows) for table, rows in rows_of(framework).items()}


def _csv(columns: list[str], rows: Iterable[Mapping[str, Any]]) -> str:
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])
    return written.getvalue()


def _cell(value: Any) -> Any:
    return guard(value) if isinstance(value, str) else _number(value)


def _number(value: float | None) -> float | int | None:
    """A whole number without its “.0”, as people write it."""
    return int(value) if value is not None and float(value).is_integer() else value


def yaml_text(framework: Framework) -> str:
    """The framework as one YAML file of our own."""
    return yaml.dump(
        _document(framework),
        Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper),
        allow_unicode=True,
        sort_keys=False,
        width=118,
    )


def _document(framework: Framework) -> dict[str, Any]:
    tables = rows_of(framework)
    (heading,) = tables["framework"]
    scale_top = _number(framework.scale_top)
    pieces = {
        "skill_scale": tables.get("scale", []),
        "families": [{"id": row["code"], "name": row["name"]} for row in tables.get("families", [])],
        "career_levels": [_as_yaml(row) for row in tables.get("levels", [])],
        "skills": [_skill(row) for row in tables.get("skills", [])],
        "roles": [_role(row, framework.roles[row["code"]]) for row in tables.get("roles", [])],
        "moves": [_filled(row) for row in tables.get("moves", [])],
    }
    maps = {"terms": framework.terms, "demand": {code: _number(n) for code, n in framework.demand.items()}}
    must = {"skills": pieces.pop("skills"), "roles": pieces.pop("roles")}
    return _filled(heading | {"scale_top": scale_top} | pieces) | must | _filled(maps)


def _as_yaml(row: Mapping[str, Any]) -> dict[str, Any]:
    named = {("id" if name == "code" else name): _plain(value) for name, value in row.items()}
    return _filled(named)


def _skill(row: Mapping[str, Any]) -> dict[str, Any]:
    levels = [text for name, text in row.items() if name.startswith("level_")]
    plain = _as_yaml({name: value for name, value in row.items() if not name.startswith("level_")})
    if "category" in plain:
        plain["cat"] = plain.pop("category")
    return plain | _filled({"levels": levels})


def _role(row: Mapping[str, Any], role: Role) -> dict[str, Any]:
    lists = {field: getattr(role, field) for field in TEXT_KINDS.values()}
    activities = {code: _number(count) for code, count in role.activities.items()}
    needs = {
        need.skill: _number(need.level)
        if need.weight == 1
        else {"level": _number(need.level), "weight": _number(need.weight)}
        for need in role.needs
    }
    return _as_yaml(row) | _filled({"skills": needs, **lists, "activities": activities})


def _plain(value: Any) -> Any:
    return _number(value) if isinstance(value, float) else value


def _filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in ("", None, [], {})}


def export(framework: Framework, kind: str, path: str | Path) -> None:
    """Write `yaml` (one file) or `csv` (one zip of tables) to `path` in one step; raises `PathsError`."""
    if kind == "yaml":
        content = yaml_text(framework).encode("utf-8", "replace")
    elif kind == "csv":
        content = _zip(csv_tables(framework))
    else:
        raise PathsError(f"A framework is written as yaml or csv, not as “{kind}”.")
    target = Path(path)
    try:
        replace_file(target, content)
    except OSError as error:
        raise PathsError(f"{target} could not be written: {error.strerror or error}.") from error


def _zip(tables: Mapping[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in tables.items():
            # The mark at the beginning lets spreadsheets see that it is UTF-8.
            archive.writestr(zipfile.ZipInfo(name, ALWAYS), text.encode("utf-8-sig", "replace"), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
