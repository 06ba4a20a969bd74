"""Two clicks at the same instant are one act: one question, one letter, one mark, one offer."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from colonnade.activity.models import Letter
from colonnade.careers.flows import opportunities as flows
from colonnade.careers.models import Interest, Opportunity, Question
from colonnade.spaces.models import Space
from tests.cast import make_cast

from .offers import asked, offered

ROUNDS = 3


def at_once(act: Callable[[], object]) -> list[Exception]:
    start, problems = threading.Barrier(2), []

    def run() -> None:
        try:
            start.wait(timeout=10)
            act()
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return problems


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_are_one():
    cast = make_cast()
    for number in range(ROUNDS):
        row = offered(cast.mentor, f"Number {number}")
        question = asked(row, cast.colleague)
        acts = (
            lambda row=row: asked(row, cast.employee),
            lambda row=row: flows.keep_in_mind(row, "A note.", by=cast.employee),
            lambda question=question: flows.answer(question, "Yes.", by=cast.mentor),
            lambda number=number: offered(cast.stranger, f"Theirs {number}"),
        )
        assert [problem for act in acts for problem in at_once(act)] == []

    assert Question.objects.filter(about=None, author=cast.employee).count() == ROUNDS
    assert Question.objects.filter(author=cast.mentor).count() == ROUNDS
    assert Space.objects.filter(kind="question").count() == 2 * ROUNDS
    assert Letter.objects.count() == 3 * ROUNDS
    assert Interest.objects.count() == ROUNDS
    assert Opportunity.objects.filter(contact=cast.stranger).count() == ROUNDS
