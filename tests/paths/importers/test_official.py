"""O*NET, ROME, GDaD and ESCO: small files in the publishers' shapes, with words of our own."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from colonnade_paths import Need
from colonnade_paths.importers import read_framework
from colonnade_paths.report import ImportRefusedError

CODE = "O*NET-SOC Code"
ONET = {
    "Occupation Data": [
        [CODE, "Title", "Description"],
        ["11-1.00", "Keepers", "Keep"],
        ["11-2.00", "Finders", "Find"],
    ],
    "Skills": [
        [CODE, "Element ID", "Element Name", "Scale ID", "Data Value", "Not Relevant"],
        ["11-1.00", "2.A", "Reading", "IM", 4.5, ""],
        ["11-1.00", "2.A", "Reading", "LV", 5, "N"],
        ["11-2.00", "2.A", "Reading", "LV", 2, "Y"],
        ["99-9.00", "2.A", "Reading", "LV", 2, "N"],
        ["11-2.00", "2.A", "Reading", "IM", "n/a", "N"],
    ],
    "Job Zones": [[CODE, "Job Zone"], ["11-1.00", 4]],
    "Tasks to DWAs": [[CODE, "DWA ID", "DWA Title"], ["11-1.00", "4.D1", "Keep things."]],
}


def _as_text(rows: list[list[object]]) -> str:
    return "\n".join("\t".join(map(str, row)) for row in rows)


@pytest.mark.parametrize("form", ["text zip", "excel folder"])
def test_onet_is_read_from_either_download_and_absent_tables_are_told(tmp_path: Path, form: str) -> None:
    path = tmp_path / "db"
    if form == "text zip":
        path = tmp_path / "db_30_0_text.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, rows in ONET.items():
                archive.writestr(f"db_30_0_text/{name}.txt", _as_text(rows))
    else:
        path.mkdir()
        for name, rows in ONET.items():
            book = openpyxl.Workbook()
            for row in rows:
                book.active.append(row)
            book.save(path / f"{name}.xlsx")
    framework, report = read_framework("onet", path)
    assert list(framework.roles) == ["11-1.00", "11-2.00"]
    assert framework.roles["11-1.00"].needs == [Need("2.A", 5.0, 4.5)]
    assert framework.roles["11-2.00"].needs == [Need("2.A", 0.0, 3.0)]
    assert framework.roles["11-1.00"].activities == {"4.D1": 1.0}
    assert framework.terms == {"4.D1": "Keep things"}
    assert framework.parity(framework.roles["11-1.00"]) == 4.0
    assert {"Knowledge", "Abilities", "Task Statements"} <= set(report.absent)
    assert [(p.file, p.row, p.column) for p in report.refused] == [
        ("Skills", 5, CODE),
        ("Skills", 6, "Data Value"),
    ]
    assert "O*NET® is a trademark" in framework.attribution


def test_rome_cards_get_their_links_texts_and_a_forgotten_name(tmp_path: Path) -> None:
    files = {
        "unix_referentiel_code_rome_v347": '"code_rome","libelle_rome"\n"A1","Garde d\'\'animaux"\n',
        "unix_referentiel_competence_v347": '"code_ogr","libelle_competence"\n"7","Soins"\n',
        "unix_liens_rome_referentiels_v347": '"code_rome","code_ogr","code_ref_rubrique"\n'
        '"A1","7","7"\n"A1","8","9"\n"A1","50","5"\n"Z9","7","7"\n"B2","7","10"\n',
        "unix_texte_v347": '"code_rome","code_type_texte","libelle_texte"\n"A1","2","Accessible avec un CAP."\n',
    }
    for name, text in files.items():
        (tmp_path / f"{name}_utf8.csv.gz").write_bytes(gzip.compress(text.encode()))
    book = openpyxl.Workbook()
    sheet = book.create_sheet("ROME to ISCO-08")
    for row in (
        ["Code ROME", "Libellé codes ROME", "Code ISCO08"],
        ["A1", "x", 5164],
        ["B2", "Oubliée", 110],
    ):
        sheet.append(row)
    book.save(tmp_path / "Correspondance_ROME_ISCO08.xlsx")
    framework, report = read_framework("rome", tmp_path)
    card = framework.roles["A1"]
    assert (card.title, card.entry, card.setting) == ("Garde d'animaux", "Accessible avec un CAP.", ["50"])
    assert card.needs == [Need("7", 1.0, 2.0), Need("8", 1.0, 1.0)]
    assert card.classes == ["isco:5164"]
    assert (framework.roles["B2"].title, framework.roles["B2"].classes) == ("Oubliée", ["isco:0110"])
    assert [p.sentence for p in report.refused] == ["1 links of card Z9, which is absent"]


def test_gdad_leaves_out_what_is_not_in_use_and_keeps_the_higher_of_two_levels(tmp_path: Path) -> None:
    (tmp_path / "roles.csv").write_text(
        "Role Family,Role,Role Level,Role Level Description,Skill Name,Skill Level\n"
        'Data,Keeper,Keeper ,"keeps\n- things",Keeping,Working\n'
        "Data,Keeper,Keeper,,Keeping,Expert\n"
        "Data,Chief,NOT IN USE,NOT IN USE,Keeping,NOT IN USE\n"
        "Data,Keeper,Keeper,,Finding,Wizard\n"
    )
    framework, report = read_framework("gdad", tmp_path)
    assert list(framework.roles) == ["Keeper"]
    assert framework.roles["Keeper"].needs == [Need("Keeping", 4.0)]
    assert [(p.row, p.column) for p in report.mended] == [(2, "Role Level"), (3, "Skill Name")]
    assert [(p.row, p.column) for p in report.refused] == [(4, "Role Level"), (5, "Skill Level")]


def test_gdad_without_a_column_is_refused(tmp_path: Path) -> None:
    (tmp_path / "roles.csv").write_text("Role,Skill Name\na,b\n")
    with pytest.raises(ImportRefusedError, match="Role Level"):
        read_framework("gdad", tmp_path)


def test_esco_joins_occupations_skills_relations_and_slices(tmp_path: Path) -> None:
    uri = "http://data.europa.eu/esco/"
    (tmp_path / "occupations_en.csv").write_text(
        f'conceptUri,iscoGroup,preferredLabel,altLabels\n{uri}occupation/1,2654,keeper,"warden\nguard"\n'
    )
    (tmp_path / "skills_en.csv").write_text(f"conceptUri,skillType,preferredLabel\n{uri}skill/1,knowledge,locks\n")
    (tmp_path / "occupationSkillRelations_en.csv").write_text(
        f"occupationUri,relationType,skillUri\n{uri}occupation/1,essential,{uri}skill/1\n{uri}occupation/2,optional,x\n"
    )
    slice_ = [{"uri": f"{uri}occupation/1", "label": "keeper", "s": [f"{uri}skill/1", f"{uri}skill/2"]}]
    (tmp_path / "slice.json").write_text(json.dumps(slice_))
    framework, report = read_framework("esco", tmp_path)
    role = framework.roles[f"{uri}occupation/1"]
    assert (role.title, role.titles, role.classes) == ("keeper", ["warden", "guard"], ["isco:2654"])
    assert role.needs == [Need(f"{uri}skill/1", 1.0, 2.0), Need(f"{uri}skill/2", 1.0)]
    assert [p.row for p in report.refused] == [3]


@pytest.mark.parametrize("kind", ["onet", "rome", "gdad", "esco", "yaml", "csv"])
def test_a_folder_of_something_else_is_refused(tmp_path: Path, kind: str) -> None:
    (tmp_path / "notes.rtf").write_text("nothing here")
    with pytest.raises(ImportRefusedError):
        read_framework(kind, tmp_path)
