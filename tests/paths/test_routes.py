from __future__ import annotations

import pytest

from colonnade_paths import Landscape, PathsError, routes
from colonnade_paths.routes import HIGHEST_STEP
from tests.paths.shop import make_shop


@pytest.fixture(scope="module")
def shop() -> Landscape:
    return Landscape.of(make_shop())


def test_no_step_of_a_route_goes_higher_than_the_cap(shop: Landscape) -> None:
    first = routes(shop, "helper", "master")[0]
    assert [leg.target.code for leg in first.legs] == ["baker", "master"]
    assert all(leg.direction <= HIGHEST_STEP for leg in first.legs)


def test_the_easiest_route_comes_first_and_none_repeats_a_role(shop: Landscape) -> None:
    found = routes(shop, "seller", "master", top=3)
    assert [route.cost for route in found] == sorted(route.cost for route in found)
    for route in found:
        passed = [route.legs[0].origin.code, *(leg.target.code for leg in route.legs)]
        assert len(passed) == len(set(passed))


def test_too_few_steps_give_no_route(shop: Landscape) -> None:
    assert routes(shop, "helper", "master", steps=1) == []


def test_staying_is_a_route_of_no_moves(shop: Landscape) -> None:
    assert [route.legs for route in routes(shop, "baker", "baker")] == [[]]


def test_an_unknown_role_is_named(shop: Landscape) -> None:
    with pytest.raises(PathsError, match="astronaut"):
        routes(shop, "baker", "astronaut")
