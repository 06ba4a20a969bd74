from __future__ import annotations

import json
from pathlib import Path

import pytest

from colonnade_paths import cli, load, save
from tests.paths.shop import make_shop


@pytest.fixture
def shop(tmp_path: Path) -> str:
    save(make_shop(), tmp_path / "shop.json")
    return str(tmp_path / "shop.json")


def _lines(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict]:
    assert cli.main(arguments) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def _complaint(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.main(arguments) == 2
    shown = capsys.readouterr()
    lines = [line for line in shown.err.splitlines() if not line.endswith(" rows")]
    assert shown.out == ""
    assert len(lines) == 1
    return lines[0]


def test_related_prints_one_line_per_origin(shop: str, capsys) -> None:
    one, two = _lines(capsys, "related", shop, "--from", "baker,Shop lead", "--top", "2", "--jsonl")
    assert (one["from"], two["from"], len(one["to"])) == ("baker", "shop_lead", 2)
    assert set(one["to"][0]) == {"code", "title", "score", "kind", "gaps", "why"}
    assert set(one["to"][0]["gaps"][0]) == {"skill", "have", "need", "weight"}


def test_related_can_take_all_and_a_demand_file(shop: str, tmp_path: Path, capsys) -> None:
    (tmp_path / "demand.csv").write_text("code,count\nbaker,100\n")
    found = _lines(capsys, "related", shop, "--all", "--demand", str(tmp_path / "demand.csv"), "--jsonl")
    assert [line["from"] for line in found] == list(make_shop().roles)


def test_compare_gives_similarity_and_direction(shop: str, tmp_path: Path, capsys) -> None:
    (tmp_path / "pairs.csv").write_text("from,to\nbaker,master\nmaster,lead\n")
    up, across = _lines(capsys, "compare", shop, "--pairs", str(tmp_path / "pairs.csv"), "--jsonl")
    assert 0 <= up["similarity"] <= 1
    assert (up["direction"], across["direction"]) == (1.0, 0.0)


def test_next_and_route_answer(shop: str, capsys) -> None:
    (following,) = _lines(capsys, "next", shop, "--from", "baker", "--jsonl")
    assert following["to"][0]["kind"] == "up"
    (route,) = _lines(capsys, "route", shop, "--from", "helper", "--to", "master", "--steps", "4", "--json")
    assert [step["to"] for step in route["routes"][0]["steps"]] == ["baker", "master"]


@pytest.mark.parametrize("command", [["related", "--all"], ["next", "--from", "baker"]])
def test_words_are_printed_without_json(shop: str, capsys, command: list[str]) -> None:
    assert cli.main([command[0], shop, *command[1:]]) == 0
    assert "A step up: Level 2 to Level 3." in capsys.readouterr().out


def test_an_import_writes_the_file_and_the_report(tmp_path: Path, capsys) -> None:
    (tmp_path / "own.csv").write_text("role,skill,level\nb,dough,2\n")
    out, report = tmp_path / "own.json", tmp_path / "report.json"
    assert cli.main(["import", "csv", str(tmp_path / "own.csv"), "--out", str(out), "--report", str(report)]) == 0
    assert "1 roles" in capsys.readouterr().out
    assert json.loads(report.read_text())["read"] == {"own.csv": 1}
    assert _lines(capsys, "related", str(out), "--all", "--jsonl") == [{"from": "b", "to": []}]


def test_a_refused_import_leaves_nothing_but_its_report(tmp_path: Path, capsys) -> None:
    (tmp_path / "own.csv").write_text("role,skill\nb,dough\n")
    out, report = tmp_path / "own.json", tmp_path / "report.json"
    arguments = ["import", "csv", str(tmp_path / "own.csv"), "--out", str(out), "--report", str(report)]
    assert "row 1, column level" in _complaint(capsys, *arguments)
    assert not out.exists()
    assert json.loads(report.read_text())["refused_count"] == 1


def test_whatever_is_wrong_is_one_sentence(shop: str, tmp_path: Path, capsys) -> None:
    (tmp_path / "pairs.csv").write_text("from,to\nbaker,astronaut\n")
    (tmp_path / "demand.csv").write_text("code,count\nbaker,many\n")
    pairs, demand = str(tmp_path / "pairs.csv"), str(tmp_path / "demand.csv")
    assert "astronaut" in _complaint(capsys, "related", shop, "--from", "astronaut")
    assert "astronaut" in _complaint(capsys, "compare", shop, "--pairs", pairs)
    assert "row 2, column count" in _complaint(capsys, "related", shop, "--all", "--demand", demand)
    assert "lacks the column “from”" in _complaint(capsys, "compare", shop, "--pairs", demand)
    assert "does not exist" in _complaint(capsys, "import", "onet", str(tmp_path / "no"), "--out", pairs)
    assert "not a framework file" in _complaint(capsys, "next", pairs, "--from", "x")


def test_a_fault_of_our_own_is_a_sentence_too(shop: str, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "rank_next", lambda *_: 1 / 0)
    assert "ZeroDivisionError" in _complaint(capsys, "next", shop, "--from", "baker")


@pytest.mark.parametrize("kind", ["yaml", "csv"])
def test_what_is_exported_can_be_imported(shop: str, tmp_path: Path, kind: str, capsys) -> None:
    out, again = tmp_path / f"shop.{'zip' if kind == 'csv' else kind}", tmp_path / "again.json"
    assert cli.main(["export", shop, "--as", kind, "--out", str(out)]) == 0
    assert cli.main(["import", kind, str(out), "--out", str(again)]) == 0
    assert load(again) == load(shop)
    capsys.readouterr()
    assert "could not be written" in _complaint(
        capsys, "export", shop, "--as", kind, "--out", str(tmp_path / "n" / "x")
    )
