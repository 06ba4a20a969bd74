"""The stories as the demo's first page tells them: who is in them, where the talk stands, whom to be first."""

from __future__ import annotations

from dataclasses import dataclass

from colonnade.conversations.lifecycle import State
from colonnade.conversations.models import Conversation
from colonnade.people.models import Person

from . import stories


@dataclass(frozen=True)
class Told:
    """One story: its unit, its people with their parts, and where its talk stands, in a sentence."""

    unit: str
    topic: str
    people: list[tuple[Person, str]]
    sentence: str


def told() -> list[Told]:
    names = {part["name"] for case in stories.cases() for part in _parts(case)}
    people = {person.name: person for person in Person.objects.active().filter(name__in=names)}
    talks = _talks(list(people.values()))
    found = [_told(case, people, talks) for case in stories.cases()]
    return [one for one in found if one is not None] + _waiting(list(people.values()))


def _waiting(people: list[Person]) -> list[Told]:
    """The talks that stand at their beginning: one waits for an answer, one for being sent."""
    rows = Conversation.objects.filter(employee__in=people, state__in=[State.INVITED, State.PLANNED])
    rows = rows.select_related("employee__team", "counterpart", "starter").order_by("started_at")
    return [_waits(talk) for talk in rows if talk.counterpart in people]


def _waits(talk: Conversation) -> Told:
    starter, other = talk.starter.spoken, talk.other_of(talk.starter).spoken
    sentence = (
        f"{starter} has planned it and not sent it yet; {other} sees nothing of it."
        if talk.state == State.PLANNED
        else f"{starter} has invited {other}; accept, or propose another time."
    )
    pair = [(talk.employee, "employee"), (talk.counterpart, str(talk.get_counterpart_role_display()))]
    return Told(talk.employee.team.name, talk.kind.label, pair, sentence)


def _parts(case: dict) -> list[dict]:
    return [case[part] for part in ("employee", "counterpart", "line_manager", "hr") if part in case]


def _talks(people: list[Person]) -> dict[tuple[object, str], Conversation]:
    rows = Conversation.objects.filter(employee__in=people).prefetch_related("readiness").order_by("-started_at")
    return {(talk.employee_id, talk.purpose): talk for talk in rows}


def _told(case: dict, people: dict[str, Person], talks: dict[tuple[object, str], Conversation]) -> Told | None:
    employee, counterpart = people.get(case["employee"]["name"]), people.get(case["counterpart"]["name"])
    if employee is None or counterpart is None:
        return None
    talk = talks.get((employee.pk, case["purpose"]))
    roles = {"employee": "employee", "counterpart": case["counterpart"]["relation"], "hr": "people partner"}
    roles["line_manager"] = "line manager, who sees nothing of it"
    cast = [
        (people[case[part]["name"]], roles[part])
        for part in ("employee", "counterpart", "line_manager", "hr")
        if part in case and case[part]["name"] in people
    ]
    topic = talk.kind.label if talk else case["purpose"]
    sentence = _sentence(talk, employee, counterpart) if talk else ""
    return Told(case["organisation"], topic, cast, sentence)


def _sentence(talk: Conversation, employee: Person, counterpart: Person) -> str:
    e, c = employee.spoken, counterpart.spoken
    state = talk.state_now()
    sealed = talk.sealed_by()
    if state == State.PREPARING and len(sealed) == 1:
        done, open_ = (e, c) if employee.pk in sealed else (c, e)
        return f"{done} has sealed, {open_} has not: sign in as either, and see that nothing opens early."
    said = {
        State.INVITED: f"{c} has invited {e}; the answer is open.",
        State.READY: f"Both have sealed; everything opened at one instant. {e} and {c} can meet.",
        State.MEETING: f"{e} and {c} are in the room.",
        State.SUMMARY_DRAFT: f"The talk was held; {c} has the draft of the summary.",
        State.AGREED_PENDING: f"The summary waits for {e}’s yes, change or view.",
        State.FOLLOWING_UP: f"Agreed by both; {e} and {c} keep their promises and check in.",
        State.REVIEW_DUE: f"Ninety days have passed; {e} and {c} look back.",
        State.CLOSED: f"Closed; what {e} and {c} agreed stays readable for both.",
    }
    return said.get(state, f"{e} prepares; {c} does too.")
