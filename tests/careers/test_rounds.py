"""Rating again later, the words it was made with, and the three stories before the first time."""

import pytest
from django.urls import reverse

from colonnade.careers import access, framework
from colonnade.careers.framework import roles, shipped
from colonnade.careers.gaps import standings
from colonnade.careers.models import Framework, FrameworkVersion, Practice, RatingSheet
from colonnade.conversations.flows import gathering
from colonnade.kernel import clock
from colonnade.kernel.errors import Refusal
from colonnade_paths import pack, unpack
from tests.careers.test_ratings import ROLE, SKILL, both_rate, page, rate, rating
from tests.cast import signed_in
from tests.stories import tell


@pytest.fixture
def story(cast):
    return tell(cast.employee, cast.manager, "meeting")


def again(story, by) -> None:
    gathering.rate_again(story.see(by), ROLE, by=by)


def levels(subject, reader) -> set:
    return {(row.author_id == subject.pk, row.level) for row in access.ratings_about(subject, reader)}


def test_a_new_round_begins_when_both_lie_open_and_not_before(story):
    rate(story, story.employee, rating(2))
    with pytest.raises(Refusal):
        again(story, story.employee)
    rate(story, story.counterpart, rating(3))
    again(story, story.employee)
    with pytest.raises(Refusal):
        again(story, story.counterpart)


def test_the_second_round_is_as_blind_as_the_first(story):
    both_rate(story, mine=2, theirs=3)
    again(story, story.counterpart)
    rate(story, story.counterpart, rating(5, "canary-second"))
    assert "canary-second" not in page(story, story.employee)
    assert (False, 5) not in levels(story.employee, story.employee)
    rate(story, story.employee, rating(4, "canary-mine-second"))
    assert "canary-second" in page(story, story.employee)
    assert "canary-mine-second" in page(story, story.counterpart)


def test_until_it_is_submitted_the_round_before_stands(story):
    both_rate(story, mine=2, theirs=3)
    again(story, story.employee)
    rate(story, story.employee, rating(5), submit=False)
    assert levels(story.employee, story.employee) == {(True, 2), (False, 3)}


def test_history_shows_every_round_and_averages_nothing(story):
    both_rate(story, mine=2, theirs=3)
    again(story, story.employee)
    both_rate(story, mine=3, theirs=4)
    shown = signed_in(story.employee).get(reverse("career-history")).content.decode()
    for word in ("Practising", "Independent", "Guiding"):
        assert word in shown
    assert "2.5" not in shown[shown.index("<table") :] and "3.5" not in shown[shown.index("<table") :]
    assert "Independent" not in signed_in(story.counterpart).get(reverse("career-history")).content.decode()


def reworded() -> FrameworkVersion:
    """A published version in which the words of the skill are others and the role asks for more."""
    engine = unpack(pack(shipped().engine))
    engine.skills[SKILL].levels = [f"New words {number}" for number in range(1, 6)]
    for need in engine.roles[ROLE].needs:
        need.level = 5.0
    line = Framework.objects.create(name="Ours", use="own")
    version = FrameworkVersion.objects.create(
        framework=line, state="published", number=1, published_at=clock.now(), document=pack(engine)
    )
    framework.forget()
    return version


def test_a_rewording_lowers_nobody(story):
    both_rate(story, mine=3, theirs=4)
    before = levels(story.employee, story.employee)
    version = reworded()
    assert framework.current().version == version.pk
    assert levels(story.employee, story.employee) == before
    assert list(RatingSheet.objects.values_list("made_with", flat=True)) == [None, None]
    rows = list(access.ratings_about(story.employee, story.employee))
    (coding,) = [one for one in standings(roles()[ROLE], rows) if one.skill.code == SKILL]
    assert coding.is_reworded
    assert "rated in an earlier wording" in page(story, story.employee)
    history = signed_in(story.employee).get(reverse("career-history")).content.decode()
    assert shipped().skills[SKILL].described(3) in history and "New words" not in history


def test_a_rating_keeps_the_version_it_was_made_with(story):
    version = reworded()
    both_rate(story)
    assert set(RatingSheet.objects.values_list("made_with", flat=True)) == {version.pk}


# ---- the three stories


def test_who_rates_somebody_for_the_first_time_sees_three_stories_before(story):
    Practice.objects.all().delete()
    assert "Three short stories first" in page(story, story.counterpart)
    assert "Three short stories first" not in page(story, story.employee)
    client = signed_in(story.counterpart)
    address = f"/talks/{story.talk.pk}/evidence/ratings/"
    answer = client.post(address, {"role": ROLE, f"level-{SKILL}": "3", "submit": "yes"})
    assert answer.status_code == 409 and not RatingSheet.objects.exists()
    assert client.post(reverse("career-practice"), {"story-0": "3", "story-1": "9"}).status_code == 422
    shown = client.post(reverse("career-practice"), {"story-0": "3", "story-1": "2", "story-2": "1"})
    assert "It shows Guiding." in shown.content.decode() and "You chose Learning." in shown.content.decode()
    assert client.post(address, {"role": ROLE, f"level-{SKILL}": "3", "submit": "yes"}).status_code == 302


def test_what_was_chosen_in_the_stories_is_kept_nowhere(story):
    Practice.objects.all().delete()
    client = signed_in(story.counterpart)
    client.post(reverse("career-practice"), {"story-0": "3", "story-1": "2", "story-2": "1"})
    (row,) = Practice.objects.values()
    assert set(row) == {"id", "person_id", "done_at"}
