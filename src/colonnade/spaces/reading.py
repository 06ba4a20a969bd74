"""Notices whose words a page shows, and keeps the read log before the page leaves the house.

A row is written once per reader, text version and day. If it cannot be written, others' words are not
shown; one's own are.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from colonnade.kernel import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

log = logging.getLogger("colonnade.reading")


@dataclass
class Reading:
    """What one request shows to one reader: (text, version) -> (author, label)."""

    reader: UUID
    seen: dict[tuple[UUID, int], tuple[UUID, str]] = field(default_factory=dict)
    withheld: bool = False
    quiet: bool = False


_reading: ContextVar[Reading | None] = ContextVar("reading", default=None)
# What this process has already written today, so that a page seen twice costs no query.
_written: set[tuple[object, ...]] = set()
_MOST_REMEMBERED = 100_000


def shown(row: Any, words: str) -> str:
    """Called when words are opened: notes the reading, or withholds others' words when the log is broken."""
    reading = _reading.get()
    if reading is None or row.author_id == reading.reader:
        return words
    if reading.withheld:
        return _("Not shown: the read log cannot be written at the moment.")
    reading.seen[(row.pk, row.version)] = (row.author_id, row.seal_label)
    return words


@contextmanager
def by(reader: UUID) -> Iterator[Reading]:
    """Within the block, words that are opened count as read by `reader`."""
    token = _reading.set(Reading(reader))
    try:
        reading = _reading.get()
        assert reading is not None  # noqa: S101  set one line above
        yield reading
    finally:
        _reading.reset(token)


def is_a_poll() -> None:
    """The present request is a poll: it repeats what a logged page already showed, and writes nothing."""
    reading = _reading.get()
    if reading is not None:
        reading.quiet = True


def keep(reading: Reading) -> None:
    """Write what is not yet written; raises DatabaseError when it cannot."""
    from .models import Read

    if reading.quiet or not reading.seen:
        return
    today = clock.today()
    fresh = {
        (text, version): what
        for (text, version), what in reading.seen.items()
        if (today, reading.reader, text, version) not in _written
    }
    if not fresh:
        return
    known = set(
        Read.objects.filter(reader=reading.reader, on=today, text__in={text for text, _ in fresh}).values_list(
            "text", "version"
        )
    )
    rows = [
        Read(reader=reading.reader, author=author, text=text, version=version, label=label, on=today)
        for (text, version), (author, label) in fresh.items()
        if (text, version) not in known
    ]
    if rows:
        with transaction.atomic():
            Read.objects.bulk_create(rows, ignore_conflicts=True)
    if len(_written) > _MOST_REMEMBERED:
        _written.clear()
    _written.update((today, reading.reader, text, version) for text, version in fresh)


def read_log(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: keeps the log of what a page showed; without it the page is made again without others' words."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return get_response(request)
        with by(request.user.pk) as reading:
            response = get_response(request)
            try:
                keep(reading)
            except DatabaseError:
                log.exception("read log not written")
                reading.withheld = True
                if request.method not in ("GET", "HEAD"):
                    return _unlogged(request)
                response = get_response(request)
            return response

    return middleware


def _unlogged(request: HttpRequest) -> HttpResponse:
    from django.shortcuts import render

    return render(
        request,
        "ui/error.html",
        {
            "title": _("Kept, but not shown"),
            "sentence": _("Your words are kept. The page shows others' words, and their read log cannot be written."),
            "more": _("Open the page again in a minute."),
        },
        status=503,
    )
