"""Futures side by side, aspirations shown as copies."""

from __future__ import annotations

import pytest

from colonnade.careers import access
from colonnade.careers.models import Aspiration, Option
from colonnade.conversations.flows import gathering
from colonnade.kernel.errors import Refusal, Unseen
from colonnade.spaces.models import Space
from tests.cast import signed_in
from tests.stories import tell


@pytest.fixture
def story(cast):
    return tell(cast.employee, cast.manager, "ready")


@pytest.fixture
def aspiration(story):
    me = story.employee
    return Aspiration.write(space=Space.own(me), author=me, text="canary-picture")


def address(story, rest="") -> str:
    return f"/talks/{story.talk.pk}/opportunities/{rest}"


def typed(**values) -> dict:
    return {"title": "Shape payments", "kind": "deepen", "decision": "open", **values}


def the_option(story) -> Option:
    signed_in(story.employee).post(address(story), typed())
    return access.options_in(story.talk.pair_space, story.employee).get()


def test_either_side_lays_a_path_beside_the_others(story):
    option = the_option(story)

    shown = signed_in(story.counterpart).get(address(story)).content.decode()

    assert (option.title, option.subject_id) == ("Shape payments", story.employee.pk)
    assert "Shape payments" in shown


def test_the_page_asks_for_three_paths_of_two_kinds_with_growing_in_place(story):
    asks = "at least three paths of two kinds"
    client = signed_in(story.employee)

    for kind in ("up", "lateral", "up"):
        client.post(address(story), typed(kind=kind))
    without_growing = client.get(address(story)).content.decode()
    client.post(address(story), typed(kind="deepen"))

    assert asks in without_growing
    assert asks not in client.get(address(story)).content.decode()


def test_a_refused_path_comes_back_with_what_was_typed(story):
    response = signed_in(story.employee).post(address(story), typed(title="", fit="canary-typed"))

    assert response.status_code == 422
    assert "canary-typed" in response.content.decode()


def test_who_was_slower_chooses_between_both_texts(story):
    option = the_option(story)
    signed_in(story.counterpart).post(
        address(story, f"{option.pk}/"), typed(title="canary-theirs", version=option.version)
    )

    slower = signed_in(story.employee)
    response = slower.post(address(story, f"{option.pk}/"), typed(title="canary-mine", version=option.version))

    assert response.status_code == 409
    assert "canary-mine" in response.content.decode()
    assert "canary-theirs" in response.content.decode()
    assert access.options_in(story.talk.pair_space, story.employee).get().title == "canary-theirs"


def test_a_form_that_was_refused_still_knows_which_version_it_saw(story):
    option = the_option(story)
    signed_in(story.counterpart).post(address(story, f"{option.pk}/"), typed(title="theirs", version=1))

    refused = signed_in(story.employee).post(address(story, f"{option.pk}/"), typed(title="", version=1))

    assert 'name="version" value="1"' in refused.content.decode()


def test_an_option_of_another_talk_is_not_there(cast, story):
    elsewhere = tell(cast.employee, cast.mentor, "ready", purpose="mentor_session")
    option = the_option(elsewhere)

    assert signed_in(cast.employee).get(address(story, f"{option.pk}/")).status_code == 404
    assert signed_in(cast.manager).get(address(story, f"{option.pk}/")).status_code == 404


def test_a_shown_aspiration_is_a_copy_and_the_source_stays_private(story, aspiration):
    assert "canary-picture" not in signed_in(story.counterpart).get(address(story)).content.decode()

    signed_in(story.employee).post(address(story, f"aspirations/{aspiration.pk}/showing/"))

    assert list(access.own_aspirations(story.employee)) == [aspiration]
    assert list(access.own_aspirations(story.counterpart)) == []
    copy = access.own_and_shown(story.talk.pair_space, story.counterpart)[1][0]
    assert (copy.text, copy.shown_copy_of_id) == ("canary-picture", aspiration.pk)
    assert not Aspiration.objects.readable_by(story.counterpart).filter(pk=aspiration.pk).exists()


def test_showing_twice_is_showing_once(story, aspiration):
    for _ in range(2):
        gathering.show_aspiration(story.see(story.employee), aspiration.pk, by=story.employee)

    assert len(access.own_and_shown(story.talk.pair_space, story.counterpart)[1]) == 1


def test_a_change_stays_private_until_it_is_shown_again(story, aspiration):
    gathering.show_aspiration(story.see(story.employee), aspiration.pk, by=story.employee)
    aspiration.revise(expected=1, text="canary-changed")

    def shown() -> list[str]:
        return [copy.text for copy in access.own_and_shown(story.talk.pair_space, story.counterpart)[1]]

    assert shown() == ["canary-picture"]
    gathering.show_aspiration(story.see(story.employee), aspiration.pk, by=story.employee)
    assert shown() == ["canary-picture", "canary-changed"]


def test_nobody_shows_the_aspiration_of_another(cast, story, aspiration):
    with pytest.raises(Unseen):
        gathering.show_aspiration(story.see(story.counterpart), aspiration.pk, by=story.counterpart)
    response = signed_in(cast.manager).post(address(story, f"aspirations/{aspiration.pk}/showing/"))
    assert response.status_code == 404


def test_nothing_is_shown_in_a_closed_talk(cast, aspiration):
    closed = tell(cast.employee, cast.manager, "closed")

    with pytest.raises(Refusal):
        gathering.show_aspiration(closed.see(cast.employee), aspiration.pk, by=cast.employee)
    assert signed_in(cast.employee).get(address(closed)).status_code == 200
    assert "Add a path" not in signed_in(cast.employee).get(address(closed)).content.decode()


def test_the_gap_shows_the_visitor_their_own_ratings_only(story):
    rating = {"skill_code": "coding", "level": 2, "no_chance": False, "sureness": "sure", "example": ""}
    for person, level in ((story.employee, 1), (story.counterpart, 5)):
        rates = [{**rating, "level": level}]
        gathering.rate(story.see(person), "engineer_senior", rates, by=person, submit=person == story.employee)

    mine = signed_in(story.employee).get(address(story), {"role": "engineer_senior"}).content.decode()
    theirs = signed_in(story.counterpart).get(address(story), {"role": "engineer_senior"}).content.decode()

    assert ("<b>Learning</b>" in mine, "<b>Shaping</b>" in mine) == (True, False)
    assert ("<b>Learning</b>" in theirs, "<b>Shaping</b>" in theirs) == (False, True)
