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
# Steps above or below a skilled worker for the first word of a job name.
NAME_STEPS = {
    word: step
    for step, words in (
        (3.0, "directeur directrice president dirigeant gouverneur commandant director chief president head"),
        (2.5, "ingenieur chercheur professeur medecin engineer scientist professor physician"),
        (
            2.0,
            "responsable chef cheffe manager superviseur cadre gerant gestionnaire coordinateur",
        ),
        (2.0, "coordonnateur inspecteur maitre supervisor coordinator superintendent inspector"),
        (
            1.0,
            "conseiller consultant expert formateur charge attache auditeur controleur redacteur concepteur",
        ),
        (1.0, "architecte delegue acheteur analyste contremaitre moniteur adviser advisor auditor analyst"),
        (0.5, "technicien dessinateur animateur commercial negociateur technician"),
        (-1.0, "agent employe vendeur conducteur operateur operatrice monteur poseur installateur chauffeur"),
        (-1.0, "assembleur operator clerk driver assembler attendant installer"),
        (-1.5, "ouvrier aide assistant auxiliaire commis apprenti manoeuvre manutentionnaire preparateur"),
        (-1.5, "helper laborer labourer aide apprentice trainee"),
    )
    for word in words.split()
}
# The first word of a description says whether the role leads and designs or carries out.
LEADS = re.compile(
    r"^(dirige|encadre|supervise|organise|pilote|coordonne|definit|conseille|concoit|elabore|anime|direct|lead|"
    r"manage|plan|supervise|coordinate|design|advise)"
)
CARRIES_OUT = re.compile(
    r"^(realise|effectue|assure|conduit|prepare|execute|fabrique|pose|monte|installe|vend|accueille|nettoie|"
    r"utilise|operate|perform|clean|assemble|load|serve|install)"
)
IRREGULAR_HOURS = re.compile(
    r"fins de semaine|horaires decales|de nuit|2x8|3x8|roulement|saisonni|temps partiel|weekends|night shift"
)
# Schooling in steps of the European framework, cut to 0-5: none, short vocational, upper secondary, short
# cycle, bachelor, master and above.
SCHOOLING = (
    (r"sans (diplome|qualification|formation)[^.]{0,40}\bni\b|no formal", 0.0),
    (r"\b(cap|bep|bepc)\b", 1.0),
    (r"\bbac\b(?! ?\+? ?\d)|baccalaureat|brevet professionnel|\bbp\b|high school", 2.0),
    (r"\bbac ?\+ ?2|\bbts\b|\bdut\b|\bdeug\b|associate s degree", 3.0),
    (r"\bbac ?\+ ?[34]|\blicence\b|bachelor", 4.0),
    (r"\bbac ?\+ ?[5-8]|\bmaster\b|ingenieur|doctorat|doctoral", 5.0),
)
DOCTOR, STATE_DIPLOMA, COMPETITION = 5.5, 3.0, 3.0
# Open to beginners. “Sans diplôme particulier” alone is not: where practice takes the place of a diploma, as for
# those who run a camp site, nothing is said about schooling.
BEGINNERS = re.compile(r"sans (diplome|qualification|formation)[^.]{0,40}\bni\b|no (prior )?experience|no formal")
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
# Entry texts that ask for practice in whatever field is taught, sold or led there, and, weaker, in any
# technical field or for years of work in a trade.
ANY_FIELD = re.compile(
    r"secteur (technique )?(de (la )?formation (dispensee|enseignee)|du produit ou du service vendu)|"
    r"formation (dispensee|enseignee)|dans un secteur d activite|"
    r"experience in the (field|subject|trade) (taught|sold)"
)
MANY_FIELDS = re.compile(
    r"experience professionnelle dans (un|le) secteur technique|ans d activite professionnelle|"
    r"complete par une experience professionnelle dans le secteur de l entreprise|"
    r"dans un secteur technique scientifique ou industriel|years of work in (a|the) trade"
)
OPEN_TO_MANY = 0.4


def title_grade(title: str) -> float:
    """Steps above or below the plain title, 0 where no word tells."""
    text = plain(title)
    return next((grade for pattern, grade in TITLE_GRADES if re.search(pattern, text)), 0.0)


def name_step(role: Role) -> float | None:
    """Mean step of the first words of its job names; None without names."""
    first = [name.split()[0] for name in map(plain, role.titles) if name]
    return sum(NAME_STEPS.get(word, 0.0) for word in first) / len(first) if first else None


def leads(role: Role) -> float | None:
    """1 where the description begins with leading or designing, -1 with carrying out, 0 with neither."""
    text = plain(role.description)
    return float(bool(LEADS.match(text))) - float(bool(CARRIES_OUT.match(text))) if text else None


def regular_hours(role: Role) -> float | None:
    """1 where the working conditions name no shifts or seasons, 0 where they do, None without such a text."""
    if not role.conditions:
        return None
    return 0.0 if IRREGULAR_HOURS.search(plain(role.conditions)) else 1.0


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


def closed_to_beginners(role: Role) -> float | None:
    """0 where somebody may start without schooling and practice, 1 where not, None without a text on entry."""
    if not role.entry:
        return None
    return 0.0 if BEGINNERS.search(plain(role.entry)) else 1.0


def isco_level(role: Role) -> float | None:
    """Mean ISCO-08 skill level of the groups the role belongs to, from 1 to 4."""
    groups = _isco_groups(role)
    return sum(ISCO_LEVELS[group] for group in groups) / len(groups) if groups else None


def isco_rank(role: Role) -> float | None:
    """Mean place in the order of ISCO's major groups, managers highest."""
    groups = _isco_groups(role)
    return -sum(int(group) for group in groups) / len(groups) if groups else None


def openness(role: Role) -> float:
    """How far experience of another field opens the role: 1 for any field, less for many, 0 otherwise."""
    entry = plain(role.entry)
    if ANY_FIELD.search(entry):
        return 1.0
    return OPEN_TO_MANY if MANY_FIELDS.search(entry) else 0.0


def _isco_groups(role: Role) -> list[str]:
    return [code[5] for code in role.classes if code.startswith("isco:") and code[5:6] in ISCO_LEVELS]


def _steps(text: str) -> list[float]:
    plain_text = plain(text)
    return [step for pattern, step in SCHOOLING if re.search(pattern, plain_text)]
