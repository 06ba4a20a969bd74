"""The career map: what stands on it, where it is drawn, and that nobody learns who looked."""

import re
import time
from dataclasses import replace

import pytest
from django.urls import reverse

from colonnade.activity.models import Event, Letter
from colonnade.careers import access, mapping
from colonnade.careers.flows.marking import mark
from colonnade.careers.framework import Edition, shipped
from colonnade.kernel.errors import Refusal
from colonnade_paths import Framework, Level, Need, Role, Skill
from tests.cast import signed_in

ROLE = "engineer_established"
_CHANGES_BY_ITSELF = rb'csrfmiddlewaretoken" value="[^"]+"|"[a-z_]*at": "[^"]+"'


def places(role=ROLE, **have):
    return mapping.places_around(shipped(), role, have)


def test_at_most_twenty_four_places_up_sideways_and_across():
    found = places()
    assert 0 < len(found) <= mapping.MOST_PLACES
    assert {place.sector for place in found} == {"up", "sideways", "across"}
    assert ROLE not in {place.role.code for place in found}


def test_every_place_says_why_and_what_is_missing():
    for place in places():
        assert place.why and all(place.why)
        assert all(steps > 0 for _skill, steps in place.missing)
    senior = next(place for place in places() if place.role.code == "engineer_senior")
    assert senior.try_out == "lead a feature with two colleagues"


def test_a_rated_skill_brings_the_gap_down():
    def missing(**have):
        found = next(place for place in places(**have) if place.role.code == "engineer_senior")
        return dict(found.missing)

    assert "system_design" in missing()
    assert "system_design" not in missing(system_design=5)


@pytest.mark.parametrize("code", shipped().roles)
def test_no_place_is_drawn_on_another(code):
    around = mapping.places_around(shipped(), code, {})
    tall_frame, tall = mapping.drawn_tall(mapping.nearest_of_each(around, mapping.ON_A_PHONE))
    for frame, spots in ((mapping.WIDE, mapping.drawn(around)), (tall_frame, tall)):
        for at, one in enumerate(spots):
            assert frame.place_width / 2 <= one.x <= frame.width - frame.place_width / 2
            assert one.y - frame.place_height / 2 >= 0
            for other in spots[:at]:
                assert abs(one.x - other.x) >= frame.place_width or abs(one.y - other.y) >= frame.place_height, (
                    code,
                    one.place.role.title,
                    other.place.role.title,
                )


def test_on_the_wide_map_nearer_is_nearer():
    """The order of distances holds wherever there was room; a place may stand a little off where there was none."""
    around = places()
    spots = mapping.drawn(around)
    x, y = mapping.WIDE.me

    def drawn_at(spot):
        return (((spot.x - x) / mapping.WIDE.reach_x) ** 2 + ((spot.y - y) / mapping.WIDE.reach_y) ** 2) ** 0.5

    nearest = min(spots, key=lambda spot: spot.place.distance)
    farthest = max(spots, key=lambda spot: spot.place.distance)
    assert drawn_at(nearest) < drawn_at(farthest)


def test_the_page_shows_links_in_the_order_of_the_list_and_a_list_beside_it(cast):
    cast.employee.role_code = ROLE
    cast.employee.save()
    page = signed_in(cast.employee).get(reverse("career-map")).content.decode()
    wide = page[page.index('class="map__wide"') : page.index('class="map__tall"')]
    links = re.findall(r'<a href="#(place-\d+)">', wide)
    assert links == [f"place-{number}" for number in range(1, len(links) + 1)]
    assert all(f'id="{link}"' in page for link in links)


def test_without_role_and_ratings_the_page_says_what_to_do(cast):
    page = signed_in(cast.stranger).get(reverse("career-map")).content.decode()
    assert "No map yet" in page and "map__wide" not in page


def test_the_present_role_is_kept_and_an_unknown_one_refused(cast):
    client = signed_in(cast.employee)
    assert client.post(reverse("career-role"), {"role": ROLE}).status_code == 302
    cast.employee.refresh_from_db()
    assert cast.employee.role_code == ROLE
    assert client.post(reverse("career-role"), {"role": "wizard"}).status_code == 409
    assert client.post(reverse("career-role"), {"role": ROLE, "next": "https://evil.example/"})["Location"] == (
        reverse("career-map")
    )


def test_marking_twice_is_once_and_can_be_taken_back(cast):
    for _twice in range(2):
        mark(cast.employee, "engineer_senior", on=True)
    assert [one.role_code for one in access.own_marks(cast.employee)] == ["engineer_senior"]
    mark(cast.employee, "engineer_senior", on=False)
    assert not access.own_marks(cast.employee)
    with pytest.raises(Refusal):
        mark(cast.employee, "wizard", on=True)


def test_nobody_learns_of_a_look_or_a_mark(cast):
    """Every page of everybody else is the same before and after, and no event and no letter tells of it."""
    others = {name: one for name, one in cast.everybody().items() if one != cast.employee}
    names = ("home", "team", "status", "people", "career", "career-map", "career-futures", "my-data", "talks")

    def seen():
        return {
            (name, page): re.sub(_CHANGES_BY_ITSELF, b"", signed_in(one).get(reverse(page)).content)
            for name, one in others.items()
            for page in names
        }

    seen()
    before, events, letters = seen(), Event.objects.count(), Letter.objects.count()
    client = signed_in(cast.employee)
    client.get(reverse("career-map"), {"from": "ward_manager"})
    client.get(reverse("career-futures"), {"role": ["ward_manager", "head_chef"], "find": "pilot"})
    client.post(reverse("career-mark"), {"role": "ward_manager"})
    assert (Event.objects.count(), Letter.objects.count()) == (events, letters)
    after = seen()
    assert [key for key in before if before[key] != after[key]] == []


def test_a_thousand_roles_are_drawn_in_time_and_kept():
    """A ratio, not a time: the second look costs next to nothing of the first."""
    edition = Edition(_large())
    edition.landscape()

    def seconds(act):
        started = time.perf_counter()
        act()
        return time.perf_counter() - started

    def look():
        return mapping.drawn(mapping.places_around(edition, "r500", {"s3": 2}))

    first = seconds(look)
    assert min(seconds(look) for _again in range(5)) < first / 5


def _large() -> Framework:
    framework = Framework("Large", scale_top=5)
    framework.levels = {f"l{n}": Level(f"l{n}", f"Level {n}", n) for n in range(1, 7)}
    framework.families = {f"f{n}": f"Family {n}" for n in range(20)}
    framework.skills = {f"s{n}": Skill(f"s{n}", f"Skill {n}") for n in range(200)}
    for n in range(1000):
        needs = [Need(f"s{(n * 7 + step * 13) % 200}", 1 + (n + step) % 5) for step in range(8)]
        framework.roles[f"r{n}"] = Role(f"r{n}", f"Role {n}", f"f{n % 20}", level=f"l{1 + n % 6}", needs=needs)
    return replace(framework)
