"""The public data, where it lies beside the checkout: imports keep their counts, figures do not fall."""

from __future__ import annotations

from pathlib import Path

import pytest

from colonnade_paths import Landscape, framework_of_rows, rows_of
from colonnade_paths.importers import read_framework
from tests.paths import evaluate
from tests.paths.measures import auc, ndcg, recall, reciprocal_rank

DATA = Path(__file__).parents[2].parent / "shared" / "careers"
STARTER = DATA.parent / "domain" / "framework.yaml"

needs_data = pytest.mark.skipif(
    not DATA.is_dir(), reason="skipped: the public career data is not beside the checkout (../shared/careers)"
)
needs_starter = pytest.mark.skipif(
    not STARTER.is_file(),
    reason="skipped: the starter framework is not beside the checkout (../shared/domain)",
)


def test_the_measures_measure() -> None:
    assert ndcg(["a", "x", "b"], {"a": 1, "b": 1}) == pytest.approx(1.5 / 1.6309, abs=1e-3)
    assert (recall(["a", "x"], {"a", "b"}), reciprocal_rank(["x", "a"], "a")) == (0.5, 0.5)
    assert auc([2, 1], [1, 0]) == 0.875


@pytest.mark.data
@needs_data
@pytest.mark.parametrize(
    ("kind", "folder", "roles", "skills"),
    [
        ("onet", "onet_29_3", 1016, 68),
        ("rome", "rome_v347", 532, 12331),
        ("gdad", "uk_gdad_pcf", 201, 166),
        ("esco", "esco", 3039, 1311),
        ("yaml", "frameworks/ft_engineering", 15, 17),
        ("yaml", "frameworks/monzo", 66, 23),
        ("yaml", "frameworks/medium_snowflake", 8, 16),
        ("yaml", "frameworks/forwardimpact_map", 12, 16),
    ],
)
def test_official_files_are_read_whole(kind: str, folder: str, roles: int, skills: int) -> None:
    framework, _ = read_framework(kind, DATA / folder)
    assert (len(framework.roles), len(framework.skills)) == (roles, skills)
    assert framework_of_rows(**rows_of(framework)) == framework


@pytest.mark.data
@needs_data
def test_the_invalid_monzo_file_is_named_with_line_and_column() -> None:
    _, report = read_framework("yaml", DATA / "frameworks" / "monzo")
    places = {problem.file: (problem.row, problem.column) for problem in report.refused}
    assert places["people.md"] == (205, 12)


@pytest.mark.data
@needs_starter
def test_the_starter_framework_comes_in_without_a_word() -> None:
    framework, report = read_framework("yaml", STARTER)
    assert (len(framework.roles), len(framework.skills), len(framework.moves)) == (73, 93, 77)
    assert (report.mended, report.refused) == ([], [])


@pytest.mark.data
@needs_data
def test_the_next_level_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    framework, _ = read_framework("gdad", DATA / "uk_gdad_pcf")
    evaluate.gdad_figures(Landscape.of(framework), DATA)
    assert "  met" in capsys.readouterr().out


@pytest.mark.data
@needs_data
def test_rome_moves_keep_their_figures(capsys: pytest.CaptureFixture[str]) -> None:
    framework, _ = read_framework("rome", DATA / "rome_v347")
    evaluate.rome_figures(Landscape.of(framework), DATA)
    figures = [float(line[50:58]) for line in capsys.readouterr().out.splitlines()]
    assert [round(value, 2) >= least for value, least in zip(figures, (0.65, 0.78, 0.79), strict=True)] == [True] * 3


def test_our_own_frameworks_are_measured_without_any_data(capsys: pytest.CaptureFixture[str]) -> None:
    evaluate.own_figures()
    lines = capsys.readouterr().out.splitlines()
    assert len([line for line in lines if line.startswith(("yaml", "csv"))]) == 2
    assert len([line for line in lines if "AUC" in line and "  met" in line]) == 4
    assert not [line for line in lines if "not met" in line]


def test_every_framework_of_a_data_folder_is_found_and_the_rest_is_said(tmp_path: Path, capsys) -> None:
    for name in ("onet_31_0", "frameworks/one", "frameworks/two", "notes"):
        (tmp_path / name).mkdir(parents=True)
    assert [(kind, path.name) for kind, path in evaluate.found_in(tmp_path)] == [
        ("onet", "onet_31_0"),
        ("yaml", "one"),
        ("yaml", "two"),
    ]
    evaluate.frameworks_of(tmp_path)
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == ["onet_31_0", "one", "two"]
