"""The brief: lines the reader may see, each leading to its source; the paper shows nothing that was typed."""

import re

import pytest
from django.urls import reverse

from colonnade.conversations.brief import brief_of
from colonnade.conversations.flows import giving_feedback, meeting
from colonnade.evidence.models import Achievement
from colonnade.goals.models import Promise
from colonnade.kernel import clock
from colonnade.spaces.models import Space
from tests.careers.test_ratings import both_rate
from tests.cast import signed_in
from tests.stories import tell


@pytest.fixture
def two_talks(cast):
    """A talk that was held and is being followed up, and the next one of the same pair."""
    with clock.travel(to=clock.now() - clock.days(60)):
        first = tell(cast.employee, cast.manager, "following_up")
    return first, tell(cast.employee, cast.manager, "preparing")


def sections(story, person):
    return {section.key: section for section in brief_of(story.see(person), person)}


def brief(story, person) -> str:
    return signed_in(person).get(reverse("talk-brief", args=[story.talk.pk])).content.decode()


def test_it_gathers_the_last_agreements_of_the_pair(two_talks):
    first, second = two_talks
    for person in (second.employee, second.counterpart):
        found = sections(second, person)
        promises = Promise.objects.readable_by(person).filter(space=first.talk.pair_space)
        assert {line.text for line in found["promises"].lines} >= {one.text for one in promises}
        assert found["goals"].lines


def test_every_line_leads_to_a_page_its_reader_may_open(two_talks):
    _first, second = two_talks
    both_rate(second, mine=1, theirs=4)
    for person in (second.employee, second.counterpart):
        client = signed_in(person)
        addresses = {line.url for one in sections(second, person).values() for line in one.lines}
        assert addresses
        assert {client.get(address).status_code for address in addresses} == {200}


def test_ratings_far_apart_stand_in_words_and_near_ones_do_not(two_talks):
    _first, second = two_talks
    both_rate(second, mine=2, theirs=3)
    assert sections(second, second.employee)["differences"].lines == []


def test_ratings_two_apart_are_named_for_both(two_talks):
    _first, second = two_talks
    both_rate(second, mine=1, theirs=3)
    (line,) = sections(second, second.counterpart)["differences"].lines
    assert line.meta == ("you: Independent", "Priya: Learning")


def test_own_achievements_since_are_the_employees_alone(two_talks):
    _first, second = two_talks
    Achievement.write(
        space=Space.own(second.employee),
        author=second.employee,
        happened_on=second.employee.today,
        text="canary-achieved",
    )
    assert "canary-achieved" in brief(second, second.employee)
    assert "canary-achieved" not in brief(second, second.counterpart)


def test_what_is_sealed_does_not_shine_through(two_talks):
    """The other's sealed answers, drafts of feedback and blind ratings are in nobody's brief but the writer's."""
    _first, second = two_talks
    giving_feedback.keep_draft(
        second.see(second.counterpart),
        by=second.counterpart,
        draft=None,
        kind="strength",
        situation="canary-draft",
        behaviour="canary-draft",
        impact="",
        wish="",
    )
    page = brief(second, second.employee)
    others = [token for token, readers in second.tokens.items() if second.employee.pk not in readers]
    assert not [token for token in [*others, "canary-draft"] if token in page]


def test_another_pairs_talk_is_not_in_it(cast, two_talks):
    mentoring = tell(cast.employee, cast.mentor, "meeting", purpose="mentor_session")
    meeting.capture(
        mentoring.see(cast.employee),
        Promise,
        by=cast.employee,
        owner=cast.employee,
        to=cast.mentor,
        kind="explore",
        due_on=cast.employee.today,
        text="canary-mentoring",
    )
    assert "canary-mentoring" not in brief(two_talks[1], cast.employee)


def test_a_first_talk_says_so(cast):
    story = tell(cast.colleague, cast.manager, "preparing")
    assert "first talk with Marta" in brief(story, cast.colleague)


def test_the_brief_keeps_its_number_of_queries(two_talks, django_assert_max_num_queries):
    _first, second = two_talks
    client = signed_in(second.employee)
    address = reverse("talk-brief", args=[second.talk.pk])
    client.get(address)
    with django_assert_max_num_queries(13):
        client.get(address)


def test_the_paper_has_the_questions_and_nothing_that_was_typed(cast):
    story = tell(cast.employee, cast.manager, "one_sealed")
    page = signed_in(cast.employee).get(reverse("talk-paper", args=[story.talk.pk])).content.decode()
    asked = story.talk.kind.questions("employee", short=story.talk.is_short)[0]
    assert len(re.findall(r"paper__question", page)) == len(asked)
    assert not [token for token in story.tokens if token.startswith("canary-answer") and token in page]


def test_modules_are_further_questions_that_may_be_skipped(cast):
    story = tell(cast.employee, cast.manager, "preparing")
    page = signed_in(cast.employee).get(reverse("talk-preparation", args=[story.talk.pk])).content.decode()
    assert "A series of three talks: story, dreams, plan" in page and 'name="la.1"' in page
    assert (
        'name="la.1"'
        not in signed_in(cast.manager).get(reverse("talk-preparation", args=[story.talk.pk])).content.decode()
    )


def test_a_note_left_for_next_time_waits_in_the_next_brief(cast):
    with clock.travel(to=clock.now() - clock.days(60)):
        first = tell(cast.employee, cast.manager, "meeting")
        note = meeting.add_note(first.see(cast.manager), "canary-carried", by=cast.manager)
    second = tell(cast.employee, cast.manager, "preparing")
    address = reverse("talk-note-next-time", args=[first.talk.pk, note.pk])
    assert "canary-carried" not in brief(second, cast.employee)
    assert signed_in(cast.employee).post(address).status_code == 302
    for person in (cast.employee, cast.manager):
        assert "canary-carried" in brief(second, person)
    assert signed_in(cast.managers_manager).post(address).status_code == 404
    signed_in(cast.employee).post(address, {"back": "yes"})
    assert "canary-carried" not in brief(second, cast.manager)
