"""Reads the project's own marked texts: `[S|words]` in feedback, flags and `[D|words]` in goals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parent / "texts"
FEEDBACK = {
    "S": "situation", "B": "behavior", "I": "impact", "N": "next_step", "T": "trait_judgement",
    "A": "absolute",
    "V": "vague", "M": "mind_reading", "H": "hedge", "Z": "biased_language", "F": "fixed_mindset",
}  # fmt: skip
GOAL = {"D": "deadline", "M": "measure"}
FLAGS = {
    "s": "specific", "q": "quantified", "m": "measurable", "t": "time_bound", "a": "action_oriented",
    "v": "vague",
}  # fmt: skip
PARTS = {"situation", "behavior", "impact", "next_step"}
Row = dict[str, Any]


def sets(kind: str) -> list[str]:
    """The names of the marked sets of a kind of text."""
    return sorted(path.stem.removeprefix(f"{kind}_") for path in TEXTS.glob(f"{kind}_*.txt"))


def plain_lines(name: str) -> list[str]:
    lines = (TEXTS / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def unmarked(line: str, names: dict[str, str]) -> tuple[str, list[Row]]:
    """The text without its marks, and the spans they stood for; marks may stand in marks."""
    out: list[str] = []
    spans: list[Row] = []
    opened: list[tuple[str, int]] = []
    at = 0
    while at < len(line):
        if line[at] == "[" and line[at + 2 : at + 3] == "|" and line[at + 1] in names:
            opened.append((names[line[at + 1]], len(out)))
            at += 3
        elif line[at] == "]" and opened:
            label, start = opened.pop()
            spans.append({"label": label, "start": start, "end": len(out)})
            at += 1
        else:
            out.append(line[at])
            at += 1
    return "".join(out), spans


def feedback(name: str) -> list[Row]:
    return [_feedback(line) for line in plain_lines(name)]


def _feedback(line: str) -> Row:
    text, spans = unmarked(line, FEEDBACK)
    found = {span["label"] for span in spans}
    labels = {(f"has_{label}" if label in PARTS else label): label in found for label in FEEDBACK.values()}
    return {"kind": "feedback", "text": text, "labels": labels, "spans": spans}


def goals(name: str) -> list[Row]:
    return [_goal(line) for line in plain_lines(name)]


def _goal(line: str) -> Row:
    flags, marked = line.split("|", 1)
    text, spans = unmarked(marked.strip(), GOAL)
    labels: Row = {label: flag in flags for flag, label in FLAGS.items()}
    labels["focus"] = "outcome" if "+" in flags else "activity" if "-" in flags else None
    return {"kind": "goal", "text": text, "labels": labels, "spans": spans}


def utterances(name: str) -> list[Row]:
    """Lines of `flags | previous | text`: q question, o open, c closed, r reflection, a advice."""
    rows = []
    for line in plain_lines(name):
        flags, previous, text = (part.strip() for part in line.split("|", 2))
        asks = "q" in flags
        labels = {"question": asks, "open": "o" in flags if asks else None}
        labels |= {"reflection": "r" in flags, "advice": "a" in flags}
        rows.append({"kind": "utterance", "text": text, "previous": previous, "labels": labels, "spans": []})
    return rows


def data_rows(folder: Path) -> list[Row]:
    """Rows of a data folder that is not part of the project."""
    return [json.loads(line) for line in (folder / "dev.jsonl").read_text("utf-8").splitlines() if line.strip()]
