"""A hot query answers as the ORM's rule does, for everybody and at every time."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from colonnade.conversations.access import open_talks_of, talk_for, talks_of
from colonnade.kernel import clock
from colonnade.kernel.errors import Unseen
from colonnade.kernel.hot import SOMEBODY, SOMETHING, Hot
from colonnade.people.models import Person
from tests.stories import tell


@pytest.mark.parametrize("days", [0, 20, 45])
def test_hot_rows_are_the_rules_rows(cast, days):
    talks = [tell(cast.employee, cast.manager, state).talk for state in ("planned", "ready", "following_up")]
    talks[1].relationship.end(clock.today() + clock.days(5), by=None)

    with clock.travel(by=clock.days(days)):
        for person in cast.everybody().values():
            wanted = list(talks_of(person).open().order_by("meets_at", "started_at"))
            found = open_talks_of(person)
            assert found == wanted
            for fresh, hot in zip(wanted, found, strict=True):
                assert {k: v for k, v in fresh.__dict__.items() if k != "_state"} == {
                    k: v for k, v in hot.__dict__.items() if k != "_state"
                }
                assert hot.employee == fresh.employee


def test_a_hot_query_costs_one_query_and_keeps_nothing(cast, django_assert_num_queries):
    story = tell(cast.employee, cast.manager, "ready")
    talk_for(cast.employee, story.talk.pk)

    with django_assert_num_queries(1):
        talk = talk_for(cast.employee, story.talk.pk)
        assert talk.other_of(cast.employee) == cast.manager
    with pytest.raises(Unseen):
        talk_for(cast.stranger, story.talk.pk)
    assert talk_for(cast.employee, story.talk.pk) is not talk


def test_a_sentinel_that_the_query_does_not_use_is_refused(db):
    unused = Hot(lambda person, thing: Person.objects.filter(pk=person), person=SOMEBODY, thing=SOMETHING)

    with pytest.raises(LookupError, match="thing"):
        unused(person=SOMEBODY, thing=SOMETHING)


@pytest.mark.django_db(transaction=True)
def test_a_query_compiled_in_one_thread_runs_in_every_other():
    """The server has several threads, and each has a connection of its own."""
    hot = Hot(lambda who: Person.objects.filter(pk=who), who=SOMEBODY)
    person = Person.objects.create_person("Priya Sandoval")
    assert list(hot(who=person.pk)) == [person]
    found = []

    def elsewhere() -> None:
        try:
            found.extend(hot(who=person.pk))
        finally:
            connection.close()

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()

    assert found == [person]
