from __future__ import annotations

import time

import pytest

from colonnade_paths import SECTORS, Landscape, PathsError, Person, career_map, rank
from tests.paths.invented import make_invented
from tests.paths.shop import make_shop


@pytest.fixture(scope="module")
def shop() -> Landscape:
    return Landscape.of(make_shop())


@pytest.fixture(scope="module")
def invented() -> Landscape:
    return Landscape.of(make_invented())


def test_sectors_follow_direction_then_family_and_track(shop: Landscape) -> None:
    sectors = {point.suggestion.role.code: point.sector for point in career_map(shop, "baker")}
    assert sectors == {"master": "up", "lead": "up", "shop_lead": "up", "helper": "sideways", "seller": "across"}
    assert {p.suggestion.role.code: p.sector for p in career_map(shop, "master")}["lead"] == "across"


def test_a_map_holds_what_rank_says_of_the_same_roles(shop: Landscape) -> None:
    person = Person({"dough": 3, "team": None}, role="baker")
    ranked = {found.role.code: found for found in rank(shop, person)}
    assert all(point.suggestion == ranked[point.suggestion.role.code] for point in career_map(shop, person))


def test_distance_runs_from_the_nearest_to_the_farthest_shown(shop: Landscape) -> None:
    points = career_map(shop, "baker")
    assert (min(p.distance for p in points), max(p.distance for p in points)) == (0.0, 1.0)
    by_closeness = sorted(points, key=lambda point: -point.closeness)
    assert by_closeness == sorted(points, key=lambda point: point.distance)


def test_a_large_map_seats_every_sector_and_no_more_than_asked(invented: Landscape) -> None:
    points = career_map(invented, "r2", 24)
    sectors = [point.sector for point in points]
    assert len(points) == len({point.suggestion.role.code for point in points}) == 24
    assert sectors == sorted(sectors, key=SECTORS.index)
    assert sectors.count("up") >= 1
    assert career_map(invented, "r5", 0) == []


def test_what_is_far_or_far_below_is_left_out_unless_hardly_anything_is_left(invented: Landscape) -> None:
    points = career_map(invented, "r5", 900)
    assert 6 < len(points) < 900
    written = [move.target for move in invented.framework.moves_from.get("r5", [])]
    others = [point for point in points if point.suggestion.role.code not in written]
    assert min(point.closeness for point in others) > 0
    assert min(point.suggestion.direction for point in others) > -1.5


def test_somebody_without_a_role_is_seen_from_the_role_most_like_them(shop: Landscape) -> None:
    points = career_map(shop, Person({"dough": 3, "oven": 3}))
    others = [point.suggestion for point in points if point.suggestion.role.code != "baker"]
    assert len(others) == len(points) - 1
    assert all("Seen from “Baker”" in " ".join(suggestion.why) for suggestion in others)
    (own,) = [point.suggestion for point in points if point.suggestion.role.code == "baker"]
    assert own.why[0] == "Of all roles, “Baker” is most like these skills and levels."
    with pytest.raises(PathsError):
        career_map(shop, Person({"dough": None}))


def test_a_map_among_a_thousand_roles_takes_no_time_that_anybody_notices(invented: Landscape) -> None:
    person = Person({f"s{number}": number % 6 if number % 5 else None for number in range(200)})
    career_map(invented, person)
    started = time.process_time()
    for _ in range(5):
        career_map(invented, person)
    # 2 ms on a quiet machine; the bound only catches what would be felt.
    assert (time.process_time() - started) / 5 < 0.040
