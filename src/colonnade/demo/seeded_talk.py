"""One generated talk as rows: what the flows would have written, without walking them."""

from __future__ import annotations

import json
import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from colonnade.careers.models import Option
from colonnade.conversations.models import (
    Agreement,
    Confirmation,
    Conversation,
    Note,
    Purpose,
    Readiness,
    Recap,
    Setting,
    SharedAnswer,
    Summary,
    SummaryVersion,
    TalkFeedback,
    TalkGoal,
    TalkOption,
    TalkPromise,
)
from colonnade.conversations.purposes import purposes
from colonnade.feedback.models import Feedback, Response
from colonnade.followups.models import CheckIn, Learned
from colonnade.goals.models import Goal, Promise
from colonnade.people.models import Person, Relationship
from colonnade.spaces.models import Membership, Space

if TYPE_CHECKING:
    from .seeding import Rows

HELD = ("agreed_pending", "following_up", "closed")
PURPOSES = ("career_guidance", "stay", "review_followup", "new_role")


class _Talk:
    """The parts every row of one talk needs."""

    def __init__(self, rows: Rows, rng: random.Random, words: dict, talk: Conversation, met_at: datetime) -> None:
        self.rows, self.rng, self.words, self.talk, self.met_at = rows, rng, words, talk, met_at

    def say(self, kind: str) -> str:
        return self.rng.choice(self.words[kind])

    def write(
        self, model: Any, author: Person, *, space: Space | None = None, at: datetime | None = None, **values: Any
    ):
        row = model.drafted(space=space or self.talk.pair_space, author=author, **values)
        row.written_at = at or self.met_at
        return self.rows.add(row)


def seeded_talk(
    rows: Rows,
    rng: random.Random,
    words: dict[str, list[str]],
    employee: Person,
    counterpart: Person,
    relation: Relationship,
    met_at: datetime,
    state: str,
    now: datetime,
) -> Conversation:
    """Rows of a talk that met (or will meet) at `met_at` and has come as far as `state`."""
    talk = _conversation(rows, rng, employee, counterpart, relation, met_at, state)
    told = _Talk(rows, rng, words, talk, met_at)
    purpose = told.write(
        Purpose,
        employee,
        conversation=talk,
        reason=told.say("reasons"),
        line=told.say("lines") if state in HELD else "",
    )
    setting = told.write(Setting, employee, conversation=talk, place="Room 2", no_wish=True)
    if state in HELD:
        for person in (employee, counterpart):
            rows.add(Confirmation(purpose=purpose, person=person, version=1, at=met_at))
            rows.add(Confirmation(setting=setting, person=person, version=1, at=met_at))
        _prepared(told)
        _held(told, employee, counterpart, state)
    return talk


def _conversation(
    rows: Rows,
    rng: random.Random,
    employee: Person,
    counterpart: Person,
    relation: Relationship,
    met_at: datetime,
    state: str,
) -> Conversation:
    purpose = purposes()[rng.choice(PURPOSES)]
    started = met_at - timedelta(days=14)
    held = state in HELD
    pair = rows.space(Space.Kind.PAIR)
    sides = [rows.space(Space.Kind.SIDE), rows.space(Space.Kind.SIDE)]
    for space in (pair, *(sides if held else ())):
        rows.add(Membership(space=space, person=employee, starts_at=started))
        rows.add(Membership(space=space, person=counterpart, starts_at=started, relationship=relation))
    if not held:
        rows.add(Membership(space=sides[0], person=employee, starts_at=started))
        rows.add(Membership(space=sides[1], person=counterpart, starts_at=started))
    return rows.add(
        Conversation(
            purpose=purpose.id,
            minutes=purpose.minutes,
            employee=employee,
            counterpart=counterpart,
            counterpart_role="manager",
            starter=employee,
            relationship=relation,
            pair_space=pair,
            employee_space=sides[0],
            counterpart_space=sides[1],
            state=state,
            started_at=started,
            invited_at=started,
            last_proposed_at=met_at,
            meets_at=None if state == "invited" else met_at,
            time_agreed_at=None if state == "invited" else started,
            opened_at=met_at - timedelta(days=2) if held else None,
            met_at=met_at if held else None,
            ended_at=met_at + timedelta(hours=1) if held else None,
            segment_at=met_at if held else None,
            summary_number=1 if held else 0,
            sent_at=met_at + timedelta(days=1) if held else None,
            agreed_at=met_at + timedelta(days=3) if state in ("following_up", "closed") else None,
            first_checkin_on=(met_at + timedelta(days=28)).date() if held else None,
            review_on=(met_at + timedelta(days=93)).date() if state in ("following_up", "closed") else None,
            closed_at=met_at + timedelta(days=95) if state == "closed" else None,
        )
    )


def _prepared(told: _Talk) -> None:
    talk = told.talk
    for person, space, ids in (
        (talk.employee, talk.employee_space, ("core.e1", "core.e3", "core.e4", "core.e5")),
        (talk.counterpart, talk.counterpart_space, ("core.m1", "core.m2", "core.m3", "core.m6", "core.m9")),
    ):
        told.rows.add(Readiness(conversation=talk, person=person, how="sealed", at=told.met_at - timedelta(days=2)))
        for question in ids:
            told.write(
                SharedAnswer, person, space=space, conversation=talk, question_id=question, text=told.say("answers")
            )


def _held(told: _Talk, employee: Person, counterpart: Person, state: str) -> None:
    talk = told.talk
    for number in range(3):
        told.write(
            Note, counterpart if number % 2 else employee, conversation=talk, segment=2, text=told.say("notes")
        )
    told.write(Recap, employee, conversation=talk, text=told.say("lines"))
    for giver, receiver in ((employee, counterpart), (counterpart, employee)):
        given = told.write(
            Feedback,
            giver,
            receiver=receiver,
            kind="strength",
            situation=told.say("situations"),
            behaviour=told.say("behaviours"),
            impact=told.say("impacts"),
            given_at=told.met_at,
        )
        told.rows.add(TalkFeedback(conversation=talk, feedback=given))
        told.write(Response, receiver, feedback=given, takes=True, text=told.say("responses"))
    for kind, title in zip(("deepen", "lateral", "up"), told.words["options"], strict=True):
        option = told.write(Option, employee, subject=employee, kind=kind, title=title, fit="Possible this year")
        told.rows.add(TalkOption(conversation=talk, option=option))
    _agreed_plan(told, employee, counterpart, state)
    told.write(Summary, counterpart, conversation=talk, text=told.say("summaries"))
    frozen = json.dumps({"text": told.say("summaries")})
    version = told.write(SummaryVersion, counterpart, conversation=talk, number=1, frozen=frozen)
    agreed = (counterpart,) if state == "agreed_pending" else (employee, counterpart)
    for person in agreed:
        told.rows.add(Agreement(summary_version=version, person=person, at=told.met_at))


def _agreed_plan(told: _Talk, employee: Person, counterpart: Person, state: str) -> None:
    talk, closed = told.talk, state == "closed"
    goal = told.write(
        Goal,
        employee,
        owner=employee,
        kind="learning",
        status="done" if closed else "on_track",
        deadline=(told.met_at + timedelta(days=85)).date(),
        statement=told.say("goals"),
        measure="Both notice it",
        means="An hour a week",
        why_me="It is the next step",
        why_org="It takes work off two others",
        obstacle="The week fills up",
        if_this="the week fills up",
        then_that="the hour on Tuesday stays",
    )
    told.rows.add(TalkGoal(conversation=talk, goal=goal))
    for owner, other in ((employee, counterpart), (counterpart, employee)):
        promise = told.write(
            Promise,
            owner,
            owner=owner,
            to=other,
            goal=goal,
            kind="work_practice" if owner is employee else "support",
            status="kept" if closed else "open",
            settled_on=(told.met_at + timedelta(days=30)).date() if closed else None,
            due_on=(told.met_at + timedelta(days=60)).date(),
            text=told.say("promises"),
            resource="None needed",
        )
        told.rows.add(TalkPromise(conversation=talk, promise=promise))
    if state != "agreed_pending":
        told.write(
            CheckIn,
            employee,
            conversation=talk,
            goal=goal,
            on=(told.met_at + timedelta(days=14)).date(),
            progress="on_track",
            line=told.say("checkins"),
        )
    if closed:
        told.write(Learned, employee, conversation=talk, text=told.say("checkins"))
