"""The harness of the access matrix: tries each address as each actor and reads every byte that comes back."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from uuid import UUID

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from colonnade.documents.pdf import MEDIA_TYPE as PDF
from colonnade.documents.word import MEDIA_TYPE as WORD
from tests.cast import Cast, signed_in
from tests.stories import Story

TOKEN = re.compile(r"canary-[A-Za-z0-9.\-]*[A-Za-z0-9]")
ANYBODY = "anonymous"


@dataclass(frozen=True)
class Row:
    """One address and method: the status each actor gets. `default` is for every actor not named."""

    name: str
    method: str
    default: int | set[int]
    named: dict[str, int | set[int]] = field(default_factory=dict)
    kwargs: dict[str, str] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)
    anonymous: int | set[int] = 302

    def expected(self, actor: str) -> set[int]:
        status = self.anonymous if actor == ANYBODY else self.named.get(actor, self.default)
        return status if isinstance(status, set) else {status}


@dataclass
class Result:
    requests: int = 0
    wrong: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"requests={self.requests} wrong={len(self.wrong)} leaks={len(self.leaks)}"


@dataclass
class Ground:
    """Who asks, what objects the addresses name, and which tokens may be read by whom."""

    cast: Cast
    ids: dict[str, object]
    stories: list[Story]

    def clients(self) -> Iterator[tuple[str, UUID | None, Client]]:
        yield ANYBODY, None, Client()
        for name, person in self.cast.everybody().items():
            yield name, person.pk, signed_in(person)

    @property
    def readers_of(self) -> dict[str, frozenset[UUID]]:
        return {token: readers for story in self.stories for token, readers in story.tokens.items()}


def walk(ground: Ground, rows: list[Row]) -> Result:
    """Try every row as every actor; each request is rolled back, so that the order does not matter."""
    result = Result()
    readers = ground.readers_of
    for actor, person, client in ground.clients():
        client.raise_request_exception = False
        for row in rows:
            _try(result, row, actor, person, client, ground, readers)
    return result


def _try(
    result: Result,
    row: Row,
    actor: str,
    person: UUID | None,
    client: Client,
    ground: Ground,
    readers: dict[str, frozenset[UUID]],
) -> None:
    address = reverse(row.name, kwargs={name: ground.ids[key] for name, key in row.kwargs.items()})
    data = {name: str(ground.ids.get(value, value)) for name, value in row.data.items()}
    kept = SimpleCookie({name: morsel.value for name, morsel in client.cookies.items()})
    with transaction.atomic():
        send: Callable = getattr(client, row.method.lower())
        response = send(address, data)
        transaction.set_rollback(True)
    client.cookies = kept
    result.requests += 1
    if response.status_code not in row.expected(actor):
        result.wrong.append(f"{row.method} {row.name} as {actor}: {response.status_code}, not {row.expected(actor)}")
    for token in set(TOKEN.findall(_bytes_of(response))):
        if person not in readers.get(token, frozenset()):
            result.leaks.append(f"{token} reached {actor} by {row.method} {row.name}")


def _bytes_of(response) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return headers + "\n" + _read_back(body, response.headers.get("Content-Type", ""))


def _read_back(body: bytes, media_type: str) -> str:
    """What a person reads in it; a paper packs its words."""
    if media_type == PDF:
        said = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
        return said.replace("-\n", "-")  # a line may end at a hyphen
    if media_type == WORD:
        return "\n".join(run.text or "" for run in Document(io.BytesIO(body)).element.iter(qn("w:t")))
    return body.decode("utf-8", "replace")


def all_names(patterns=None) -> set[str]:
    """Every named address of the product."""
    found: set[str] = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            found |= all_names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            found.add(pattern.name or str(pattern.pattern))
    return found
