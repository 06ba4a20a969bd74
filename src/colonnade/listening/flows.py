"""From a file to two mirrors, and to nothing again.

No act here writes an event: a line that somebody used the mirror, or said no to it, would outlive it by years.
"""

from __future__ import annotations

import json

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from colonnade.activity import outbox
from colonnade.activity.models import Letter
from colonnade.conversations.access import demand_part
from colonnade.conversations.lifecycle import HELD, State
from colonnade.conversations.models import Conversation
from colonnade.kernel import clock
from colonnade.kernel.errors import NotYours, Refusal
from colonnade.people.models import Person
from colonnade.spaces.models import Membership, Space

from . import access, mirror, speakers
from .models import Mirror, Transcript, Whole

TAKES_TRANSCRIPTS = HELD | {State.MEETING}
SIDES = ("employee", "counterpart")
# A file whose speakers nobody named is not kept for longer.
DAYS_TO_NAME = 1


def names_of(talk: Conversation) -> dict[str, list[str]]:
    """How a file may name each side."""
    return {side: [person.name, person.spoken] for side, person in _two(talk).items()}


def _two(talk: Conversation) -> dict[str, Person]:
    return {"employee": talk.employee, "counterpart": talk.counterpart}


def demand_place(talk: Conversation) -> None:
    """Raises `Refusal` unless a transcript of this talk may be imported now."""
    if talk.state_now() not in TAKES_TRANSCRIPTS:
        raise Refusal(_("A transcript can be imported once you have talked."))
    if access.transcript_of(talk):
        raise Refusal(_("There is a transcript of this talk already. Delete it first; that is possible at any time."))


@transaction.atomic
def take_in(talk: Conversation, heard: speakers.Heard, *, by: Person) -> Transcript:
    """Put a file into quarantine until its speakers are named. What plainly is neither's is dropped before."""
    demand_part(talk, by)
    talk.lock()
    clear_what_ran_out(talk)
    demand_place(talk)
    turns, labels = heard.turns, heard.labels
    sides = speakers.guessed(labels, names_of(talk))
    if len(sides) == 2:
        turns = [turn if turn.who in sides.values() else turn.dropped for turn in turns]
        labels = [label for label in labels if label.number in sides.values()]
    transcript = Transcript.objects.create(
        conversation=talk,
        importer=by,
        kind=heard.kind,
        turns=len(turns),
        minutes=heard.minutes,
        ends_at=clock.now() + clock.days(DAYS_TO_NAME),
    )
    Whole.write(
        space=Space.make(Space.Kind.TRANSCRIPT),
        author=by,
        transcript=transcript,
        labels=json.dumps([[label.number, label.name, label.turns] for label in labels]),
        turns=json.dumps(speakers.as_rows(turns)),
    )
    return transcript


def labels_in(transcript: Transcript) -> list[speakers.Label]:
    """The speakers to choose from, until they are named."""
    return [speakers.Label(*row) for row in access.whole_of(transcript).opened("labels")]


def guess_in(transcript: Transcript, talk: Conversation) -> dict[str, str]:
    """Side -> label number, where the names are plain."""
    return speakers.guessed(labels_in(transcript), names_of(talk))


@transaction.atomic
def name_speakers(talk: Conversation, *, by: Person, mine: str, theirs: str) -> None:
    """The importer says who is whom, and with it yes; all other words are dropped and the other is asked."""
    demand_part(talk, by)
    talk.lock()
    transcript = _live(talk)
    if transcript.importer_id != by.pk:
        raise NotYours
    if transcript.is_asked:
        return
    labels = {label.number: label for label in labels_in(transcript)}
    other = talk.other_of(by)
    sides = {talk.side_of(by): mine, talk.side_of(other): theirs}
    if mine == theirs or any(_is_anothers(labels, number, side, talk) for side, number in sides.items()):
        raise Refusal(_("Choose a speaker for each of you."))
    whole = access.whole_of(transcript)
    turns = speakers.only(speakers.from_rows(whole.opened("turns")), sides)
    whole.turns = json.dumps(speakers.as_rows(turns))
    whole.labels = json.dumps({side: labels[number].name for side, number in sides.items()})
    whole.save()
    transcript.asked_at = clock.now()
    transcript.ends_at = transcript.imported_at + clock.days(settings.COLONNADE_TRANSCRIPT_DAYS)
    transcript.turns = sum(turn.who in SIDES for turn in turns)
    transcript.save()
    transcript.say_yes(talk.side_of(by))
    _ask(talk, transcript, other, by)


def _is_anothers(labels: dict[str, speakers.Label], number: str, side: str, talk: Conversation) -> bool:
    return number not in labels or speakers.plainly(labels[number].name, names_of(talk)) not in (None, side)


def _ask(talk: Conversation, transcript: Transcript, other: Person, by: Person) -> None:
    """A neutral letter: neither its title nor its text says that there is a transcript."""
    sentence = _("{name} asks you for a yes or a no. The page says what it is about; both answers are fine.")
    outbox.post(
        key=_letter_key(transcript),
        recipient=other.pk,
        address=other.email or "",
        subject=_("{name} has a question about your talk").format(name=by.name),
        body=f"{sentence.format(name=by.name)}\n\n"
        f"{settings.COLONNADE_BASE_URL}{reverse('talk-listening', args=[talk.pk])}\n",
    )


def _letter_key(transcript: Transcript) -> str:
    return f"question:{transcript.pk}"


@transaction.atomic
def accept(talk: Conversation, *, by: Person) -> None:
    """Say yes. When both have, each gets their own mirror, and the whole and its key are gone."""
    demand_part(talk, by)
    talk.lock()
    transcript = _live(talk)
    if not transcript.is_asked:
        raise Refusal(_("The speakers are not named yet."))
    if transcript.is_open:
        return
    transcript.say_yes(talk.side_of(by))
    if transcript.is_open:
        _hold_up(talk, transcript)


def _hold_up(talk: Conversation, transcript: Transcript) -> None:
    whole = access.whole_of(transcript)
    turns = speakers.from_rows(whole.opened("turns"))
    now = clock.now()
    for side, person in _two(talk).items():
        space = Space.make(Space.Kind.TRANSCRIPT)
        Membership.objects.create(space=space, person=person, starts_at=now, ends_at=transcript.ends_at)
        Mirror.write(
            space=space,
            author=person,
            transcript=transcript,
            numbers=json.dumps(mirror.numbers_of(turns, side)),
            lines=json.dumps(mirror.lines_of(turns, side)),
        )
    whole.dissolve()


@transaction.atomic
def withdraw(talk: Conversation, *, by: Person) -> None:
    """Either of the two, at any time, also instead of a yes: all of it is deleted at once, for both."""
    if by.pk not in (talk.employee_id, talk.counterpart_id):
        raise NotYours
    talk.lock()
    for transcript in Transcript.objects.filter(conversation=talk):
        _forget(transcript)


def clear_what_ran_out(talk: Conversation | None = None) -> int:
    """Delete what ran out or whose people left, everywhere or of one talk; returns how many."""
    over = Transcript.objects.over() if talk is None else Transcript.objects.over().filter(conversation=talk)
    found = list(over.select_related("conversation"))
    for transcript in found:
        with transaction.atomic():
            transcript.conversation.lock()
            # Asked again under the lock: it may just have been deleted, or been given its days.
            for still in Transcript.objects.over().filter(pk=transcript.pk):
                _forget(still)
    return len(found)


def _forget(transcript: Transcript) -> None:
    Letter.objects.filter(key=_letter_key(transcript), sent_at=None).delete()
    transcript.forget()


def _live(talk: Conversation) -> Transcript:
    found = access.transcript_of(talk)
    if found is None:
        raise Refusal(_("There is no transcript of this talk, or no longer one."))
    return found
