"""What the rows of a talk say about its record, for one of the two who read it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Aggregate, Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from colonnade.careers.access import agreed_levels_in, options_in
from colonnade.conversations.models import (
    Confirmation,
    Conversation,
    Note,
    Purpose,
    Setting,
    SharedAnswer,
    SummaryVersion,
)
from colonnade.evidence.access import items_in
from colonnade.evidence.models import Item
from colonnade.feedback.access import given_in
from colonnade.goals.access import goals_in, promises_in
from colonnade.goals.models import Milestone
from colonnade.kernel import clock
from colonnade.people.models import Person
from colonnade_coach import check_feedback, check_goal

from .models import CheckIn
from .record_quality import EvidenceFact, Facts, FeedbackFact, GoalFact, PromiseFact

UNFAIR = {"fl_trait", "fl_comparison", "fl_private", "fl_potential"}
WEAK = {"fl_absolute", "fl_vague_praise", "fl_vague_growth", "fl_mind_reading", "fl_hearsay"}
VAGUE = {"gl_vague", "gl_activity"}
# Until so long after the start a yes to the purpose was given at the start.
MINUTES_AT_THE_START = 20
NOTHING = b""


def facts_of(talk: Conversation, person: Person) -> Facts:
    """The facts of a talk that was held; `talk` comes from `access.talk_for` and brings its pillars' facts."""
    more = _more_of(talk, person)
    ended = talk.ended_at or talk.met_at
    last_yes = more["last_yes"]
    start = talk.met_at and talk.met_at + timedelta(minutes=MINUTES_AT_THE_START)
    return Facts(
        both_prepared=talk.sealed_e and talk.sealed_c,
        required_answered=all(
            more[f"answers_{side}"] >= len(_required(talk, side)) for side in ("employee", "counterpart")
        ),
        prepared_together=talk.together_e and talk.together_c and more["has_notes"],
        evidence=_evidence(talk, person),
        purpose_yes=talk.yes_e + talk.yes_c,
        has_purpose=more["has_line"],
        purpose_in_time=bool(last_yes and start and last_yes <= start),
        rules_yes=talk.rules_e + talk.rules_c,
        wish_stated=more["wish_stated"],
        feedback=_feedback(talk, person),
        feedback_left_out=talk.no_feedback_today,
        option_kinds=list(options_in(talk.pair_space, person).values_list("kind", flat=True)),
        gaps_of_a_role=more["gaps"],
        goals=_goals(talk, person),
        goals_left_out=talk.no_goal_today,
        promises=_promises(talk, person),
        checkin_days=_days(talk.first_checkin_on, ended),
        review_days=_days(talk.review_on, talk.agreed_at),
        has_progress=more["has_progress"],
        drafted_hours=_hours(more["drafted_at"], ended),
        agreed_days=_days(talk.agreed_at, ended),
        agreed_by=talk.agreed_e + talk.agreed_c,
    )


def _required(talk: Conversation, side: str) -> list[str]:
    return [question.id for question in talk.kind.required(side, short=talk.is_short)]


def _more_of(talk: Conversation, person: Person) -> dict[str, Any]:
    """Process facts beside those of the pillars, in one query; of words only whether there are any."""
    here = {"conversation": OuterRef("pk")}
    answers = SharedAnswer.objects.filter(**here).exclude(text=NOTHING)
    employees = answers.filter(author=OuterRef("employee"), question_id__in=_required(talk, "employee"))
    counterparts = answers.filter(author=OuterRef("counterpart"), question_id__in=_required(talk, "counterpart"))
    yes = Confirmation.objects.filter(purpose__conversation=OuterRef("pk"), version=F("purpose__version"))
    facts = {
        "answers_employee": _one(employees, Count("pk"), 0),
        "answers_counterpart": _one(counterparts, Count("pk"), 0),
        "has_notes": Exists(Note.objects.filter(**here)),
        "has_line": Exists(Purpose.objects.filter(**here).exclude(line=NOTHING)),
        "last_yes": _one(yes, Max("at")),
        "wish_stated": Exists(Setting.objects.filter(**here).filter(Q(no_wish=True) | ~Q(wish=NOTHING))),
        "gaps": _one(agreed_levels_in(talk.pair_space, person).exclude(role_code=""), Count("pk"), 0),
        "has_progress": Exists(CheckIn.objects.filter(**here)),
        "drafted_at": _one(SummaryVersion.objects.filter(**here), Min("written_at")),
    }
    return Conversation.objects.filter(pk=talk.pk).values(**facts).get()


def _one(rows: QuerySet, what: Aggregate, otherwise: int | None = None) -> Any:
    """An aggregate of related rows as one value of the outer query."""
    grouped = rows.order_by().annotate(all=Value(1)).values("all").annotate(found=what).values("found")
    return Subquery(grouped) if otherwise is None else Coalesce(Subquery(grouped), otherwise)


def _evidence(talk: Conversation, person: Person) -> list[EvidenceFact]:
    rows = items_in(talk.pair_space, person).annotate(is_told=~Q(source=NOTHING) & ~Q(says=NOTHING))
    day = (talk.met_at or clock.now()).date()
    judged = (Item.Kind.PERFORMANCE_EVALUATION, Item.Kind.OBSERVATION)
    return [
        EvidenceFact(kind, (day - on).days, kind in judged and author == talk.counterpart_id, is_told)
        for kind, on, author, is_told in rows.values_list("kind", "on", "author", "is_told")
    ]


def _feedback(talk: Conversation, person: Person) -> list[FeedbackFact]:
    """The coach looks at the words of the person asking alone: what it says of a text is for its writer."""
    rows = given_in(talk.pair_space, person).annotate(
        has_situation=~Q(situation=NOTHING),
        has_behaviour=~Q(behaviour=NOTHING),
        has_impact=~Q(impact=NOTHING),
        is_answered=Q(response__isnull=False),
    )
    facts = []
    for one in rows:
        found = set()
        if one.author_id == person.pk:
            said = " ".join((one.situation, one.behaviour, one.impact, one.wish))
            found = {finding.rule for finding in check_feedback(said).findings}
        facts.append(
            FeedbackFact(
                kind=one.kind,
                giver="employee" if one.author_id == talk.employee_id else "counterpart",
                has_situation=one.has_situation,
                has_behaviour=one.has_behaviour,
                has_impact=one.has_impact,
                is_answered=one.is_answered,
                has_weak_words=bool(found & WEAK),
                has_unfair_words=bool(found & UNFAIR),
            )
        )
    return facts


def _goals(talk: Conversation, person: Person) -> list[GoalFact]:
    has = {f"has_{name}": ~Q(**{name: NOTHING}) for name in ("measure", "why_me", "why_org", "obstacle", "then_that")}
    rows = goals_in(talk.pair_space, person).annotate(
        has_milestone=Exists(Milestone.objects.filter(goal=OuterRef("pk"))), **has
    )
    return [
        GoalFact(
            has_measure=goal.has_measure,
            days=_days(goal.deadline, talk.met_at),
            has_milestone=goal.has_milestone,
            has_why_me=goal.has_why_me,
            has_why_org=goal.has_why_org,
            has_obstacle=goal.has_obstacle,
            has_if_then=goal.has_then_that,
            is_vague=goal.author_id == person.pk
            and any(one.rule in VAGUE for one in check_goal(goal.statement).findings),
        )
        for goal in rows
    ]


def _promises(talk: Conversation, person: Person) -> list[PromiseFact]:
    rows = promises_in(talk.pair_space, person).annotate(has_resource=~Q(resource=NOTHING))
    return [
        PromiseFact(kind, "employee" if owner == talk.employee_id else "counterpart", due is not None, has_resource)
        for kind, owner, due, has_resource in rows.values_list("kind", "owner", "due_on", "has_resource")
    ]


def _days(then: date | datetime | None, since: datetime | None) -> int | None:
    if then is None or since is None:
        return None
    day = then.date() if isinstance(then, datetime) else then
    return (day - since.date()).days


def _hours(then: datetime | None, since: datetime | None) -> float | None:
    return None if then is None or since is None else (then - since).total_seconds() / 3600
