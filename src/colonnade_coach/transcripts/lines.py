"""Text exports: "Name: words", times before or after the name, or name and time on a line of their own."""

from __future__ import annotations

import re

from .turns import Turn, is_name, lines_of, seconds

_STAMP = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_TIMED = re.compile(rf"\s*[\[(]?({_STAMP})[\])]?\s*(?:(?:-->|-|–)\s*[\[(]?({_STAMP})[\])]?)?\s*[-–|]?\s*(.*)")
_NAMED = re.compile(r"\s*([^:\[\]]{1,60}?)\s*(?:[\[(]\s*(\d[\d:.,]{3,12})\s*[\])])?\s*:\s+(.*)")
_HEADED = re.compile(rf"\s*(.{{1,60}}?)[\s,|–\-]+[\[(]?({_STAMP})[\])]?(?:\s*(?:-->|-|–)\s*({_STAMP}))?\s*$")


def line_turns(text: str) -> list[Turn]:
    """The turns of a text export; a line without a name carries on the turn before."""
    reader = _Reader()
    for line in lines_of(text):
        if line.strip():
            reader.line(line.strip())
    return reader.turns()


class _Reader:
    def __init__(self) -> None:
        self._heads: list[tuple[str, float | None, float | None]] = []
        self._words: list[list[str]] = []
        self._waiting: tuple[float | None, float | None] | None = None

    def line(self, line: str) -> None:
        headed = _HEADED.match(line)
        if headed and is_name(headed[1]) and ":" not in headed[1]:
            self._begin(headed[1], seconds(headed[2]), seconds(headed[3] or ""))
            return
        times: tuple[float | None, float | None] = (None, None)
        timed = _TIMED.match(line)
        if timed:
            times, line = (seconds(timed[1]), seconds(timed[2] or "")), timed[3]
            if not line:
                self._waiting = times
                return
        self._said(line, times)

    def _said(self, line: str, times: tuple[float | None, float | None]) -> None:
        named = _NAMED.match(line)
        if named and is_name(named[1]):
            start = times[0] if times[0] is not None else seconds(named[2] or "")
            if start is None and self._waiting:
                times = self._waiting
                start = times[0]
            self._begin(named[1], start, times[1], named[3])
        elif self._waiting is not None and is_name(line):
            self._begin(line, *self._waiting)
        elif self._words:
            self._words[-1].append(line)

    def _begin(self, name: str, start: float | None, end: float | None, words: str = "") -> None:
        self._waiting = None
        self._heads.append((name.strip(), start, end))
        self._words.append([words] if words else [])

    def turns(self) -> list[Turn]:
        said = zip(self._heads, self._words, strict=True)
        return [Turn(name, " ".join(words), start, end) for (name, start, end), words in said if words]
