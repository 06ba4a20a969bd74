"""The command line: records in, records out, or one text for people to read."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from . import readable
from .feedback import check_feedback
from .goal import check_goal
from .listening import listening
from .talk import check_utterance
from .transcripts import TranscriptError, read_transcript

Record = dict[str, Any]


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0 when all was read, 1 when a file or a line was refused, 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    if options.command == "listening":
        return _listening(options)
    check = _checks(options)[options.command]
    if options.jsonl:
        return _records(sys.stdin.buffer, check)
    if not options.text:
        print("Give a text, or --jsonl to read records.", file=sys.stderr)
        return 2
    answer = check({"text": options.text, "previous": getattr(options, "previous", "")})
    print(readable.report(options.command, options.text, answer, colour=sys.stdout.isatty()))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m colonnade_coach", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("feedback", "goal", "utterance"):
        command = commands.add_parser(name)
        command.add_argument("text", nargs="?", default="")
        command.add_argument("--jsonl", action="store_true", help="read records from standard input")
        if name == "goal":
            command.add_argument("--today", type=date.fromisoformat, default=None)
        if name == "utterance":
            command.add_argument("--previous", default="")
    command = commands.add_parser("listening")
    command.add_argument("transcript")
    command.add_argument("--speaker", required=True)
    command.add_argument("--json", action="store_true")
    return parser


def _checks(options: argparse.Namespace) -> dict[str, Callable[[Record], Record]]:
    today = getattr(options, "today", None)
    return {
        "feedback": lambda record: check_feedback(_text(record)).as_json(),
        "goal": lambda record: check_goal(_text(record), today=today).as_json(),
        "utterance": _utterance,
    }


def _utterance(record: Record) -> Record:
    previous = record.get("previous")
    said = check_utterance(_text(record), previous if isinstance(previous, str) else "")
    return {
        "question": said.question,
        "open": said.open,
        "reflection": said.reflection,
        "advice": said.advice,
    }


def _text(record: Record) -> str:
    text = record.get("text")
    return text if isinstance(text, str) else ""


def _records(lines: Iterable[bytes], check: Callable[[Record], Record]) -> int:
    """Answer line by line; a line that is no record is answered too, so that the counts agree."""
    failed = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        record, reason = _record(line, number)
        failed += bool(reason)
        answer = {"id": record.get("id"), **check(record)}
        if reason:
            answer["note"] = reason
        print(json.dumps(answer))
    return 1 if failed else 0


def _record(line: bytes, number: int) -> tuple[Record, str]:
    try:
        record = json.loads(line.decode("utf-8-sig", errors="replace"))
    except (ValueError, RecursionError):
        return {}, f"Line {number} is not JSON."
    if not isinstance(record, dict):
        return {}, f"Line {number} is no record with id and text."
    return record, ""


def _listening(options: argparse.Namespace) -> int:
    try:
        report = listening(read_transcript(options.transcript), options.speaker)
    except (TranscriptError, OSError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        print(said, file=sys.stderr)
        return 1
    answer = report.as_json()
    print(json.dumps(answer) if options.json else readable.listening(answer, colour=sys.stdout.isatty()))
    return 0
