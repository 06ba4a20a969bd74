"""The parts of a paper, as plain values, and how what people typed is made harmless for any writer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from colonnade.kernel.errors import Refusal

# The longest paper one request may ask for; a talk with every field full stays below it.
MOST_CHARACTERS = 400_000


@dataclass(frozen=True)
class Text:
    """A person's words as running text; blank lines part paragraphs."""

    text: str


@dataclass(frozen=True)
class Note:
    """A remark of the product's own."""

    text: str


@dataclass(frozen=True)
class Facts:
    """Labels and values, one under the other."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Words:
    """What one person said, with the name, and what was said to it."""

    by: str
    text: str
    answer_by: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Pair:
    """Views side by side; never merged."""

    views: Sequence[Words]


@dataclass(frozen=True)
class Entry:
    """One thing with a title in somebody's words, and its details."""

    title: str
    meta: str
    rows: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Listed:
    """What one person does: a text and its day each."""

    by: str
    items: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Table:
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


Block = Text | Note | Facts | Words | Pair | Entry | Listed | Table


@dataclass(frozen=True)
class Section:
    heading: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Paper:
    """`state` stands under the title; `readers` and `foot` on every page. `page` says “Page {n} of {m}”."""

    over: str
    title: str
    state: str
    facts: Sequence[tuple[str, str]]
    readers_label: str
    readers: str
    sections: Sequence[Section]
    foot: str
    page: str
    language: str = "en"
    is_rtl: bool = False


def plain(value: object) -> object:
    """A paper as dictionaries, lists and clean strings; a block says its `kind`. Raises `Refusal` when too long."""
    made = _plain(value)
    if sum(len(text) for text in _texts(made)) > MOST_CHARACTERS:
        from django.utils.translation import gettext as _

        raise Refusal(_("This is too long for one copy. The page itself can be printed."))
    return made


def _plain(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, bool):
        return value
    said = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}  # type: ignore[arg-type]
    return {"kind": type(value).__name__.lower(), **said}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


_NEW_LINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Control characters, half surrogates and what is no character break a file; embeddings, overrides and isolates
# turn around the text after them, which a paper must not let one person do to another's words.
_HARMFUL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_FIRST_LETTER = re.compile(r"[^\W\d_]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")


def clean(text: str) -> str:
    return _HARMFUL.sub("", _NEW_LINES.sub("\n", text).replace("\t", " "))


def is_right_to_left(text: str) -> bool:
    """By its first letter, as a browser decides it for `dir="auto"`."""
    found = _FIRST_LETTER.search(text)
    return bool(found and _RIGHT_TO_LEFT.match(found.group()))


def paragraphs(text: str) -> list[list[str]]:
    """The paragraphs of a text, each as its lines."""
    parts = re.split(r"\n\s*\n", text.strip())
    return [part.split("\n") for part in parts if part.strip()]
