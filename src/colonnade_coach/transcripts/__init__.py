"""Transcripts of talks: WebVTT, SRT, text exports, DOCX and JSON; only text is read, embedded media never."""

from __future__ import annotations

import re
from pathlib import Path

from .cues import cue_turns
from .files import decoded, docx_text
from .lines import line_turns
from .records import record_turns
from .turns import MOST_BYTES, MOST_TURNS, TOO_MANY_TURNS, Transcript, TranscriptError, Turn

__all__ = ["Transcript", "TranscriptError", "Turn", "read_transcript"]

# SRT numbers its cues; text exports with times on lines of their own do not.
_FIRST_CUE = re.compile(r"\d+\s*\n\s*[\d:]+[,.]\d+\s*-->")


def read_transcript(source: str | Path | bytes) -> Transcript:
    """Read a transcript from a path, or from the bytes of a file.

    Times are seconds from the beginning, None where the file has none. The kind of file is told from its
    content, not from its name. Raises `TranscriptError` with a sentence that says what is wrong and where,
    and `OSError` when the file cannot be opened.
    """
    content = source if isinstance(source, bytes) else _content(Path(source))
    if len(content) > MOST_BYTES:
        raise TranscriptError(_too_large(len(content)))
    turns = [turn for turn in _turns(content) if turn.text.strip() and turn.speaker]
    if not turns:
        raise TranscriptError("No line with a speaker was found; lines like “Name: words” are expected.")
    if len(turns) > MOST_TURNS:
        raise TranscriptError(TOO_MANY_TURNS)
    return Transcript(turns)


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise TranscriptError(_too_large(path.stat().st_size))
    return content


def _too_large(size: int) -> str:
    return f"The file has {size / 1_000_000:,.1f} MB; transcripts up to {MOST_BYTES // 1_000_000} MB are read."


def _turns(content: bytes) -> list[Turn]:
    if content.startswith(b"PK\x03\x04"):
        return line_turns(docx_text(content))
    text = decoded(content)
    start = text[:1_000].lstrip()
    if start.startswith("WEBVTT") or _FIRST_CUE.match(start):
        return cue_turns(text)
    if start.startswith(("{", "[{", "[\n", "[ ", "[\r")):
        return record_turns(text)
    return line_turns(text)
