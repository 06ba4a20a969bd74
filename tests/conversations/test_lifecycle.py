"""No sequence of acts by anybody, and no passing of time, reaches an illegal state or opens a text early."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from colonnade.conversations import access, lifecycle
from colonnade.conversations.flows import agreeing_purpose, calling_off, meeting, preparing, starting, summing_up
from colonnade.conversations.lifecycle import State
from colonnade.conversations.models import Conversation, SharedAnswer
from colonnade.followups import flows as followups
from colonnade.kernel import clock
from colonnade.kernel.content import content
from colonnade.kernel.errors import NotYours, Refusal, Unseen
from colonnade.people.models import Person
from tests.stories import STATES, tell

NEXT = {state["id"]: {*state["next"], state["id"]} for state in content()["states"]}


def test_the_table_allows_only_what_the_states_allow():
    """Every act's possible ends are among the next states that the content names."""
    ends: dict[str, set[str]] = {
        "seal": {"ready"},  # from `ready` a late side seals and stays; from `preparing` it may stay as well
        "agree": {"agreed_pending", "following_up"},
        "accept_time": {"preparing", "ready"},
    }
    wrong = []
    for rule in lifecycle.TABLE.values():
        if rule.name == "resume":
            continue  # leads back to where it was paused
        targets = ends.get(rule.name, {str(rule.leads_to)})
        wrong += [(rule.name, start, end) for start in rule.starts for end in targets if end not in NEXT[start]]

    assert wrong == []


def test_every_state_of_the_content_is_known():
    assert {state["id"] for state in content()["states"]} - {"handover"} == set(State.values)


Act = Callable[[Conversation, Person], None]


def _seal(talk: Conversation, person: Person) -> None:
    for question in talk.kind.required(talk.side_of(person)):
        preparing.save_answer(talk, question.id, f"answer of {person.spoken}", by=person)
    preparing.seal(talk, by=person)


def _accept(talk: Conversation, person: Person) -> None:
    starting.accept(talk, by=person, at=talk.times.values_list("at", flat=True).first())


def _purpose(talk: Conversation, person: Person) -> None:
    sheet = access.purpose_of(talk, person)
    if sheet.line:
        agreeing_purpose.confirm_purpose(talk, by=person, version=sheet.version)
    else:
        agreeing_purpose.amend_purpose(talk, by=person, expected=sheet.version, line="One line")


def _end(talk: Conversation, person: Person) -> None:
    meeting.add_note(talk, "A note", by=person)
    meeting.end(talk, by=person, first_checkin_on=person.today + clock.days(20))


def _send(talk: Conversation, person: Person) -> None:
    Conversation.objects.filter(pk=talk.pk).update(no_feedback_today=True, no_goal_today=True)
    summing_up.send(talk, by=person)


ACTS: dict[str, Act] = {
    "invite": lambda t, p: starting.send_invitation(t, by=p),
    "accept": _accept,
    "propose": lambda t, p: starting.propose(t, [clock.now() + clock.days(5)], by=p),
    "seal": _seal,
    "unseal": lambda t, p: preparing.unseal(t, by=p),
    "together": lambda t, p: preparing.choose_together(t, by=p),
    "purpose": _purpose,
    "meet": lambda t, p: meeting.start(t, by=p),
    "end": _end,
    "send": _send,
    "redraft": lambda t, p: summing_up.redraft(t, by=p),
    "agree": lambda t, p: summing_up.agree(t, by=p),
    "look back": lambda t, p: followups.look_back(t, by=p),
    "finish look-back": lambda t, p: followups.finish_look_back(t, by=p),
    "close": lambda t, p: followups.close(t, by=p),
    "pause": lambda t, p: calling_off.pause(t, by=p),
    "resume": lambda t, p: calling_off.resume(t, by=p),
    "cancel": lambda t, p: calling_off.cancel(t, by=p),
    "reopen": lambda t, p: calling_off.reopen(t, by=p),
}
WHO = ("employee", "manager", "stranger", "partner")

steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from(WHO)),
        st.tuples(st.just("wait"), st.sampled_from([0.5, 1, 9, 15, 95])),
    ),
    min_size=4,
    max_size=14,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(start=st.sampled_from(["planned", "preparing", "one_sealed", "ready", "summary_draft"]), steps=steps)
def test_no_sequence_of_acts_reaches_an_illegal_state_or_opens_early(cast, start, steps):
    story = tell(cast.employee, cast.manager, start)
    people = cast.everybody()
    with ExitStack() as time:
        for name, who in steps:
            before = Conversation.objects.get(pk=story.talk.pk)
            if name == "wait":
                time.enter_context(clock.travel(by=timedelta(days=who)))
            else:
                _try(story.talk.pk, name, people[who])
            _check(cast, Conversation.objects.get(pk=story.talk.pk), before, name)


def _try(talk_id: object, name: str, person: Person) -> None:
    with suppress(Refusal, NotYours, Unseen):
        ACTS[name](access.talk_for(person, talk_id), person)


def _check(cast, talk: Conversation, before: Conversation, act: str) -> None:
    was, now = before.state_now(), talk.state_now()
    if was == State.PAUSED and now != State.PAUSED:
        assert now in (before.state_before, State.CANCELLED) or now in NEXT[before.state_before]
    elif act != "wait":
        assert now in NEXT[was] or now in {n for between in NEXT[was] for n in NEXT[between]}, (act, was, now)
    _nothing_opened_early(cast, talk)


def _nothing_opened_early(cast, talk: Conversation) -> None:
    """The other's sealed answers are readable only once both sealed or the two have met; drafts never."""
    for reader, author in ((cast.employee, cast.manager), (cast.manager, cast.employee)):
        readable = SharedAnswer.objects.readable_by(reader).filter(conversation=talk, author=author).exists()
        if readable:
            assert talk.opened_at is not None and (talk.both_sealed() or talk.met_at is not None)
        assert not access.Answer.objects.readable_by(reader).filter(conversation=talk, author=author).exists()
    for outsider in (cast.stranger, cast.partner, cast.administrator, cast.managers_manager):
        assert not SharedAnswer.objects.readable_by(outsider).filter(conversation=talk).exists()


@pytest.mark.parametrize("state", STATES[1:-1])
def test_a_pause_stops_every_clock_and_returns_to_where_it_was(cast, state):
    story = tell(cast.employee, cast.manager, state)
    before = story.see(cast.employee).state_now()
    calling_off.pause(story.see(cast.manager), by=cast.manager)

    with clock.travel(by=clock.days(200)):
        assert story.see(cast.employee).state_now() == State.PAUSED
        calling_off.resume(story.see(cast.employee), by=cast.employee)
        talk = story.see(cast.employee)
        assert talk.state_now() == before
        assert talk.review_on is None or talk.review_on > talk.employee.today or before == State.REVIEW_DUE


def test_only_the_employee_resumes(cast):
    story = tell(cast.employee, cast.manager, "ready")
    calling_off.pause(story.see(cast.employee), by=cast.employee)

    with pytest.raises(NotYours):
        calling_off.resume(story.see(cast.manager), by=cast.manager)


def test_a_late_side_reads_when_it_submits_and_not_before(cast):
    story = tell(cast.employee, cast.manager, "one_sealed")

    with clock.travel(to=story.see(cast.manager).meets_at - timedelta(hours=20)):
        assert story.see(cast.manager).state_now() == State.READY
        assert access.shared_answers(story.see(cast.manager), cast.manager) == []
        preparing.seal(story.see(cast.manager), by=cast.manager)
        authors = {answer.author_id for answer in access.shared_answers(story.see(cast.manager), cast.manager)}

    assert authors == {cast.employee.pk, cast.manager.pk}


def test_a_late_side_reads_when_the_talk_begins(cast):
    story = tell(cast.employee, cast.manager, "one_sealed")

    with clock.travel(to=story.see(cast.manager).meets_at - timedelta(minutes=5)):
        meeting.start(story.see(cast.manager), by=cast.manager)
        authors = {answer.author_id for answer in access.shared_answers(story.see(cast.manager), cast.manager)}
        assert authors == {cast.employee.pk}
        assert access.shared_answers(story.see(cast.employee), cast.employee)[0].author_id == cast.employee.pk


def test_cancelled_before_the_opening_nothing_ever_opens(cast):
    story = tell(cast.employee, cast.manager, "one_sealed")
    calling_off.cancel(story.see(cast.manager), by=cast.manager)

    with clock.travel(by=clock.days(400)):
        assert access.shared_answers(story.see(cast.manager), cast.manager) == []
        assert SharedAnswer.objects.filter(conversation=story.talk).count() == 0


def test_an_invitation_lapses_and_can_be_opened_again(cast):
    story = tell(cast.employee, cast.manager, "invited")

    with clock.travel(by=clock.days(14 + 15)):
        assert story.see(cast.manager).state_now() == State.LAPSED
        with pytest.raises(Refusal):
            _accept(story.see(cast.manager), cast.manager)
        calling_off.reopen(story.see(cast.employee), by=cast.employee)
        assert story.see(cast.employee).state_now() == State.PLANNED


def test_one_side_opens_its_own_seal_until_the_other_has_sealed(cast):
    story = tell(cast.employee, cast.manager, "one_sealed")
    preparing.unseal(story.see(cast.employee), by=cast.employee)
    assert SharedAnswer.objects.filter(conversation=story.talk).count() == 0

    preparing.seal(story.see(cast.employee), by=cast.employee)
    preparing.seal(story.see(cast.manager), by=cast.manager)
    with pytest.raises(Refusal):
        preparing.unseal(story.see(cast.employee), by=cast.employee)


def test_private_answers_are_never_copied(cast):
    story = tell(cast.employee, cast.manager, "ready")

    kept = [answer.text for answer in access.shared_answers(story.see(cast.manager), cast.manager)]

    assert kept and not [text for text in kept if "canary-kept" in text]


def test_changing_the_purpose_asks_the_other_again(cast):
    story = tell(cast.employee, cast.manager, "ready")
    agreeing_purpose.amend_purpose(story.see(cast.manager), by=cast.manager, expected=2, line="Another line")

    sheet = access.purpose_of(story.see(cast.employee), cast.employee)

    assert sheet.confirmed_by() == {cast.manager.pk}
    meeting.start(story.see(cast.manager), by=cast.manager)
    with pytest.raises(Refusal, match="say yes to the purpose"):
        _end(story.see(cast.employee), cast.employee)


def test_the_same_note_sent_twice_is_one_note(cast):
    import uuid

    story = tell(cast.employee, cast.manager, "meeting")
    token = uuid.uuid4()
    for _ in range(2):
        meeting.add_note(story.see(cast.employee), "once", by=cast.employee, token=token)

    assert [note.text for note in access.notes_of(story.talk, cast.employee) if note.token == token] == ["once"]


def test_an_agreed_summary_is_frozen_and_a_change_makes_a_new_version(cast):
    story = tell(cast.employee, cast.manager, "agreed_pending")
    summing_up.redraft(story.see(cast.employee), by=cast.employee)
    sheet = access.summary_of(story.talk, cast.employee)
    summing_up.keep_draft(story.see(cast.employee), by=cast.employee, expected=sheet.version, text="changed")
    summing_up.send(story.see(cast.employee), by=cast.employee)
    summing_up.agree(story.see(cast.manager), by=cast.manager)

    versions = access.versions_of(story.see(cast.manager), cast.manager)

    assert [version.number for version in versions] == [2, 1]
    assert versions[0].contents["text"] == "changed" and "canary-summary" in versions[1].contents["text"]
    assert story.see(cast.manager).state_now() == State.FOLLOWING_UP


def test_silence_is_never_a_yes(cast):
    story = tell(cast.employee, cast.manager, "agreed_pending")

    with clock.travel(by=clock.days(60)):
        assert story.see(cast.employee).state_now() == State.AGREED_PENDING
