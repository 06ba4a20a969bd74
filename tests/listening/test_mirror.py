"""What the page makes of the numbers."""

from __future__ import annotations

import pytest

from colonnade.listening import mirror, speakers
from colonnade.listening.speakers import Said


def shown(*turns: Said, side: str = "employee") -> mirror.Shown:
    return mirror.Shown(mirror.numbers_of(list(turns), side), mirror.lines_of(list(turns), side))


def said(who: str, text: str, start: float | None = None, end: float | None = None) -> Said:
    return Said(who, text, speakers.count(text), start, end)


def test_bars_follow_the_clock():
    bars = shown(said("counterpart", "Hello there", 0, 10), said("employee", "Good morning", 10, 40)).bars()

    assert [(bar.is_mine, bar.at, bar.width) for bar in bars] == [(False, 0, 250), (True, 250, 750)]


def test_without_ends_a_line_lasts_until_the_next():
    bars = shown(
        said("employee", "Hello there", 0), said("counterpart", "Good morning", 15), said("employee", "Well", 20)
    ).bars()

    assert [(bar.is_mine, bar.at, bar.width) for bar in bars] == [(False, 750, 250), (True, 0, 750), (True, 1000, 1)]


def test_without_times_bars_follow_the_words():
    bars = shown(said("employee", "One two three"), said("counterpart", "Four")).bars()

    assert [(bar.is_mine, bar.at, bar.width) for bar in bars] == [(False, 750, 250), (True, 0, 750)]


def test_times_that_run_backwards_harm_nothing():
    view = shown(said("employee", "Hello there", 50, 10), said("counterpart", "Good morning", 5, 60))

    assert all(bar.width >= 1 and 0 <= bar.at <= 1000 for bar in view.bars())


def test_nothing_asked_has_no_share():
    view = shown(said("employee", "Good morning to you"), said("counterpart", "And to you"))

    assert (view.numbers["questions"], view.open_questions, view.numbers["reflections"]) == (0, None, 0)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (0, "0 seconds"), (1, "1 second"), (60, "1 minute"), (125, "2 minutes 5 seconds")],
)
def test_how_long(seconds, words):
    assert mirror.lasting(seconds) == words


@pytest.mark.parametrize(("seconds", "clock"), [(None, ""), (4, "0:04"), (760, "12:40"), (3760, "1:02:40")])
def test_when(seconds, clock):
    assert mirror.clock_time(seconds) == clock


def test_dropped_words_count_and_are_nobodys():
    turns = [said("employee", "Hello you two"), said("third", "Secret words here").dropped, said("counterpart", "Hi")]

    assert "Secret" not in str(mirror.lines_of(turns, "employee")) + str(mirror.numbers_of(turns, "employee"))
    assert shown(*turns).words_in_hundred == round(300 / 7)
