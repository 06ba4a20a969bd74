"""Forms with fields: which hints the fields raise together, beside those of their words."""

from __future__ import annotations

from collections.abc import Mapping

from . import occasions
from .feedback import check_feedback
from .goal import check_goal
from .reading import read
from .report import Finding
from .rules import hints
from .text import tokens

_MARKS = frozenset(".,;:!?-")
_NEW_GROUND = 2
_FAR_DAYS = 183


def check_feedback_fields(situation: str, behavior: str, impact: str) -> dict[str, list[Finding]]:
    """Findings per field of a feedback form; offsets are those of the field they stand in.

    The situation is missed when it is empty or names no occasion, the impact when it is empty or repeats
    the behaviour. Never raises.
    """
    situation, behavior, impact = map(_said, (situation, behavior, impact))
    texts = {"situation": situation, "behavior": behavior, "impact": impact}
    found = {name: _of_words(text) for name, text in texts.items()}
    if not _names_occasion(situation):
        found["situation"].append(_whole("fl_no_time", "field_situation", situation))
    if not impact.strip() or _repeats(impact, behavior):
        found["impact"].append(_whole("fl_no_impact", "field_impact", impact))
    return found


def _of_words(text: str) -> list[Finding]:
    return [f for f in check_feedback(text).findings if f.severity != "missing"]


def _names_occasion(situation: str) -> bool:
    reading, _ = read(situation)
    return reading is not None and occasions.names_one(reading.signs)


def _repeats(impact: str, behavior: str) -> bool:
    said, words = (set(map(str.lower, tokens(text))) - _MARKS for text in (behavior, impact))
    return bool(words) and len(words & said) >= 0.8 * len(words)


def _whole(hint_id: str, form: str, text: str) -> Finding:
    hint = hints()[hint_id]
    return Finding(
        hint.id,
        form,
        hint.id,
        0,
        len(text),
        text,
        hint.message,
        hint.why,
        hint.suggestion,
        hint.pattern,
        hint.severity,
    )


def length_gap(strengths: str, improvements: str) -> Finding | None:
    """The hint fl_length_gap when one side has less than half the words of the other."""
    strengths, improvements = _said(strengths), _said(improvements)
    few, many = sorted((len(strengths.split()), len(improvements.split())))
    if few * 2 >= many or few == 0:
        return None
    short = min(strengths, improvements, key=lambda text: len(text.split()))
    return _whole("fl_length_gap", "field_lengths", short)


def check_goal_fields(goal: Mapping[str, object]) -> list[Finding]:
    """Findings of a goal form with statement, measure, deadline_day, milestones, why_me, why_org, obstacle,
    if_then, kind and owner_skill_level; a field that is missing counts as empty. Never raises.
    """
    statement = _text(goal, "statement")
    found = [f for f in check_goal(statement).findings if f.rule in ("gl_activity", "gl_vague")]
    if not _text(goal, "measure"):
        found.append(_whole("gl_no_measure", "field_measure", statement))
    day = goal.get("deadline_day")
    if not isinstance(day, int) or (day > _FAR_DAYS and not goal.get("milestones")):
        found.append(_whole("gl_no_date", "field_deadline", statement))
    if not _text(goal, "why_me") or not _text(goal, "why_org"):
        found.append(_whole("gl_no_why", "field_why", statement))
    if not _text(goal, "obstacle") or not _text(goal, "if_then"):
        found.append(_whole("gl_no_obstacle", "field_obstacle", statement))
    level = goal.get("owner_skill_level")
    if goal.get("kind") == "performance" and isinstance(level, int) and level <= _NEW_GROUND:
        found.append(_whole("gl_kind", "field_kind", statement))
    return found


def _text(goal: Mapping[str, object], name: str) -> str:
    return _said(goal.get(name)).strip()


def _said(value: object) -> str:
    return value if isinstance(value, str) else ""
