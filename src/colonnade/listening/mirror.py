"""One speaker's mirror: the numbers and the own lines that are sealed, and how a page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import ngettext

from colonnade_coach import listening

from .speakers import Said, for_counting

LINES_A_PAGE = 80
WIDTH = 1000


def numbers_of(turns: list[Said], side: str) -> dict[str, Any]:
    """What the coach counts about this side, with quotes of this side only."""
    numbers = listening(for_counting(turns), side).as_json()
    numbers.pop("speaker")
    return numbers


def lines_of(turns: list[Said], side: str) -> list[dict[str, Any]]:
    """The side's own words in the order of the talk; where another spoke, only how many words they took."""
    lines = []
    for is_own, group in groupby(turns, key=lambda turn: turn.who == side):
        said = list(group)
        times = [at for turn in said for at in (turn.start, turn.end) if at is not None]
        line: dict[str, Any] = {"at": min(times, default=None), "until": max(times, default=None)}
        line["words"] = sum(turn.words for turn in said)
        if is_own:
            line["text"] = " ".join(turn.text or "" for turn in said)
        lines.append(line)
    return lines


# ---- how a page shows it


@dataclass(frozen=True)
class Bar:
    """A stretch of the picture of a talk, in thousandths of its width; filled where the reader spoke."""

    at: float
    width: float
    is_mine: bool


class Shown:
    """The mirror as its page says it."""

    def __init__(self, numbers: dict[str, Any], lines: list[dict[str, Any]]) -> None:
        self.numbers, self.lines = numbers, lines
        self.own_lines = sum("text" in line for line in lines)

    @property
    def words_in_hundred(self) -> int:
        return round(self.numbers["share_of_words"] * 100)

    @property
    def time_in_hundred(self) -> int | None:
        share = self.numbers["share_of_time"]
        return None if share is None else round(share * 100)

    @property
    def has_times(self) -> bool:
        return self.numbers["share_of_time"] is not None

    @property
    def longest(self) -> dict[str, Any]:
        turn = self.numbers["longest_turn"]
        return {"words": turn["words"], "lasted": lasting(turn["seconds"]), "at": clock_time(turn["start"])}

    @property
    def open_questions(self) -> int | None:
        share = self.numbers["share_of_open_questions"]
        return None if share is None else round(share * self.numbers["questions"])

    @property
    def questions_in_ten_minutes(self) -> str:
        rate = self.numbers["questions_per_ten_minutes"]
        return f"{rate:.0f}" if rate >= 10 else f"{rate:g}"

    @property
    def overlap_time(self) -> str:
        return lasting(self.numbers["overlap_seconds"] or 0)

    def bars(self) -> list[Bar]:
        """Who spoke when, by the clock or, without times, by words; the reader's own come last, on top."""
        times = [at for line in self.lines for at in (line["at"], line["until"]) if at is not None]
        if self.has_times and times and max(times) > min(times):
            start, length = min(times), max(times) - min(times)
            bars = [_bar(line, (at - start) / length, (end - at) / length) for line, at, end in self._spans()]
            return sorted(bars, key=lambda bar: bar.is_mine)
        everything, bars, at = sum(line["words"] for line in self.lines) or 1, [], 0
        for line in self.lines:
            bars.append(_bar(line, at / everything, line["words"] / everything))
            at += line["words"]
        return sorted(bars, key=lambda bar: bar.is_mine)

    def _spans(self) -> list[tuple[dict[str, Any], float, float]]:
        """From when to when; where a file names no ends, a line lasts until the next begins."""
        timed = [line for line in self.lines if line["at"] is not None]
        ends = [line["at"] for line in timed[1:]] + [line["until"] for line in timed[-1:]]
        return [
            (line, line["at"], line["until"] if line["until"] > line["at"] else max(end, line["at"]))
            for line, end in zip(timed, ends, strict=True)
        ]

    def page(self, number: int) -> list[dict[str, Any]]:
        start = (number - 1) * LINES_A_PAGE
        return [
            {**line, "clock": clock_time(line["at"]) if self.has_times else ""}
            for line in self.lines[start : start + LINES_A_PAGE]
        ]

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.lines) // LINES_A_PAGE))


def _bar(line: dict[str, Any], at: float, width: float) -> Bar:
    return Bar(round(at * WIDTH, 1), round(max(width * WIDTH, 1), 1), "text" in line)


def lasting(seconds: float | None) -> str:
    """ "2 minutes 5 seconds"; empty where the file has no times."""
    if seconds is None:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    parts = [ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)] if minutes else []
    if rest or not minutes:
        parts.append(ngettext("{n} second", "{n} seconds", rest).format(n=rest))
    return " ".join(parts)


def clock_time(seconds: float | None) -> str:
    """ "12:40" or "1:02:40" from the beginning of the talk."""
    if seconds is None:
        return ""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
