from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import openpyxl
import pytest

from colonnade_paths.reading import Source
from colonnade_paths.report import PathsError


def _rows(source: Source, name: str) -> list[dict[str, object]]:
    return [row.cells for row in source.rows(name)]


def _workbook(path: Path, rows: list[list[object]]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def test_a_workbook_is_read_as_openpyxl_wrote_it(tmp_path: Path) -> None:
    rows = [["a", "b", "c"], ["x & <y>", 3, 2.5], [None, "é\nü", None], [1, None, True]]
    _workbook(tmp_path / "t.xlsx", rows)
    assert _rows(Source(tmp_path), "t.xlsx") == [
        {"a": "x & <y>", "b": 3, "c": 2.5},
        {"a": None, "b": "é\nü"},
        {"a": 1, "b": None, "c": True},
    ]


def test_a_formula_in_a_workbook_is_reported_by_row_and_column(tmp_path: Path) -> None:
    _workbook(tmp_path / "t.xlsx", [["a", "b"], ["x", "=1+1"]])
    source = Source(tmp_path)
    assert _rows(source, "t.xlsx") == [{"a": "x", "b": None}]
    assert [(p.row, p.column) for p in source.report.mended] == [(2, "b")]


def test_a_formula_in_a_text_table_is_not_followed_but_a_list_dash_is_text(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('a,b\n"=HYPERLINK(1)",- first point\n@SUM(A1),-5\n')
    source = Source(tmp_path)
    assert _rows(source, "t.csv") == [{"a": None, "b": "- first point"}, {"a": None, "b": "-5"}]
    assert [(p.row, p.column) for p in source.report.mended] == [(2, "a"), (3, "a")]


def test_encodings_and_delimiters_are_found_out(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("name;x\nMüller;1\n".encode("cp1252"))
    (tmp_path / "b.csv").write_bytes("name,x\nMüller,1\n".encode("utf-16"))
    (tmp_path / "c.txt").write_bytes("name\tx\nMüller, A\t1\n".encode("utf-8-sig"))
    (tmp_path / "d.csv.gz").write_bytes(gzip.compress(b"name,x\nA,1\n"))
    source = Source(tmp_path)
    assert [_rows(source, name)[0]["name"] for name in source.names] == ["Müller", "Müller", "Müller, A", "A"]
    assert [problem.file for problem in source.report.mended] == ["a.csv"]


def test_a_zip_is_read_like_its_folder(tmp_path: Path) -> None:
    _workbook(tmp_path / "t.xlsx", [["a"], [1]])
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(tmp_path / "t.xlsx", "db/Some_Table.xlsx")
        archive.writestr("db/other.csv", "a\n2\n")
    source = Source(tmp_path / "all.zip")
    assert source.find("some table") == "db/Some_Table.xlsx"
    assert [_rows(source, name) for name in source.names] == [[{"a": 1}], [{"a": "2"}]]


def test_rows_of_several_lines_count_once_and_blank_ones_are_skipped(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('a,b\n"one\ntwo",1\n,\nx,2,3\n')
    source = Source(tmp_path)
    assert [(row.number, row.text("b")) for row in source.rows("t.csv")] == [(2, "1"), (4, "2")]
    assert [(p.row, p.sentence) for p in source.report.mended] == [
        (4, "1 cells beyond the last column were left out")
    ]


@pytest.mark.parametrize("name", ["t.xlsx", "t.zip", "t.csv.gz"])
def test_damaged_files_are_named_in_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(PathsError):
        list(Source(tmp_path / name).rows(name))


def test_progress_is_told(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a\n" + "1\n" * 60_000)
    told: list[int] = []
    list(Source(tmp_path, progress=lambda name, rows: told.append(rows)).rows("t.csv"))
    assert told == [25_000, 50_000, 60_000]
