"""Feedback text: situation, behaviour, impact, next step, and what stands in their way."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice

from . import acts, effects, occasions
from .clauses import Clause, clauses
from .reading import read
from .report import Finding, Report, Span
from .rules import Hit, Reading, engine, hints

LABELS = (
    "has_situation", "has_behavior", "has_impact", "has_next_step", "trait_judgement", "absolute", "vague",
    "mind_reading", "hedge", "biased_language", "fixed_mindset",
)  # fmt: skip
_PARTS = ("situation", "behavior", "impact", "next_step")
_FOG = {"vague", "trait_judgement", "mind_reading", "fixed_mindset"}
_ABOUT_WORK = _FOG | {"absolute", "comparison", "hearsay", "potential"}
# Longer than any feedback; what stands after it is still checked for its words.
_CLAUSES = 300
_Place = tuple[int, int]


def check_feedback(text: str) -> Report:
    """Say what is there and what is missing in one piece of feedback.

    Returns a `Report` with the eleven labels, spans and findings; offsets are half-open character positions
    in `text`. Never raises: text that cannot be read gives an empty report whose `note` says why.
    Findings carry the ids of the product's hints; their sources stand in rules/hints.json.
    """
    reading, note = read(text)
    if reading is None:
        return Report(dict.fromkeys(LABELS, False), note=note)
    hits = engine().hits(reading)
    parts = find_parts(reading, hits)
    hits = [hit for hit in hits if _counts(hit, parts)]
    labels: dict[str, bool | str | None] = dict.fromkeys(LABELS, False)
    labels["has_situation"], labels["has_behavior"] = bool(parts.situation), bool(parts.behavior)
    labels["has_impact"], labels["has_next_step"] = bool(parts.impact), bool(parts.next_step)
    for hit in hits:
        if hit.rule.label in labels:
            labels[hit.rule.label] = True
    findings = _findings(reading, hits) if hits else []
    return Report(labels, _spans(reading, parts, hits), findings + _missing(reading, parts, hits), note)


@dataclass
class Parts:
    """Token places of the four parts."""

    situation: list[_Place] = field(default_factory=list)
    behavior: list[_Place] = field(default_factory=list)
    impact: list[_Place] = field(default_factory=list)
    next_step: list[_Place] = field(default_factory=list)
    past: bool = False
    told: bool = False

    def of(self, name: str) -> list[_Place]:
        places: list[_Place] = getattr(self, name)
        return places


def find_parts(reading: Reading, hits: list[Hit]) -> Parts:
    fog = [(h.start, h.end) for h in hits if h.rule.label in _FOG]
    return _Walk(reading, fog).parts()


class _Walk:
    """Goes through the clauses in order, because what follows an act is read as its effect."""

    def __init__(self, reading: Reading, fog: list[_Place]) -> None:
        self.reading, self.signs = reading, reading.signs
        self._fog = bytearray(len(self.signs))
        for start, end in fog:
            self._fog[start:end] = b"\x01" * (end - start)
        self._thanks = acts.has_thanks(self.signs)
        self.by = {"you"} if reading.to_reader else {"he"}
        self.found = Parts()
        self.late: list[_Place] = []
        self.last: tuple[str, _Place] = ("impact", (-1, -1))

    def parts(self) -> Parts:
        all_clauses = list(islice(clauses(self.reading), _CLAUSES))
        for clause in all_clauses:
            self._one(clause)
        if not self.found.behavior:
            self._acts_without_person(all_clauses)
        judged = self.reading.to_reader and 1 in self._fog
        if not self.found.situation and (self.found.behavior or self.found.impact or judged):
            self.found.situation += self.late[:1]
        return self.found

    def _one(self, clause: Clause) -> None:
        if self._ask(clause) or acts.is_general(self.signs, clause):
            return
        if self._act(clause) or self._effect(clause) or self._carried_on(clause):
            return
        if occasions.is_heading(self.signs, clause) and clause.end < len(self.signs) - 1:
            self.found.situation.append((clause.start, clause.end))
        else:
            self._occasion_alone(clause)

    def _ask(self, clause: Clause) -> bool:
        ask = acts.ask_start(self.signs, clause)
        if ask is not None:
            if not self._foggy(ask, clause.end):
                self._note("next_step", ask, clause)
            return True
        after_ask = self.last == ("next_step", clause.sentence)
        return after_ask and not acts.is_past(self.signs, clause) and self._carried_on(clause)

    def _note(self, part: str, start: int, clause: Clause) -> None:
        self.found.of(part).append((start, clause.end))
        self.last = (part, clause.sentence)

    def _carried_on(self, clause: Clause) -> bool:
        """A clause without a part of its own goes with the one before it in the sentence."""
        part, sentence = self.last
        if sentence != clause.sentence or self.found.of(part)[-1][1] < clause.start:
            return False
        start, _ = self.found.of(part)[-1]
        self.found.of(part)[-1] = (start, clause.end)
        return True

    def _foggy(self, start: int, end: int) -> bool:
        return self._fog.find(1, start, end) >= 0

    def _act(self, clause: Clause) -> bool:
        thanks = acts.thanks_for(self.signs, clause) if self._thanks else None
        if thanks is not None:
            self._keep_act(thanks, clause.end)
            return True
        if acts.is_yours(self.signs, clause) and effects.effect_verb(self.signs, clause.verb, clause.end):
            # "Your late answer cost us the slot": the act is a noun, what it did is the verb.
            self._keep_act(clause.subject, clause.verb)
            self._note("impact", clause.verb, clause)
            return True
        named = not self.reading.to_reader and not self.found.behavior and acts.is_named(self.signs, clause)
        if (named or acts.is_act(self.signs, clause, by=self.by)) and not self._inner(clause):
            past = acts.is_past(self.signs, clause)
            opening = occasions.in_opening(self.signs, clause, past=past)
            if opening:
                self.found.situation.append(opening)
            self._keep_act(clause.subject, clause.end, past=past)
            self.found.told = self.found.told or acts.is_told(self.signs, clause)
            return True
        if not self.found.behavior and acts.bare_past(self.signs, clause) and self._no_person():
            self._keep_act(clause.link, clause.end)
            return True
        return False

    def _inner(self, clause: Clause) -> bool:
        return self._foggy(clause.subject + 1, clause.subject + 2)

    def _no_person(self) -> bool:
        return not self.reading.to_reader

    def _keep_act(self, start: int, end: int, *, past: bool = True) -> None:
        self.found.past = self.found.past or past
        self.found.told = self.found.told or past
        inside = occasions.in_body(self.signs, start + 1, end) if past else None
        if inside:
            self.found.situation.append(inside)
            if inside[1] >= end - 1:
                end = inside[0]
        self.found.behavior.append((start, max(end, start + 1)))
        self.last = ("behavior", self.reading.sentence(start))

    def _effect(self, clause: Clause) -> bool:
        if not effects.is_effect(self.signs, clause, after_act=bool(self.found.behavior)):
            return False
        if not self.found.behavior and acts.happened_to_a_thing(self.signs, clause):
            return False
        self._note("impact", clause.start, clause)
        inside = occasions.in_opening(self.signs, clause) or occasions.in_body(self.signs, clause.start, clause.end)
        self.late += [inside] if inside else []
        return True

    def _occasion_alone(self, clause: Clause) -> None:
        place = occasions.in_opening(self.signs, clause) or occasions.in_body(self.signs, clause.start, clause.end)
        if place:
            self.late.append(place)

    def _acts_without_person(self, all_clauses: list[Clause]) -> None:
        """The agent left out: "the sheet was filed late", then what followed."""
        for clause in all_clauses:
            place = (clause.start, clause.end)
            if place in self.found.next_step or acts.is_general(self.signs, clause):
                continue
            passive = acts.happened_to_a_thing(self.signs, clause, listed=bool(self.found.situation))
            if (passive or self._work_before_effect(clause)) and not self._foggy(*place):
                self._take_act(clause)
                self._effects_after(all_clauses, clause)
                return

    def _work_before_effect(self, clause: Clause) -> bool:
        """ "The table came two days late", said before its effect, stands for its author."""
        is_last = clause.end >= len(self.signs) - 1
        return bool(self.found.situation or self.late) and not is_last and acts.is_work(self.signs, clause)

    def _take_act(self, clause: Clause) -> None:
        opening = occasions.in_opening(self.signs, clause)
        if opening:
            self.found.situation.append(opening)
        if (clause.start, clause.end) in self.found.impact:
            self.found.impact.remove((clause.start, clause.end))
        self._keep_act(clause.subject, clause.end)

    def _effects_after(self, all_clauses: list[Clause], act: Clause) -> None:
        for clause in all_clauses:
            place = (clause.start, clause.end)
            if clause.start <= act.start or place in self.found.impact + self.found.next_step:
                continue
            if effects.is_effect(self.signs, clause, after_act=True):
                self.found.impact.append(place)


def _counts(hit: Hit, parts: Parts) -> bool:
    """Praise and verdicts are fog only where nothing one can see stands beside them."""
    if hit.rule.unless == "act":
        return not (parts.behavior and (parts.situation or parts.impact))
    if hit.rule.unless == "full":
        return not (parts.behavior and parts.impact)
    return True


def _spans(reading: Reading, parts: Parts, hits: list[Hit]) -> list[Span]:
    spans = {_span(reading, place, name) for name in _PARTS for place in parts.of(name)}
    spans |= {_span(reading, (h.start, h.end), h.rule.label) for h in hits if h.rule.label in LABELS}
    return sorted(spans)


def _span(reading: Reading, place: _Place, label: str) -> Span:
    start, end = reading.characters(*place)
    return Span(start, end, label)


def _findings(reading: Reading, hits: list[Hit]) -> list[Finding]:
    shown: list[Hit] = []
    until: dict[str, int] = {}
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if hit.start >= until.get(hit.rule.hint, 0):
            until[hit.rule.hint] = hit.end
            shown.append(hit)
    return [finding(reading, h.rule.hint, h.rule.id, h.rule.label, (h.start, h.end)) for h in shown]


def finding(reading: Reading, hint_id: str, form: str, label: str, place: _Place) -> Finding:
    hint = hints()[hint_id]
    start, end = reading.characters(*place)
    return Finding(
        hint.id, form, label, start, end, reading.text[start:end],
        hint.message, hint.why, hint.suggestion, hint.pattern, hint.severity,
    )  # fmt: skip


def _only_asks(reading: Reading) -> bool:
    return reading.ends[:1] == [len(reading.signs) - 1] and reading.signs[-1] in engine().question


def _missing(reading: Reading, parts: Parts, hits: list[Hit]) -> list[Finding]:
    """A part is missed only where somebody's work is spoken of, or every plain line would be asked."""
    # "She lives in Bath" is no feedback; of a third person only what happened is.
    # "You sum up, then you sign" is a manual; of habits only what opens a sentence is somebody's.
    told = parts.told if reading.to_reader else reading.about_person and parts.past
    about_person = parts.behavior and told and not _only_asks(reading)
    if not (about_person or any(hit.rule.label in _ABOUT_WORK for hit in hits)):
        return []
    whole = (0, len(reading.signs))
    found = []
    if not parts.situation:
        found.append(finding(reading, "fl_no_time", "no_occasion", "has_situation", whole))
    if not parts.impact:
        found.append(finding(reading, "fl_no_impact", "no_effect", "has_impact", whole))
    return found
