"""Frameworks of one's own, in tables and YAML, and the company ladders."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from colonnade_paths import Need
from colonnade_paths.importers import read_framework
from colonnade_paths.report import ImportRefusedError

TABLES = {
    "roles": "code,title,family,level\nbaker,Baker,food,L1\nmaster,Master baker,food,L2\n",
    "levels": "code,parity,track\nL1,1,common\nL2,2,common\n",
    "skills": "code,name,parent,level_1,level_2\ncraft,Craft,,,\ndough,Dough,craft,Kneads,Mixes\n",
    "needs": "role,skill,level,weight\nbaker,dough,2,\nmaster,dough,4,2.5\n",
    "moves": "from,to,kind,try\nbaker,master,up,bake alone\n",
    "demand": "code,count\nbaker,12\n",
}
OWN = """
name: Own
skill_scale: [{level: 0, name: none}, {level: 1, name: some}, {level: 2, name: much}]
career_levels: [{id: L1, parity: 1, track: common}]
families: [{id: f, name: Family}]
skills:
  - {id: a, name: A, levels: [one, two]}
roles:
  - {id: r, title: Role, family: f, level: L1, skills: {a: 2}}
"""


def _write(folder: Path, tables: dict[str, str]) -> Path:
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text)
    return folder


def _refused(kind: str, path: Path) -> list[tuple[int | None, object]]:
    with pytest.raises(ImportRefusedError) as caught:
        read_framework(kind, path)
    return [(problem.row, problem.column) for problem in caught.value.report.refused]


def test_a_folder_of_tables_becomes_a_framework(tmp_path: Path) -> None:
    framework, report = read_framework("csv", _write(tmp_path, TABLES))
    assert framework.roles["master"].needs == [Need("dough", 4.0, 2.5)]
    assert framework.skills["dough"].levels == ["Kneads", "Mixes"]
    assert (framework.moves[0].try_out, framework.demand) == ("bake alone", {"baker": 12.0})
    assert report.absent == ["families"]


@pytest.mark.parametrize(
    ("table", "text", "places"),
    [
        ("roles", "code,title\nbaker,Baker\nmaster,M\nbaker,Other\n", [(4, "code")]),
        (
            "roles",
            "code,name\nbaker,Baker\n",
            [(1, "title"), (2, "role"), (3, "role"), (2, "from"), (2, "to"), (2, "code")],
        ),
        ("roles", "code,title,level\nbaker,Baker,L9\nmaster,M,\n", [(2, "level")]),
        ("skills", "code,name,parent\ndough,D,craft\ncraft,C,dough\n", [(2, "parent"), (3, "parent")]),
        ("skills", "code,name,parent\ndough,D,nowhere\n", [(2, "parent")]),
        (
            "needs",
            "role,skill,level\nbaker,dough,9\nbaker,x,1\nz,dough,1\n",
            [(2, "level"), (3, "skill"), (4, "role")],
        ),
        ("needs", "role,skill,level\nbaker,dough,1\nbaker,dough,2\n", [(3, "skill")]),
        (
            "needs",
            "role,skill,level,weight\nbaker,dough,1,much\nmaster,dough,1,-1\n",
            [(2, "weight"), (3, "weight")],
        ),
        ("moves", "from,to,kind\nbaker,nobody,up\nbaker,master,jump\n", [(3, "kind"), (2, "to")]),
        ("demand", "code,count\nbaker,-1\n", [(2, "code")]),
    ],
)
def test_a_fault_refuses_the_whole_and_names_its_place(
    tmp_path: Path, table: str, text: str, places: list[tuple[int, str]]
) -> None:
    refused = _refused("csv", _write(tmp_path, {**TABLES, table: text}))
    assert sorted(refused, key=str) == sorted(places, key=str)


def test_one_long_table_will_do(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("role,title,skill,level\nb,Baker,dough,2\nb,Baker,oven,3\n")
    framework, _ = read_framework("csv", path)
    assert framework.roles["b"].needs == [Need("dough", 2.0), Need("oven", 3.0)]


def test_a_formula_in_place_of_a_code_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("role,skill,level\nb,=cmd(),2\n")
    assert _refused("csv", path) == [(2, "skill")]


def test_own_yaml_is_read_with_its_scale(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(OWN)
    framework, _ = read_framework("yaml", tmp_path / "own.yaml")
    assert (framework.scale, framework.scale_top) == (["none", "some", "much"], 2.0)
    assert framework.roles["r"].needs == [Need("a", 2.0)]


@pytest.mark.parametrize(
    ("before", "after", "row", "column"),
    [
        ("level: L1, skills", "level: L7, skills", 9, "level"),
        ("skills: {a: 2}", "skills: {a: 3}", 9, "level"),
        ("skills: {a: 2}", "skills: {b: 1}", 9, "skill"),
        ("skills: {a: 2}", "skills: [a]", 9, "skills"),
        ("{id: a, name: A,", "{id: a, parent: a, name: A,", 7, "parent"),
        ("  - {id: r,", "  - {id: r, title: Twice}\n  - {id: r,", 10, "code"),
        ("name: Own", "name: Own\nname: Again", 3, 1),
        ("name: Own", "name: [Own", 3, 12),
        ("name: Own", "name: &x Own\nagain: *x", 3, 8),
        ("name: Own", "name: !!python/name:os.system x", 2, 7),
    ],
)
def test_faults_in_yaml_are_named_by_line(tmp_path: Path, before: str, after: str, row: int, column: object) -> None:
    assert before in OWN
    (tmp_path / "own.yaml").write_text(OWN.replace(before, after))
    assert _refused("yaml", tmp_path / "own.yaml") == [(row, column)]


def test_a_ladder_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "good.yml").write_text(
        "name: Good\nlevels: [{id: one, name: One}, {id: two-ic, name: Two}]\nthemes: [{id: t, name: T}]\n"
        "competencies: [{level: one, theme: t, proficiency: Awareness, summary: Knows}]\n"
    )
    (tmp_path / "topics.md").write_text(
        "---\ntitle: Topics\nlevels: 2\ntopics:\n- name: talk\n  content:\n"
        "  - {level: 1, criteria: [Listens]}\n  - {level: 2, criteria: [Speaks]}\n---\nSome: prose: here\n"
    )
    (tmp_path / "tabs.md").write_text("---\ntopics:\n- name: x\n  content:\n  -\t\ty\n---\n")
    (tmp_path / "shape.yml").write_text("tracks: {a: 1}\ntitles: [{minPoints: 1}]\n")
    (tmp_path / "odd.yml").write_text("topics: [{name: t, content: [{level: 1, criteria: 5}]}]\nlevels: 2\n")
    tracks = {"A": {"displayName": "Alpha", "milestones": [{"summary": "First"}]}}
    (tmp_path / "flake.json").write_text(json.dumps({"tracks": tracks, "titles": [{"label": "Maker"}]}))
    framework, report = read_framework("yaml", tmp_path)
    assert framework.roles["good/one"].needs == [Need("good/t", 1.0)]
    assert framework.roles["topics/2"].needs == [Need("talk", 2.0)]
    assert framework.skills["A"].levels == ["First"]
    assert not any(code.startswith("odd/") for code in framework.roles)
    assert {problem.file: problem.row for problem in report.refused} == {
        "tabs.md": 5,
        "odd.yml": None,
        "shape.yml": None,
    }


def test_forward_impact_roles_follow_level_and_track(tmp_path: Path) -> None:
    files = {
        "levels.yaml": "- id: J1\n  professionalTitle: Level I\n  ordinalRank: 1\n"
        "  baseSkillProficiencies: {core: working}\n  baseBehaviourMaturity: emerging\n",
        "disciplines/soft.yaml": "roleTitle: Engineer\nvalidTracks: [null, plat]\ncoreSkills: [code]\n",
        "capabilities/make.yaml": "id: make\nskills: [{id: code, name: Coding, human: {description: d}}]\n",
        "behaviours/calm.yaml": "name: Calm\n",
        "tracks/plat.yaml": "skillModifiers: {make: 1}\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    framework, _ = read_framework("yaml", tmp_path)
    assert framework.roles["soft/J1"].needs == [Need("code", 3.0, 3.0), Need("calm", 1.0)]
    assert framework.roles["soft/J1/plat"].needs[0] == Need("code", 4.0, 3.0)
