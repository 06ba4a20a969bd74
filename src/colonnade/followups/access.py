"""Whose check-ins and decisions a person may read: the members of the pair's space."""

from __future__ import annotations

from colonnade.conversations.models import Conversation
from colonnade.people.models import Person

from .models import CheckIn, Decision, Learned, Pulse, RecordWord


def checkins_of(talk: Conversation, person: Person):
    rows = CheckIn.objects.readable_by(person).filter(conversation=talk)
    return rows.select_related("author", "key").order_by("-on", "-written_at")


def decisions_of(talk: Conversation, person: Person):
    return Decision.objects.readable_by(person).filter(conversation=talk).order_by("-round")


def learned_in(talk: Conversation, person: Person):
    return Learned.objects.readable_by(person).filter(conversation=talk).select_related("author", "key")


def pulses_of(talk: Conversation, person: Person) -> tuple[Pulse | None, Pulse | None]:
    """This person's own pulse, and the other's where both said yes to comparing."""
    rows = list(Pulse.objects.readable_by(person).filter(conversation=talk).select_related("key"))
    mine = next((row for row in rows if row.author_id == person.pk), None)
    theirs = next((row for row in rows if row.author_id != person.pk), None)
    return mine, theirs


def record_words_of(talk: Conversation, person: Person) -> dict[str, RecordWord]:
    rows = RecordWord.objects.readable_by(person).filter(conversation=talk).select_related("author", "key")
    return {row.criterion: row for row in rows}
