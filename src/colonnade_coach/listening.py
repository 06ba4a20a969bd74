"""What one speaker can count about their own part in a talk; only their words are quoted, none graded."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from typing import Any

from .lexicon import word_classes
from .talk import check_utterance
from .transcripts import Transcript, TranscriptError, Turn

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+(?:['’\-][^\W_]+)*")
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
_BACKCHANNEL_AT_MOST = 3
_EXAMPLES = 20


@dataclass(frozen=True)
class Example:
    """The speaker's own words; for a reflection, the words taken over from the other."""

    quote: str
    shared: tuple[str, ...] = ()


@dataclass(frozen=True)
class Longest:
    words: int
    seconds: float | None
    start: float | None


@dataclass
class Listening:
    """Shares are 0 to 1, times are seconds; None where the transcript has no times or nothing was asked."""

    speaker: str
    minutes: float | None
    words: int
    share_of_words: float
    share_of_time: float | None
    longest_turn: Longest
    turn_changes: int
    questions: int
    questions_per_ten_minutes: float | None
    share_of_open_questions: float | None
    open_questions: list[Example] = field(default_factory=list)
    closed_questions: list[Example] = field(default_factory=list)
    reflections: int = 0
    reflection_examples: list[Example] = field(default_factory=list)
    overlaps: int | None = None
    overlap_seconds: float | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def listening(transcript: Transcript, speaker: str) -> Listening:
    """Count talk share, turns, questions, reflections and overlaps of `speaker`.

    Short back-channels ("mhm", "yes, right") of others end no turn. Raises `TranscriptError` when nobody of
    that name speaks; the message lists who does.
    """
    name = _find(transcript, speaker)
    turns = _merged(transcript.turns)
    own = [turn for turn in turns if turn.speaker == name]
    spoken = [turn for turn in transcript.turns if turn.speaker == name]
    words, everybody = sum(map(_count, spoken)), sum(map(_count, transcript.turns))
    length = _length(transcript.turns)
    report = Listening(
        name, _rounded(length and length / 60), words, round(words / everybody, 3) if everybody else 0.0,
        _share_of_time(transcript.turns, name), _longest(own), _changes(turns), 0, None, None,
    )  # fmt: skip
    _ask_and_reflect(report, turns)
    if length and length > 0:
        report.questions_per_ten_minutes = _rounded(report.questions / (length / 600))
    report.overlaps, report.overlap_seconds = _overlaps(transcript.turns, name)
    return report


def _find(transcript: Transcript, speaker: str) -> str:
    names = transcript.speakers
    for name in names:
        if _plain(name) == _plain(speaker):
            return name
    listed = ", ".join(names[:10])
    raise TranscriptError(f"Nobody named “{speaker}” speaks here. The transcript names {listed}.")


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _count(turn: Turn) -> int:
    return len(_WORD.findall(turn.text))


def _is_backchannel(turn: Turn) -> bool:
    said = [w.lower() for w in _WORD.findall(turn.text)]
    classes = word_classes()
    return len(said) <= _BACKCHANNEL_AT_MOST and all("BACKCHANNEL" in classes.get(w, ()) for w in said)


def _merged(turns: list[Turn]) -> list[Turn]:
    merged: list[list[Turn]] = []
    for turn in turns:
        if merged and merged[-1][-1].speaker == turn.speaker:
            merged[-1].append(turn)
        elif not (merged and _is_backchannel(turn)):
            merged.append([turn])
    return [_joined(parts) for parts in merged]


def _joined(parts: list[Turn]) -> Turn:
    ends = [part.end for part in parts if part.end is not None]
    return Turn(parts[0].speaker, " ".join(p.text for p in parts), parts[0].start, max(ends) if ends else None)


def _longest(own: list[Turn]) -> Longest:
    if not own:
        return Longest(0, None, None)
    turn = max(own, key=_count)
    if turn.start is None or turn.end is None or turn.end < turn.start:
        return Longest(_count(turn), None, turn.start)
    return Longest(_count(turn), _rounded(turn.end - turn.start), turn.start)


def _changes(turns: list[Turn]) -> int:
    return sum(a.speaker != b.speaker for a, b in pairwise(turns))


def _length(turns: list[Turn]) -> float | None:
    times = [t for turn in turns for t in (turn.start, turn.end) if t is not None]
    return max(times) - min(times) if len(times) > 1 else None


def _spans(turns: list[Turn]) -> list[tuple[str, float, float]]:
    """Who spoke from when to when; an end that is not given is the next turn's start."""
    found = []
    for turn, after in zip(turns, [*turns[1:], None], strict=True):
        end = turn.end if turn.end is not None else (after.start if after else None)
        if turn.start is not None and end is not None and end > turn.start:
            found.append((turn.speaker, turn.start, end))
    return found


def _share_of_time(turns: list[Turn], name: str) -> float | None:
    spans = _spans(turns)
    total = sum(end - start for _, start, end in spans)
    return round(sum(end - start for who, start, end in spans if who == name) / total, 3) if total else None


def _overlaps(turns: list[Turn], name: str) -> tuple[int | None, float | None]:
    """How often the speaker began while another still spoke, and for how long both did."""
    timed = sorted((t for t in turns if t.start is not None and t.end is not None), key=lambda t: t.start or 0)
    if not timed:
        return None, None
    count, both, until = 0, 0.0, 0.0
    for turn in timed:
        start, end = turn.start or 0.0, turn.end or 0.0
        if turn.speaker == name:
            if start < until:
                count += 1
                both += min(end, until) - start
        else:
            until = max(until, end)
    return count, _rounded(max(both, 0.0))


def _ask_and_reflect(report: Listening, turns: list[Turn]) -> None:
    previous = ""
    open_: list[Example] = []
    closed: list[Example] = []
    reflected: list[Example] = []
    for turn in turns:
        if turn.speaker != report.speaker:
            previous = turn.text
            continue
        for sentence in _SENTENCE.findall(turn.text):
            quote = sentence.strip()
            said = check_utterance(quote, previous)
            if said.question:
                (open_ if said.open else closed).append(Example(quote))
            if said.reflection and said.shared:
                reflected.append(Example(quote, said.shared))
    report.questions = len(open_) + len(closed)
    report.share_of_open_questions = round(len(open_) / report.questions, 3) if report.questions else None
    report.open_questions, report.closed_questions = open_[:_EXAMPLES], closed[:_EXAMPLES]
    report.reflections, report.reflection_examples = len(reflected), reflected[:_EXAMPLES]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
