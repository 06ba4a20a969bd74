"""The eight worked cases, walked through the product's own flows at the times their time-lines say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from colonnade.careers.models import AgreedLevel, Option, RatingSheet, SkillRating
from colonnade.conversations import access
from colonnade.conversations.flows import agreeing_purpose, meeting, preparing, starting, summing_up
from colonnade.conversations.models import Conversation
from colonnade.evidence.models import Item
from colonnade.feedback.models import Feedback, Response
from colonnade.followups import flows as followups
from colonnade.goals.models import Goal, Milestone, Promise
from colonnade.kernel import clock
from colonnade.people.models import Person

Case = dict[str, Any]

DECISIONS = {
    "pursue": Option.Decision.PURSUE,
    "try": Option.Decision.TRY,
    "explore_with_visit": Option.Decision.TRY,
    "visit_first": Option.Decision.TRY,
    "learn_more_first": Option.Decision.TRY,
    "not_now": Option.Decision.NOT_NOW,
    "not_wanted": Option.Decision.NOT_NOW,
}
# The promotion talk must say what it decides; the case tells it in other places.
LIMITS = {
    "case_nurse": (
        "What has been shown, and who opens which chance.",
        "The post. The head of nursing decides with a panel of three by 30 October.",
    )
}
ORDER = ["preparing", "ready", "meeting", "summary_draft", "agreed_pending", "following_up", "closed"]


@lru_cache(maxsize=1)
def cases() -> list[Case]:
    text = (Path(__file__).parent / "data" / "stories.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)["cases"]


class Telling:
    """One case being told: its people, the day of its meeting, its talk."""

    talk: Conversation

    def __init__(self, case: Case, people: dict[str, Person], now: datetime) -> None:
        self.case, self.people, self.now = case, people, now
        day = now.date() - timedelta(days=case["demo"]["meeting_days_ago"])
        self.meets_at = datetime.combine(day, time(10), tzinfo=self.employee.zone)
        self.until = case["demo"]["show_until"]

    @property
    def employee(self) -> Person:
        return self.people[self.case["employee"]["id"]]

    @property
    def counterpart(self) -> Person:
        return self.people[self.case["counterpart"]["id"]]

    def day(self, number: float) -> datetime:
        return self.meets_at + timedelta(days=number)

    def on(self, number: float) -> date:
        return self.day(number).date()

    def see(self, person: Person) -> Conversation:
        return access.talk_for(person, self.talk.pk)

    @property
    def drafter(self) -> Person:
        return self.employee if self.talk.drafter_id == self.employee.pk else self.counterpart


def tell(case: Case, people: dict[str, Person], now: datetime) -> Conversation:
    """Walk one case up to where its `demo:` entry says, never beyond `now`."""
    telling = Telling(case, people, now)
    for event in case["timeline"]:
        step = _STEPS.get(event["event"])
        at = telling.day(event["day"])
        if step is None or at >= now or _reached(telling, event["event"]):
            continue
        with clock.travel(to=at):
            step(telling, event)
    return telling.see(telling.employee)


def _reached(telling: Telling, event: str) -> bool:
    """Whether this event lies behind the state the case shall be shown in."""
    leads_to = {"summary_draft": "agreed_pending", "agreed": "following_up", "review": "closed", "closed": "closed"}
    state = leads_to.get(event)
    return state is not None and ORDER.index(state) > ORDER.index(telling.until)


def _planned(telling: Telling, event: dict) -> None:
    starter = telling.people[event["by"]]
    other = telling.counterpart if starter == telling.employee else telling.employee
    meeting_event = next(e for e in telling.case["timeline"] if e["event"] == "meeting")
    telling.talk = starting.plan(
        by=starter,
        other=other,
        purpose=telling.case["purpose"],
        as_side="employee" if starter == telling.employee else "counterpart",
        reason=event.get("note", ""),
        place=meeting_event.get("place", ""),
        times=[telling.meets_at],
    )


def _invited(telling: Telling, event: dict) -> None:
    starting.send_invitation(telling.talk, by=telling.people[event["by"]])


def _accepted(telling: Telling, event: dict) -> None:
    invitee = telling.people[event["by"]]
    starter = telling.talk.starter_id
    if invitee.pk == starter:
        invitee = telling.counterpart if invitee == telling.employee else telling.employee
    starting.accept(telling.see(invitee), by=invitee, at=telling.meets_at)
    for person in (telling.employee, telling.counterpart):
        _answer(telling, person, half=telling.until == "preparing" and not _seals(telling, person))


def _seals(telling: Telling, person: Person) -> bool:
    """Whether this side has sealed by now in the shown state."""
    ready = [e for e in telling.case["timeline"] if e["event"] == "ready"]
    return any(telling.people[e["by"]] == person and telling.day(e["day"]) < telling.now for e in ready)


def _answer(telling: Telling, person: Person, *, half: bool) -> None:
    side = "employee" if person == telling.employee else "counterpart"
    texts = dict(telling.case["preparation"][side])
    if side == "counterpart":
        texts["core.m9"] = telling.case["objective"]["counterpart_wants"]
    asked = {q.id for part in telling.talk.kind.questions(side) for q in part}
    known = [(key, text) for key, text in texts.items() if key in asked]
    talk = telling.see(person)
    for key, text in known[: len(known) // 2] if half else known:
        preparing.save_answer(talk, key, text, by=person)


def _ready(telling: Telling, event: dict) -> None:
    person = telling.people[event["by"]]
    _rate(telling, person)
    preparing.seal(telling.see(person), by=person)


def _rate(telling: Telling, person: Person) -> None:
    other = telling.talk.other_of(person)
    view = "self" if person == telling.employee else "other"
    skills = telling.case["skills"]
    sheet = RatingSheet.of(person, telling.employee, other, skills["target_role"])
    SkillRating.objects.bulk_create(
        [
            SkillRating.drafted(
                space=sheet.space,
                author=person,
                sheet=sheet,
                skill_code=rating["skill"],
                level=rating[view],
                example=rating.get("note", "") if view == "other" else "",
            )
            for rating in skills["ratings"]
            if rating[view] is not None
        ]
    )
    sheet.submit()


def _meeting(telling: Telling, event: dict) -> None:
    employee, counterpart = telling.employee, telling.counterpart
    _handshake(telling)
    meeting.start(telling.see(counterpart), by=counterpart)
    for item in telling.case["evidence"]:
        _evidence(telling, item)
    for move in telling.case["listening"]:
        meeting.add_note(telling.see(counterpart), f"“{move['said']}” {move['effect']}", by=counterpart)
    meeting.go_to_segment(telling.see(counterpart), 2, by=counterpart)
    meeting.add_note(telling.see(employee), telling.case["preparation"]["employee"]["core.e4"], by=employee)
    _captures(telling)
    meeting.keep_recap(telling.see(employee), by=employee, text=_recap(telling))
    first = next(f for f in telling.case["followups"] if f["kind"] == "checkin")
    meeting.end(telling.see(counterpart), by=counterpart, first_checkin_on=telling.on(first["day"]))


def _handshake(telling: Telling) -> None:
    employee, counterpart = telling.employee, telling.counterpart
    decides, does_not = LIMITS.get(telling.case["id"], ("", ""))
    agreeing_purpose.amend_purpose(
        telling.see(employee),
        by=employee,
        expected=1,
        line=telling.case["objective"]["line"],
        decides=decides,
        does_not_decide=does_not,
    )
    agreeing_purpose.confirm_purpose(telling.see(counterpart), by=counterpart, version=2)
    wish = telling.case["ground_rules"].get("employee_wish", "")
    agreeing_purpose.amend_setting(
        telling.see(employee), by=employee, expected=1, wish=wish if wish != "none" else "", no_wish=wish == "none"
    )
    version = access.setting_of(telling.talk, employee).version
    for person in (employee, counterpart):
        agreeing_purpose.confirm_setting(telling.see(person), by=person, version=version)


def _evidence(telling: Telling, item: dict) -> None:
    author = telling.employee if telling.employee.spoken in item["source"] else telling.counterpart
    meeting.capture(
        telling.see(author),
        Item,
        by=author,
        subject=telling.employee,
        kind=item["kind"] if item["kind"] in Item.Kind.values else Item.Kind.PERFORMANCE_EVALUATION,
        on=telling.on(item["day"]),
        source=item["source"],
        says=item["says"],
    )


def _captures(telling: Telling) -> None:
    for item in telling.case["feedback"]:
        _feedback(telling, item)
    employee, counterpart = telling.employee, telling.counterpart
    for path in telling.case["paths"]:
        meeting.capture(
            telling.see(employee),
            Option,
            by=employee,
            subject=employee,
            kind=path["kind"],
            role_code=path.get("role", ""),
            title=path["option"],
            fit=path["fit"],
            against=path["against"],
            decision=DECISIONS.get(path["decision"], Option.Decision.KEEP),
            pair_only=path.get("pair_only", False),
        )
    goals = {goal["id"]: _goal(telling, goal) for goal in telling.case["goals"]}
    for action in telling.case["actions"]:
        _promise(telling, action, goals)
    for rating in telling.case["skills"]["ratings"]:
        AgreedLevel.write(
            space=telling.talk.pair_space,
            author=counterpart,
            subject=employee,
            role_code=telling.case["skills"]["target_role"],
            skill_code=rating["skill"],
            level=rating["agreed"],
            note=rating.get("note", ""),
        )


def _feedback(telling: Telling, item: dict) -> None:
    giver, receiver = telling.people[item["from"]], telling.people[item["to"]]
    given = meeting.capture(
        telling.see(giver),
        Feedback,
        by=giver,
        receiver=receiver,
        kind=item["kind"],
        situation=item["situation"],
        behaviour=item["behavior"],
        impact=item["impact"],
        wish=item.get("forward", ""),
        given_at=clock.now(),
    )
    Response.send(given, by=receiver, takes=True, intent=item.get("intent_asked", ""), text=item["response"])


def _goal(telling: Telling, goal: dict) -> Goal:
    obstacle, plan = goal.get("obstacle", ""), goal.get("if_then", "")
    if_this, _, then_that = plan.partition(", then ")
    row = meeting.capture(
        telling.see(telling.employee),
        Goal,
        by=telling.employee,
        owner=telling.employee,
        kind=goal["kind"],
        statement=goal["statement"],
        measure=goal["measure"],
        baseline=goal["baseline"],
        target=goal["target"],
        means=goal["means"],
        why_me=goal["why_me"],
        why_org=goal["why_org"],
        deadline=telling.on(goal["deadline_day"]),
        obstacle=obstacle,
        if_this=if_this.removeprefix("If "),
        then_that=then_that.rstrip("."),
        status=Goal.Status.PLANNED,
    )
    Milestone.objects.bulk_create(
        [
            Milestone.drafted(
                space=row.space, author=telling.employee, goal=row, due_on=telling.on(step["day"]), text=step["text"]
            )
            for step in goal.get("milestones", [])
        ]
    )
    return row


def _promise(telling: Telling, action: dict, goals: dict[str, Goal]) -> None:
    owner = telling.people[action["owner"]]
    promise = meeting.capture(
        telling.see(owner),
        Promise,
        by=owner,
        owner=owner,
        to=telling.talk.other_of(owner),
        goal=goals.get(action.get("goal") or ""),
        kind=action["kind"],
        due_on=telling.on(action["due_day"]),
        text=action["text"],
        resource=action["resource"],
        pair_only=action.get("pair_only", False),
    )
    if action["status"] == "done":
        _keep_later(telling, promise, action["due_day"])


def _keep_later(telling: Telling, promise: Promise, day: int) -> None:
    """A promise the case calls done is kept on its day, where that day has come."""
    at = telling.day(day) - timedelta(hours=2)
    if at < telling.now and telling.until in ("following_up", "closed"):
        with clock.travel(to=at):
            promise.settle(Promise.Status.KEPT, by=promise.owner)


def _recap(telling: Telling) -> str:
    learned = next(f for f in telling.case["followups"] if f["kind"] == "review").get("learned", "")
    return telling.case["preparation"]["employee"]["core.e5"] + " " + (learned.split(". ")[0] if learned else "")


def _summary(telling: Telling, event: dict) -> None:
    by = telling.people[event["by"]]
    differences = telling.case["summary"]["differences"]
    summing_up.keep_draft(
        telling.see(by),
        by=by,
        expected=0,
        text=summing_up.drafted_text(telling.see(by), by),
        chances=telling.case["chances_stated"],
        differences="" if differences.startswith("None") else differences,
    )
    summing_up.send(telling.see(by), by=by)


def _agreed(telling: Telling, event: dict) -> None:
    for person in (telling.employee, telling.counterpart):
        summing_up.agree(telling.see(person), by=person)


def _checkin(telling: Telling, event: dict) -> None:
    told = next(f for f in telling.case["followups"] if f["day"] == event["day"])
    obstacle = bool(told.get("obstacle"))
    for number, goal in enumerate(Goal.objects.filter(talk__conversation=telling.talk).order_by("written_at")):
        followups.check_in(
            telling.see(telling.employee),
            by=telling.employee,
            goal=goal,
            progress="on_track",
            obstacle="other" if obstacle and number == 0 else "none",
            line=". ".join(text for text in (told["progress"], told.get("obstacle")) if text) if number == 0 else "",
        )


def _review(telling: Telling, event: dict) -> None:
    told = next(f for f in telling.case["followups"] if f["kind"] == "review")
    followups.look_back(telling.see(telling.employee), by=telling.employee)
    goals = Goal.objects.filter(talk__conversation=telling.talk).order_by("written_at")
    for goal, what in zip(goals, told["decisions"].values(), strict=False):
        followups.decide(telling.see(telling.employee), goal, what, by=telling.employee, reason=told["progress"])
    followups.close(telling.see(telling.employee), by=telling.employee, learned=told.get("learned", ""))


_STEPS: dict[str, Callable[[Telling, dict], None]] = {
    "planned": _planned,
    "invited": _invited,
    "preparing": _accepted,
    "ready": _ready,
    "meeting": _meeting,
    "summary_draft": _summary,
    "agreed": _agreed,
    "checkin": _checkin,
    "review": _review,
}
