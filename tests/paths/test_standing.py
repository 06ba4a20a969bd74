from __future__ import annotations

import pytest

from colonnade_paths import Framework, Landscape, Role, grades
from colonnade_paths.model import Need
from tests.paths.shop import make_shop


def test_stated_levels_are_taken_at_their_word() -> None:
    standing = Landscape.of(make_shop()).standing
    assert standing.direction("baker", "master") == 1.0
    assert standing.direction("master", "lead") == 0.0
    assert standing.direction("lead", "helper") == -2.0


def test_a_ladder_without_levels_is_read_from_titles_and_skills() -> None:
    titles = ("Trainee analyst", "Analyst", "Senior analyst", "Lead analyst", "Head of analysis")
    roles = {t: Role(t, t, ladder="Analyst", needs=[Need("s", n + 1.0)]) for n, t in enumerate(titles)}
    standing = Landscape.of(Framework("ladder", roles=roles)).standing
    assert list(standing.values) == sorted(standing.values)


@pytest.mark.parametrize(
    ("title", "grade"),
    [
        ("Apprentice developer", -2),
        ("Associate delivery manager", -1),
        ("Developer", 0),
        ("Senior developer", 1),
        ("Lead developer", 2),
        ("Principal developer", 3),
        ("Head of product", 3.5),
        ("Management de magasin", 1),
    ],
)
def test_words_of_titles_give_a_grade(title: str, grade: float) -> None:
    assert grades.title_grade(title) == grade


@pytest.mark.parametrize(
    ("entry", "steps"),
    [
        ("Accessible avec un CAP/BEP en cuisine.", 1.0),
        ("Accessible avec un diplôme de niveau Bac+2 (BTS, DUT) à Master.", 4.0),
        ("Accessible sans diplôme ni expérience professionnelle.", 0.0),
        ("Accessible avec le diplôme d'Etat de sage-femme.", 3.0),
        ("", None),
    ],
)
def test_schooling_is_read_from_the_text_on_entry(entry: str, steps: float | None) -> None:
    assert grades.schooling(Role("r", "r", entry=entry)) == steps


def test_experience_of_any_field_opens_a_role_that_teaches_it() -> None:
    teaching = Role("t", "t", entry="Expérience professionnelle dans le secteur technique de la formation dispensée.")
    assert grades.openness(teaching) == 1.0
    assert grades.openness(Role("s", "s", entry="Accessible avec un CAP.")) == 0.0
