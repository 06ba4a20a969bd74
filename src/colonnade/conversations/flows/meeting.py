"""In the room: parts of the hour, notes both see, what is captured, the recap."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colonnade.kernel import clock
from colonnade.kernel.errors import Refusal, Unseen
from colonnade.people.models import Person
from colonnade.spaces.models import Words

from .. import access
from ..lifecycle import TAKES_NOTHING_NEW, State
from ..models import (
    Conversation,
    Note,
    PrivateNote,
    Recap,
    TalkFeedback,
    TalkGoal,
    TalkItem,
    TalkOption,
    TalkPromise,
)
from .preparing import open_sealed
from .starting import tell

MOST_DAYS_AHEAD = 370


@transaction.atomic
def start(talk: Conversation, *, by: Person) -> None:
    """Begin to talk. What one side sealed opens now, whether or not the other was ready."""
    if talk.state == State.MEETING:
        return
    talk.act("meet", by=by)
    talk.met_at = talk.segment_at = clock.now()
    talk.segment = 0
    talk.save()
    if talk.sealed_by():
        open_sealed(talk)


@transaction.atomic
def go_to_segment(talk: Conversation, segment: int, *, by: Person) -> None:
    access.demand_part(talk, by)
    talk.lock()
    if talk.state != State.MEETING:
        raise Refusal(_("The room is closed."))
    last = len(talk.kind.agenda(short=talk.is_short)) - 1
    talk.segment, talk.segment_at = max(0, min(segment, last)), clock.now()
    talk.save()
    talk.touch_room()


@transaction.atomic
def add_note(talk: Conversation, text: str, *, by: Person, token: UUID | None = None) -> Note:
    """A note both see. The same token twice is one note: a browser may send again what it is unsure of."""
    access.demand_part(talk, by)
    if talk.state_now() not in (State.READY, State.MEETING, State.SUMMARY_DRAFT):
        raise Refusal(_("Notes are taken in the room, while you talk."))
    if token:
        found = Note.objects.readable_by(by).filter(conversation=talk, token=token).first()
        if found:
            return found
    note = Note.write(
        space=talk.pair_space, author=by, conversation=talk, segment=talk.segment, token=token, text=text
    )
    talk.touch_room()
    return note


@transaction.atomic
def change_note(talk: Conversation, note_id: UUID, text: str, *, by: Person, expected: int) -> None:
    """One's own note; an empty text takes it back."""
    access.demand_part(talk, by)
    if talk.state_now() not in (State.READY, State.MEETING, State.SUMMARY_DRAFT):
        raise Refusal(_("The summary has been sent; its notes stay as they are."))
    note = Note.objects.readable_by(by).filter(conversation=talk, pk=note_id, author=by).first()
    if note is None:
        raise Refusal(_("This note is not there any more."))
    if text.strip():
        note.revise(expected=expected, text=text)
    else:
        note.delete()
    talk.touch_room()


@transaction.atomic
def move_to_next_time(talk: Conversation, note_id: UUID, *, by: Person, on: bool) -> None:
    """Either of the two leaves a note for the next talk, or takes it back; its words stay where they are."""
    access.demand_part(talk, by)
    note = Note.objects.readable_by(by).filter(conversation=talk, pk=note_id).first()
    if note is None:
        raise Unseen
    note.for_next_time = on
    note.save(update_fields=["for_next_time"])
    talk.touch_room()


@transaction.atomic
def keep_private_note(talk: Conversation, text: str, *, by: Person) -> PrivateNote:
    note = access.private_note_of(talk, by)
    if note is None:
        return PrivateNote.write(space=talk.private_space(by), author=by, conversation=talk, text=text)
    note.text, note.written_at = text, clock.now()
    note.version += 1
    note.save()
    return note


@transaction.atomic
def keep_recap(
    talk: Conversation,
    *,
    by: Person,
    text: str | None = None,
    no_checkin_reason: str | None = None,
    no_goal_reason: str | None = None,
) -> Recap:
    """The employee's recap; the reasons for leaving something out may come from either."""
    access.demand_part(talk, by)
    if text is not None and by.pk != talk.employee_id:
        raise Refusal(_("The recap is {name}’s own.").format(name=talk.employee.spoken))
    given = {"text": text, "no_checkin_reason": no_checkin_reason, "no_goal_reason": no_goal_reason}
    values = {name: value for name, value in given.items() if value is not None}
    recap = access.recap_of(talk, by)
    if recap is None:
        return Recap.write(space=talk.pair_space, author=talk.employee, conversation=talk, **values)
    for name, value in values.items():
        setattr(recap, name, value)
    recap.version += 1
    recap.save()
    talk.touch_room()
    return recap


@transaction.atomic
def end(talk: Conversation, *, by: Person, first_checkin_on: date | None) -> None:
    """Leave the room for the summary, with the first check-in set (or its absence explained in the recap)."""
    if first_checkin_on is not None:
        today = by.today
        if not today <= first_checkin_on <= today + clock.days(MOST_DAYS_AHEAD):
            raise Refusal(_("The first check-in is to come: choose a day within a year from today."))
        Conversation.objects.filter(pk=talk.pk).update(first_checkin_on=first_checkin_on)
        talk.first_checkin_on = first_checkin_on
    talk.act("end_meeting", by=by)
    talk.ended_at = clock.now()
    talk.save()
    drafter = talk.employee if talk.drafter_id == talk.employee_id else talk.counterpart
    tell(
        talk,
        drafter,
        "draft",
        _("The talk is still fresh"),
        _("The draft of the summary takes about ten minutes; your notes are already in it."),
    )


_JOINS = {
    "evidence.item": (TalkItem, "item"),
    "feedback.feedback": (TalkFeedback, "feedback"),
    "careers.option": (TalkOption, "option"),
    "goals.goal": (TalkGoal, "goal"),
    "goals.promise": (TalkPromise, "promise"),
}


@transaction.atomic
def capture(talk: Conversation, model: type[Words], *, by: Person, **values: object) -> Words:
    """Write something of this talk into the pair's space and join it to the talk."""
    demand_open(talk, by)
    row = model.write(space=talk.pair_space, author=by, **values)
    join(talk, row)
    return row


def join(talk: Conversation, row: Words) -> None:
    """Tie an object in the pair's space to its talk; tying it twice changes nothing."""
    model, name = _JOINS[row.seal_label]
    model.objects.get_or_create(conversation=talk, **{name: row})
    talk.touch_room()


def demand_open(talk: Conversation, by: Person) -> None:
    """Raises unless this person may still add to the talk."""
    access.demand_part(talk, by)
    if talk.state_now() in TAKES_NOTHING_NEW:
        raise Refusal(
            _("Nothing can be added while the talk is “{state}”.").format(state=State(talk.state_now()).label)
        )
