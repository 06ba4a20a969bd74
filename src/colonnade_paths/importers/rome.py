"""ROME, the French register of trades: the official CSV files (version 3.4x), gzipped or not.

Source: https://www.francetravail.org/opendata/repertoire-operationnel-des-meti.html
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from colonnade_paths.model import Framework, Need, Role, Skill
from colonnade_paths.reading import Row, Source
from colonnade_paths.report import ImportRefusedError

ATTRIBUTION = "Répertoire ROME, France Travail (anciennement Pôle emploi), Licence Ouverte / Etalab."
# Sections of a card (code_ref_rubrique): 6 and 7 are what everyone in the trade does and knows, 9 and 10 what
# some of them do and know, 5 where they work.
CORE_SECTIONS = {"6", "7"}
SKILL_SECTIONS = {"6", "7", "9", "10"}
SETTING_SECTION = "5"
CORE_WEIGHT = 2.0
TEXT_TYPES = {"1": "description", "2": "entry", "3": "conditions"}


def read_rome(source: Source) -> Framework:
    """A framework of ROME cards; a skill is asked for or not, so its scale has one level."""
    framework = Framework("ROME", "rome", ATTRIBUTION, scale_top=1.0)
    files = _Files(source)
    for row in files.rows("unix_referentiel_code_rome_v"):
        code, title = row.text("code_rome"), files.words(row, "libelle_rome")
        if not code or not title:
            source.report.refuse("unix_referentiel_code_rome", "a card without code or name", row.number)
        elif code not in framework.roles:
            framework.roles[code] = Role(code, title, family=code[:3])
            framework.families.setdefault(code[:3], code[:3])
    _read_classes(source, framework)
    if not framework.roles:
        raise ImportRefusedError(
            f"Nothing was imported: {source.path} has no file unix_referentiel_code_rome_v….", source.report
        )
    _read_names(files, framework)
    _read_links(files, framework)
    _read_texts(files, framework)
    files.report_mended()
    return framework


class _Files:
    """The official files by the beginning of their names, with their doubled apostrophes put right."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.doubled: Counter[str] = Counter()
        self._file = ""

    def rows(self, prefix: str) -> Iterator[Row]:
        name = self.source.find_like(prefix)
        if name is None:
            self.source.report.absent.append(prefix.rstrip("_v"))
            return
        self._file = name
        yield from self.source.rows(name)

    def words(self, row: Row, column: str) -> str:
        text = row.text(column)
        if "''" in text:
            self.doubled[self._file] += 1
            text = text.replace("''", "'")
        return text

    def report_mended(self) -> None:
        for name, count in self.doubled.items():
            self.source.report.mend(name, f"doubled apostrophes were made single in {count:,} rows")


def _read_names(files: _Files, framework: Framework) -> None:
    for row in files.rows("unix_referentiel_appellation"):
        role = framework.roles.get(row.text("code_rome"))
        if role is None:
            files.source.report.refuse(
                "unix_referentiel_appellation", f"no card {row.text('code_rome')}", row.number, "code_rome"
            )
        else:
            role.titles.append(files.words(row, "libelle_appellation_court"))
    for prefix, column, kind in (
        ("unix_referentiel_competence", "libelle_competence", "knowledge"),
        ("unix_referentiel_activite_v", "libelle_activite", "activity"),
    ):
        for row in files.rows(prefix):
            code = row.text("code_ogr")
            framework.skills[code] = Skill(code, files.words(row, column), kind)
    for row in files.rows("unix_referentiel_env_travail"):
        framework.terms[row.text("code_ogr")] = files.words(row, "libelle_env_travail")


def _read_links(files: _Files, framework: Framework) -> None:
    unnamed: set[str] = set()
    seen: set[tuple[str, str]] = set()
    refused: Counter[str] = Counter()
    for row in files.rows("unix_liens_rome_referentiels"):
        code, item, section = row.text("code_rome"), row.text("code_ogr"), row.text("code_ref_rubrique")
        role = framework.roles.get(code)
        if role is None:
            refused[code] += 1
        elif section == SETTING_SECTION:
            role.setting.append(item)
        elif section in SKILL_SECTIONS and (code, item) not in seen:
            seen.add((code, item))
            role.needs.append(Need(item, 1.0, CORE_WEIGHT if section in CORE_SECTIONS else 1.0))
            if item not in framework.skills:
                unnamed.add(item)
                framework.skills[item] = Skill(item, f"Activité {item}", "activity")
    for code, count in refused.items():
        files.source.report.refuse("unix_liens_rome_referentiels", f"{count} links of card {code}, which is absent")
    if unnamed:
        files.source.report.mend(
            "unix_liens_rome_referentiels",
            f"{len(unnamed):,} activities have no name in these files and are shown by their number",
        )


def _read_texts(files: _Files, framework: Framework) -> None:
    for row in files.rows("unix_texte"):
        role = framework.roles.get(row.text("code_rome"))
        target = TEXT_TYPES.get(row.text("code_type_texte"))
        if role is not None and target is not None:
            before = getattr(role, target)
            text = files.words(row, "libelle_texte")
            setattr(role, target, f"{before} {text}".strip())


def _read_classes(source: Source, framework: Framework) -> None:
    """ISCO-08 groups of each card, from the correspondence table; it also names cards the list forgot."""
    name = source.find("Correspondance ROME ISCO08")
    if name is None:
        source.report.absent.append("Correspondance_ROME_ISCO08")
        return
    for row in source.rows(name, sheet=2):
        card, code = row.text("Code ROME"), row.text("Code ISCO08")
        if card and card not in framework.roles and row.text("Libellé codes ROME"):
            framework.roles[card] = Role(card, row.text("Libellé codes ROME"), family=card[:3])
            source.report.mend(name, f"card {card} is not in the list of cards; its name was read here", row.number)
        role = framework.roles.get(card)
        if role is not None and code and f"isco:{code.zfill(4)}" not in role.classes:
            role.classes.append(f"isco:{code.zfill(4)}")
