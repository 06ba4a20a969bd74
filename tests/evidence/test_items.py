"""Evidence on the table: items of the two, achievements shown as copies."""

from __future__ import annotations

import uuid

import pytest

from colonnade.careers import framework
from colonnade.conversations.flows import gathering
from colonnade.evidence import access
from colonnade.evidence.models import Achievement, Item
from colonnade.kernel.errors import Unseen
from colonnade.spaces.models import Space
from tests.cast import signed_in
from tests.stories import tell


@pytest.fixture
def story(cast):
    return tell(cast.employee, cast.manager, "preparing")


@pytest.fixture
def achievement(story):
    me = story.employee
    return Achievement.write(space=Space.own(me), author=me, happened_on=me.today, text="canary-kept")


def address(story, rest="") -> str:
    return f"/talks/{story.talk.pk}/evidence/{rest}"


def typed(story, **values) -> dict:
    return {
        "kind": "figure",
        "on": story.employee.today.isoformat(),
        "source": "The board",
        "says": "canary-says",
        "sides_with": "contradicts",
        **values,
    }


def items(story, person):
    return list(access.items_in(story.talk.pair_space, person))


def test_an_item_lies_in_the_talk_for_both(story):
    signed_in(story.counterpart).post(address(story), typed(story))

    item = items(story, story.employee)[0]

    assert (item.says, item.kind, item.sides_with) == ("canary-says", "figure", "contradicts")
    assert (item.subject_id, item.author_id) == (story.employee.pk, story.counterpart.pk)
    shown = signed_in(story.employee).get(address(story)).content.decode()
    assert "canary-says" in shown
    assert "contradicts" in shown


def test_a_refused_item_comes_back_with_what_was_typed(story):
    response = signed_in(story.employee).post(address(story), typed(story, source=""))

    assert response.status_code == 422
    assert "canary-says" in response.content.decode()
    assert items(story, story.employee) == []


def test_an_item_names_what_it_speaks_about_and_where_it_can_be_seen(story):
    client = signed_in(story.counterpart)
    first = typed(story, about="skill:coding", link="https://board.example/7", until=story.employee.today.isoformat())
    client.post(address(story), first)
    client.post(address(story), typed(story, about="purpose", sides_with="supports"))

    about_skill, about_purpose = items(story, story.employee)

    assert (about_skill.skills, about_skill.is_about_purpose) == (["coding"], False)
    assert (about_skill.link, about_skill.until) == ("https://board.example/7", story.employee.today)
    assert (about_purpose.skills, about_purpose.is_about_purpose) == ([], True)
    shown = signed_in(story.employee).get(address(story)).content.decode()
    assert f"Contradicts {framework.skills()['coding'].name}</p>" in shown
    assert 'supports <a href="/talks/' in " ".join(shown.split())
    assert '<a href="https://board.example/7" rel="noopener noreferrer">' in shown
    assert "leads to board.example" in shown


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": "2999-01-01"},
        {"until": "2999-01-01"},
        {"until": "2001-01-01"},
        {"about": "skill:no-such-skill"},
        {"link": "javascript:alert(1)"},
        {"link": "data:text/html,x"},
        {"link": "https://"},
        {"link": "//board.example"},
        {"link": "https://board.example@evil.example/"},
        {"link": "https://board.example\\@evil.example/"},
        {"link": 'https://board.example/"onclick="x'},
        {"link": "https://board.example/\u202egnp"},
        {"link": "https://board.example:port/"},
        {"link": "https://board.example/" + "x" * 500},
    ],
)
def test_days_to_come_and_addresses_that_are_none_are_refused(story, wrong):
    response = signed_in(story.employee).post(address(story), typed(story, **wrong))

    assert response.status_code == 422
    assert items(story, story.employee) == []


def test_the_same_item_sent_twice_is_one(story):
    for _ in range(2):
        signed_in(story.employee).post(address(story), typed(story))

    assert len(items(story, story.employee)) == 1


def test_one_takes_back_ones_own_item_and_not_the_others(story):
    signed_in(story.counterpart).post(address(story), typed(story))
    item = items(story, story.employee)[0]
    removal = address(story, f"items/{item.pk}/removal/")

    assert signed_in(story.employee).post(removal).status_code == 403
    assert signed_in(story.counterpart).post(removal).status_code == 302
    assert signed_in(story.counterpart).post(removal).status_code == 404
    assert items(story, story.employee) == []


def test_a_shown_achievement_is_a_copy_and_the_source_stays_private(story, achievement):
    assert "canary-kept" not in signed_in(story.counterpart).get(address(story)).content.decode()

    signed_in(story.employee).post(address(story, f"achievements/{achievement.pk}/showing/"))

    item = items(story, story.counterpart)[0]
    assert (item.says, item.on, item.shown_copy_of_id) == ("canary-kept", achievement.happened_on, achievement.pk)
    assert list(access.own_achievements(story.employee)) == [achievement]
    assert not Achievement.objects.readable_by(story.counterpart).exists()


def test_the_readers_are_named_before_the_click(story, achievement):
    shown = signed_in(story.employee).get(address(story)).content.decode()

    assert "Show a copy to Marta Lindqvist" in shown
    assert "Priya Sandoval and Marta Lindqvist read it" in shown


def test_showing_twice_is_showing_once_and_what_was_taken_back_can_be_shown_again(story, achievement):
    for _ in range(2):
        gathering.show_achievement(story.see(story.employee), achievement.pk, by=story.employee)
    assert len(items(story, story.employee)) == 1

    items(story, story.employee)[0].delete()
    gathering.show_achievement(story.see(story.employee), achievement.pk, by=story.employee)
    assert len(items(story, story.employee)) == 1


def test_the_copy_outlives_its_source(story, achievement):
    gathering.show_achievement(story.see(story.employee), achievement.pk, by=story.employee)

    achievement.delete()

    assert [item.says for item in items(story, story.counterpart)] == ["canary-kept"]


@pytest.mark.parametrize("who", ["manager", "stranger", "managers_manager"])
def test_nobody_shows_the_achievement_of_another(cast, story, achievement, who):
    response = signed_in(getattr(cast, who)).post(address(story, f"achievements/{achievement.pk}/showing/"))

    assert response.status_code == 404
    assert not Item.objects.exists()


def test_an_achievement_that_is_not_there_is_not_shown(story):
    with pytest.raises(Unseen):
        gathering.show_achievement(story.see(story.employee), uuid.uuid4(), by=story.employee)


def test_a_closed_talk_is_read_and_takes_nothing_new(cast):
    closed = tell(cast.employee, cast.manager, "closed")
    client = signed_in(cast.employee)

    shown = client.get(address(closed))

    assert shown.status_code == 200
    assert "Put it on the table" not in shown.content.decode()
    assert client.post(address(closed), typed(closed)).status_code == 409
