"""What an import read, mended and refused, by file, row and column; and the one error the package raises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

# A file with a million bad rows must not fill the memory with a million sentences.
KEPT_PROBLEMS = 1000


class PathsError(Exception):
    """Something the caller can put right; its text is one sentence fit for a person."""


class ImportRefusedError(PathsError):
    """An import that was refused whole: nothing is kept of it, and the report says why."""

    def __init__(self, sentence: str, report: ImportReport) -> None:
        super().__init__(sentence)
        self.report = report


@dataclass(frozen=True, slots=True)
class Problem:
    """One place that was not as expected; rows count from 1 and include the header line."""

    file: str
    sentence: str
    row: int | None = None
    column: str | int | None = None

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", column {self.column}"
        return f"{place}: {self.sentence}"


@dataclass(slots=True)
class ImportReport:
    """Counts of rows read per file, and the places mended, refused or absent."""

    read: Counter[str] = field(default_factory=Counter)
    mended: list[Problem] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    mended_count: int = 0
    refused_count: int = 0

    def mend(self, file: str, sentence: str, row: int | None = None, column: str | int | None = None) -> None:
        """Note something put right on the way in."""
        self.mended_count += 1
        if len(self.mended) < KEPT_PROBLEMS:
            self.mended.append(Problem(file, sentence, row, column))

    def refuse(self, file: str, sentence: str, row: int | None = None, column: str | int | None = None) -> None:
        """Note something left out."""
        self.refused_count += 1
        if len(self.refused) < KEPT_PROBLEMS:
            self.refused.append(Problem(file, sentence, row, column))

    def stop_if_refused(self) -> None:
        """Raise `ImportRefusedError` if anything was refused: a framework of one's own comes in whole."""
        if not self.refused_count:
            return
        sentence = str(self.refused[0])
        more = self.refused_count - 1
        if more:
            sentence += f" ({more} more {'problem' if more == 1 else 'problems'})"
        raise ImportRefusedError(f"Nothing was imported: {sentence}", self)

    def as_json(self) -> dict[str, Any]:
        """The report as plain values for JSON."""
        return {
            "read": dict(self.read),
            "mended": _rows(self.mended),
            "mended_count": self.mended_count,
            "refused": _rows(self.refused),
            "refused_count": self.refused_count,
            "absent": self.absent,
            "unused": self.unused,
        }

    def lines(self, *, limit: int = 10) -> list[str]:
        """The report in words, at most `limit` places of each sort."""
        lines = [f"read {count:,} rows of {name}" for name, count in self.read.items()]
        lines += [f"absent: {name}" for name in self.absent]
        lines += [f"not used: {name}" for name in self.unused]
        for word, problems, count in (
            ("mended", self.mended, self.mended_count),
            ("refused", self.refused, self.refused_count),
        ):
            lines += [f"{word}: {problem}" for problem in problems[:limit]]
            if count > limit:
                lines.append(f"{word}: {count - limit:,} more places")
        return lines


def _rows(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [{"file": p.file, "row": p.row, "column": p.column, "sentence": p.sentence} for p in problems]
