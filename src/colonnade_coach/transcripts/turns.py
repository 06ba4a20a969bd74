"""What every kind of transcript becomes: turns with a speaker, words and, where given, times in seconds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MOST_BYTES = 10_000_000
MOST_TURNS = 50_000
# A cue takes a number, its times, one or two lines of words and an empty line.
MOST_LINES = 6 * MOST_TURNS
TOO_MANY_TURNS = f"There are more than {MOST_TURNS:,} turns, so nothing was read."
TOO_MANY_LINES = f"There are more than {MOST_LINES:,} lines, so nothing was read."
LONGEST_LINE = 20_000
LONGEST_NAME = 60


class TranscriptError(ValueError):
    """A file that is not read; the message says in a sentence what is wrong and where."""


@dataclass(frozen=True)
class Turn:
    """One speaker's words; `start` and `end` are seconds from the beginning, None where the file has none."""

    speaker: str
    text: str
    start: float | None = None
    end: float | None = None


@dataclass
class Transcript:
    turns: list[Turn] = field(default_factory=list)

    @property
    def speakers(self) -> list[str]:
        return list(dict.fromkeys(turn.speaker for turn in self.turns))


_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,9}))?$")


def seconds(stamp: str) -> float | None:
    """Seconds of "1:02:03.450", "02:03" or "02:03,450"; None when it is no time."""
    match = _CLOCK.match(stamp.strip())
    if not match:
        return None
    hours, minutes, whole, part = match.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(whole) + float(f"0.{part or 0}")


def lines_of(text: str) -> list[str]:
    """The lines of a text; a line nobody can have said is refused, and so are too many."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MOST_LINES:
        raise TranscriptError(TOO_MANY_LINES)
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise TranscriptError(f"Line {number:,} is longer than {LONGEST_LINE:,} characters, so nothing was read.")
    return lines


def is_name(name: str) -> bool:
    """Names are short, begin with a capital or a letter of a script without capitals, and end no sentence."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or len(name.split()) > 6:
        return False
    return name[0].isalpha() and not name[0].islower() and not any(mark in name for mark in '!?;"“”<>{}=')
