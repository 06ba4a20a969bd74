"""What people upload by mistake and what others upload on purpose: refused or mended, never half imported."""

from __future__ import annotations

import gzip
import io
import time
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest

from colonnade_paths import Framework, ImportRefusedError, Landscape, PathsError, Role, cli, read_framework
from colonnade_paths.reading import Source, bounds, source

NEEDS = "role,skill,level\n"
ZEROS = bytes(40 << 20)
LINES = NEEDS.encode() + (b"x" * 9999 + b"\n") * 4200


def _zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def _workbook_with(content: bytes, member: str) -> bytes:
    """A workbook whose `member` was replaced."""
    plain, packed = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(plain)
    with zipfile.ZipFile(plain) as book, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in book.namelist():
            archive.writestr(name, content if name == member else book.read(name))
    return packed.getvalue()


def _bomb(folder: Path, name: str) -> Path:
    path = folder / name
    if name.endswith(".gz"):
        path.write_bytes(gzip.compress(LINES))
    elif name.endswith(".zip"):
        _zip(path, {"roles.csv": ZEROS})
    else:
        path.write_bytes(_workbook_with(b"<row>" + ZEROS, "xl/worksheets/sheet1.xml"))
    return path


@pytest.mark.parametrize("name", ["bomb.csv.gz", "bomb.zip", "bomb.xlsx"])
def test_what_unpacks_beyond_all_measure_is_not_unpacked(tmp_path: Path, name: str) -> None:
    path = _bomb(tmp_path, name)
    assert path.stat().st_size < 1 << 20
    with pytest.raises(PathsError, match="200 times its size"):
        read_framework("csv", path)


def test_a_bomb_inside_a_zip_is_found_too(tmp_path: Path) -> None:
    packed = gzip.compress(LINES)
    path = tmp_path / "outer.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("long.csv.gz", packed)
    with pytest.raises(PathsError, match="200 times its size"):
        read_framework("csv", path)


def test_a_zip_of_countless_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_MEMBERS", 3)
    with pytest.raises(PathsError, match="more than 3 files"):
        Source(_zip(tmp_path / "many.zip", {f"{n}.csv": b"a\n" for n in range(4)}))


def test_a_row_without_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "long.csv").write_text(NEEDS + "r," + "x" * (2 << 20))
    with pytest.raises(PathsError, match="line 2"):
        read_framework("csv", tmp_path / "long.csv")
    (tmp_path / "quoted.csv").write_text(NEEDS + 'r,"' + "x\n" * (1 << 20))
    with pytest.raises(PathsError, match="row 2"):
        read_framework("csv", tmp_path / "quoted.csv")


def test_more_rows_than_anybody_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MOST_ROWS", 100)
    (tmp_path / "long.csv").write_text(NEEDS + "\n" * 100)
    with pytest.raises(PathsError, match="more than 100 rows"):
        read_framework("csv", tmp_path / "long.csv")


def test_a_million_rows_come_in_whole(tmp_path: Path) -> None:
    rows, roles = 1_000_000, 10_000
    (tmp_path / "roles.csv").write_text("code,title\n" + "".join(f"r{n},Role {n}\n" for n in range(roles)))
    (tmp_path / "skills.csv").write_text("code,name\n" + "".join(f"s{n},Skill {n}\n" for n in range(100)))
    with (tmp_path / "needs.csv").open("w") as file:
        file.write(NEEDS)
        file.writelines(f"r{n // 100},s{n % 100},{n % 6}\n" for n in range(rows))
    framework, report = read_framework("csv", tmp_path)
    assert sum(len(role.needs) for role in framework.roles.values()) == report.read["needs.csv"] == rows


def test_countless_faults_are_counted_and_not_all_kept(tmp_path: Path) -> None:
    (tmp_path / "long.csv").write_text(NEEDS + "r,s,99\n" * 50_000)
    tracemalloc.start()
    with pytest.raises(ImportRefusedError, match="49999 more") as caught:
        read_framework("csv", tmp_path / "long.csv")
    assert tracemalloc.get_traced_memory()[1] < 20 << 20
    tracemalloc.stop()
    report = caught.value.report
    assert (report.refused_count, len(report.refused)) == (50_000, 1000)


@pytest.mark.parametrize("circle", [False, True])
def test_a_chain_of_parents_as_long_as_you_like_is_walked_once(tmp_path: Path, circle: bool) -> None:
    size = 50_000
    (tmp_path / "roles.csv").write_text("code,title\nr,R\n")
    rows = [f"s{n},S,s{n - 1}\n" if n else f"s0,S,{f's{size - 1}' if circle else ''}\n" for n in range(size)]
    (tmp_path / "skills.csv").write_text("code,name,parent\n" + "".join(rows))
    started = time.process_time()
    if circle:
        with pytest.raises(ImportRefusedError) as caught:
            read_framework("csv", tmp_path)
        assert caught.value.report.refused_count == size
    else:
        read_framework("csv", tmp_path)
    assert time.process_time() - started < 5


def test_only_the_skills_in_a_circle_are_named(tmp_path: Path) -> None:
    (tmp_path / "roles.csv").write_text("code,title\nr,R\n")
    (tmp_path / "skills.csv").write_text("code,name,parent\nleaf,L,a\na,A,b\nb,B,a\nroot,R,\n")
    with pytest.raises(ImportRefusedError) as caught:
        read_framework("csv", tmp_path)
    assert [(p.row, p.column) for p in caught.value.report.refused] == [(3, "parent"), (4, "parent")]


def test_characters_that_no_database_keeps_are_left_out_and_reported(tmp_path: Path) -> None:
    (tmp_path / "long.csv").write_bytes(b"role,title,skill,level\nb,Ba\x00ker\x07,dough,2\n")
    framework, report = read_framework("csv", tmp_path / "long.csv")
    assert framework.roles["b"].title == "Baker"
    assert [(p.row, p.column) for p in report.mended] == [(2, "title")]
    (tmp_path / "flake.json").write_text('{"tracks": {"A": {"displayName": "Al\\u0000\\ud800pha"}}, "titles": [{}]}')
    framework, _ = read_framework("yaml", tmp_path / "flake.json")
    assert framework.skills["A"].name == "Alpha"
    book = openpyxl.Workbook()
    for row in (["role", "skill", "level"], ["b_x0000_x", "_xD800_dough", 2]):
        book.active.append(row)
    book.save(tmp_path / "long.xlsx")
    framework, report = read_framework("csv", tmp_path / "long.xlsx")
    assert (list(framework.roles), list(framework.skills)) == (["bx"], ["dough"])
    assert [(p.row, p.column) for p in report.mended] == [(2, "role"), (2, "skill")]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"name: x\nroles: [\xfc]\n", "line 2, byte 9"),
        ("name: x".encode("utf-16"), "not UTF-8"),
        (b'name: "a\\0b"\nroles: []\n', "row 1, column 7"),
        (b"[" * 100_000, "not valid YAML"),
        (b"name: x\n\troles: []\n", "row 2"),
        (b"roles: []\nskills: no\n", "no list “skills”"),
        (b"just words", "known shape"),
        (b"", "known shape"),
    ],
)
def test_yaml_that_is_none_is_refused_with_its_place(tmp_path: Path, content: bytes, place: str) -> None:
    (tmp_path / "own.yaml").write_bytes(content)
    with pytest.raises(ImportRefusedError, match=place):
        read_framework("yaml", tmp_path / "own.yaml")


@pytest.mark.parametrize("content", ["[" * 100_000, '{"a": ' + "9" * 5000 + "}", '{"a": NaN', "﻿{}"])
def test_json_that_is_none_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "flake.json").write_text(content, encoding="utf-8")
    with pytest.raises(ImportRefusedError):
        read_framework("yaml", tmp_path / "flake.json")


def test_yaml_too_large_to_wait_for_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("name: x\n" + "# filler\n" * (2 << 20))
    with pytest.raises(ImportRefusedError, match="give it as tables"):
        read_framework("yaml", tmp_path / "own.yaml")


@pytest.mark.parametrize("number", ["1e999", "-1", "nan", ".nan", "1" * 400, "true", "[2]", "two"])
def test_a_level_that_is_no_number_of_the_scale_is_refused(tmp_path: Path, number: str) -> None:
    (tmp_path / "own.yaml").write_text(
        f"skills: [{{id: a}}]\nroles:\n- {{id: r, title: R, skills: {{a: {number}}}}}\n"
    )
    with pytest.raises(ImportRefusedError) as caught:
        read_framework("yaml", tmp_path / "own.yaml")
    assert [(p.row, p.column) for p in caught.value.report.refused] == [(3, "level")]


def test_text_in_another_encoding_without_its_mark_is_refused(tmp_path: Path) -> None:
    (tmp_path / "long.csv").write_bytes((NEEDS + "b,dough,2\n").encode("utf-16-le"))
    with pytest.raises(ImportRefusedError, match="the column “role” is missing"):
        read_framework("csv", tmp_path / "long.csv")


def test_a_column_that_is_there_twice_is_reported(tmp_path: Path) -> None:
    (tmp_path / "long.csv").write_text("role,skill,level,level\nb,dough,1,2\n")
    _, report = read_framework("csv", tmp_path / "long.csv")
    assert [(p.row, p.column) for p in report.mended] == [(1, "level")]


def test_a_refused_import_leaves_the_former_file_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "long.csv").write_text(NEEDS + "b,dough,99\n")
    (tmp_path / "out.json").write_text("former")
    assert cli.main(["import", "csv", str(tmp_path / "long.csv"), "--out", str(tmp_path / "out.json")]) == 2
    assert (tmp_path / "out.json").read_text() == "former"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["long.csv", "out.json"]


def test_more_roles_than_memory_can_hold_in_pairs_are_said_so() -> None:
    roles = {str(number): Role(str(number), "R") for number in range(5001)}
    with pytest.raises(PathsError, match="5,001 roles"):
        Landscape.of(Framework("huge", roles=roles))
