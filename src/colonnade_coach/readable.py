"""Answers for people at a terminal."""

from __future__ import annotations

from typing import Any

_BOLD, _DIM, _TEAL, _END = "\x1b[1m", "\x1b[2m", "\x1b[36m", "\x1b[0m"
_AT_MOST = 3
_ORDER = ("care", "consider", "missing", "polish")


def report(command: str, text: str, answer: dict[str, Any], *, colour: bool) -> str:
    """What was found, then at most three hints, the weightiest first."""
    if command == "utterance":
        return "\n".join(f"{name}: {_word(value)}" for name, value in answer.items())
    lines = [_paint("What is there", _BOLD, colour)]
    lines += [f"  {s['label']}: {_clean(text[s['start'] : s['end']])}" for s in answer["spans"]] or ["  nothing yet"]
    found = sorted(answer["findings"], key=lambda f: (_ORDER.index(f["severity"]), f["start"]))
    if found:
        lines += ["", _paint("What may help", _BOLD, colour)]
    for finding in found[:_AT_MOST]:
        lines.append(f"  {_paint(_clean(finding['quote'][:80]), _TEAL, colour)}: {finding['message']}")
        lines.append(f"    {finding['suggestion']}")
        lines.append(_paint(f"    {finding['why']} ({finding['rule']})", _DIM, colour))
    if len(found) > _AT_MOST:
        lines.append(f"  and {len(found) - _AT_MOST} more")
    if answer.get("note"):
        lines += ["", answer["note"]]
    return "\n".join(lines)


def listening(answer: dict[str, Any], *, colour: bool) -> str:
    lines = [_paint(f"{_clean(answer['speaker'])}, for you alone", _BOLD, colour)]
    for name, value in answer.items():
        if name == "speaker" or value is None:
            continue
        if isinstance(value, list):
            lines += [f"    {_clean(e['quote'])}" + _shared(e) for e in value[:5]]
        elif isinstance(value, dict):
            lines.append(f"  {name.replace('_', ' ')}: {value['words']} words")
        else:
            lines.append(f"  {name.replace('_', ' ')}: {value}")
    return "\n".join(lines)


def _shared(example: dict[str, Any]) -> str:
    return f" (shared: {', '.join(example['shared'])})" if example["shared"] else ""


def _word(value: bool | None) -> str:
    return {True: "yes", False: "no", None: "does not apply"}[value]


def _clean(text: str) -> str:
    """Control signs in a text must not reach the terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def _paint(text: str, style: str, colour: bool) -> str:
    return f"{style}{text}{_END}" if colour else text
