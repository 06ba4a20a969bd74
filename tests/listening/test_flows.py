"""From a file to two mirrors and to nothing: yes of both, each their own, gone at once and gone in time."""

from __future__ import annotations

import json
import logging

import pytest

from colonnade.activity.models import Event, Letter
from colonnade.cli.worker import one_round
from colonnade.kernel import clock
from colonnade.kernel.errors import NotYours, Refusal
from colonnade.listening import access, flows, speakers
from colonnade.listening.models import Mirror, Transcript, Whole
from colonnade.spaces.models import Membership, Read, Space, SpaceKey
from colonnade.workspace.export import everything_of
from tests.stories import tell

from .files import TURNS, asked, imported, opened, text, vtt


@pytest.fixture
def story(cast):
    return tell(cast.employee, cast.manager, "summary_draft")


def footing() -> tuple[int, ...]:
    """How many rows there are of all that a transcript may make."""
    rows = (Transcript, Whole, Mirror, Space, SpaceKey, Membership, Event, Read)
    return tuple(model.objects.count() for model in rows)


def test_nobody_reads_the_file_before_both_said_yes(cast, story):
    asked(story)

    for person in cast.everybody().values():
        assert not Whole.objects.readable_by(person).exists()
        assert not Mirror.objects.readable_by(person).exists()
    assert Membership.objects.filter(space__kind=Space.Kind.TRANSCRIPT).count() == 0


def test_nothing_is_counted_before_both_said_yes(cast, story):
    asked(story)

    assert (Whole.objects.count(), Mirror.objects.count()) == (1, 0)


def test_both_yes_gives_each_their_own_and_the_whole_is_gone(cast, story):
    before = SpaceKey.objects.count()
    transcript = opened(story)

    assert Whole.objects.count() == 0
    assert SpaceKey.objects.count() == before + 2
    for person, other in ((cast.employee, "manager"), (cast.manager, "employee")):
        mirror = access.mirror_of(transcript, person)
        mine = "employee" if other == "manager" else "manager"
        words = mirror.numbers + mirror.lines
        assert f"canary-{mine}-one" in words
        assert f"canary-{other}" not in words and "canary-third" not in words
        assert {one.author for one in Mirror.objects.readable_by(person)} == {person}


def test_taken_up_words_are_as_the_speaker_said_them(cast, story):
    mirror = access.mirror_of(opened(story), cast.manager)

    numbers = json.loads(mirror.numbers)
    assert numbers["reflections"] == 1
    assert numbers["reflection_examples"] == [
        {"quote": "You keep rebuilding the ledger alone.", "shared": ["keep", "rebuilding", "ledger", "alone"]}
    ]


def test_numbers_are_the_coachs(cast, story):
    numbers = json.loads(access.mirror_of(opened(story), cast.manager).numbers)

    words = {who: sum(speakers.count(said) for side, said in TURNS if side == who) for who, _said in TURNS}
    assert numbers["words"] == words["manager"]
    assert numbers["share_of_words"] == round(words["manager"] / sum(words.values()), 3)
    assert (numbers["questions"], numbers["minutes"], numbers["turn_changes"]) == (2, 5.8, 5)


def test_where_others_spoke_stands_a_length(cast, story):
    lines = json.loads(access.mirror_of(opened(story), cast.manager).lines)

    assert [line.get("text", line["words"]) for line in lines] == [
        TURNS[0][1],
        speakers.count(TURNS[1][1]),
        TURNS[2][1],
        speakers.count(TURNS[3][1]) + speakers.count(TURNS[4][1]),
        TURNS[5][1],
    ]


def test_other_peoples_words_are_dropped_before_anything_is_kept(cast, story):
    imported(story)

    assert "canary-third" not in json.dumps(Whole.objects.get().opened("turns"))


def test_where_names_are_not_plain_others_words_go_with_the_naming(cast, story):
    names = {"manager": "Speaker 1", "employee": "Speaker 2", "third": "Speaker 3"}
    imported(story, content=text(names=names))
    numbers = {label.name: label.number for label in flows.labels_in(Transcript.objects.get())}

    flows.name_speakers(
        story.see(cast.employee), by=cast.employee, mine=numbers["Speaker 2"], theirs=numbers["Speaker 1"]
    )

    kept = json.dumps(Whole.objects.get().opened("turns"))
    assert "canary-third" not in kept and "canary-employee-one" in kept and "canary-manager-one" in kept


def test_a_plain_name_cannot_be_given_to_the_other(cast, story):
    imported(story)
    labels = {label.name: label.number for label in flows.labels_in(Transcript.objects.get())}
    mine, theirs = labels["Priya Sandoval"], labels["Marta Lindqvist"]

    for wrong in ({"mine": theirs, "theirs": mine}, {"mine": mine, "theirs": mine}, {"mine": "", "theirs": "9"}):
        with pytest.raises(Refusal):
            flows.name_speakers(story.see(cast.employee), by=cast.employee, **wrong)
    assert not Transcript.objects.get().is_asked


@pytest.mark.parametrize(
    ("label", "side"),
    [
        ("Priya Sandoval", "employee"),
        ("Sandoval, Priya (Guest)", "employee"),
        ("PRIYA", "employee"),
        ("Märta Lindqvist", "counterpart"),
        ("Priya Shah", None),
        ("Speaker 1", None),
        ("Priya and Marta", None),
        ("", None),
    ],
)
def test_whom_a_label_plainly_names(cast, story, label, side):
    assert speakers.plainly(label, flows.names_of(story.talk)) == side


def test_who_imports_is_asked_nothing_more_and_the_other_gets_one_neutral_letter(cast, story):
    Letter.objects.all().delete()

    transcript = asked(story)

    assert (transcript.employee_yes_at is not None, transcript.counterpart_yes_at) == (True, None)
    letter = Letter.objects.get()
    assert letter.recipient == cast.manager.pk
    said = (letter.subject + letter.body).lower()
    assert [word for word in ("transcript", "mirror", "canary", "vtt", "record") if word in said] == []


def test_only_the_importer_names_and_a_yes_waits_for_the_names(cast, story):
    imported(story)

    with pytest.raises(NotYours):
        flows.name_speakers(story.see(cast.manager), by=cast.manager, mine="0", theirs="1")
    with pytest.raises(Refusal):
        flows.accept(story.see(cast.manager), by=cast.manager)


def test_a_second_yes_and_the_importers_own_change_nothing(cast, story):
    asked(story)
    flows.accept(story.see(cast.employee), by=cast.employee)
    assert Mirror.objects.count() == 0

    for _time in range(2):
        flows.accept(story.see(cast.manager), by=cast.manager)

    assert Mirror.objects.count() == 2


def test_one_talk_has_one_transcript_at_a_time(cast, story):
    opened(story)
    with pytest.raises(Refusal):
        imported(story, cast.manager)

    flows.withdraw(story.see(cast.manager), by=cast.manager)

    assert imported(story, cast.manager).importer == cast.manager


@pytest.mark.parametrize("make", [imported, asked, opened])
@pytest.mark.parametrize("who", ["employee", "manager"])
def test_withdrawal_by_either_leaves_nothing_behind(cast, story, make, who):
    letters, before = Letter.objects.count(), footing()
    make(story)
    person = getattr(cast, who)

    flows.withdraw(story.see(person), by=person)
    flows.withdraw(story.see(person), by=person)

    assert footing() == before
    assert Letter.objects.count() == letters


def test_a_pause_does_not_keep_anybody_from_withdrawing(cast, story):
    from colonnade.conversations.flows import calling_off

    before = footing()
    opened(story)
    calling_off.pause(story.see(cast.employee), by=cast.employee)

    flows.withdraw(story.see(cast.manager), by=cast.manager)

    assert (Transcript.objects.count(), Mirror.objects.count()) == (0, 0)
    assert footing()[3:6] == before[3:6]


def test_at_its_end_it_is_unreadable_without_any_job(cast, story):
    transcript = opened(story)
    assert transcript.ends_at == transcript.imported_at + clock.days(30)

    with clock.travel(to=transcript.ends_at - clock.days(0.001)):
        assert access.mirror_of(transcript, cast.employee) is not None
    with clock.travel(to=transcript.ends_at):
        assert Mirror.objects.count() == 2
        for person in (cast.employee, cast.manager):
            assert access.mirror_of(transcript, person) is None
            assert everything_of(person)["texts"]["listening.mirror"] == []
        assert access.transcript_of(story.talk) is None
        with pytest.raises(Refusal):
            flows.accept(story.see(cast.manager), by=cast.manager)


def test_the_days_are_a_setting(cast, story, settings):
    settings.COLONNADE_TRANSCRIPT_DAYS = 7

    transcript = asked(story)

    assert transcript.ends_at == transcript.imported_at + clock.days(7)


@pytest.mark.parametrize("make", [asked, opened])
def test_the_worker_clears_what_ran_out_in_any_round(cast, story, make):
    before = footing()
    make(story)

    with clock.travel(by=clock.days(29)):
        one_round(cleans=False)
    assert Transcript.objects.count() == 1
    with clock.travel(by=clock.days(30)):
        one_round(cleans=False)

    assert footing() == before


def test_a_file_whose_speakers_nobody_names_is_kept_a_day(cast, story):
    before = footing()
    imported(story)

    with clock.travel(by=clock.days(1)):
        one_round(cleans=False)

    assert footing() == before


def test_when_one_of_the_two_leaves_it_is_gone(cast, story):
    transcript = opened(story)
    cast.manager.ended_at = clock.now()
    cast.manager.save()

    assert access.transcript_of(story.talk) is None
    one_round(cleans=False)

    assert not Transcript.objects.filter(pk=transcript.pk).exists()


@pytest.mark.parametrize("state", ["planned", "invited", "ready"])
def test_before_the_talk_nothing_can_be_imported(cast, state):
    story = tell(cast.employee, cast.manager, state)

    with pytest.raises(Refusal):
        imported(story)


def test_who_may_no_longer_write_in_the_talk_imports_nothing_and_may_still_delete(cast, story):
    from colonnade.people.models import Relationship

    asked(story)
    Relationship.objects.filter(pk=story.talk.relationship_id).update(ends_on=clock.today() - clock.days(1))
    talk = story.see(cast.manager)

    with pytest.raises(NotYours):
        flows.accept(talk, by=cast.manager)
    flows.withdraw(talk, by=cast.manager)

    assert Transcript.objects.count() == 0


def test_no_word_reaches_a_log_or_the_trail(cast, story, caplog):
    caplog.set_level(logging.DEBUG)
    before = Event.objects.count()

    opened(story)

    assert "canary" not in caplog.text
    assert Event.objects.count() == before


def test_nobody_counts_as_a_reader(cast, story):
    from colonnade.spaces import reading

    asked(story)
    before = Read.objects.count()
    with reading.by(cast.manager.pk) as seen:
        flows.accept(story.see(cast.manager), by=cast.manager)
        access.mirror_of(Transcript.objects.get(), cast.manager).lines  # noqa: B018  opens it
        reading.keep(seen)

    assert Read.objects.count() == before


def test_my_words_come_along_and_nobody_elses(cast, story):
    opened(story)

    mine = json.dumps(everything_of(cast.employee)["texts"]["listening.mirror"])
    assert "canary-employee-one" in mine and "canary-manager" not in mine
    for name, person in cast.everybody().items():
        if name not in ("employee", "manager"):
            assert everything_of(person)["texts"]["listening.mirror"] == []
        assert everything_of(person)["texts"]["listening.whole"] == []


def test_a_file_without_times_is_mirrored_by_words(cast, story):
    numbers = json.loads(access.mirror_of(opened(story, content=text()), cast.manager).numbers)

    assert (numbers["share_of_time"], numbers["minutes"], numbers["overlaps"]) == (None, None, None)
    assert numbers["share_of_words"] > 0


def test_the_sealed_rows_hold_no_plain_word(cast, story):
    asked(story)
    row = Whole.objects.values("turns", "labels").get()
    assert b"canary" not in bytes(row["turns"]) and b"Marta" not in bytes(row["labels"])

    flows.accept(story.see(cast.manager), by=cast.manager)

    for row in Mirror.objects.values("numbers", "lines"):
        assert b"canary" not in bytes(row["numbers"]) + bytes(row["lines"])


def test_any_kind_of_file_is_named_for_what_it_is(cast):
    srt = b"1\n00:00:01,000 --> 00:00:02,000\nAna: Hello there\n\n2\n00:00:03,000 --> 00:00:04,000\nBo: Hi\n"
    json_file = b'[{"speaker": "Ana", "text": "Hello"}, {"speaker": "Bo", "text": "Hi"}]'

    kinds = [speakers.hear(content).kind for content in (vtt(), srt, text(), json_file)]

    assert kinds == ["vtt", "srt", "text", "json"]


def test_signs_that_no_page_carries_are_taken_out():
    heard = speakers.hear(
        b'[{"speaker": "Ana\\u0000", "text": "a\\ud800b \\u0000 c"}, {"speaker": "Bo", "text": "Hi"}]'
    )

    assert all(turn.text.isprintable() for turn in heard.turns)
    assert heard.labels[0].name == "Ana"
