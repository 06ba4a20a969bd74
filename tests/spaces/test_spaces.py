from __future__ import annotations

import pytest
from django.db import connection

from colonnade.conversations.models import Note
from colonnade.evidence.models import Achievement
from colonnade.kernel import clock, crypto
from colonnade.kernel.errors import Conflict
from colonnade.spaces.access import readers_of
from colonnade.spaces.models import Membership, Read, Space
from tests.cast import signed_in
from tests.stories import tell


def _kept(person, text="word"):
    return Achievement.write(space=Space.own(person), author=person, happened_on=person.today, text=text)


def test_words_are_sealed_in_the_table_and_open_for_members(cast):
    kept = _kept(cast.employee, "falls down from nine to four")

    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM evidence_achievement")
        raw = bytes(cursor.fetchone()[0])

    assert b"falls" not in raw
    assert [a.text for a in Achievement.objects.readable_by(cast.employee)] == ["falls down from nine to four"]
    assert list(Achievement.objects.readable_by(cast.manager)) == []
    assert kept.text == "falls down from nine to four"


def test_a_sealed_text_moved_to_another_row_or_field_does_not_open(cast):
    one, two = _kept(cast.employee, "one"), _kept(cast.employee, "two")
    Achievement.objects.filter(pk=two.pk).update(text=bytes(Achievement.objects.get(pk=one.pk).__dict__["text"]))

    with pytest.raises(crypto.Unreadable):
        _ = Achievement.objects.get(pk=two.pk).text


def test_a_destroyed_key_takes_the_words_with_it(cast):
    kept = _kept(cast.employee)
    kept.key.destroy()

    with pytest.raises(crypto.Unreadable):
        _ = Achievement.objects.get(pk=kept.pk).text


def test_the_list_and_the_reader_list_are_one_rule(cast):
    story = tell(cast.employee, cast.manager, "meeting")
    space = story.talk.pair_space_id

    for name, person in cast.everybody().items():
        reads = Note.objects.readable_by(person).exists()
        named = person.pk in {reader.id for reader in readers_of([space])[space]}
        assert reads == named, name


@pytest.mark.parametrize(("days", "reads", "writes"), [(0, True, False), (29, True, False), (31, False, False)])
def test_a_membership_ends_with_its_relationship(cast, days, reads, writes):
    story = tell(cast.employee, cast.manager, "meeting")
    story.talk.relationship.end(clock.today(), by=None)

    with clock.travel(by=clock.days(days)):
        assert Note.objects.readable_by(cast.manager).exists() is reads
        assert Note.objects.writable_by(cast.manager).exists() is writes
        assert Note.objects.readable_by(cast.employee).exists()


def test_a_change_dated_ahead_needs_no_second_step(cast):
    story = tell(cast.employee, cast.manager, "meeting")
    story.talk.relationship.end(clock.today() + clock.days(10), by=None)

    assert Note.objects.writable_by(cast.manager).exists()
    with clock.travel(by=clock.days(11)):
        assert not Note.objects.writable_by(cast.manager).exists()


def test_two_writers_meet_in_a_conflict_and_nothing_is_overwritten(cast):
    kept = _kept(cast.employee, "first")
    kept.revise(expected=1, text="second")

    with pytest.raises(Conflict):
        Achievement.objects.get(pk=kept.pk).revise(expected=1, text="third")

    assert Achievement.objects.get(pk=kept.pk).text == "second"


def test_reading_is_logged_once_a_day_and_own_words_are_not(cast):
    story = tell(cast.employee, cast.manager, "ready")
    client = signed_in(cast.manager)
    page = f"/talks/{story.talk.pk}/purpose/"

    client.get(page)
    client.get(page)

    reads = Read.objects.filter(reader=cast.manager.pk, label="conversations.purpose")
    assert [read.author for read in reads] == [cast.employee.pk]
    signed_in(cast.employee).get(page)
    assert not Read.objects.filter(reader=cast.employee.pk, author=cast.employee.pk).exists()


def test_without_a_read_log_only_own_words_are_shown(cast, monkeypatch):
    from django.db import DatabaseError

    from colonnade.spaces import reading

    story = tell(cast.employee, cast.manager, "ready")

    def broken(_):
        raise DatabaseError("disk full")

    monkeypatch.setattr(reading, "keep", broken)
    theirs = signed_in(cast.manager).get(f"/talks/{story.talk.pk}/purpose/").content.decode()
    mine = signed_in(cast.employee).get(f"/talks/{story.talk.pk}/purpose/").content.decode()

    assert "canary-line" not in theirs and "read log cannot be written" in theirs
    assert "canary-line" in mine


def test_an_admission_is_never_moved_to_a_later_start(cast):
    space = Space.make(Space.Kind.SIDE, cast.employee)
    soon, later = clock.now() + clock.days(1), clock.now() + clock.days(5)
    space.admit(cast.manager, since=soon)
    space.admit(cast.manager, since=later)

    assert Membership.objects.get(space=space, person=cast.manager).starts_at == soon
