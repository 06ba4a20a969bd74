from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from colonnade_paths import (
    Framework,
    ImportRefusedError,
    Need,
    PathsError,
    csv_tables,
    export,
    framework_of_rows,
    read_framework,
    rows_of,
    yaml_text,
)
from tests.paths.frameworks import frameworks
from tests.paths.shop import make_shop

any_framework = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@any_framework
@given(frameworks())
def test_rows_give_the_framework_again(framework: Framework) -> None:
    assert framework_of_rows(**rows_of(framework)) == framework


@any_framework
@given(frameworks())
@pytest.mark.parametrize("kind", ["yaml", "csv"])
def test_an_import_undoes_an_export(kind: str, framework: Framework) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("own.yaml" if kind == "yaml" else "own.zip")
        export(framework, kind, path)
        again, report = read_framework(kind, path)
        export(again, kind, twice := path.with_stem("twice"))
        assert path.read_bytes() == twice.read_bytes()
    assert again == framework
    assert (report.mended, report.refused) == ([], [])


def test_a_folder_of_exported_tables_is_read_as_its_zip(tmp_path: Path) -> None:
    for name, text in csv_tables(make_shop()).items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    assert read_framework("csv", tmp_path)[0] == make_shop()


def test_no_exported_cell_is_a_formula() -> None:
    shop = make_shop()
    shop.roles["baker"].title = "=HYPERLINK(1)"
    shop.roles["baker"].description = "-2+3"
    (line,) = [line for line in csv_tables(shop)["roles.csv"].splitlines() if line.startswith("baker")]
    assert line.split(",")[1:6:4] == ["'=HYPERLINK(1)", "'-2+3"]


def test_exported_yaml_is_for_people_to_read() -> None:
    assert "  skills:\n    dough: 3\n    team:\n      level: 4\n      weight: 2\n" in yaml_text(make_shop())


def test_rows_may_come_from_a_database_as_they_are() -> None:
    framework = framework_of_rows(
        "Bakery",
        levels=[{"code": "L1", "parity": 1}],
        skills=[{"code": "dough", "name": "Making dough", "levels": ["Weighs", None, "Kneads", ""]}],
        roles=[{"code": "b", "title": "Baker", "level": "L1", "education": None}],
        needs=({"role": "b", "skill": code, "level": 2, "weight": None} for code in ("dough",)),
    )
    assert framework.roles["b"].needs == [Need("dough", 2.0)]
    assert framework.skills["dough"].levels == ["Weighs", "", "Kneads"]


def test_rows_that_do_not_fit_refuse_the_whole_by_table_row_and_column() -> None:
    with pytest.raises(ImportRefusedError) as caught:
        framework_of_rows(
            skills=[{"code": "s", "name": "S"}, {"code": "s", "name": "Again"}],
            roles=[{"code": "r", "title": "R", "education": "much"}],
            needs=[{"role": "r", "skill": "s", "level": 1}, {"role": "r", "skill": "s"}],
            texts=[{"role": "r", "kind": "song", "text": "la"}, {"role": "x", "kind": "task", "text": "t"}],
            levels=[{"code": "L", "parity": "high"}],
        )
    places = {(problem.file, problem.row, problem.column) for problem in caught.value.report.refused}
    assert places == {
        ("skills", 2, "code"),
        ("roles", 1, "education"),
        ("needs", 2, "level"),
        ("texts", 1, "kind"),
        ("texts", 2, "role"),
        ("levels", 1, "parity"),
    }
    with pytest.raises(TypeError):
        framework_of_rows(rolls=[])


def test_what_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(PathsError):
        export(make_shop(), "pdf", tmp_path / "x")
    with pytest.raises(PathsError):
        export(make_shop(), "yaml", tmp_path / "none" / "x.yaml")
