"""How alike roles are, seen from several sides: one matrix per view, one rule for what each view holds.

Every matrix is roles x roles, float32, in the order of `Framework.codes`; a role without data in a view is
marked unknown there, and the view then has no say about it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from colonnade_paths.model import Framework, Role
from colonnade_paths.words import count_terms

Matrix = NDArray[np.float32]
Mask = NDArray[np.bool_]
Terms = Mapping[str, float]

# Rated when most roles rate most skills, as in O*NET; a list of skills per role otherwise.
RATED_FROM = 0.5
# Terms in more than half of the roles tell nothing, those in one role compare nothing.
TOO_COMMON = 0.5
LARGEST_VOCABULARY = 16_000
LATENT = 150


@dataclass(frozen=True, slots=True)
class View:
    """One side to compare roles from; `weight` is its say in the whole, `alike` the matrix of likeness."""

    name: str
    weight: float
    alike: Matrix
    known: Mask


# The say of each view, fixed for every source; tuned on the dev halves of O*NET and ROME together.
WEIGHTS = {
    "ratings": 1.5,
    "knowledge": 2.0,
    "skills": 1.0,
    "activities": 0.4,
    "tasks": 0.75,
    "titles": 1.0,
    "description": 0.25,
    "tools": 0.5,
    "classes": 0.5,
    "entry": 0.25,
    "text": 0.5,
    "topics": 1.0,
}


def views(framework: Framework) -> Iterator[View]:
    """The views this framework has data for, one at a time, as each may be large."""
    roles = [framework.roles[code] for code in framework.codes]
    if _is_rated(framework, roles):
        yield from _rated_views(framework, roles)
    else:
        yield from _term_view("skills", [_skill_terms(framework, role) for role in roles], counts=False)
    yield from _term_view("activities", [role.activities for role in roles])
    yield from _term_view("tools", [dict.fromkeys(role.tools, 1.0) for role in roles])
    yield from _term_view("classes", [_class_terms(role) for role in roles])
    texts: dict[str, Callable[[Role], Terms]] = {
        "titles": lambda role: count_terms([role.title] * 3 + role.titles),
        "tasks": lambda role: count_terms(role.tasks),
        "description": lambda role: count_terms([role.title, role.title, role.description]),
        "entry": lambda role: count_terms([role.entry]),
    }
    for name, read in texts.items():
        yield from _term_view(name, [read(role) for role in roles])
    yield from _whole_text_views([_whole_text(framework, role) for role in roles])


def _is_rated(framework: Framework, roles: Sequence[Role]) -> bool:
    counts = [len(role.needs) for role in roles if role.needs]
    return (
        bool(counts)
        and len(framework.skills) > 20
        and (sum(counts) / len(counts) > RATED_FROM * len(framework.skills))
    )


def _rated_views(framework: Framework, roles: Sequence[Role]) -> Iterator[View]:
    """Correlation of importance and level over all rated skills, and over knowledge alone."""
    for name, kinds in (("ratings", None), ("knowledge", {"knowledge"})):
        codes = [code for code, skill in framework.skills.items() if kinds is None or skill.kind in kinds]
        if len(codes) < 5:
            continue
        rated = rated_profile(roles, codes)
        known: Mask = np.logical_not(np.isnan(rated).all(axis=1))
        yield View(name, WEIGHTS[name], _correlation(rated, known), known)


def rated_profile(roles: Sequence[Role], codes: Sequence[str]) -> Matrix:
    """Weights then levels of these skills, roles x 2 skills; not a number where a role has no rating."""
    column = {code: number for number, code in enumerate(codes)}
    profile = np.full((len(roles), 2 * len(codes)), np.nan, np.float32)
    for row, role in enumerate(roles):
        for need in role.needs:
            place = column.get(need.skill)
            if place is not None:
                profile[row, place] = need.weight
                profile[row, place + len(codes)] = need.level
    return profile


def _correlation(profile: Matrix, known: Mask) -> Matrix:
    """Pearson over columns brought to one scale, so that no skill counts more for being rated wider."""
    filled = profile[known]
    mean = np.nanmean(filled, axis=0)
    filled = np.where(np.isnan(filled), mean, filled) - mean
    filled /= np.maximum(filled.std(axis=0), 1e-6)
    filled -= filled.mean(axis=1, keepdims=True)
    unit = np.zeros_like(profile)
    unit[known] = _unit(filled)
    return np.asarray(unit @ unit.T, np.float32)


def _skill_terms(framework: Framework, role: Role) -> dict[str, float]:
    top = max(framework.scale_top, 1.0)
    return {need.skill: need.weight * need.level / top for need in role.needs if need.level > 0}


def _class_terms(role: Role) -> dict[str, float]:
    """Each class with the wider classes it lies in: isco:2166 lies in isco:216, isco:21 and isco:2."""
    terms: dict[str, float] = {}
    for code in role.classes:
        scheme, _, number = code.partition(":")
        terms.update({f"{scheme}:{number[:digits]}": 1.0 for digits in range(1, len(number) + 1)})
    return terms


def _whole_text(framework: Framework, role: Role) -> Counter[str]:
    names = [] if _is_common(framework, role) else [framework.skill_name(need.skill) for need in role.needs]
    texts = [role.title, *role.titles, *role.tasks, role.description, role.conditions, role.entry, *names]
    return count_terms(texts)


def _is_common(framework: Framework, role: Role) -> bool:
    """Whether the role rates most skills: the names of skills that every role has tell nothing."""
    return len(role.needs) > RATED_FROM * len(framework.skills)


def _term_view(name: str, documents: Sequence[Terms], *, counts: bool = True) -> Iterator[View]:
    matrix = weighted_terms(documents, counts=counts)
    known = np.asarray(matrix.any(axis=1), np.bool_)
    # With fewer than two roles to compare the view says nothing.
    if known.sum() >= 2:
        # Likeness of terms is bunched up near 0; its root spreads it.
        yield View(name, WEIGHTS[name], np.sqrt(np.maximum(matrix @ matrix.T, 0)), known)


def _whole_text_views(documents: Sequence[Terms]) -> Iterator[View]:
    matrix = weighted_terms(documents)
    known = np.asarray(matrix.any(axis=1), np.bool_)
    if known.sum() < 2:
        return
    alike = np.asarray(matrix @ matrix.T, np.float32)
    del matrix
    yield View("text", WEIGHTS["text"], np.sqrt(np.maximum(alike, 0)), known)
    if len(alike) > LATENT // 2:
        latent = _latent(alike, min(LATENT, len(alike) // 2))
        yield View("topics", WEIGHTS["topics"], latent @ latent.T, known)


def weighted_terms(documents: Sequence[Terms], *, counts: bool = True) -> Matrix:
    """Unit rows of weighted terms, roles x terms: 1 + log(count) times how rare the term is.

    With `counts` false the values given are used as they are in place of 1 + log(count).
    """
    size = len(documents)
    spread = Counter(term for document in documents for term in document)
    fewest = 2 if size > 2 else 1
    kept = [term for term, count in spread.items() if fewest <= count <= max(TOO_COMMON * size, 2)]
    kept = sorted(kept, key=lambda term: -spread[term])[:LARGEST_VOCABULARY]
    column = {term: number for number, term in enumerate(kept)}
    rarity = [math.log((size + 1) / (spread[term] + 0.5)) for term in kept]
    matrix = np.zeros((size, len(kept)), np.float32)
    for row, document in enumerate(documents):
        for term, value in document.items():
            place = column.get(term)
            if place is not None:
                matrix[row, place] = (1 + math.log(max(value, 1)) if counts else value) * rarity[place]
    return _unit(matrix)


def _latent(alike: Matrix, size: int) -> Matrix:
    """Unit rows in the main directions of a likeness matrix: latent topics, by subspace iteration.

    Halko, Martinsson, Tropp: Finding structure with randomness, SIAM Review 53 (2011), algorithm 4.4. The
    start is fixed, so that the same framework gives the same numbers.
    """
    random = np.random.default_rng(11)
    basis = random.standard_normal((len(alike), size + 20), dtype=np.float32)
    for _ in range(6):
        basis, _ = np.linalg.qr(alike @ basis)
    values, vectors = np.linalg.eigh(basis.T @ alike @ basis)
    best = np.argsort(values)[::-1][:size]
    rows = (basis @ vectors[:, best]) * np.sqrt(np.maximum(values[best], 0))
    return _unit(np.asarray(rows, np.float32))


def _unit(rows: Matrix) -> Matrix:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(length, 1e-9), np.float32)
