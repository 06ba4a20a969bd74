"""What changed from one version of the summary to the next, sentence by sentence and then word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from .copies import written_day

# Beyond these a comparison could take seconds; a part is then shown as taken out and added whole.
MOST_SENTENCES = 400
MOST_WORDS = 300
LEAST_ALIKE = 0.4

_SENTENCES = re.compile(r"[^.!?\n]*(?:[.!?]+[\"”’)]*\s*|\n+|$)")
_WORDS = re.compile(r"\s+|[\w’'-]+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A stretch of text: `kind` is same, in (added) or out (taken out)."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """One part of the summary that is not as it was."""

    heading: str
    pieces: Sequence[Piece]


def between(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """The parts that differ, in the order of the summary; both are contents of versions."""
    before, after = dict(_parts(old)), dict(_parts(new))
    return [
        Change(heading, pieces_of(before.get(heading, ""), text))
        for heading, text in after.items()
        if before.get(heading, "") != text
    ]


def pieces_of(old: str, new: str) -> list[Piece]:
    """Whole sentences first; where sentences were replaced, the words within them."""
    one, other = _split(_SENTENCES, old), _split(_SENTENCES, new)
    if max(len(one), len(other)) > MOST_SENTENCES:
        return _joined([Piece("out", old), Piece("in", new)])
    found: list[Piece] = []
    for kind, was, now in _steps(one, other):
        found += _words_of(was, now) if kind == "replace" else _plain(kind, was, now)
    return _joined(found)


def _words_of(old: str, new: str) -> list[Piece]:
    one, other = _split(_WORDS, old), _split(_WORDS, new)
    if max(len(one), len(other)) > MOST_WORDS or _likeness(one, other) < LEAST_ALIKE:
        return [Piece("out", old), Piece("in", new)]  # little in common: mixed words would read as neither
    return [piece for kind, was, now in _steps(one, other) for piece in _plain(kind, was, now)]


def _likeness(one: list[str], other: list[str]) -> float:
    """The share of words in common, 0 to 1; white space is alike in any two texts."""
    words = [[word for word in text if not word.isspace()] for text in (one, other)]
    return SequenceMatcher(None, *words, autojunk=False).ratio()


def _steps(one: list[str], other: list[str]) -> Iterator[tuple[str, str, str]]:
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        yield kind, "".join(one[a:b]), "".join(other[c:d])


def _plain(kind: str, was: str, now: str) -> list[Piece]:
    return [Piece("same", now)] if kind == "equal" else [Piece("out", was), Piece("in", now)]


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of one kind as one; empty ones left out."""
    found: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if found and found[-1].kind == piece.kind:
            found[-1] = Piece(piece.kind, found[-1].text + piece.text)
        else:
            found.append(piece)
    return found


def _split(pattern: re.Pattern[str], text: str) -> list[str]:
    return [part for part in pattern.findall(text) if part]


def _parts(said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each part of a summary as one text; what comes in by itself one thing a line."""
    purpose = said.get("purpose") or {}
    yield _("Purpose"), _lines(purpose.get("line"), purpose.get("decides"), purpose.get("does_not_decide"))
    yield _("What we talked about"), said.get("text") or ""
    yield _("Recap"), (said.get("recap") or {}).get("text", "")
    yield _("Feedback"), _lines(*(_feedback(one) for one in said.get("feedback", [])))
    yield _("Paths looked at"), _lines(*(_all(one, _OPTION) for one in said.get("options", [])))
    yield _("What is open, and what is not"), said.get("chances") or ""
    yield _("Levels agreed"), _lines(*(_all(one, _LEVEL) for one in said.get("levels", [])))
    yield _("Goals"), _lines(*(_dated(one, "deadline", _GOAL) for one in said.get("goals", [])))
    yield _("What we will do"), _lines(*(_dated(one, "due_on", _PROMISE) for one in said.get("promises", [])))
    yield _("Where we differ"), said.get("differences") or ""
    yield _("What follows"), _lines(written_day(said.get("first_checkin_on")), said.get("no_checkin_reason"))


_OPTION = ("title", "kind", "fit", "against", "small_test", "decision")
_LEVEL = ("skill", "level", "note")
_GOAL = ("owner", "statement", "measure", "means", "why_me", "why_org", "obstacle", "if_this", "then_that")
_PROMISE = ("owner", "text", "resource")


def _lines(*texts: str | None) -> str:
    return "\n".join(text for text in texts if text)


def _all(one: dict[str, Any], names: Sequence[str]) -> str:
    return " · ".join(str(one[name]) for name in names if one.get(name) not in (None, ""))


def _dated(one: dict[str, Any], day: str, names: Sequence[str]) -> str:
    return " · ".join(filter(None, [_all(one, names), written_day(one.get(day))]))


def _feedback(one: dict[str, str]) -> str:
    names = ("situation", "behaviour", "impact", "wish", "answer")
    return f"{one['from']} → {one['to']}: {_all(one, names)}"
