"""Patterns over word classes: each word becomes one sign, and a pattern is a regular expression over signs.

A pattern is read word by word. `lower` is that very word, `UPPER` a class of words/*.txt or a shape,
`_` any word, `..` up to six words, `^` and `$` the borders of a sentence, `(a|b c)` a choice, `!X` not X next,
`<!X` not X before, `?` may be missing, `*` none to four, `+` one to four, `[ ]` the part to report, and
`{name}` another pattern by name. Nothing repeats without a bound, so no text can make a pattern slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PART = re.compile(r"\s*(\(|\)|\||\[|\]|\^|\$|<!|!|[?*+]|\.\.|\{\w+\}|[\w'&](?:[\w'&/:\-]|\.(?=\w))*)")
_REPEAT = {"?": "?", "*": "{0,4}", "+": "{1,4}"}
_FIRST_SIGN = 0x100


class PatternError(ValueError):
    """A pattern that cannot be read; the message quotes it."""


class Pattern:
    """One pattern; compiled when first asked, because a text touches few of them."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._regex: re.Pattern[str] | None = None
        _KNOWN.append(self)

    def regex(self) -> re.Pattern[str]:
        if self._regex is None:
            self._regex = re.compile(_translate(self.source))
        return self._regex

    def find(self, signs: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
        match = self.regex().search(signs, start, len(signs) if end is None else end)
        return _part(match) if match else None

    def at(self, signs: str, start: int, end: int | None = None) -> int | None:
        """Where the pattern ends when it begins exactly at `start`."""
        match = self.regex().match(signs, start, len(signs) if end is None else end)
        return match.end() if match else None

    def all(self, signs: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        for match in self.regex().finditer(signs, start, len(signs) if end is None else end):
            yield _part(match)


def _part(match: re.Match[str]) -> tuple[int, int]:
    # A pattern may mark a part in each of its choices; one of them took part.
    return match.span(match.lastindex) if match.lastindex else match.span()


_KNOWN: list[Pattern] = []
_NAMED: dict[str, str] = {}


def name_patterns(named: dict[str, str]) -> None:
    """Give patterns names that others use as `{name}`."""
    _NAMED.update(named)


def parts_of(source: str) -> list[str]:
    for _ in range(6):
        expanded = re.sub(r"\{(\w+)\}", lambda m: f"({_NAMED[m[1]]})", source)
        if expanded == source:
            break
        source = expanded
    parts, at = [], 0
    source = source.strip()
    while at < len(source):
        match = _PART.match(source, at)
        if not match:
            raise PatternError(f"cannot read {source[at : at + 40]!r} in the pattern {source[:200]!r}")
        parts.append(match[1])
        at = match.end()
    return parts


def is_word(part: str) -> bool:
    return part[0].isalnum() or part[0] in "'&-"


def is_class(part: str) -> bool:
    return part[0].isupper() and part.upper() == part


def _translate(source: str) -> str:
    out: list[str] = []
    parts = iter(parts_of(source))
    for part in parts:
        if part in _LOOKING:
            out.append(_looking(part, next(parts, ""), source))
        else:
            out.append(_one(part, source))
    return "".join(out)


_LOOKING = {"!": "(?!", "<!": "(?<!"}


def _looking(sign: str, what: str, source: str) -> str:
    # A bracket after the sign takes the sign's own closing bracket with it.
    return _LOOKING[sign] if what == "(" else f"{_LOOKING[sign]}{_one(what, source)})"


def _one(part: str, source: str) -> str:
    fixed = {
        "(": "(?:", ")": ")", "|": "|", "[": "(", "]": ")",
        "^": SIGNS.border_before, "$": SIGNS.border_after, "..": f"{SIGNS.sign_class('W')}{{0,6}}?",
        "_": SIGNS.sign_class("W"),
    }  # fmt: skip
    if part in fixed:
        return fixed[part]
    if part in _REPEAT:
        return _REPEAT[part]
    if not is_word(part):
        raise PatternError(f"{part!r} has no meaning in the pattern {source[:200]!r}")
    return SIGNS.sign_class(part) if is_class(part) else SIGNS.sign_class("=" + part)


class Signs:
    """Which sign stands for which set of classes."""

    def __init__(self) -> None:
        self.sign_of: dict[frozenset[str], str] = {}
        self._signs_with: dict[str, list[str]] = {}
        self._classes: dict[str, str] = {}

    def sign(self, features: frozenset[str]) -> str:
        known = self.sign_of.get(features)
        if known is None:
            known = self.sign_of[features] = chr(_FIRST_SIGN + len(self.sign_of))
            for feature in features:
                self._signs_with.setdefault(feature, []).append(known)
        return known

    def sign_class(self, feature: str) -> str:
        if feature not in self._classes:
            if feature not in self._signs_with:
                raise PatternError(f"no word has the class {feature!r}")
            self._classes[feature] = _ranges(self._signs_with[feature])
        return self._classes[feature]

    def having(self, feature: str) -> frozenset[str]:
        return frozenset(self._signs_with.get(feature, ()))

    @property
    def border_before(self) -> str:
        return f"(?<!{self.sign_class('INNER')})"

    @property
    def border_after(self) -> str:
        return f"(?!{self.sign_class('INNER')})"


def _ranges(signs: list[str]) -> str:
    codes = sorted(map(ord, signs))
    runs: list[list[int]] = []
    for code in codes:
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "[" + "".join(f"\\u{a:04x}" if a == b else f"\\u{a:04x}-\\u{b:04x}" for a, b in runs) + "]"


SIGNS = Signs()


def literals() -> set[str]:
    """Every word that some pattern asks for by itself."""
    found: set[str] = set()
    for pattern in _KNOWN:
        found.update(p for p in parts_of(pattern.source) if is_word(p) and not is_class(p) and p != "_")
    return found
