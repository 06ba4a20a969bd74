"""The five letters of a goal: which of them its words answer, and what the others still wait for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from colonnade_coach import check_goal


@dataclass(frozen=True)
class Letter:
    """`state` says in a word or two that it is answered, or what it waits for."""

    letter: str
    word: str
    lit: bool
    state: str


def letters_of(goal: Mapping[str, Any], today: date) -> list[Letter]:
    """The letters of a goal with statement, measure, means, why_me, why_org and deadline."""
    statement = str(goal.get("statement") or "")
    labels = check_goal(statement, today=today).labels if statement.strip() else {}
    why_me, why_org = bool(goal.get("why_me")), bool(goal.get("why_org"))
    measured = bool(goal.get("measure")) or bool(labels.get("measurable"))
    return [
        _letter("S", _("Specific"), bool(labels.get("specific")), _("said"), _specific(statement)),
        _letter("M", _("Measurable"), measured, _("measured"), _("how?")),
        _letter("A", _("Achievable"), bool(goal.get("means")), _("has means"), _("with what?")),
        _letter("R", _("Relevant"), why_me and why_org, _("for both"), _for_whom(why_me, why_org)),
        _letter("T", _("Timed"), bool(goal.get("deadline")), _("dated"), _timed(bool(labels.get("time_bound")))),
    ]


def _letter(letter: str, word: str, lit: bool, yes: str, no: str) -> Letter:
    return Letter(letter, word, lit, yes if lit else no)


def _specific(statement: str) -> str:
    return _("what exactly?") if statement.strip() else _("say it")


def _for_whom(why_me: bool, why_org: bool) -> str:
    if why_me:
        return _("for work?")
    return _("for you?") if why_org else _("for whom?")


def _timed(is_said: bool) -> str:
    return _("which day?") if is_said else _("until?")
