"""Whatever happens to a transcript, no byte of anybody's other pages changes.

Every page of the product is rendered for every actor, before and after random acts on the transcript. Left out
are the mirror's own page for its two people, and in their own data their own mirror.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from colonnade.kernel import clock
from colonnade.kernel.errors import NotYours, Refusal
from colonnade.listening import flows, speakers
from colonnade.listening.models import Mirror, Transcript
from tests.careers.ground import framework_ids
from tests.cast import Cast, signed_in
from tests.matrix_person_rows import person_rows
from tests.matrix_rows import talk_rows
from tests.stories import Story, tell
from tests.test_access_matrix import _private_words, ids_of_everything

from .files import NAMES, text, vtt

MIRROR = "talk-listening"
# What differs from one rendering to the next: form tokens, the moment of an export, seconds of a running clock.
PASSING = re.compile(
    rb'name="csrfmiddlewaretoken" value="\w+"|"made_at": "[^"]+"|seconds-left="\d+"|<progress[^>]*>'
    rb'|data-left>[^<]*<|name="token" value="[^"]*"'
)
OWN_MIRROR = re.compile(rb'"listening\.mirror": \[.*?\n  \]|"listening\.mirror": \[\]', re.DOTALL)

# No page of the product, or one that signs the reader out.
UNSEEN = {"account_logout", "healthz", "readyz", "style-guide"}

Act = tuple[str, str, int]
acts = st.lists(
    st.tuples(
        st.sampled_from(["import", "import text", "name", "accept", "withdraw", "wait"]),
        st.sampled_from(["employee", "manager"]),
        st.integers(0, 10_000),
    ),
    min_size=1,
    max_size=6,
)


class Watched:
    """A story with every page of everybody, to be looked at again."""

    def __init__(self, cast: Cast, story: Story) -> None:
        self.cast, self.story = cast, story
        ids = ids_of_everything(story, cast) | framework_ids(cast)
        self.clients = {name: signed_in(person) for name, person in cast.everybody().items()}
        self.addresses = [
            (row.name, reverse(row.name, kwargs={name: ids[key] for name, key in row.kwargs.items()}))
            for row in [*talk_rows(story.talk.state), *person_rows()]
            if row.method == "GET" and row.name not in UNSEEN
        ]
        # A first round writes what looking itself writes: the read log, which everybody sees of their own words.
        self.pages()

    def pages(self) -> dict[tuple[str, str], bytes]:
        return {(who, address): body for who, address, body in self._read()}

    def _read(self) -> Iterator[tuple[str, str, bytes]]:
        for who, client in [("anonymous", Client()), *self.clients.items()]:
            for name, address in self.addresses:
                if name == MIRROR and who in ("employee", "manager"):
                    continue
                answer = client.get(address)
                body = b"%d " % answer.status_code + PASSING.sub(b"", _said(answer.content))
                yield who, address, OWN_MIRROR.sub(b"", body) if who in ("employee", "manager") else body

    def do(self, act: Act) -> None:
        """One act by one of the two; what the rules refuse changes nothing either."""
        kind, who, seed = act
        person = getattr(self.cast, who)
        talk = self.story.see(person)
        with suppress(Refusal, NotYours):
            if kind.startswith("import"):
                turns = [(side, f"Word{seed % 97} canary-{side} {'more ' * (seed % 11)}?") for side in NAMES]
                content = vtt(turns) if kind == "import" else text(turns)
                flows.take_in(talk, speakers.hear(content), by=person)
            elif kind == "name":
                _name(talk, person)
            elif kind == "accept":
                flows.accept(talk, by=person)
            elif kind == "withdraw":
                flows.withdraw(talk, by=person)
            else:
                # As if its days had passed; the clock of the other pages stands where it stood.
                Transcript.objects.update(ends_at=clock.now())
                flows.clear_what_ran_out()


def _said(content: bytes) -> bytes:
    """A Word file is an archive whose entries carry the second they were packed in; what they hold is compared."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def _name(talk: Any, person: Any) -> None:
    transcript = Transcript.objects.filter(conversation=talk).first()
    if transcript is None or transcript.is_asked:
        raise Refusal("nothing to name")
    guess = flows.guess_in(transcript, talk)
    mine, theirs = talk.side_of(person), talk.side_of(talk.other_of(person))
    flows.name_speakers(talk, by=person, mine=guess[mine], theirs=guess[theirs])


def _difference(before: dict[tuple[str, str], bytes], after: dict[tuple[str, str], bytes]) -> list[tuple[str, str]]:
    return [key for key in before if before[key] != after[key]]


@pytest.fixture
def watched(cast, request, monkeypatch) -> Watched:
    made_at = clock.now()
    monkeypatch.setattr("colonnade.documents.answer.clock", SimpleNamespace(now=lambda: made_at))
    story = tell(cast.employee, cast.manager, getattr(request, "param", "following_up"))
    _private_words(story)
    return Watched(cast, story)


# The days of the acts: an unnamed file, one that was asked about, an open mirror, a new import, nothing again.
STORY: list[Act] = [
    ("import", "employee", 1),
    ("name", "employee", 1),
    ("accept", "manager", 1),
    ("withdraw", "manager", 1),
    ("import text", "manager", 2),
    ("name", "manager", 2),
    ("accept", "employee", 2),
    ("wait", "employee", 2),
]


def test_no_byte_of_any_other_page_changes_along_the_whole_way(watched):
    before, seen = watched.pages(), set()

    for act in STORY:
        watched.do(act)
        seen.add((Transcript.objects.count(), Mirror.objects.count()))
        if act[0] in ("name", "accept", "wait"):
            assert _difference(before, watched.pages()) == []

    assert seen == {(0, 0), (1, 0), (1, 2)}
    assert len(before) > 300


@pytest.mark.parametrize("watched", ["meeting", "closed"], indirect=True)
def test_nor_in_the_room_nor_when_all_is_closed(watched):
    before = watched.pages()

    for act in STORY[:3]:
        watched.do(act)

    assert Mirror.objects.count() == 2
    assert _difference(before, watched.pages()) == []


def test_the_comparison_sees_a_page_that_tells(watched, monkeypatch):
    """The positive control: were a count of transcripts on any page, it would be found."""
    from colonnade.workspace import chrome

    original = chrome.organisation.get

    def telling() -> Any:
        found = original()
        found.name = f"Fernwave {Transcript.objects.count()}"
        return found

    monkeypatch.setattr(chrome.organisation, "get", telling)
    before = watched.pages()

    watched.do(STORY[0])

    assert _difference(before, watched.pages()) != []


# A round of all pages takes seconds, so the short profile takes a few; the long one goes on for hours.
EXAMPLES = 2 if settings().max_examples == settings.get_profile("short").max_examples else 2000


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=acts)
def test_no_byte_changes_whatever_they_do(watched, steps):
    before = watched.pages()

    for step in steps:
        watched.do(step)

    assert _difference(before, watched.pages()) == []
