"""What a pattern cannot do without, so that a text without it never pays for the pattern."""

from __future__ import annotations

import re
import sys
from functools import cache, cached_property

from .grammar import SIGNS, Pattern, is_class, is_word, parts_of, set_of

# Words of these classes stand in nearly every text, so that asking for them saves little.
_COMMON = "DET PREP BE AND COMMA YOU YOUR I WE HE IT ADV HAVE DO TOW NOUNY"
_COMMON_COSTS = 40


def needed_signs(pattern: Pattern) -> list[frozenset[str]]:
    """Sets of signs, the rarest first; any match contains at least one sign of each."""
    return sorted(_Reader(parts_of(pattern.source)).choice(), key=_cost)


class KnownNeeds(Pattern):
    """A pattern that can be asked what it needs before it is compiled."""

    @cached_property
    def needed(self) -> frozenset[str]:
        """The rarest signs of which a match holds one; none where it needs nothing."""
        needs = needed_signs(self)
        return needs[0] if needs else frozenset()

    def is_out(self, present: frozenset[str]) -> bool:
        """Whether no text of these signs can hold a match."""
        return bool(self.needed) and self.needed.isdisjoint(present)


class RarePattern(KnownNeeds):
    """A costly pattern seldom met: first a look whether the rarest of its needs is there at all."""

    @cached_property
    def need(self) -> re.Pattern[str]:
        return re.compile(set_of(self.needed) if self.needed else "")

    def find(self, signs: str, start: int = 0, end: int = sys.maxsize) -> tuple[int, int] | None:
        return super().find(signs, start, end) if self.need.search(signs, start, end) else None

    def all(self, signs: str, start: int = 0, end: int = sys.maxsize) -> list[tuple[int, int]]:
        return super().all(signs, start, end) if self.need.search(signs, start, end) else []


@cache
def _common() -> frozenset[str]:
    return frozenset().union(*map(SIGNS.having, _COMMON.split()))


def _cost(signs: frozenset[str]) -> int:
    return len(signs) + _COMMON_COSTS * len(signs & _common())


class _Reader:
    def __init__(self, parts: tuple[str, ...]) -> None:
        self._parts = parts
        self._at = 0

    def _next(self) -> str:
        return self._parts[self._at] if self._at < len(self._parts) else ""

    def choice(self) -> list[frozenset[str]]:
        """What every one of the choices needs; none when one of them needs nothing."""
        choices = [self.sequence()]
        while self._next() == "|":
            self._at += 1
            choices.append(self.sequence())
        if len(choices) == 1:
            return choices[0]
        if not all(choices):
            return []
        return [frozenset().union(*(min(needs, key=_cost) for needs in choices))]

    def sequence(self) -> list[frozenset[str]]:
        needs: list[frozenset[str]] = []
        while self._next() not in ("", "|", ")", "]"):
            element = self._element()
            if self._next() in ("?", "*", "+"):
                element = element if self._next() == "+" else []
                self._at += 1
            needs += element
        return needs

    def _element(self) -> list[frozenset[str]]:
        part = self._next()
        self._at += 1
        if part in ("!", "<!"):
            self._element()
            return []
        if part in ("(", "["):
            needs = self.choice()
            self._at += 1
            return needs
        if part == "_" or not is_word(part):
            return []
        return [SIGNS.having(part if is_class(part) else "=" + part)]
