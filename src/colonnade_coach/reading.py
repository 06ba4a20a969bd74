"""From a text to a reading: tokens, signs, sentences, quoted words set aside."""

from __future__ import annotations

import re
from functools import cache

from .grammar import SIGNS, Pattern
from .rules import Reading, engine
from .text import readable, tokens

_QUOTED_AT_MOST = 60
# "Thank you" alone does not make the reader the person spoken of.
_TO_READER = Pattern("<!thank <!thanks {you_any}|YOUR")


def read(text: str) -> tuple[Reading | None, str]:
    """The reading and a note; None when there is nothing to read."""
    text, note = readable(text)
    if not text:
        return None, note
    found = tokens(text)
    made = engine()
    signs = made.lexicon.signs(found)
    signs = _set_quotes_aside(signs)
    ends = [match.start() for match in _ends().finditer(signs)]
    present = set(signs)
    to_reader = not made.reader.isdisjoint(present) and _TO_READER.search(signs) is not None
    about = to_reader or not made.third.isdisjoint(present)
    return Reading(text, found, signs, ends, to_reader, about, not made.talk.isdisjoint(present)), note


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(SIGNS.sign_class("END"))


@cache
def _quotes() -> re.Pattern[str]:
    quote, line = SIGNS.sign_class("QUOTE"), SIGNS.sign_class("LINE")
    return re.compile(f"{quote}((?:(?!{quote})(?!{line}).){{1,{_QUOTED_AT_MOST}}}){quote}")


def _set_quotes_aside(signs: str) -> str:
    if SIGNS.having("QUOTE").isdisjoint(signs):
        return signs
    aside = engine().lexicon.quoted
    return _quotes().sub(lambda m: m[0][0] + aside * len(m[1]) + m[0][-1], signs)
