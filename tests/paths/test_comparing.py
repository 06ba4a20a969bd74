from __future__ import annotations

from copy import deepcopy

from hypothesis import HealthCheck, given, settings

from colonnade_paths import Change, Framework, Level, Move, Need, Role, Skill, diff
from colonnade_paths.comparing import ADDED, LOWERED, RAISED, REMOVED, SORTS, THINGS
from tests.paths.frameworks import frameworks
from tests.paths.shop import make_shop

any_frameworks = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MIRRORED = {ADDED: REMOVED, REMOVED: ADDED, RAISED: LOWERED, LOWERED: RAISED}


def test_every_sort_of_change_is_named_with_both_sides() -> None:
    before, after = make_shop(), make_shop()
    before.skills["oven"].levels = ["Fills it", "Sets the heat"]
    after.skills["oven"].levels = ["Fills it", "Sets the heat alone", "Plans the day"]
    after.skills["guests"] = Skill("guests", "Caring for guests")
    after.roles["baker"].needs = [Need("dough", 4.0), Need("oven", 2.0), Need("guests", 1.0, 2.0)]
    after.roles["lead"].needs[1].weight = 3.0
    after.roles["lead"].needs.pop(0)
    after.roles["seller"].title = "Seller"
    after.roles["seller"].level = "L2"
    after.roles["shop_lead"].family = "bakery"
    del after.roles["helper"]
    after.moves = [Move("seller", "baker", "up")]
    assert diff(before, after).changes == [
        Change("descriptor", "reworded", "oven", "2", "Sets the heat", "Sets the heat alone"),
        Change("descriptor", "added", "oven", "3", None, "Plans the day"),
        Change("skill", "added", "guests", "", None, "Caring for guests"),
        Change("role", "removed", "helper", "", "Bakery helper", None),
        Change("expectation", "removed", "helper", "dough", 1.0, None),
        Change("expectation", "removed", "helper", "oven", 1.0, None),
        Change("text", "removed", "helper", "tasks", "Weighs flour and cleans the oven.", None),
        Change("expectation", "raised", "baker", "dough", 3.0, 4.0),
        Change("expectation", "lowered", "baker", "oven", 3.0, 2.0),
        Change("expectation", "added", "baker", "guests", None, 1.0),
        Change("expectation", "removed", "lead", "dough", 3.0, None),
        Change("weight", "raised", "lead", "team", 2.0, 3.0),
        Change("role", "reworded", "seller", "title", "Shop assistant", "Seller"),
        Change("role", "raised", "seller", "level", "L1", "L2"),
        Change("role", "changed", "shop_lead", "family", "shop", "bakery"),
        Change("move", "removed", "seller", "helper", "lateral", None),
        Change("move", "added", "seller", "baker", None, "up"),
    ]


def test_changes_can_be_asked_for_by_what_they_are_about() -> None:
    before, after = make_shop(), make_shop()
    after.roles["baker"].needs[0].level = 4.0
    after.skills["dough"].name = "Dough"
    after.levels["L2"] = Level("L2", "Level two", 2.5, "common")
    found = diff(before, after)
    assert [c.part for c in found.about_role("baker")] == ["dough"]
    assert [c.after for c in found.about_skill("dough")] == ["Dough"]
    assert [c.sort for c in found.of("level")] == ["reworded", "raised"]
    assert found.of("level", "raised")[0].as_json()["after"] == 2.5
    assert found.counts()["expectation", "raised"] == 1
    assert len(found.as_json()) == 4


def test_a_move_to_another_level_of_the_same_standing_is_neither_up_nor_down() -> None:
    before, after = make_shop(), make_shop()
    after.roles["master"].level = "M3"
    assert [(c.sort, c.before, c.after) for c in diff(before, after).changes] == [("changed", "E3", "M3")]


@any_frameworks
@given(frameworks())
def test_a_framework_does_not_differ_from_itself_however_it_is_ordered(framework: Framework) -> None:
    turned = deepcopy(framework)
    turned.roles = dict(reversed(turned.roles.items()))
    turned.skills = dict(reversed(turned.skills.items()))
    for role in turned.roles.values():
        role.needs.reverse()
    assert not diff(framework, turned)


@any_frameworks
@given(frameworks(), frameworks())
def test_the_way_back_mirrors_the_way_there(one: Framework, two: Framework) -> None:
    there, back = diff(one, two), diff(two, one)
    assert bool(there) == bool(back)
    assert one != two or not there
    assert {change.thing for change in there.changes} <= set(THINGS)
    assert {change.sort for change in there.changes} <= set(SORTS)
    mirrored = {(c.thing, MIRRORED.get(c.sort, c.sort), c.code, c.part, c.after, c.before) for c in back.changes}
    assert {(c.thing, c.sort, c.code, c.part, c.before, c.after) for c in there.changes} == mirrored


def test_any_field_of_a_role_that_changes_is_seen() -> None:
    full = Role("r", "R", "f", "l", "L1", "d", [Need("dough", 1.0)], ["t"], ["k"], {"a": 1.0}, ["o"], ["s"], ["c"])
    full.conditions, full.entry, full.education, full.local = "c", "e", 1.0, "x"
    before = Framework("one", skills={"dough": Skill("dough")}, roles={"r": full})
    for name in Role.__slots__:
        if name != "code":
            after = deepcopy(before)
            empty = None if name == "education" else type(getattr(full, name))()
            setattr(after.roles["r"], name, empty)
            assert [change.code for change in diff(before, after).changes] == ["r"], name
