"""A sent summary waits, however long: nothing becomes agreed by itself, and both are told what can be done."""

from __future__ import annotations

import pytest

from colonnade.activity.models import Letter
from colonnade.conversations.flows import summing_up
from colonnade.conversations.models import Agreement
from colonnade.kernel import clock
from colonnade.kernel.errors import Refusal
from tests.cast import signed_in
from tests.stories import Story, tell


def sent(cast, days: float, employee=None) -> Story:
    """A talk whose summary the manager sent that many days ago."""
    with clock.travel(by=clock.days(-days)):
        return tell(employee or cast.employee, cast.manager, "agreed_pending")


def page(story: Story, person) -> str:
    return " ".join(signed_in(person).get(f"/talks/{story.talk.pk}/summary/").content.decode().split())


@pytest.mark.parametrize("days", [13.9, 14.1, 45])
def test_silence_is_never_a_yes(cast, days):
    story = sent(cast, days)

    for person in (cast.employee, cast.manager):
        said = page(story, person)
        assert "not agreed yet; waits for Priya Sandoval" in said
        assert ("nothing becomes agreed by itself" in said) is (days > 14)
        assert story.see(person).state_now() == "agreed_pending"
        with clock.travel(by=clock.days(2000)):
            assert story.talk.state_now() == "agreed_pending"
    assert [one.person_id for one in Agreement.objects.all()] == [cast.manager.pk]


def test_after_two_weeks_each_is_told_what_can_be_done(cast):
    story = sent(cast, 15)
    theirs, mine = page(story, cast.manager), page(story, cast.employee)

    for words in ("Remind Priya kindly", "Change the draft", "Put my view beside it"):
        assert words in theirs, words
    for words in ("It still waits for you", "Your word", "Change the draft"):
        assert words in mine, words
    assert "Remind Marta kindly" not in mine


def test_one_kind_reminder_a_version_and_not_before(cast):
    early, late = sent(cast, 13, cast.colleague), sent(cast, 15)
    for story, person in ((early, cast.manager), (late, cast.employee)):
        with pytest.raises(Refusal):
            summing_up.remind(story.see(person), by=person)

    for _time in range(3):
        signed_in(cast.manager).post(f"/talks/{late.talk.pk}/summary/reminder/")

    assert Letter.objects.filter(subject__contains="still waits").values_list("recipient", flat=True).get() == (
        cast.employee.pk
    )


def test_who_sent_it_may_put_a_view_beside_it_and_it_still_waits(cast):
    story = sent(cast, 15)
    signed_in(cast.manager).post(f"/talks/{story.talk.pk}/summary/agreement/", {"view": "I see it more slowly."})

    said = page(story, cast.employee)

    assert "I see it more slowly." in said
    assert "waits for Priya Sandoval" in said
    assert Agreement.objects.get().with_differences
