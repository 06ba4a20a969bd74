"""Talks in a given state, built by the flows people use; every text carries a token that names its readers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from colonnade.careers.models import Option
from colonnade.conversations import access
from colonnade.conversations.flows import agreeing_purpose, calling_off, meeting, preparing, starting, summing_up
from colonnade.conversations.models import Conversation
from colonnade.evidence.models import Item
from colonnade.feedback.models import Feedback, Response
from colonnade.followups import flows as followups
from colonnade.goals.models import Goal, Promise
from colonnade.kernel import clock
from colonnade.people.models import Person

STATES = (
    "planned",
    "invited",
    "preparing",
    "one_sealed",
    "ready",
    "meeting",
    "summary_draft",
    "agreed_pending",
    "following_up",
    "review_due",
    "closed",
)


@dataclass
class Story:
    """A talk with the tokens that were written into it: token -> who may ever read it in this state."""

    talk: Conversation
    employee: Person
    counterpart: Person
    tokens: dict[str, frozenset] = field(default_factory=dict)

    def token(self, what: str, *readers: Person) -> str:
        made = f"canary-{what}-{str(self.talk.pk)[:8]}"
        self.tokens[made] = frozenset(person.pk for person in readers)
        return made

    def pair(self, what: str) -> str:
        return self.token(what, self.employee, self.counterpart)

    def see(self, person: Person) -> Conversation:
        return access.talk_for(person, self.talk.pk)


def tell(
    employee: Person, counterpart: Person, state: str = "preparing", *, purpose: str = "career_guidance"
) -> Story:
    """A talk of the two, walked from its start to `state`."""
    at = clock.now() + clock.days(14)
    talk = starting.plan(by=employee, other=counterpart, purpose=purpose, times=[at])
    story = Story(talk, employee, counterpart)
    purpose_sheet = talk.purposes.get()
    purpose_sheet.reason = story.token("reason", employee) if state == "planned" else story.pair("reason")
    purpose_sheet.save()
    for step in STATES[1 : STATES.index(state) + 1]:
        _STEPS[step](story, at)
        story.talk = story.see(employee)
    return story


def _invited(story: Story, at: datetime) -> None:
    starting.send_invitation(story.talk, by=story.employee)


def _preparing(story: Story, at: datetime) -> None:
    starting.accept(story.see(story.counterpart), by=story.counterpart, at=at)
    for person in (story.employee, story.counterpart):
        answer_all(story, person)
        meeting.keep_private_note(
            story.see(person), story.token(f"private-note-{story.talk.side_of(person)}", person), by=person
        )


def answer_all(story: Story, person: Person) -> None:
    talk = story.see(person)
    side = talk.side_of(person)
    for question in talk.kind.required(side):
        preparing.save_answer(talk, question.id, story.token(f"answer-{side}-{question.id}", person), by=person)
    private = next(q for part in talk.kind.questions(side) for q in part if q.private or not q.required)
    preparing.save_answer(
        talk, private.id, story.token(f"kept-{side}-{private.id}", person), by=person, keep_private=True
    )


def _one_sealed(story: Story, at: datetime) -> None:
    preparing.seal(story.see(story.employee), by=story.employee)


def _ready(story: Story, at: datetime) -> None:
    preparing.seal(story.see(story.counterpart), by=story.counterpart)
    both = frozenset({story.employee.pk, story.counterpart.pk})
    for token in story.tokens:
        if token.startswith("canary-answer-"):
            story.tokens[token] = both
    employee, counterpart = story.employee, story.counterpart
    agreeing_purpose.amend_purpose(
        story.see(employee),
        by=employee,
        expected=1,
        line=story.pair("line"),
        decides=story.pair("decides"),
        does_not_decide=story.pair("not-decides"),
    )
    agreeing_purpose.confirm_purpose(story.see(counterpart), by=counterpart, version=2)
    agreeing_purpose.amend_setting(
        story.see(employee), by=employee, expected=1, wish=story.pair("wish"), place=story.pair("place")
    )
    for person in (employee, counterpart):
        agreeing_purpose.confirm_setting(story.see(person), by=person, version=2)
    meeting.capture(
        story.see(counterpart),
        Item,
        by=counterpart,
        subject=employee,
        kind="figure",
        on=counterpart.today,
        source=story.pair("item-source"),
        says=story.pair("item-says"),
    )


def _meeting(story: Story, at: datetime) -> None:
    employee, counterpart = story.employee, story.counterpart
    meeting.start(story.see(counterpart), by=counterpart)
    for person in (employee, counterpart):
        meeting.add_note(story.see(person), story.pair(f"note-{story.talk.side_of(person)}"), by=person)
    meeting.keep_recap(story.see(employee), by=employee, text=story.pair("recap"))
    capture = meeting.capture
    for giver, receiver in ((employee, counterpart), (counterpart, employee)):
        given = capture(
            story.see(giver),
            Feedback,
            by=giver,
            receiver=receiver,
            kind="strength",
            situation=story.pair(f"situation-{giver.spoken}"),
            behaviour=story.pair(f"behaviour-{giver.spoken}"),
            impact="It helped.",
            given_at=clock.now(),
        )
        Response.send(given, by=receiver, takes=True, text=story.pair(f"response-{receiver.spoken}"))
    Feedback.write(
        space=story.see(counterpart).private_space(counterpart),
        author=counterpart,
        receiver=employee,
        kind="improvement",
        situation=story.token("feedback-draft", counterpart),
    )
    for kind in ("deepen", "up", "lateral"):
        capture(
            story.see(employee), Option, by=employee, subject=employee, kind=kind, title=story.pair(f"option-{kind}")
        )
    goal = capture(
        story.see(employee),
        Goal,
        by=employee,
        owner=employee,
        kind="learning",
        deadline=employee.today + clock.days(80),
        statement=story.pair("goal"),
        measure=story.pair("measure"),
        obstacle=story.pair("obstacle"),
    )
    for owner, other in ((employee, counterpart), (counterpart, employee)):
        capture(
            story.see(owner),
            Promise,
            by=owner,
            owner=owner,
            to=other,
            goal=goal,
            kind="work_practice",
            due_on=owner.today + clock.days(20),
            text=story.pair(f"promise-{owner.spoken}"),
            resource=story.pair(f"resource-{owner.spoken}"),
        )


def _summary_draft(story: Story, at: datetime) -> None:
    counterpart = story.counterpart
    meeting.end(story.see(counterpart), by=counterpart, first_checkin_on=counterpart.today + clock.days(28))
    summing_up.keep_draft(
        story.see(counterpart),
        by=counterpart,
        expected=0,
        text=story.pair("summary"),
        chances=story.pair("chances"),
        differences="",
    )


def _agreed_pending(story: Story, at: datetime) -> None:
    summing_up.send(story.see(story.counterpart), by=story.counterpart)


def _following_up(story: Story, at: datetime) -> None:
    employee = story.employee
    summing_up.agree(story.see(employee), by=employee, view=story.pair("view"))
    goal = Goal.objects.get(talk__conversation=story.talk)
    followups.check_in(story.see(employee), by=employee, goal=goal, progress="on_track", line=story.pair("checkin"))


def _review_due(story: Story, at: datetime) -> None:
    followups.look_back(story.see(story.employee), by=story.employee)


def _closed(story: Story, at: datetime) -> None:
    goal = Goal.objects.get(talk__conversation=story.talk)
    followups.decide(story.see(story.employee), goal, "finish", by=story.employee, reason=story.pair("decision"))
    followups.close(story.see(story.employee), by=story.employee, learned=story.pair("learned"))


def cancelled(story: Story) -> None:
    calling_off.cancel(story.see(story.employee), by=story.employee)


_STEPS = {
    "invited": _invited,
    "preparing": _preparing,
    "one_sealed": _one_sealed,
    "ready": _ready,
    "meeting": _meeting,
    "summary_draft": _summary_draft,
    "agreed_pending": _agreed_pending,
    "following_up": _following_up,
    "review_due": _review_due,
    "closed": _closed,
}
