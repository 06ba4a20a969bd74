"""Finds lines that begin with a name the reader of transcripts does not take for one.

It carries such lines on as the words of whoever spoke before: with a caller named "+49 170 1234567" the other's
words would stand in one's own mirror. So such a file is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from colonnade_coach.transcripts.files import decoded, docx_text

_STAMP = r"[\[(]?\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?"
_TIMES = re.compile(rf"{_STAMP}(?:\s*(?:-->|-|–)\s*{_STAMP})?\s*[-–|]?\s*")
_BEFORE_COLON = re.compile(r"([^:]{1,120}?)\s*(?:[\[(]\s*\d[\d:.,]{3,12}\s*[\])])?\s*:\s+\S")
_BEFORE_TIME = re.compile(rf"(.{{1,120}}?)[\s,|–\-]+{_STAMP}(?:\s*(?:-->|-|–)\s*{_STAMP})?$")
_WORDS_OF_A_NAME = 12


def stray_names(content: bytes, kind: str, known: list[str]) -> list[str]:
    """What stands where names stand, more than once, and is none of the `known` speakers."""
    if kind == "json":
        return []
    text = docx_text(content) if kind == "docx" else decoded(content)
    names = {_plain(name) for name in known}
    found = Counter(_plain(head) for head in _heads(text.splitlines()))
    return [head for head, times in found.items() if times > 1 and head not in names]


def _heads(lines: list[str]) -> Iterator[str]:
    after_time = False
    for number, line in enumerate(map(str.strip, lines)):
        rest = _TIMES.sub("", line, count=1) if _TIMES.match(line) else line
        if "-->" in line or (line and not rest):
            after_time = True
            continue
        follows = lines[number + 1].strip() if number + 1 < len(lines) else ""
        head = _head(line, rest) or (rest if after_time and _stands_alone(rest, follows) else "")
        if head:
            yield head
        after_time = False


def _head(line: str, rest: str) -> str:
    """What stands before a colon or before a time at the end; a <v Name> of WebVTT is always read."""
    if rest.startswith("<v"):
        return ""
    found = _BEFORE_COLON.match(rest) or _BEFORE_TIME.match(line)
    return found[1] if found else ""


def _stands_alone(line: str, follows: str) -> bool:
    """A short line without an end, between a time and words."""
    is_short = bool(line) and line[-1] not in ".,?!…" and len(line.split()) <= _WORDS_OF_A_NAME
    return is_short and not line.startswith("<v") and bool(follows) and not _TIMES.match(follows)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
