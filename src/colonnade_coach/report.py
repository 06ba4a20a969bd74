"""What the coach answers with: labels, spans and findings; positions are half-open, in characters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Span(NamedTuple):
    """Characters `start` to `end` of the text and what they are."""

    start: int
    end: int
    label: str


class Finding(NamedTuple):
    """One hint: `rule` is the product's hint id (fl_*, gl_*), `form` the pattern family that raised it."""

    rule: str
    form: str
    label: str
    start: int
    end: int
    quote: str
    message: str
    why: str
    suggestion: str
    pattern: str
    severity: str


@dataclass
class Report:
    """`labels` holds every label of the kind of text; `note` says what was not read, "" when all was."""

    labels: dict[str, bool | str | None]
    spans: list[Span] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        answer: dict[str, Any] = {
            "labels": self.labels,
            "spans": [{"label": s.label, "start": s.start, "end": s.end} for s in self.spans],
            "findings": [f._asdict() for f in self.findings],
        }
        return answer | {"note": self.note} if self.note else answer
