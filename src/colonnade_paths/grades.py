"""What words say about the standing of a role: in its title and on entry (English and French)."""

from __future__ import annotations

import re

from colonnade_paths.model import Role, plain

# First match counts. Steps are those of a usual ladder, 0 being the plain title.
TITLE_GRADES = (
    (r"\b(trainee|apprentice|intern|apprenti|stagiaire|manoeuvre)\b", -2.0),
    (r"\b(junior|associate|assistant|helper|aide|auxiliaire|commis|demi)\b", -1.0),
    (r"\b(chief|president|ceo|cto|cio|director general)\b", 4.0),
    (r"\b(head of|director|directeur|directrice|direction|executive)\b", 3.5),
    (r"\b(principal|distinguished)\b", 3.0),
    (r"\b(lead|leads|staff|gouvernance)\b", 2.0),
    (r"\b(senior|major|management|encadrement|supervision|supervisors?|responsable|manager|chef)\b", 1.0),
)
HIGH_TITLE = re.compile(
    r"^(responsable|directeur|directrice|chef|cheffe|manager|ingenieur|cadre|superviseur|inspecteur|consultant|"
    r"expert|formateur|conseiller|director|head|chief|supervisor|engineer|specialist)"
)
LOW_TITLE = re.compile(
    r"^(aide|assistant|ouvrier|agent|employe|operateur|commis|apprenti|manoeuvre|auxiliaire|manutentionnaire|"
    r"helper|laborer|attendant|trainee|apprentice)"
)
# Schooling in steps of the European framework, cut to 0-5: none, short vocational, upper secondary, short
# cycle, bachelor, master and above.
SCHOOLING = (
    (r"sans (diplome|qualification)|no formal", 0.0),
    (r"\b(cap|bep|bepc)\b", 1.0),
    (r"\bbac\b(?! ?\+? ?\d)|baccalaureat|brevet professionnel|\bbp\b|high school", 2.0),
    (r"\bbac ?\+ ?2|\bbts\b|\bdut\b|\bdeug\b|associate s degree", 3.0),
    (r"\bbac ?\+ ?[34]|\blicence\b|bachelor", 4.0),
    (r"\bbac ?\+ ?[5-8]|\bmaster\b|ingenieur|doctorat|doctoral", 5.0),
)
DOCTOR, STATE_DIPLOMA, COMPETITION = 5.5, 3.0, 3.0
# Entry that asks for practice first.
PRACTICE = re.compile(
    r"complete[es]* [^.]*experience|experience professionnelle[^.]*(requise|exigee|demandee)|plusieurs annees"
)
# Skill levels of the major groups: ILO, International Standard Classification of Occupations, 2012, table 1.
ISCO_LEVELS = {
    "1": 4.0,
    "2": 4.0,
    "3": 3.0,
    "4": 2.0,
    "5": 2.0,
    "6": 2.0,
    "7": 2.0,
    "8": 2.0,
    "9": 1.0,
    "0": 2.0,
}
# Roles whose entry text asks for practice in whatever field is taught, sold or led there.
BUILDS_ON_ANY_FIELD = re.compile(
    r"secteur (technique )?(de (la )?formation (dispensee|enseignee)|du produit ou du service vendu)|"
    r"formation (dispensee|enseignee)|dans un secteur d activite|"
    r"experience in the (field|subject|trade) (taught|sold)"
)


def title_grade(title: str) -> float:
    """Steps above or below the plain title, 0 where no word tells."""
    text = plain(title)
    return next((grade for pattern, grade in TITLE_GRADES if re.search(pattern, text)), 0.0)


def title_mix(role: Role) -> float | None:
    """Share of the role's titles that sound senior minus the share that sound junior; None without titles."""
    titles = [plain(title) for title in role.titles]
    if not titles:
        return None
    high = sum(1 for title in titles if HIGH_TITLE.match(title))
    low = sum(1 for title in titles if LOW_TITLE.match(title))
    return (high - low) / len(titles)


def schooling(role: Role) -> float | None:
    """Usual schooling in steps from 0 to 5.5: as stated, else read from the first sentence on entry."""
    if role.education is not None:
        return role.education
    text = role.entry.split(". ")[0]
    steps = _steps(text) or _steps(role.entry)
    if steps:
        return sum(steps) / len(steps)
    entry = plain(role.entry)
    if "docteur" in entry or "doctor" in entry:
        return DOCTOR
    if "diplome d etat" in entry:
        return STATE_DIPLOMA
    return COMPETITION if "concours" in entry else None


def asks_for_practice(role: Role) -> float | None:
    """1 where entry asks for experience on top, 0 where not, None without a text on entry."""
    if not role.entry:
        return None
    return 1.0 if PRACTICE.search(plain(role.entry)) else 0.0


def isco_level(role: Role) -> float | None:
    """Mean ISCO-08 skill level of the groups the role belongs to, from 1 to 4."""
    groups = _isco_groups(role)
    return sum(ISCO_LEVELS[group] for group in groups) / len(groups) if groups else None


def isco_rank(role: Role) -> float | None:
    """Mean place in the order of ISCO's major groups, managers highest."""
    groups = _isco_groups(role)
    return -sum(int(group) for group in groups) / len(groups) if groups else None


def builds_on_any_field(role: Role) -> bool:
    """Whether experience of any field opens the role: teaching, selling or running a business in it."""
    return bool(role.entry) and bool(BUILDS_ON_ANY_FIELD.search(plain(role.entry)))


def _isco_groups(role: Role) -> list[str]:
    return [code[5] for code in role.classes if code.startswith("isco:") and code[5:6] in ISCO_LEVELS]


def _steps(text: str) -> list[float]:
    plain_text = plain(text)
    return [step for pattern, step in SCHOOLING if re.search(pattern, plain_text)]
