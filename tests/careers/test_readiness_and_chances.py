"""How often an expectation was shown, by both views; what the counterpart states of chances."""

import pytest
from django.urls import reverse

from colonnade.careers.models import Chance, Readiness
from colonnade.conversations.flows import exploring
from colonnade.kernel.errors import NotYours
from tests.cast import signed_in
from tests.stories import tell

ROLE = "engineer_senior"


@pytest.fixture
def story(cast):
    return tell(cast.employee, cast.manager, "meeting")


def see(story, by, shown, note=""):
    exploring.see_readiness(story.see(by), ROLE, {"coding": (shown, note)}, by=by)


def page(story, person) -> str:
    address = reverse("talk-opportunities", args=[story.talk.pk])
    return signed_in(person).get(address, {"role": ROLE}).content.decode()


def test_two_views_of_one_expectation_stand_side_by_side(story):
    see(story, story.employee, "shown_once", "the refund rewrite")
    see(story, story.counterpart, "no_chance", "from May the audit")
    for person in (story.employee, story.counterpart):
        shown = page(story, person)
        assert "the refund rewrite" in shown and "from May the audit" in shown
        assert "%" not in shown[shown.index("ready-title") : shown.index("chances-title")].replace("%20", "")


def test_one_view_each_which_can_be_changed_and_taken_back(story):
    see(story, story.employee, "shown_once")
    see(story, story.employee, "shown_repeatedly", "twice in June")
    (row,) = Readiness.objects.readable_by(story.counterpart)
    assert (row.shown, row.note) == ("shown_repeatedly", "twice in June")
    see(story, story.employee, "")
    assert not Readiness.objects.exists()


def test_the_form_keeps_what_was_typed_and_says_what_is_missing(story):
    client = signed_in(story.employee)
    address = reverse("talk-readiness", args=[story.talk.pk])
    answer = client.post(address, {"role": ROLE, "note-coding": "in March"})
    assert answer.status_code == 422 and "in March" in answer.content.decode()
    assert client.post(address, {"role": ROLE, "shown-coding": "shown_once"}).status_code == 302
    assert client.post(address, {"role": ROLE, "shown-coding": "brilliant"}).status_code == 422
    assert client.post(address, {"role": "wizard"}).status_code == 409


def test_only_the_counterpart_states_chances_and_takes_them_back(story):
    values = {"what": "Senior post in payments", "exists": "expected", "who_decides": "Greta", "by_when": "in May"}
    address = reverse("talk-chances", args=[story.talk.pk])
    assert signed_in(story.employee).post(address, values).status_code == 403
    assert signed_in(story.counterpart).post(address, values).status_code == 302
    assert "Senior post in payments" in page(story, story.employee)
    chance = Chance.objects.readable_by(story.employee).get()
    removal = reverse("talk-chance-removal", args=[story.talk.pk, chance.pk])
    assert signed_in(story.employee).post(removal).status_code == 403
    with pytest.raises(NotYours):
        exploring.state_chance(story.see(story.employee), by=story.employee, **values)
    assert signed_in(story.counterpart).post(removal).status_code == 302
    assert not Chance.objects.exists()


def test_a_seed_becomes_a_goal_in_the_words_of_the_framework(story):
    address = reverse("talk-goals", args=[story.talk.pk])
    shown = signed_in(story.employee).get(address, {"skill": "coding", "level": "3"}).content.decode()
    from colonnade.careers.framework import skills

    assert skills()["coding"].described(3) in shown
    for wrong in (
        {"skill": "nothing", "level": "3"},
        {"skill": "coding", "level": "9"},
        {"skill": "coding", "level": "x"},
    ):
        assert signed_in(story.employee).get(address, wrong).status_code == 200
