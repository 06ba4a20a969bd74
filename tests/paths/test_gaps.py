from __future__ import annotations

from colonnade_paths import Gap, Person, gaps, shared_gaps, unknown
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


def test_what_nobody_knows_is_neither_a_gap_nor_met() -> None:
    lead = make_shop().role("lead")
    person = Person({"dough": 1, "team": None})
    assert gaps(person, lead) == [Gap("dough", 1.0, 3.0, 1.0)]
    assert [need.skill for need in unknown(person, lead)] == ["team"]
    assert unknown(Person({}), lead) == []


def test_gaps_that_most_futures_share_come_first() -> None:
    shop = make_shop()
    futures = [shop.role(code) for code in ("master", "lead", "shop_lead")]
    found = shared_gaps(Person({"dough": 2, "selling": 3}), futures)
    assert [(shared.skill, sorted(shared.gaps)) for shared in found] == [
        ("team", ["lead", "shop_lead"]),
        ("dough", ["lead", "master"]),
        ("oven", ["master"]),
    ]
    assert (found[0].lowest, found[0].highest, found[0].weighted) == (3.0, 4.0, 14.0)
    assert found[0].as_json()["gaps"]["lead"] == {"skill": "team", "have": 0.0, "need": 4.0, "weight": 2.0}
    assert shared_gaps(Person({}), []) == []
