from __future__ import annotations

from colonnade_paths import Gap, Person, gaps
from colonnade_paths.gaps import holder_of, weighted_gap
from tests.paths.shop import make_shop


def test_the_largest_weighted_gap_comes_first() -> None:
    lead = make_shop().roles["lead"]
    assert gaps(Person({"dough": 1}), lead) == [Gap("team", 0.0, 4.0, 2.0), Gap("dough", 1.0, 3.0, 1.0)]
    assert weighted_gap(Person({"dough": 1}), lead) == 10.0


def test_more_than_needed_is_no_gap() -> None:
    assert gaps(Person({"dough": 5, "oven": 5}), make_shop().roles["baker"]) == []


def test_a_holder_lacks_nothing_of_their_role() -> None:
    for role in make_shop().roles.values():
        assert gaps(holder_of(role), role) == []
