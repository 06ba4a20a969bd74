"""Transcripts for the tests: every line carries the side that said it, so that a stray word is noticed."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from colonnade.listening import flows, speakers
from colonnade.listening.models import Transcript
from tests.cast import signed_in
from tests.stories import Story

# The words after "canary-" name who said them; "ledger" is taken up by the other, as said by the one who takes it up.
TURNS = [
    ("manager", "Hello canary-manager-one. What would you like to talk about first?"),
    ("employee", "I keep rebuilding the ledger alone, canary-employee-one."),
    ("manager", "You keep rebuilding the ledger alone. Who could share it with you? canary-manager-two."),
    ("third", "The room is booked from three, canary-third-one."),
    ("employee", "Jonas could, canary-employee-two. Did you ask him?"),
    ("manager", "Not yet, canary-manager-three."),
]
NAMES = {"manager": "Marta Lindqvist", "employee": "Priya Sandoval", "third": "Room Panel"}


def vtt(turns=TURNS, names=NAMES) -> bytes:
    lines = ["WEBVTT", ""]
    for number, (who, text) in enumerate(turns):
        lines += [f"00:{number:02}:00.000 --> 00:{number:02}:50.000", f"<v {names[who]}>{text}</v>", ""]
    return "\n".join(lines).encode()


def text(turns=TURNS, names=NAMES) -> bytes:
    return "\n".join(f"{names[who]}: {said}" for who, said in turns).encode()


def page(story: Story, name: str = "") -> str:
    return reverse(f"talk-listening-{name}" if name else "talk-listening", kwargs={"talk_id": story.talk.pk})


def upload(story: Story, person, content: bytes, name: str = "talk.vtt"):
    return signed_in(person).post(page(story, "import"), {"file": SimpleUploadedFile(name, content)})


def imported(story: Story, by=None, content: bytes | None = None) -> Transcript:
    by = by or story.employee
    return flows.take_in(story.see(by), speakers.hear(content or vtt()), by=by)


def asked(story: Story, by=None, content: bytes | None = None) -> Transcript:
    by = by or story.employee
    transcript = imported(story, by, content)
    guess = flows.guess_in(transcript, story.talk)
    sides = [story.talk.side_of(by), story.talk.side_of(story.talk.other_of(by))]
    flows.name_speakers(story.see(by), by=by, mine=guess[sides[0]], theirs=guess[sides[1]])
    return Transcript.objects.get()


def opened(story: Story, by=None, content: bytes | None = None) -> Transcript:
    transcript = asked(story, by, content)
    other = story.talk.other_of(transcript.importer)
    flows.accept(story.see(other), by=other)
    return Transcript.objects.get()
