"""WebVTT and SRT: cues with times, the speaker in a <v Name> tag or before a colon."""

from __future__ import annotations

import html
import re

from .turns import MOST_TURNS, TOO_MANY_TURNS, TranscriptError, Turn, is_name, lines_of, seconds

_TIMES = re.compile(r"\s*([\d:.,]{4,20})\s*-->\s*([\d:.,]{4,20})")
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,40})?\s+([^>]{1,200})>")
_TAG = re.compile(r"<[^>]{0,200}>")
_NAMED = re.compile(r"([^:]{1,60}):\s+(.*)", re.DOTALL)


def cue_turns(text: str) -> list[Turn]:
    """The cues in the order of the file; a cue without a name carries on the one before."""
    turns: list[Turn] = []
    lines = lines_of(text)
    at = 0
    while at < len(lines):
        times = _TIMES.match(lines[at])
        at += 1
        if not times:
            continue
        said = []
        while at < len(lines) and lines[at].strip() and not _TIMES.match(lines[at]):
            said.append(lines[at])
            at += 1
        start, end = seconds(times[1]), seconds(times[2])
        _add(turns, said, start, end)
    return turns


def _add(turns: list[Turn], said: list[str], start: float | None, end: float | None) -> None:
    if len(said) > 1 and is_name(said[0]) and ":" not in said[0] and "<" not in said[0] and _alone(said[0]):
        turns.append(Turn(said[0].strip(), _plain(" ".join(said[1:])), start, end))
        return
    if len(said) > MOST_TURNS:
        raise TranscriptError(TOO_MANY_TURNS)
    for line in _joined(said):
        speaker, words = _split(line)
        if not speaker:
            speaker = turns[-1].speaker if turns else ""
        if words:
            turns.append(Turn(speaker, words, start, end))
    if len(turns) > MOST_TURNS:
        raise TranscriptError(TOO_MANY_TURNS)


def _alone(line: str) -> bool:
    """A name on a line of its own: every word with a capital and no mark at the end."""
    return len(line.split()) >= 2 and all(not w[0].islower() for w in line.split()) and line.strip()[-1] not in ".,?!"


def _joined(said: list[str]) -> list[str]:
    """Lines of a cue are one line, except where a further speaker begins."""
    out: list[str] = []
    for line in said:
        if out and not _VOICE.search(line) and not _split(line)[0]:
            out[-1] += " " + line
        else:
            out.append(line)
    return out


def _split(line: str) -> tuple[str, str]:
    voice = _VOICE.search(line)
    if voice:
        return html.unescape(voice[1]).strip(), _plain(line)
    words = _plain(line)
    named = _NAMED.match(words)
    if named and is_name(named[1]):
        return named[1].strip(), named[2].strip()
    return "", words


def _plain(line: str) -> str:
    return html.unescape(_TAG.sub("", line)).strip()
