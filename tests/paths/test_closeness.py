from __future__ import annotations

import numpy as np
import pytest

from colonnade_paths import Closeness, Framework, Role
from colonnade_paths.model import Need, Skill
from colonnade_paths.views import views, weighted_terms
from tests.paths.shop import make_shop


def test_roles_of_one_trade_are_closer_than_roles_of_two() -> None:
    closeness = Closeness.of(make_shop())
    assert closeness.similarity("baker", "master") > closeness.similarity("baker", "seller")
    assert closeness.similarity("baker", "baker") == 1.0


def test_closeness_is_the_same_both_ways() -> None:
    close = Closeness.of(make_shop()).close
    assert np.allclose(close, close.T, atol=1e-5)


def test_a_view_without_data_is_absent() -> None:
    assert {view.name for view in views(make_shop())} == {"skills", "titles", "tasks", "description", "text"}


def test_ratings_are_compared_by_their_shape_and_not_their_size() -> None:
    framework = Framework("rated", scale_top=7.0)
    framework.skills = {f"s{n}": Skill(f"s{n}", kind="knowledge") for n in range(24)}
    random = np.random.default_rng(0)
    shape = random.random(24) * 5
    profiles = {"a": shape, "b": shape * 0.5 + 1, "c": 5 - shape, "d": random.random(24) * 5}
    for code, levels in profiles.items():
        framework.roles[code] = Role(code, code, needs=[Need(f"s{n}", float(v)) for n, v in enumerate(levels)])
    closeness = Closeness.of(framework)
    assert closeness.similarity("a", "b") > closeness.similarity("a", "c")


def test_common_terms_count_less() -> None:
    rows = weighted_terms([{"rare": 1, "common": 1}, {"rare": 1}, {"common": 1}, {"common": 1}, {}, {}])
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_hardly_any_roles_are_no_fault(count: int) -> None:
    framework = Framework("small", roles={f"r{n}": Role(f"r{n}", "A role") for n in range(count)})
    assert Closeness.of(framework).close.shape == (count, count)
