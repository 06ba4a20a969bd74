"""Which talks a person sees, and the words of a talk they may read: one rule, the members of the spaces."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from colonnade.kernel.errors import NotYours, Unseen
from colonnade.kernel.hot import SOMETHING, Hot
from colonnade.people.models import Person
from colonnade.spaces.access import at_this_moment, demand_writing, moments

from .models import (
    Answer,
    Conversation,
    Note,
    PrivateNote,
    Purpose,
    Recap,
    Rhythm,
    Setting,
    SharedAnswer,
    Summary,
    SummaryVersion,
    View,
)
from .pillars import with_facts


def talks_of(person: Person) -> QuerySet[Conversation]:
    """All talks this person sees, with people and pillar facts."""
    return with_facts(Conversation.objects.visible_to(person).with_people())


def talk_for(person: Person, talk_id: UUID) -> Conversation:
    """One talk; raises `Unseen` for a talk that is not there or not theirs."""
    found = list(_one_talk(talk=talk_id, **at_this_moment(person)))
    if not found:
        raise Unseen
    return found[0]


def open_talks_of(person: Person) -> list[Conversation]:
    """The talks that are still going on, the next meeting first; at most forty."""
    return list(_open_talks(**at_this_moment(person)))


def newest_talks_of(person: Person) -> list[Conversation]:
    """The first page of all talks, newest first, and one more when there are older ones."""
    return list(_newest_talks(**at_this_moment(person)))


def talks_between(employee: Person, counterpart: Person, person: Person) -> list[Conversation]:
    """All talks of these two in these parts that `person` sees, the newest first."""
    rows = Conversation.objects.visible_to(person).filter(employee=employee, counterpart=counterpart)
    return list(rows.order_by("-started_at", "-pk")[:MOST_OPEN_TALKS])


def rhythm_of(talk: Conversation) -> Rhythm | None:
    """How often the two of this talk want to talk; both may know."""
    return Rhythm.objects.filter(employee=talk.employee_id, counterpart=talk.counterpart_id).first()


def rhythms_led_by(person: Person) -> dict[UUID, Rhythm]:
    """The rhythms in which this person is the counterpart, by employee."""
    return {rhythm.employee_id: rhythm for rhythm in Rhythm.objects.filter(counterpart=person)}


def talks_led_by(person: Person) -> list[Conversation]:
    """The talks in which this person is the counterpart, newest first."""
    return list(_led_talks(**at_this_moment(person)))


def _seen(person: UUID, now: datetime) -> QuerySet[Conversation]:
    return with_facts(Conversation.objects.visible_to(person, now).with_people())


MOST_OPEN_TALKS = 40
TALKS_A_PAGE = 30
MOST_LED_TALKS = 700
_one_talk = Hot(lambda person, now, over, talk: _seen(person, now).filter(pk=talk), talk=SOMETHING, **moments())
_newest_talks = Hot(
    lambda person, now, over: _seen(person, now).order_by("-started_at", "-pk")[: TALKS_A_PAGE + 1], **moments()
)
_led_talks = Hot(
    lambda person, now, over: _seen(person, now).filter(counterpart=person).order_by("-started_at")[:MOST_LED_TALKS],
    **moments(),
)
_open_talks = Hot(
    lambda person, now, over: _seen(person, now).open().order_by("meets_at", "started_at")[:MOST_OPEN_TALKS],
    **moments(),
)


def demand_part(talk: Conversation, person: Person) -> None:
    """Raises `NotYours` for who may still read the talk but no longer write in it."""
    if person.pk not in (talk.employee_id, talk.counterpart_id):
        raise NotYours
    demand_writing(person, talk.pair_space)


def purpose_of(talk: Conversation, person: Person) -> Purpose | None:
    return Purpose.objects.readable_by(person).filter(conversation=talk).prefetch_related("confirmations").first()


def setting_of(talk: Conversation, person: Person) -> Setting | None:
    return Setting.objects.readable_by(person).filter(conversation=talk).prefetch_related("confirmations").first()


def own_answers(talk: Conversation, person: Person) -> dict[str, Answer]:
    rows = Answer.objects.readable_by(person).filter(conversation=talk, author=person)
    return {answer.question_id: answer for answer in rows}


def shared_answers(talk: Conversation, person: Person) -> list[SharedAnswer]:
    """What lies open for this person: their own sealed answers, and the other's once opened."""
    rows = SharedAnswer.objects.readable_by(person).filter(conversation=talk)
    return list(rows.prefetch_related("marks").order_by("written_at"))


def notes_of(talk: Conversation, person: Person) -> QuerySet[Note]:
    return Note.objects.readable_by(person).filter(conversation=talk).order_by("written_at", "pk")


def private_note_of(talk: Conversation, person: Person) -> PrivateNote | None:
    return PrivateNote.objects.readable_by(person).filter(conversation=talk, author=person).first()


def recap_of(talk: Conversation, person: Person) -> Recap | None:
    return Recap.objects.readable_by(person).filter(conversation=talk).first()


def summary_of(talk: Conversation, person: Person) -> Summary | None:
    return Summary.objects.readable_by(person).filter(conversation=talk).first()


def versions_of(talk: Conversation, person: Person) -> list[SummaryVersion]:
    rows = SummaryVersion.objects.readable_by(person).filter(conversation=talk)
    return list(rows.prefetch_related("agreements").order_by("-number"))


def views_beside(version: SummaryVersion, person: Person) -> list[View]:
    return list(View.objects.readable_by(person).filter(summary_version=version).select_related("author", "key"))
