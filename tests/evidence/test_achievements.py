"""A kept line with its skills, days and link: changed by its owner, twice is once, refused with what was typed."""

from __future__ import annotations

import pytest

from colonnade.careers import framework
from colonnade.evidence import access
from colonnade.evidence.models import Achievement
from tests.cast import signed_in


@pytest.fixture
def me(cast):
    return signed_in(cast.employee)


def typed(cast, **values) -> dict:
    day = cast.employee.today.isoformat()
    return {
        "text": "Led the move.",
        "happened_on": day,
        "until": day,
        "skill_1": "coding",
        "skill_2": "",
        "skill_3": "coding",
        "link": "https://wiki.example/move",
        **values,
    }


def own(cast) -> list[Achievement]:
    return list(access.own_achievements(cast.employee))


def test_skills_days_and_link_are_kept_and_shown(cast, me):
    for _ in range(2):
        assert me.post("/achievements/", typed(cast)).status_code == 302

    row = own(cast)[0]

    assert len(own(cast)) == 1
    assert (row.skills, row.until, row.link) == (["coding"], cast.employee.today, "https://wiki.example/move")
    shown = me.get("/achievements/").content.decode()
    assert framework.skills()["coding"].name in shown
    assert "leads to wiki.example" in shown
    assert 'rel="noopener noreferrer"' in shown


@pytest.mark.parametrize(
    "wrong",
    [
        {"until": "2999-01-01"},
        {"until": "2001-01-01"},
        {"skill_2": "no-such-skill"},
        {"link": "javascript:alert(1)"},
        {"link": "ftp://wiki.example/"},
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(cast, me, wrong):
    response = me.post("/achievements/", typed(cast, **wrong))

    assert response.status_code == 422
    assert "Led the move." in response.content.decode()
    assert own(cast) == []


def test_its_owner_changes_it_and_two_windows_lose_nothing(cast, me):
    me.post("/achievements/", typed(cast))
    row = own(cast)[0]
    address = f"/achievements/{row.pk}/"
    assert "Led the move." in me.get(address).content.decode()

    assert me.post(address, typed(cast, text="Led it well.", skill_1="", skill_3="", version=1)).status_code == 302
    late = me.post(address, typed(cast, text="canary-late", version=1))

    assert (late.status_code, "canary-late" in late.content.decode()) == (409, True)
    row = own(cast)[0]
    assert (row.text, row.skills) == ("Led it well.", [])
    assert me.post(address, typed(cast, text="", version=2)).status_code == 422


def test_a_skill_the_framework_no_longer_has_is_left_out(cast, me):
    me.post("/achievements/", typed(cast))
    Achievement.objects.update(skills=["gone", "coding"])

    name = framework.skills()["coding"].name
    assert f"Shows {name}</p>" in me.get("/achievements/").content.decode()
    assert me.get(f"/achievements/{own(cast)[0].pk}/").status_code == 200


@pytest.mark.parametrize("who", ["manager", "managers_manager", "partner", "administrator", "stranger"])
def test_for_others_it_is_not_there(cast, me, who):
    me.post("/achievements/", typed(cast))
    address = f"/achievements/{own(cast)[0].pk}/"
    other = signed_in(getattr(cast, who))

    assert other.get(address).status_code == other.post(address, typed(cast, version=1)).status_code == 404
