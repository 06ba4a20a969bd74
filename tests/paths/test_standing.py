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


def test_where_practice_takes_the_place_of_a_diploma_nothing_is_said_of_schooling() -> None:
    practice = Role("p", "p", entry="Accessible avec une expérience professionnelle sans diplôme particulier.")
    beginner = Role("b", "b", entry="Accessible sans diplôme ni expérience professionnelle.")
    assert (grades.schooling(practice), grades.schooling(beginner)) == (None, 0.0)
    assert (grades.closed_to_beginners(practice), grades.closed_to_beginners(beginner)) == (1.0, 0.0)
    assert grades.closed_to_beginners(Role("n", "n")) is None


def _without_levels(needs: dict[str, dict[str, float]]) -> list[str]:
    """Codes of roles with these needs and nothing else, the lowest standing first."""
    roles = {code: Role(code, "x", needs=[Need(*need) for need in asked.items()]) for code, asked in needs.items()}
    standing = Landscape.of(Framework("plain", roles=roles)).standing
    return [code for _, code in sorted(zip(standing.values, roles, strict=True))]


def test_without_levels_and_telling_words_the_skill_levels_asked_for_tell() -> None:
    asked = {"c": {"s": 5, "t": 4}, "a": {"s": 1, "t": 1}, "b": {"s": 3, "t": 2}}
    assert _without_levels(asked) == ["a", "b", "c"]


def test_a_skill_that_high_roles_need_carries_their_standing_to_others() -> None:
    low, high = "No formal schooling and no experience.", "Doctoral degree."
    roles = {}
    for number in range(4):
        roles[f"low{number}"] = Role(f"low{number}", "x", entry=low, needs=[Need("sweep", 1.0), Need("talk", 1.0)])
        roles[f"high{number}"] = Role(f"high{number}", "x", entry=high, needs=[Need("plan", 1.0), Need("talk", 1.0)])
    roles["sweeps"] = Role("sweeps", "x", needs=[Need("sweep", 1.0)])
    roles["plans"] = Role("plans", "x", needs=[Need("plan", 1.0)])
    standing = Landscape.of(Framework("carried", roles=roles)).standing
    assert standing.direction("sweeps", "plans") > 0.5
