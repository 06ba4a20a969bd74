"""Scores that know no words: precision, recall and F1 by label, and F1 of spans by characters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
Answer = tuple[dict[str, Any], list[tuple[str, int, int]]]


@dataclass
class Count:
    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, *, said: bool, true: bool) -> None:
        self.right += said and true
        self.wrong += said and not true
        self.missed += true and not said

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 0.0


def by_label(rows: list[Row], answer: Callable[[Row], Answer]) -> dict[str, Count]:
    counts: dict[str, Count] = defaultdict(Count)
    for row in rows:
        labels, _ = answer(row)
        for label, true in row["labels"].items():
            if isinstance(true, bool):
                counts[label].add(said=labels[label] is True, true=true)
    return dict(counts)


def by_span(rows: list[Row], answer: Callable[[Row], Answer], wanted: list[str]) -> dict[str, Count]:
    counts: dict[str, Count] = {label: Count() for label in wanted}
    for row in rows:
        _, spans = answer(row)
        for label, count in counts.items():
            said = {i for name, a, b in spans if name == label for i in range(a, b)}
            true = {i for s in row["spans"] if s["label"] == label for i in range(s["start"], s["end"])}
            count.right += len(said & true)
            count.wrong += len(said - true)
            count.missed += len(true - said)
    return counts


def macro(counts: dict[str, Count]) -> float:
    """The mean F1 of the labels that occur."""
    occurring = [count.f1 for count in counts.values() if count.right + count.missed]
    return sum(occurring) / len(occurring)
