"""My team: each person by name, whose turn it is, my open promises. Nobody is ranked."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from colonnade.conversations.access import rhythms_led_by, talks_led_by
from colonnade.conversations.lifecycle import HELD, State
from colonnade.conversations.models import Conversation, Rhythm
from colonnade.conversations.pillars import View
from colonnade.conversations.turns import turn_of
from colonnade.followups.models import CheckIn
from colonnade.goals.models import Goal, Promise
from colonnade.kernel import clock
from colonnade.kernel.errors import Unseen
from colonnade.people.access import team_of
from colonnade.people.models import Person

MOST_PEOPLE = 120
DAYS_UNTIL_DUE = 365
DAYS_OF_LATE = 45
NOT_NOW = (State.CANCELLED, State.LAPSED)


@require_safe
def team(request: HttpRequest) -> HttpResponse:
    request.nav = "team"
    me = request.user
    people = list(team_of(me).by_name()[:MOST_PEOPLE])
    if not people:
        raise Unseen
    talks = _talks(me, people)
    promises = _open_promises(me, people)
    stuck, asking = _stuck_goals(me, people), _asking_for_help(me, people)
    rhythms = rhythms_led_by(me)
    rows = [
        _row(person, talks[person.pk], promises.get(person.pk, 0), me, rhythms.get(person.pk))
        | {"stuck": stuck.get(person.pk, 0), "asks_for_help": person.pk in asking}
        for person in people
    ]
    waiting = [row for row in rows if row["turn"] and row["turn"].whose in ("me", "both")]
    return render(request, "workspace/team.html", {"rows": rows, "waiting": waiting})


def _talks(me: Person, people: list[Person]) -> dict[UUID, list[View]]:
    """My talks with each of them, newest first; talks with others stay invisible."""
    found: dict[UUID, list[View]] = defaultdict(list)
    theirs = {person.pk for person in people}
    for talk in talks_led_by(me):
        if talk.employee_id in theirs:
            found[talk.employee_id].append(View(talk, me))
    return found


def _open_promises(me: Person, people: list[Person]) -> dict[UUID, int]:
    rows = Promise.objects.readable_by(me).filter(owner=me, to__in=people, status=Promise.Status.OPEN)
    return dict(rows.order_by().values_list("to").annotate(Count("pk")))


def _stuck_goals(me: Person, people: list[Person]) -> dict[UUID, int]:
    rows = Goal.objects.readable_by(me).filter(owner__in=people, status=Goal.Status.STUCK)
    return dict(rows.order_by().values_list("owner").annotate(Count("pk")))


def _asking_for_help(me: Person, people: list[Person]) -> set[UUID]:
    """Whose last check-in of late asked for help."""
    since = me.today - clock.days(DAYS_OF_LATE)
    rows = CheckIn.objects.readable_by(me).filter(author__in=people, on__gte=since).order_by("on", "written_at")
    last = dict(rows.values_list("author", "help_wanted"))
    return {person for person, help_wanted in last.items() if help_wanted == CheckIn.Help.YES}


def _row(person: Person, views: list[View], promises: int, me: Person, rhythm: Rhythm | None) -> dict[str, object]:
    current = next((v for v in views if v.state not in NOT_NOW and v.state != State.CLOSED), None)
    held = [v.talk for v in views if v.state in HELD and v.talk.met_at]
    return {
        "person": person,
        "view": current,
        "turn": turn_of(current) if current else None,
        "last": max((talk.met_at for talk in held), default=None),
        "next": _next_day(current.talk, me) if current else None,
        "promises": promises,
        "is_due": current is None and _long_ago(held, me, rhythm),
    }


def _long_ago(held: list[Conversation], me: Person, rhythm: Rhythm | None) -> bool:
    """The rhythm of the two is over, or there was no talk in a year; a reminder to invite, and no more than that."""
    last = max((talk.met_at for talk in held), default=None)
    if rhythm is not None:
        return rhythm.next_on(last) <= me.today
    return last is None or (me.today - me.local(last).date()).days >= DAYS_UNTIL_DUE


def _next_day(talk: Conversation, me: Person) -> object:
    if talk.meets_at and not talk.met_at:
        return me.local(talk.meets_at).date()
    return next((day for day in (talk.first_checkin_on, talk.review_on) if day and day >= me.today), None)
