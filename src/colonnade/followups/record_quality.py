"""The quality of a finished record, criterion by criterion: pure functions from facts to 0, 1 or 2.

It is about the record and never about a person. Levels are not added up and no page shows them; they choose the
sentence that says what is missing. None means that the talk left this out on purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from colonnade.kernel.content import content

MOST_HOURS_TO_DRAFT = 48
MOST_DAYS_TO_AGREE = 7
MOST_DAYS_TO_CHECK_IN = 28
MOST_DAYS_TO_REVIEW = 100
MOST_DAYS_OF_A_GOAL = 184
DAYS_OF_FRESH_EVIDENCE = 365
SIDES = {"employee", "counterpart"}

Level = int | None


@dataclass(frozen=True)
class EvidenceFact:
    """`days_before` the talk; the counterpart's word is an evaluation or an observation of their own."""

    kind: str
    days_before: int
    is_counterparts_word: bool
    is_told: bool = True


@dataclass(frozen=True)
class FeedbackFact:
    """`giver` is a side. `has_weak_words` and `has_unfair_words` are what the coach found, where it may look."""

    kind: str
    giver: str
    has_situation: bool
    has_behaviour: bool
    has_impact: bool
    is_answered: bool
    has_weak_words: bool = False
    has_unfair_words: bool = False


@dataclass(frozen=True)
class GoalFact:
    """`days` from the talk to the deadline, None without one."""

    has_measure: bool
    days: int | None
    has_milestone: bool
    has_why_me: bool
    has_why_org: bool
    has_obstacle: bool
    has_if_then: bool
    is_vague: bool = False


@dataclass(frozen=True)
class PromiseFact:
    """`owner` is a side."""

    kind: str
    owner: str
    has_date: bool
    has_resource: bool


@dataclass(frozen=True)
class Facts:
    """What a talk's rows say; days and hours count from the talk; `review_days` from the agreement."""

    both_prepared: bool = False
    required_answered: bool = False
    prepared_together: bool = False
    evidence: list[EvidenceFact] = field(default_factory=list)
    purpose_yes: int = 0
    has_purpose: bool = False
    purpose_in_time: bool = False
    rules_yes: int = 0
    wish_stated: bool = False
    feedback: list[FeedbackFact] = field(default_factory=list)
    feedback_left_out: bool = False
    option_kinds: list[str] = field(default_factory=list)
    gaps_of_a_role: int = 0
    gaps_without_role: int = 0
    goals: list[GoalFact] = field(default_factory=list)
    goals_left_out: bool = False
    promises: list[PromiseFact] = field(default_factory=list)
    checkin_days: int | None = None
    review_days: int | None = None
    has_progress: bool = False
    drafted_hours: float | None = None
    agreed_days: int | None = None
    agreed_by: int = 0


def prepared(facts: Facts) -> Level:
    if facts.prepared_together or (facts.both_prepared and facts.required_answered):
        return 2
    return 1 if facts.both_prepared else 0


def several_kinds(facts: Facts) -> Level:
    kinds = {item.kind for item in facts.evidence}
    others = any(not item.is_counterparts_word for item in facts.evidence)
    if len(facts.evidence) >= 3 and len(kinds) >= 2 and others:
        return 2
    return 1 if facts.evidence else 0


def recent(facts: Facts) -> Level:
    told = [item for item in facts.evidence if item.is_told]
    fresh = [item for item in told if item.days_before <= DAYS_OF_FRESH_EVIDENCE]
    if told and len(told) == len(facts.evidence) and len(fresh) * 2 > len(told):
        return 2
    return 1 if told else 0


def shared_objective(facts: Facts) -> Level:
    if facts.has_purpose and facts.purpose_yes == 2 and facts.purpose_in_time:
        return 2
    return 1 if facts.has_purpose else 0


def safe_setting(facts: Facts) -> Level:
    if facts.rules_yes == 2 and facts.wish_stated:
        return 2
    return 1 if facts.rules_yes else 0


def feedback_form(facts: Facts) -> Level:
    if facts.feedback_left_out and not facts.feedback:
        return None
    whole = [one for one in facts.feedback if one.has_situation and one.has_behaviour and one.has_impact]
    if whole and len(whole) == len(facts.feedback) and not any(one.has_weak_words for one in facts.feedback):
        return 2
    begun = [one for one in facts.feedback if one.has_behaviour and (one.has_situation or one.has_impact)]
    return 1 if begun else 0


def two_way(facts: Facts) -> Level:
    if facts.feedback_left_out and not facts.feedback:
        return None
    kinds = {one.kind for one in facts.feedback}
    if not {"strength", "improvement"} <= kinds:
        return 0
    to_counterpart = any(one.giver == "employee" for one in facts.feedback)
    return 2 if to_counterpart and all(one.is_answered for one in facts.feedback) else 1


def fair_wording(facts: Facts) -> Level:
    """None where nothing was found: whether all is fair, only the two can say."""
    if any(one.has_unfair_words for one in facts.feedback):
        return 0
    return 1 if any(one.has_weak_words for one in facts.feedback) else None


def real_options(facts: Facts) -> Level:
    kinds = set(facts.option_kinds)
    if len(facts.option_kinds) >= 3 and len(kinds) >= 2 and "deepen" in kinds:
        return 2
    return 1 if len(facts.option_kinds) >= 2 else 0


def gaps_to_target(facts: Facts) -> Level:
    if facts.gaps_of_a_role:
        return 2
    return 1 if facts.gaps_without_role else 0


def goal_quality(facts: Facts) -> Level:
    return _weakest_goal(facts, _quality_of)


def meaning(facts: Facts) -> Level:
    return _weakest_goal(facts, lambda goal: goal.has_why_me + goal.has_why_org)


def obstacles(facts: Facts) -> Level:
    return _weakest_goal(facts, lambda goal: goal.has_obstacle + (goal.has_obstacle and goal.has_if_then))


def _weakest_goal(facts: Facts, level_of: Callable[[GoalFact], int]) -> Level:
    if not facts.goals:
        return None if facts.goals_left_out else 0
    return min(int(level_of(goal)) for goal in facts.goals)


def _quality_of(goal: GoalFact) -> int:
    near = goal.days is not None and (goal.days <= MOST_DAYS_OF_A_GOAL or goal.has_milestone)
    if not goal.has_measure and goal.days is None:
        return 0
    return 2 if goal.has_measure and near and not goal.is_vague else 1


def action_plan(facts: Facts) -> Level:
    plan = facts.promises
    whole = all(one.has_date and one.has_resource for one in plan)
    if plan and whole and {one.owner for one in plan} == SIDES and any(one.kind == "work_practice" for one in plan):
        return 2
    return 1 if plan else 0


def followed_up(facts: Facts) -> Level:
    soon = facts.checkin_days is not None and facts.checkin_days <= MOST_DAYS_TO_CHECK_IN
    seen_again = facts.review_days is not None and facts.review_days <= MOST_DAYS_TO_REVIEW
    if soon and seen_again and facts.has_progress:
        return 2
    return 0 if facts.checkin_days is None and facts.review_days is None else 1


def agreed_summary(facts: Facts) -> Level:
    if facts.agreed_by == 0:
        return 0
    drafted = facts.drafted_hours is not None and facts.drafted_hours <= MOST_HOURS_TO_DRAFT
    agreed = facts.agreed_days is not None and facts.agreed_days <= MOST_DAYS_TO_AGREE
    return 2 if drafted and agreed and facts.agreed_by == 2 else 1


# Computed from rows alone.
AUTOMATIC: Mapping[str, Callable[[Facts], Level]] = {
    "q01": prepared,
    "q02": several_kinds,
    "q04": shared_objective,
    "q05": safe_setting,
    "q08": two_way,
    "q10": real_options,
    "q12": gaps_to_target,
    "q14": meaning,
    "q15": obstacles,
    "q16": action_plan,
    "q17": followed_up,
    "q18": agreed_summary,
}
# Offered as an answer; the two decide.
OFFERED: Mapping[str, Callable[[Facts], Level]] = {
    "q03": recent,
    "q07": feedback_form,
    "q09": fair_wording,
    "q13": goal_quality,
}
# Asked of the two: q06 and q11 without an offer.
ASKED = ("q03", "q06", "q07", "q09", "q11", "q13")


def levels_of(facts: Facts, said: Mapping[str, int] | None = None) -> dict[str, Level]:
    """The level of each criterion: computed, or as the two said, or as it is offered; None for not known."""
    said = said or {}
    levels: dict[str, Level] = {}
    for one in content()["rubric"]:
        rule = AUTOMATIC.get(one["id"]) or OFFERED.get(one["id"])
        levels[one["id"]] = said[one["id"]] if one["id"] in said else rule(facts) if rule else None
    return levels


def gates_shut(levels: Mapping[str, Level]) -> list[str]:
    """The criteria without which a record is not yet complete, whatever else it holds."""
    return [gate for gate in content()["rubric_gates"] if levels.get(gate) == 0]
