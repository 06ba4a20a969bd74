"""Two who submit at the same instant do not miss each other: both sheets open."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from colonnade.careers import access
from colonnade.careers.models import RatingSheet, SkillRating
from tests.cast import make_cast

ROUNDS = 5


def sheet_of(author, subject, other, role) -> RatingSheet:
    sheet = RatingSheet.of(author, subject, other, role)
    SkillRating.write(
        space=sheet.space, author=author, sheet=sheet, skill_code="coding", level=2, example=author.name
    )
    return sheet


def submit(sheet: RatingSheet, start: threading.Barrier, problems: list[Exception]) -> None:
    try:
        start.wait(timeout=10)
        sheet.submit()
    except Exception as problem:
        problems.append(problem)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_who_submit_at_once_both_read_both():
    cast = make_cast()
    employee, manager = cast.employee, cast.manager
    problems: list[Exception] = []
    for number in range(ROUNDS):
        pair = ((employee, manager), (manager, employee))
        sheets = [sheet_of(author, employee, other, f"role-{number}") for author, other in pair]
        start = threading.Barrier(2)
        threads = [threading.Thread(target=submit, args=(sheet, start, problems)) for sheet in sheets]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)

    assert problems == []
    for reader in (employee, manager):
        assert access.ratings_about(employee, reader).count() == 2 * ROUNDS
