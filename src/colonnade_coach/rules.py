"""The rules of rules/*.json: patterns with their exceptions, found in one pass over a text."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from .grammar import SIGNS, name_patterns
from .lexicon import Lexicon, lexicon
from .needs import KnownNeeds, needed_signs
from .text import places

_MARKS = frozenset("\n,;:.!?…-–—()'\"“”„’‘ ")
# How many needs of a pattern are looked at, and how far around a hit its exceptions may stand.
_NEEDS = 3
_AROUND = 40
Place = tuple[int, int]
_NOT_RULES = {"names.json", "hints.json", "guards.json"}


@dataclass(frozen=True)
class Hint:
    """What the product says when a hint is raised; the id is that of content.yaml."""

    id: str
    message: str
    why: str
    suggestion: str
    pattern: str
    severity: str
    source: str


@dataclass
class Rule:
    """One rule of one label. `bad` texts must raise it, `ok` texts must not."""

    id: str
    hint: str
    label: str
    patterns: list[KnownNeeds]
    alone: list[KnownNeeds]
    exceptions: list[KnownNeeds]
    keep: list[KnownNeeds]
    skip: list[str]
    near: str
    unless: str
    bad: list[str]
    ok: list[str]


@dataclass(frozen=True)
class Guard:
    """Words after which a rule has nothing to say, up to the next sign of `until`."""

    patterns: list[KnownNeeds]
    until: str


class Hit(NamedTuple):
    """A rule met in a text, from token to token."""

    rule: Rule
    start: int
    end: int


@dataclass
class Reading:
    """A text as signs, with its sentences; positions are those of tokens."""

    text: str
    tokens: list[str]
    signs: str
    ends: list[int]
    to_reader: bool
    about_person: bool
    in_talk: bool
    _places: list[tuple[int, int]] = field(default_factory=list)

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """Character positions of the tokens from `start` to `end`, marks at the borders left out."""
        if not self._places:
            self._places = places(self.text, self.tokens)
        while end - start > 1 and self.tokens[end - 1][0] in _MARKS:
            end -= 1
        while end - start > 1 and self.tokens[start][0] in _MARKS:
            start += 1
        return self._places[start][0], self._places[end - 1][1]

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Token places of the sentences, the mark that ends them left out."""
        start = 0
        for end in (*self.ends, len(self.signs)):
            if end > start:
                yield start, end
            start = end + 1

    def sentence(self, at: int) -> tuple[int, int]:
        index = bisect_left(self.ends, at)
        start = self.ends[index - 1] + 1 if index else 0
        return start, self.ends[index] if index < len(self.ends) else len(self.signs)


@cache
def hints() -> dict[str, Hint]:
    return {name: Hint(id=name, **texts) for name, texts in _load("hints.json").items()}


def _load(name: str) -> Any:
    return json.loads(resources.files(__package__).joinpath("rules", name).read_text("utf-8"))


@cache
def rules() -> list[Rule]:
    name_patterns(_load("names.json"))
    folder = resources.files(__package__).joinpath("rules")
    files = sorted(f.name for f in folder.iterdir() if f.name.endswith(".json") and f.name not in _NOT_RULES)
    return [_rule(entry) for name in files for entry in _load(name)]


def _rule(entry: dict[str, Any]) -> Rule:
    def patterns(key: str) -> list[KnownNeeds]:
        return [KnownNeeds(source) for source in entry.get(key, [])]

    return Rule(
        entry["id"], entry["hint"], entry["label"], patterns("patterns"), patterns("alone"),
        patterns("except"), patterns("keep"), entry.get("skip", []), entry.get("near", ""),
        entry.get("unless", ""), entry["bad"], entry["ok"],
    )  # fmt: skip


@cache
def guards() -> dict[str, Guard]:
    return {
        name: Guard([KnownNeeds(source) for source in entry["patterns"]], entry["until"])
        for name, entry in _load("guards.json").items()
    }


def _any_of(classes: str) -> frozenset[str]:
    return frozenset().union(*map(SIGNS.having, classes.split()))


class Engine:
    """Rules and words made ready together; a text asks only the patterns whose words it holds."""

    def __init__(self) -> None:
        self.rules, self.guards = rules(), guards()
        self.lexicon: Lexicon = lexicon()
        self._asked: list[tuple[Rule, KnownNeeds, bool]] = [
            (rule, pattern, alone)
            for rule in self.rules
            for alone in (False, True)
            for pattern in (rule.alone if alone else rule.patterns)
        ]
        self._everywhere = (1 << len(self._asked)) - 1
        self._masks: dict[str, int] = {}
        self._free = 0
        for number, (_, pattern, _) in enumerate(self._asked):
            self._note(pattern, 1 << number)
        self.question = SIGNS.having("QUESTION")
        self.reader = _any_of("YOU YOUBE YOUR YOUHAVE YOUWILL YOUWOULD")
        self.third = _any_of("=he =she =he's =she's")
        self.person = self.reader | _any_of("HE HEBE HIM HIS HEWILL")
        self.talk = self.person | _any_of("I IBE IHAVE IWILL IWOULD ME WE POLITE")

    def _note(self, pattern: KnownNeeds, bit: int) -> None:
        """Each need of a pattern has its own row of bits; all rows stand side by side in one number."""
        needed = needed_signs(pattern)[:_NEEDS]
        for place in range(_NEEDS):
            shifted = bit << place * len(self._asked)
            if place >= len(needed):
                self._free |= shifted
                continue
            for sign in needed[place]:
                self._masks[sign] = self._masks.get(sign, 0) | shifted

    def _candidates(self, signs: str) -> int:
        """The patterns, as bits, for which all the signs they cannot do without are there."""
        found, masks = self._free, self._masks
        for sign in set(signs):
            if sign in masks:
                found |= masks[sign]
        bits, width = self._everywhere, len(self._asked)
        for place in range(_NEEDS):
            bits &= found >> place * width
        return bits

    def hits(self, reading: Reading) -> list[Hit]:
        signs = reading.signs
        bits = self._candidates(signs)
        found: list[Hit] = []
        while bits:
            low = bits & -bits
            bits ^= low
            rule, pattern, alone = self._asked[low.bit_length() - 1]
            if not (alone and reading.to_reader) and pattern.search(signs) is not None:
                found += [Hit(rule, a, b) for a, b in pattern.all(signs) if b > a]
        return [hit for hit in found if self._stands(hit, reading)] if found else found

    def _stands(self, hit: Hit, reading: Reading) -> bool:
        first, last = reading.sentence(hit.start)
        start, end = max(first, hit.start - _AROUND), min(last, hit.end + _AROUND)
        if hit.rule.near == "talk" and not reading.in_talk:
            return False
        if hit.rule.near == "about" and not reading.about_person:
            return False
        if hit.rule.near == "said" and hit.start > first and self.talk.isdisjoint(reading.signs[start:end]):
            return False
        if hit.rule.near == "person" and self.person.isdisjoint(reading.signs[start:end]):
            return False
        present = frozenset(reading.signs[start:end])
        if any(self._guarded(name, hit, reading, (start, last), present) for name in hit.rule.skip):
            return False
        if _overlaps(hit.rule.keep, hit, reading.signs, (start, end), present):
            return True
        return not _overlaps(hit.rule.exceptions, hit, reading.signs, (start, end), present)

    def _guarded(self, name: str, hit: Hit, reading: Reading, place: Place, present: frozenset[str]) -> bool:
        start, end = place
        if name == "question" and end < len(reading.signs) and reading.signs[end] in self.question:
            return True
        guard = self.guards[name]
        until = SIGNS.having(guard.until)
        for pattern in guard.patterns:
            if pattern.is_out(present):
                continue
            for a, b in pattern.all(reading.signs, start, min(end, hit.end)):
                if a > hit.start:
                    break
                if a < hit.start < b or not any(s in until for s in reading.signs[b : hit.start]):
                    return True
        return False


def _overlaps(patterns: list[KnownNeeds], hit: Hit, signs: str, place: Place, present: frozenset[str]) -> bool:
    for pattern in patterns:
        if pattern.is_out(present):
            continue
        if any(a < hit.end and hit.start < b for a, b in pattern.all(signs, *place)):
            return True
    return False


@cache
def engine() -> Engine:
    return Engine()
