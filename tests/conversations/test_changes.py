"""Between two versions each sees what was added and what was taken out, by whom, and not by colour alone."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colonnade.conversations.changes import Piece, between, pieces_of
from colonnade.conversations.flows import summing_up
from tests.cast import signed_in
from tests.stories import tell


def test_words_within_a_sentence_are_marked_and_the_rest_stands():
    old = "We met in June. Priya leads the review in May. It was calm."

    kept = pieces_of(old, old.replace("May", "July"))
    assert [piece for piece in kept if piece.kind != "same"] == [Piece("out", "May"), Piece("in", "July")]


def test_sentences_with_little_in_common_are_not_mixed():
    found = pieces_of("Stay as it is.", "Tomorrow somebody else begins elsewhere.")

    assert [piece.kind for piece in found] == ["out", "in"]


@given(st.text(alphabet="ab. \n!", max_size=80), st.text(alphabet="ab. \n!", max_size=80))
def test_nothing_is_lost_on_either_side(old, new):
    found = pieces_of(old, new)

    assert "".join(piece.text for piece in found if piece.kind != "in") == old
    assert "".join(piece.text for piece in found if piece.kind != "out") == new


@pytest.mark.parametrize("unit", ["a. ", "word ", "a\n", "x"])
def test_long_texts_are_compared_quickly(unit):
    chance = random.Random(4)
    old = (unit * 8000)[:8000]
    new = "".join(letter for letter in old if chance.random() > 0.1)
    began = time.perf_counter()

    pieces_of(old, new)

    assert time.perf_counter() - began < 2


def test_only_parts_that_differ_are_named():
    old = {"text": "One.", "promises": [{"owner": "Priya", "text": "Call Imke", "due_on": "2026-12-01"}]}
    new = {**old, "promises": [{"owner": "Priya", "text": "Call Imke", "due_on": "2026-12-09"}]}

    (change,) = between(old, new)

    assert change.heading == "What we will do"
    assert [piece.text for piece in change.pieces if piece.kind != "same"] == ["1", "9"]


@pytest.fixture
def second(cast):
    """A second version: the employee changed a word and sent it."""
    story = tell(cast.employee, cast.manager, "agreed_pending")
    employee = cast.employee
    summing_up.redraft(story.see(employee), by=employee)
    sheet = story.talk.summaries.get()
    summing_up.keep_draft(
        story.see(employee),
        by=employee,
        expected=sheet.version,
        text=f"{sheet.text}\nAdded by <b>Priya</b>.",
        chances="",
        differences="",
    )
    return story


def test_the_draft_shows_what_changed_since_the_sent_version_and_who_kept_it_last(cast, second):
    page = signed_in(cast.manager).get(f"/talks/{second.talk.pk}/summary/").content.decode()

    assert "What changed since version 1" in page
    assert "last by Priya Sandoval" in page
    assert "Added by &lt;b&gt;Priya&lt;/b&gt;.</ins>" in page
    assert f"{second.pair('chances')}</del>" in page


def test_a_version_shows_what_changed_since_the_one_before(cast, second):
    summing_up.send(second.see(cast.employee), by=cast.employee)
    client = signed_in(cast.manager)
    newest = client.get(f"/talks/{second.talk.pk}/summary/2/").content.decode()
    first = client.get(f"/talks/{second.talk.pk}/summary/1/").content.decode()

    assert "What changed since version 1" in newest
    assert "sent by Priya Sandoval" in newest
    assert "Added by &lt;b&gt;Priya&lt;/b&gt;.</ins>" in newest
    assert '<span class="visually-hidden">taken out: </span>' in newest
    assert "What changed" not in first
