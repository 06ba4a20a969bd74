"""What the coach has to say about a form as it stands: at most three hints, a goal's letters, days to confirm."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from colonnade_coach import Finding, check_feedback, check_feedback_fields, check_goal, check_goal_fields, length_gap

from .dates import day_meant
from .letters import Letter, letters_of

MOST_AT_ONCE = 3
URGENCY = ("care", "consider", "missing", "polish")
# What a field does not say weighs nothing until the writer has come past it.
_ASKS_FOR_MORE = "missing"
# Where a hint about the whole goal stands.
_FIELD_OF = {
    "gl_no_measure": "measure",
    "gl_no_date": "deadline",
    "gl_no_why": "why_org",
    "gl_no_obstacle": "obstacle",
    "gl_kind": "statement",
}


@dataclass(frozen=True)
class Hint:
    """One hint under one field; `start` and `end` are characters of that field's text."""

    field: str
    finding: Finding

    @property
    def key(self) -> str:
        return f"{self.finding.rule}:{self.field}"

    @property
    def marks_words(self) -> bool:
        """Whether it is about some of the words, rather than about what is not there."""
        return self.finding.severity != _ASKS_FOR_MORE and bool(self.finding.quote)


@dataclass(frozen=True)
class OfferedDay:
    words: str
    day: date


@dataclass
class Look:
    """One look at a form: `away` are the keys of hints that were put away, `asked` whether a plain form was sent."""

    fields: tuple[str, ...] = ()
    hints: list[Hint] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    days: list[OfferedDay] = field(default_factory=list)
    away: tuple[str, ...] = ()
    asked: bool = False

    def under(self, name: str) -> list[Hint]:
        return [hint for hint in self.hints if hint.field == name]


def look_at_feedback(texts: Mapping[str, str], today: date) -> list[Hint]:
    found = check_feedback_fields(texts["situation"], texts["behaviour"], texts["impact"])
    hints = [Hint("behaviour" if name == "behavior" else name, one) for name, ones in found.items() for one in ones]
    return [*hints, *_of_words("wish", texts["wish"])]


def look_at_evaluation(texts: Mapping[str, str], today: date) -> list[Hint]:
    hints = [*_of_words("shown", texts["shown"]), *_of_words("to_grow", texts["to_grow"])]
    uneven = length_gap(texts["shown"], texts["to_grow"])
    if uneven:
        hints.append(Hint("to_grow" if uneven.quote == texts["to_grow"] else "shown", uneven))
    return hints


def look_at_goal(texts: Mapping[str, str], today: date) -> list[Hint]:
    statement = texts["statement"]
    due = _day(texts["deadline"])
    asked = {
        **texts,
        "if_then": texts["if_this"] and texts["then_that"],
        "deadline_day": (due - today).days if due else None,
        "milestones": bool(texts.get("milestones")),
    }
    labels = check_goal(statement, today=today).labels if statement else {}
    where = _FIELD_OF if texts["why_me"] else {**_FIELD_OF, "gl_no_why": "why_me"}
    return [
        Hint(where.get(one.rule, "statement"), one)
        for one in check_goal_fields(asked)
        if not (one.rule == "gl_no_measure" and labels.get("measurable"))
    ]


def _of_words(name: str, text: str) -> list[Hint]:
    return [Hint(name, one) for one in check_feedback(text).findings if one.severity != _ASKS_FOR_MORE]


def days_in(text: str, today: date) -> list[OfferedDay]:
    """The end dates a goal's words name, each with the day it would be."""
    said = [text[span.start : span.end] for span in check_goal(text, today=today).spans if span.label == "deadline"]
    offers = [OfferedDay(words, day) for words in said if (day := day_meant(words, today))]
    return list({offer.day: offer for offer in offers}.values())


@dataclass(frozen=True)
class Kind:
    """A form that gets hints: its fields in the order they are written."""

    fields: tuple[str, ...]
    find: Callable[[Mapping[str, str], date], list[Hint]]
    extra: tuple[str, ...] = ()
    is_goal: bool = False


KINDS = {
    "feedback": Kind(("situation", "behaviour", "impact", "wish"), look_at_feedback),
    "evaluation": Kind(("shown", "to_grow"), look_at_evaluation),
    "goal": Kind(
        ("statement", "measure", "means", "why_me", "why_org", "deadline", "obstacle", "if_this", "then_that"),
        look_at_goal,
        extra=("milestones",),
        is_goal=True,
    ),
}


def look(kind: str, data: Mapping[str, Any], *, today: date, hints: bool = True, away: Collection[str] = ()) -> Look:
    """Look at the form of this kind; `hints=False` gives the letters of a goal alone. Raises KeyError."""
    wanted = KINDS[kind]
    texts = {name: _clean(data.get(name)) for name in (*wanted.fields, *wanted.extra)}
    seen = Look(wanted.fields, away=tuple(sorted(away)))
    if hints:
        seen.hints = _most_urgent(wanted.find(texts, today), _passed(wanted.fields, texts), away)
    if wanted.is_goal:
        seen.letters = letters_of(texts, today)
        if hints and not texts["deadline"]:
            seen.days = days_in(texts["statement"], today)
    return seen


def _clean(value: object) -> str:
    """As the browser counts characters: a form sends each line end as two."""
    return str(value or "").replace("\r\n", "\n")


def _passed(fields: tuple[str, ...], texts: Mapping[str, str]) -> set[str]:
    """The fields with words in them or behind them: what is not yet reached is not missing."""
    last = max((at for at, name in enumerate(fields) if texts[name].strip()), default=-1)
    return set(fields[: last + 1])


def _most_urgent(hints: Iterable[Hint], passed: set[str], away: Collection[str]) -> list[Hint]:
    first: dict[str, Hint] = {}
    for hint in hints:
        if hint.field in passed and hint.key not in away:
            first.setdefault(hint.key, hint)
    return sorted(first.values(), key=lambda hint: URGENCY.index(hint.finding.severity))[:MOST_AT_ONCE]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
