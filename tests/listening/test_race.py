"""A yes and a withdrawal at the same instant: one of them wins, and nothing lies about afterwards."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from colonnade.kernel.errors import Refusal
from colonnade.listening import flows
from colonnade.listening.models import Mirror, Transcript, Whole
from colonnade.spaces.models import Membership, Space
from tests.cast import make_cast
from tests.stories import tell

from .files import asked

ROUNDS = 5


def run(act: Callable[[], None], start: threading.Barrier, problems: list[Exception]) -> None:
    try:
        start.wait(timeout=10)
        act()
    except Refusal:
        pass  # the other was faster
    except Exception as problem:
        problems.append(problem)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_yes_and_a_withdrawal_at_once_leave_nothing_behind():
    cast = make_cast()
    story, problems = tell(cast.employee, cast.manager, "summary_draft"), []
    for _round in range(ROUNDS):
        asked(story)
        mine, theirs = story.see(cast.employee), story.see(cast.manager)
        acts = (lambda t=theirs: flows.accept(t, by=cast.manager), lambda t=mine: flows.withdraw(t, by=cast.employee))
        start = threading.Barrier(2)
        threads = [threading.Thread(target=run, args=(act, start, problems)) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)

        kept = Space.objects.filter(kind=Space.Kind.TRANSCRIPT)
        left = (Transcript.objects, Whole.objects, Mirror.objects, Membership.objects.filter(space__in=kept), kept)
        assert [rows.count() for rows in left] == [0] * 5
    assert problems == []
