"""Patterns over word classes: each word becomes one sign, and a pattern is a regular expression over signs.

A pattern is read word by word. `lower` is that very word, `UPPER` a class of words/*.txt or a form,
`_` any word, `..` up to six words, `^` and `$` the borders of a sentence, `(a|b c)` a choice, `!X` not X
next, `<!X` not X before, `?` may be missing, `*` none to four, `+` one to four, `[ ]` the part to report, and
`{name}` another pattern by name. Nothing repeats without a bound, so no text can make a pattern slow.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from functools import cache, cached_property

_PART = re.compile(r"\s*(\(|\)|\||\[|\]|\^|\$|<!|!|[?*+]|\.\.|\{\w+\}|[\w'&](?:[\w'&/:\-]|\.(?=\w))*)")
_NAME = re.compile(r"\{(\w+)\}")
_NAMES_IN_NAMES = 6
_REPEAT = {"?": "?", "*": "{0,4}", "+": "{1,4}"}
_FIRST_SIGN = 0x100


_Look = Callable[..., "re.Match[str] | None"]


class PatternError(ValueError):
    """A pattern that cannot be read; the message quotes it."""


class Pattern:
    """One pattern; compiled when first asked, because a text touches few of them."""

    def __init__(self, source: str) -> None:
        self.source = source
        _KNOWN.append(self)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        # What begins with a choice is tried at every sign unless a look at that sign forbids it.
        look = "" if self.source[0].isalnum() or "" in self.starts else f"(?={set_of(self.starts)})"
        return re.compile(look + _translate(self.source))

    @cached_property
    def starts(self) -> frozenset[str]:
        """The signs a match can begin with; asking for them first is quicker than trying."""
        signs, empty = _Starts(parts_of(self.source)).choice()
        return SIGNS.every | {""} if empty else frozenset(signs)

    @cached_property
    def search(self) -> _Look:
        return self.regex.search

    @cached_property
    def match(self) -> _Look:
        return self.regex.match

    def find(self, signs: str, start: int = 0, end: int = sys.maxsize) -> tuple[int, int] | None:
        match = self.search(signs, start, end)
        # A pattern may mark a part in each of its choices; one of them took part.
        return match.span(match.lastindex or 0) if match else None

    def at(self, signs: str, start: int, end: int = sys.maxsize) -> int | None:
        """Where the pattern ends when it begins exactly at `start`."""
        if signs[start : start + 1] not in self.starts:
            return None
        match = self.match(signs, start, end)
        return match.end() if match else None

    def begins(self, signs: str, start: int, end: int = sys.maxsize) -> bool:
        return signs[start : start + 1] in self.starts and self.match(signs, start, end) is not None

    def all(self, signs: str, start: int = 0, end: int = sys.maxsize) -> list[tuple[int, int]]:
        if self.search(signs, start, end) is None:
            return []
        return [m.span(m.lastindex or 0) for m in self.regex.finditer(signs, start, end)]


_KNOWN: list[Pattern] = []
_NAMED: dict[str, str] = {}


def name_patterns(named: dict[str, str]) -> None:
    """Give patterns names that others use as `{name}`."""
    _NAMED.update(named)


@cache
def parts_of(source: str) -> tuple[str, ...]:
    """The words and signs of a pattern, names replaced by what they stand for."""
    for _ in range(_NAMES_IN_NAMES):
        if "{" not in source:
            break
        source = _NAME.sub(lambda m: f"({_NAMED[m[1]]})", source)
    parts = tuple(_PART.findall(source))
    if "".join(parts) != "".join(source.split()):
        raise PatternError(f"cannot read {_PART.sub('', source).strip()[:40]!r} in the pattern {source[:200]!r}")
    return parts


class _Starts:
    """Reads the parts of a pattern for the signs it can begin with, and whether it can match nothing."""

    def __init__(self, parts: tuple[str, ...]) -> None:
        self._parts = parts
        self._at = 0

    def _next(self) -> str:
        return self._parts[self._at] if self._at < len(self._parts) else ""

    def choice(self) -> tuple[set[str], bool]:
        signs, empty = self._sequence()
        while self._next() == "|":
            self._at += 1
            more, more_empty = self._sequence()
            signs, empty = signs | more, empty or more_empty
        return signs, empty

    def _sequence(self) -> tuple[set[str], bool]:
        signs: set[str] = set()
        empty = True
        while self._next() not in ("", "|", ")", "]"):
            more, more_empty = self._element()
            if self._next() in ("?", "*", "+"):
                more_empty = more_empty or self._next() != "+"
                self._at += 1
            signs |= more if empty else set()
            empty = empty and more_empty
        return signs, empty

    def _element(self) -> tuple[set[str], bool]:
        part = self._next()
        self._at += 1
        if part in _LOOKING:
            self._element()
            return set(), True
        if part in ("(", "["):
            inside = self.choice()
            self._at += 1
            return inside
        if part in ("^", "$"):
            return set(), True
        if part in ("_", ".."):
            return set(SIGNS.having("W")), part == ".."
        return set(SIGNS.having(_feature(part))), False


def is_word(part: str) -> bool:
    return part[0].isalnum() or part[0] in "'&-"


def is_class(part: str) -> bool:
    return part[0].isupper() and part.upper() == part


def _translate(source: str) -> str:
    out: list[str] = []
    parts = iter(_with_word_choices_joined(parts_of(source)))
    for part in parts:
        if part in _LOOKING:
            out.append(_looking(part, next(parts, ""), source))
        else:
            out.append(_one(part, source))
    return "".join(out)


_JOIN = "\t"


def _with_word_choices_joined(parts: tuple[str, ...]) -> list[str]:
    """A choice among single words is one set of signs, which is matched many times faster than a choice."""
    out: list[str] = []
    opened: list[int] = []
    for part in parts:
        if part in ("(", "["):
            opened.append(len(out))
        out.append(part)
        if part in (")", "]") and opened:
            start = opened.pop()
            out[start:] = _joined(out[start:])
    return out


def _joined(group: list[str]) -> list[str]:
    inside = group[1:-1]
    if any(part in ("(", "[", ")", "]") for part in inside):
        return group
    choices: list[list[str]] = [[]]
    for part in inside:
        if part == "|":
            choices.append([])
        else:
            choices[-1].append(part)
    single = [c[0] for c in choices if len(c) == 1 and is_word(c[0]) and c[0] != "_"]
    longer = [c for c in choices if not (len(c) == 1 and is_word(c[0]) and c[0] != "_")]
    if len(single) < 2:
        return group
    joined = _JOIN.join(single)
    if not longer:
        return [joined] if group[0] == "(" else ["[", joined, "]"]
    rest = [part for choice in longer for part in (*choice, "|")]
    return [group[0], *rest, joined, group[-1]]


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
    if _JOIN in part:
        return SIGNS.any_of(part.split(_JOIN))
    if not is_word(part):
        raise PatternError(f"{part!r} has no meaning in the pattern {source[:200]!r}")
    return SIGNS.sign_class(_feature(part))


def _feature(word: str) -> str:
    return word if is_class(word) else "=" + word


class Signs:
    """Which sign stands for which set of classes."""

    def __init__(self) -> None:
        self.sign_of: dict[frozenset[str], str] = {}
        self._signs_with: dict[str, list[str]] = {}
        self._classes: dict[str, str] = {}
        self._having: dict[str, frozenset[str]] = {}

    def sign(self, features: frozenset[str]) -> str:
        known = self.sign_of.get(features)
        if known is None:
            known = self.sign_of[features] = chr(_FIRST_SIGN + len(self.sign_of))
            self._having.clear()
            for feature in features:
                self._signs_with.setdefault(feature, []).append(known)
        return known

    def sign_class(self, feature: str) -> str:
        if feature not in self._classes:
            if feature not in self._signs_with:
                raise PatternError(f"no word has the class {feature!r}")
            self._classes[feature] = set_of(self._signs_with[feature])
        return self._classes[feature]

    def any_of(self, words: list[str]) -> str:
        signs: set[str] = set()
        for word in words:
            feature = _feature(word)
            if feature not in self._signs_with:
                raise PatternError(f"no word has the class {feature!r}")
            signs.update(self._signs_with[feature])
        return set_of(signs)

    @property
    def every(self) -> frozenset[str]:
        return frozenset(self.sign_of.values())

    def having(self, feature: str) -> frozenset[str]:
        if feature not in self._having:
            self._having[feature] = frozenset(self._signs_with.get(feature, ()))
        return self._having[feature]

    @property
    def border_before(self) -> str:
        return f"(?<!{self.sign_class('INNER')})"

    @property
    def border_after(self) -> str:
        return f"(?!{self.sign_class('INNER')})"


def set_of(signs: Iterable[str]) -> str:
    """The expression that matches any one of the signs."""
    codes = sorted(map(ord, signs))
    runs: list[list[int]] = []
    for code in codes:
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    # The signs themselves and not their escapes, which take `re` longer to read.
    return "[" + "".join(chr(a) if a == b else f"{chr(a)}-{chr(b)}" for a, b in runs) + "]"


SIGNS = Signs()


def literals() -> set[str]:
    """Every word that some pattern asks for by itself."""
    found: set[str] = set()
    for pattern in _KNOWN:
        found.update(p for p in parts_of(pattern.source) if is_word(p) and not is_class(p) and p != "_")
    return found
