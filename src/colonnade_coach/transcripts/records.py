"""JSON: a list of turns, at the top or under the names services give it."""

from __future__ import annotations

import json
from typing import Any

from .turns import LONGEST_LINE, MOST_TURNS, TranscriptError, Turn, seconds

_LISTS = ("turns", "segments", "transcript", "utterances", "entries", "monologues", "results", "captions")
_PARTS_AT_MOST = 6 * MOST_TURNS
_SPEAKER = ("speaker", "speaker_name", "speakerName", "name", "participant", "user", "from")
_TEXT = ("text", "content", "utterance", "words", "message", "caption", "transcript")
_START = ("start", "start_time", "startTime", "begin", "offset", "timestamp", "time")
_END = ("end", "end_time", "endTime", "stop")


def record_turns(text: str) -> list[Turn]:
    # What stands in ten megabytes of "{}" would take a hundred times that once read.
    if text.count("{") + text.count("[") > _PARTS_AT_MOST:
        raise TranscriptError(f"The JSON holds more than {_PARTS_AT_MOST:,} lists and objects, so it was not read.")
    try:
        found = json.loads(text)
    except RecursionError:
        raise TranscriptError("The JSON is nested too deeply, so it was not read.") from None
    except ValueError as error:
        line = getattr(error, "lineno", 0)
        raise TranscriptError(f"The JSON is broken in line {line:,}.") from None
    entries = found
    if isinstance(found, dict):
        entries = next((found[key] for key in _LISTS if isinstance(found.get(key), list)), None)
    if not isinstance(entries, list):
        raise TranscriptError(
            f"The JSON has no list of turns; it may stand at the top or under {', '.join(_LISTS[:3])}."
        )
    return [_turn(entry, number) for number, entry in enumerate(entries, 1)]


def _turn(entry: Any, number: int) -> Turn:
    if not isinstance(entry, dict):
        raise TranscriptError(f"Turn {number:,} of the JSON is no object with a speaker and a text.")
    speaker, text = _first(entry, _SPEAKER), _first(entry, _TEXT)
    if isinstance(speaker, dict):
        speaker = _first(speaker, _SPEAKER)
    if not isinstance(speaker, str | int) or not isinstance(text, str):
        raise TranscriptError(f"Turn {number:,} of the JSON has no speaker or no text.")
    if len(text) > LONGEST_LINE * 5:
        raise TranscriptError(f"Turn {number:,} of the JSON is longer than {LONGEST_LINE * 5:,} characters.")
    return Turn(str(speaker).strip(), text, _time(_first(entry, _START)), _time(_first(entry, _END)))


def _first(entry: dict[str, Any], names: tuple[str, ...]) -> Any:
    return next((entry[name] for name in names if name in entry), None)


def _time(value: Any) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value) if 0 <= value < 1e6 else None
    return seconds(value) if isinstance(value, str) else None
