from __future__ import annotations

from copy import deepcopy

import pytest

from colonnade_paths import Landscape, Level, PathsError, Person, rank, rank_next
from tests.paths.shop import make_shop


@pytest.fixture(scope="module")
def shop() -> Landscape:
    return Landscape.of(make_shop())


def test_every_suggestion_has_a_kind_its_gaps_and_reasons(shop: Landscape) -> None:
    for suggestion in rank(shop, "baker"):
        assert suggestion.kind in ("up", "lateral", "cross_track", "step")
        assert suggestion.why
        assert all(gap.missing > 0 for gap in suggestion.gaps)


def test_all_other_roles_are_ranked_and_never_the_own(shop: Landscape) -> None:
    assert {found.role.code for found in rank(shop, "baker")} == {
        "helper",
        "master",
        "lead",
        "seller",
        "shop_lead",
    }


def test_a_written_move_keeps_its_kind_and_words_and_comes_first(shop: Landscape) -> None:
    first = rank(shop, "seller")[0]
    assert (first.role.code, first.kind) == ("helper", "lateral")
    assert "The framework names it as a typical move." in first.why
    assert "To try it out: bake for two mornings." in first.why


def test_kinds_follow_parity_and_track(shop: Landscape) -> None:
    kinds = {found.role.code: found.kind for found in rank(shop, "master")}
    assert kinds == {
        "baker": "step",
        "lead": "cross_track",
        "helper": "step",
        "seller": "step",
        "shop_lead": "cross_track",
    }


def test_next_goes_up_only(shop: Landscape) -> None:
    found = rank_next(shop, "baker")
    assert {suggestion.role.code for suggestion in found[:2]} == {"master", "lead"}
    assert all(suggestion.direction > 0 for suggestion in found)
    assert rank_next(shop, "master") == []


def test_demand_lifts_a_role(shop: Landscape) -> None:
    plain = [found.role.code for found in rank(shop, "baker")]
    lifted = [
        found.role.code for found in rank(shop, "baker", demand={"shop_lead": 90_000, "master": 3, "helper": 3})
    ]
    assert lifted.index("shop_lead") < plain.index("shop_lead")


def test_a_person_without_a_role_is_ranked_by_skills(shop: Landscape) -> None:
    found = rank(shop, Person({"selling": 3, "team": 3}), top=1)
    assert [suggestion.role.code for suggestion in found] == ["shop_lead"]
    assert found[0].gaps == []


def test_a_person_s_own_levels_count_and_not_those_of_the_role(shop: Landscape) -> None:
    master = next(found for found in rank(shop, Person({}, role="baker")) if found.role.code == "master")
    assert [(gap.skill, gap.have) for gap in master.gaps] == [("dough", 0.0), ("oven", 0.0)]


def test_what_nobody_has_rated_is_listed_apart_and_said_so(shop: Landscape) -> None:
    person = Person({"dough": 3, "oven": None, "team": 1}, role="baker")
    master = next(found for found in rank(shop, person) if found.role.code == "master")
    assert ([gap.skill for gap in master.gaps], [need.skill for need in master.unknown]) == (["dough"], ["oven"])
    assert "Still to find out, as nobody has rated it: Running the oven." in master.why
    assert "0 of the 2 skills it needs are there at the level asked for." in master.why
    assert master.as_json()["unknown"] == ["oven"]


def test_of_roles_alike_the_one_that_is_two_levels_off_comes_last() -> None:
    framework = make_shop()
    framework.levels["E5"] = Level("E5", "Level 5", 5, "expert")
    for code, level in (("far", "E5"), ("near", "E3")):
        twin = deepcopy(framework.roles["master"])
        twin.code, twin.level = code, level
        framework.roles[code] = twin
    found = [suggestion.role.code for suggestion in rank(Landscape.of(framework), "baker")]
    assert found.index("near") < found.index("far")


def test_titles_are_found_however_they_are_written(shop: Landscape) -> None:
    assert rank(shop, "  MASTER-baker ")[0].role.code != "master"


@pytest.mark.parametrize("origin", ["nobody", Person({}), Person({"dough": 0})])
def test_what_cannot_be_compared_is_said_in_a_sentence(shop: Landscape, origin) -> None:
    with pytest.raises(PathsError):
        rank(shop, origin)


def test_the_same_question_gets_the_same_answer() -> None:
    first, second = (
        [(found.role.code, found.score) for found in rank(Landscape.of(make_shop()), "helper")] for _ in range(2)
    )
    assert first == second
