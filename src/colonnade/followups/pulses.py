"""The pulse after a talk: a few sentences for each side, five words to answer, and where two answers differ.

A practice indicator, not a validated test: no average, no total, no norm.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from colonnade.kernel.content import content

WORDS = {
    1: gettext_lazy("not at all"),
    2: gettext_lazy("a little"),
    3: gettext_lazy("partly"),
    4: gettext_lazy("mostly"),
    5: gettext_lazy("fully"),
}
FAR_APART = 2
# Two sentences about one thing, as each side is asked about it. The employee is asked one more.
PAIRS = (
    (gettext_lazy("Having a say"), "pe1", "pm2"),
    (gettext_lazy("Being understood"), "pe2", "pm1"),
    (gettext_lazy("Saying what needs saying"), "pe3", "pm4"),
    (gettext_lazy("Knowing what was promised"), "pe4", "pm3"),
    (gettext_lazy("Believing that it happens"), "pe5", ""),
)

Answers = dict[str, int]


@dataclass(frozen=True)
class Item:
    id: str
    text: str


@dataclass(frozen=True)
class Compared:
    """One thing in both sides' words; an empty word is a sentence that was skipped."""

    about: str
    my_text: str
    my_word: str
    their_text: str
    their_word: str
    is_far_apart: bool


def items_of(side: str) -> list[Item]:
    """The sentences a side is asked about after a talk."""
    return [Item(one["id"], one["t"]) for one in content()["pulses"][f"after_conversation_{side}"]]


def compared(mine: Answers, theirs: Answers, side: str) -> list[Compared]:
    """Both sides' words, item by item; what lies two words or more apart comes first."""
    texts = {item.id: item.text for one in ("employee", "counterpart") for item in items_of(one)}
    rows = []
    for about, of_employee, of_counterpart in PAIRS:
        my_id, their_id = (of_employee, of_counterpart) if side == "employee" else (of_counterpart, of_employee)
        my_level, their_level = mine.get(my_id, 0), theirs.get(their_id, 0)
        rows.append(
            Compared(
                about=str(about),
                my_text=texts.get(my_id, ""),
                my_word=_word(my_level),
                their_text=texts.get(their_id, ""),
                their_word=_word(their_level),
                is_far_apart=bool(my_level and their_level and abs(my_level - their_level) >= FAR_APART),
            )
        )
    return sorted(rows, key=lambda row: not row.is_far_apart)


def _word(level: int) -> str:
    return str(WORDS.get(level, ""))
