from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colonnade_paths import Demands, Framework, PathsError, Person, match
from colonnade_paths.matching import _closest, _profiles
from tests.paths.shop import make_shop


def _demands(random: np.random.Generator, roles: int, skills: int) -> Demands:
    level = (random.integers(0, 6, (roles, skills)) * (random.random((roles, skills)) < 0.6)).astype(np.float32)
    weight = np.where(level > 0, random.integers(1, 4, level.shape), 0).astype(np.float32)
    return Demands([f"r{n}" for n in range(roles)], [f"s{n}" for n in range(skills)], level, weight)


def _exact(have: np.ndarray, demands: Demands) -> np.ndarray:
    missing = np.maximum(demands.level[None] - have[:, None].astype(np.float64), 0)
    return (missing * demands.weight[None]).sum(axis=2)


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    people=st.integers(0, 12),
    roles=st.integers(1, 60),
    skills=st.integers(1, 9),
    top=st.integers(1, 25),
    half=st.booleans(),
)
def test_gaps_are_exact_and_the_order_is_by_score(seed, people, roles, skills, top, half) -> None:
    random = np.random.default_rng(seed)
    demands = _demands(random, roles, skills)
    have = random.integers(0, 6, (people, skills)) / (2 if half else 1)
    found = match(have, demands, top)
    assert found.role.shape == (people, min(top, roles))
    exact = np.take_along_axis(_exact(have, demands), found.role, axis=1)
    assert np.allclose(found.gap, exact, atol=1e-4)
    assert (np.diff(found.score, axis=1) <= 0).all()
    assert all(len(set(row)) == len(row) for row in found.role.tolist())
    for person in range(people):
        listed = sum(gap.weight * gap.missing for gap in found.gaps(person, 0))
        assert listed == pytest.approx(float(found.gap[person, 0]), abs=1e-3)


def test_the_quick_bar_loses_no_role_of_the_top() -> None:
    random = np.random.default_rng(5)
    demands = _demands(random, 700, 30)
    have = random.integers(0, 6, (50, 30), dtype=np.uint8)
    profile = _profiles(demands)
    role, score = _closest(have, profile, 20)
    _, all_scores = _closest(have, profile, 700)
    assert np.array_equal(score, all_scores[:, :20])
    assert all(len(set(row)) == 20 for row in role.tolist())


def test_bytes_and_floats_give_the_same() -> None:
    random = np.random.default_rng(2)
    demands = _demands(random, 40, 12)
    have = random.integers(0, 6, (30, 12), dtype=np.uint8)
    assert np.array_equal(match(have, demands).gap, match(have.astype(np.float64), demands).gap)


def test_a_team_lead_is_shown_lead_roles_first() -> None:
    found = match([Person({"team": 4, "selling": 3})], make_shop(), 2)
    assert [found.demands.roles[row] for row in found.role[0]] == ["shop_lead", "lead"]
    assert found.gap.tolist()[0][0] == 0.0


def test_an_undemanding_role_does_not_win_by_its_small_gap() -> None:
    found = match([Person({"dough": 2, "team": 3})], make_shop(), 1)
    assert found.demands.roles[found.role[0, 0]] == "lead"
    assert found.gap[0, 0] > 0


@pytest.mark.parametrize("have", [np.zeros((2, 3)), np.zeros(4), np.full((1, 4), np.inf)])
def test_levels_that_do_not_fit_are_refused(have: np.ndarray) -> None:
    with pytest.raises(PathsError):
        match(have, make_shop())


def test_a_level_that_nobody_knows_is_no_gap_and_leaves_the_rest_exact() -> None:
    random = np.random.default_rng(3)
    demands = _demands(random, 30, 8)
    have = random.integers(0, 6, (12, 8)).astype(np.float64)
    hidden = random.random(have.shape) < 0.3
    found = match(np.where(hidden, np.nan, have), demands, 30)
    exact = np.take_along_axis(_exact(np.where(hidden, 99, have), demands), found.role, axis=1)
    assert np.allclose(found.gap, exact, atol=1e-4)
    assert np.isfinite(found.score).all()
    assert not {gap.skill for gap in found.gaps(0, 0)} & {f"s{n}" for n in np.flatnonzero(hidden[0])}


def test_nobody_knows_and_low_are_two_things() -> None:
    shop = make_shop()
    people = [Person({"dough": 5, "oven": None, "team": 0, "selling": 0}), Person({"dough": 5})]
    unrated, low = match(people, shop, 6).gap
    assert unrated.sum() < low.sum()


def test_nobody_and_no_role_give_empty_matches() -> None:
    assert match([], make_shop()).role.shape == (0, 6)
    assert match([Person({"team": 1})], Framework("empty")).role.shape == (1, 0)
