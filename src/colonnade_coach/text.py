"""Text as people type it: what can be read, the tokens and where they stand."""

from __future__ import annotations

import re
import unicodedata

READ_AT_MOST = 100_000
LONGEST_WORD = 40

TOKEN = re.compile(
    r"[aApP]\.[mM]\b(?:\.(?=\s+[a-z]))?"
    r"|\b(?:e\.g|i\.e|Mr|Mrs|Ms|Dr|St|approx|vs|incl)\.(?=\s)"  # dots that end no sentence
    r"|[^\W\d_][^\W_]*(?:['’\-_][^\W_]+)*(?:(?<=s)['’](?=\s))?"  # words, joined by apostrophe, hyphen or _
    r"|\d+(?:[.,:/]\d+)*(?:-?[^\W\d_]+)*[%€$£]?"  # numbers with their unit: 9:55, 1.2k, 20-minute, 4%
    r"|\n\s*"
    r"|[^\w\s]"
)

_LETTER = re.compile(r"[A-Za-z]")
# Tags and controls are no text; a file read as text by mistake is full of them.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffd]")


def readable(text: object) -> tuple[str, str]:
    """Return what can be read of `text`, and a sentence on what was left out ("" when nothing was)."""
    if not isinstance(text, str):
        return "", "There is no text to read: a string was expected."
    if not text.strip():
        return "", "The text is empty."
    note = ""
    if len(text) > READ_AT_MOST:
        text, note = text[:READ_AT_MOST], f"Only the first {READ_AT_MOST:,} characters were read."
    if text.isascii() and text.isprintable() and _LETTER.search(text):
        return text, note
    if len(_CONTROL.findall(text)) * 20 > len(text):
        return "", "This looks like a binary file, not like text."
    if not any(map(str.isascii, filter(str.isalpha, text))):
        return "", _no_latin_note(text)
    return text, note


def _no_latin_note(text: str) -> str:
    letter = next(filter(str.isalpha, text), "")
    if not letter:
        return "There are no words in the text."
    script = unicodedata.name(letter, "an unknown script").split()[0].title()
    return f"The coach reads English only; this text is written in {script} letters."


def tokens(text: str) -> list[str]:
    return TOKEN.findall(text)


def places(text: str, found: list[str]) -> list[tuple[int, int]]:
    """Half-open character positions of the tokens; finding the next is quicker than matching again."""
    at, spans = 0, []
    find = text.find
    for token in found:
        start = find(token, at)
        at = start + len(token)
        spans.append((start, at))
    return spans
