"""Goals: specific, measurable, time-bound, and whether they name an outcome or an activity."""

from __future__ import annotations

from datetime import date

from . import deadlines, measures
from .feedback import finding
from .grammar import Pattern
from .reading import read
from .report import Finding, Report, Span
from .rules import Reading

LABELS = ("specific", "measurable", "quantified", "time_bound", "action_oriented", "vague", "focus")
Place = tuple[int, int]

# What people put before the verb.
_LEAD = Pattern(
    "^ (SYM|NUM (CLOSE|END)|so|COMMA|because .. COMMA|that|goal COLON|COLON|OPEN|DASH|QUOTE|then|maybe"
    "|perhaps|and)* "
    "((CAP|GROUP|PERSONN|the team|my team|our team|NS|HE) (will|should|must|needs to|shall|can|wants to)"
    "|(i|WE|IWILL|WEWILL|IWOULD|HE) (ADV)* (will|want|wants|plan|plans|aim|aims|intend|intends|am going"
    "|are going|engage|commit|would like|like|need|needs|should|must|have|hope|shall|would|can|wish|try"
    "|going)? (me|myself|us|ourselves)? (to)?"
    "|(my|our|the) (NOUNY)? (goal|aim|target|objective|plan|ambition|intention|priority|focus) (for _ "
    "_?)? (is|BE|will be|COLON|would be) (to|that (i|WE))?|to|try to|trying to)? (be able to|learn to"
    "|learn how to|manage to|ADV|also|please)*"
)
_REPORT = Pattern(
    "^ (SYM|COMMA|ADV)* (LASTW PERIOD|(in|on|at|since) (the)? (MONTH|QUARTER|SEASON|YEAR|WEEKDAY))? "
    "(since)? !NUM COMMA? ((i|WE|HE|it|{np}|MONTH) (ADV|LY)* (PASTIRR|ED|was|were|did"
    "|didn't|HAD|has been|have been ED|IHAVE)|(IHAVE|WEHAVE) (ADV)* (ED|PARTIRR|PASTIRR)"
    "|((POSS|the) NOUNY+ (PREP (DET|LASTW)* NOUNY+)?) (ADV)* (is|are) (ADV|NEG)* (STATE|QUALITY|open|ED"
    "|PARTIRR|PREP)|since _ _? (i|WE) (ADV)* !HAVE (VERB|SOFT|PLAIN))"
)
_NOUN_START = Pattern(
    "(no|zero|NUM|at least|at most|DET|POSS|fewer|less|QUANT|METRIC|ABSTR|!VERB !MOVE !SOFT !DONE !STEP "
    "NOUNY METRIC|GROUP|less than|more than|CAP METRIC) "
)
_MOVED = Pattern("[MOVE]")
_BE_ROLE = Pattern("(be|become) (a|an) !QUALITY !FOG !COMPARE NOUNY NOUNY? (PREP|!INNER|by|COMMA)")
_FOG_OBJECT = Pattern(
    "_ (up|out|on|in)? (AN|the|POSS|DET|PRAISE|QUALITY|high|highest|top|FOGADJ|COMPARE)* (FOG|ABSTR"
    "|excellence|success|value) (!INNER|across|and|in|for|at|with|of|on|throughout|by)"
)
_HALF_SOFT = Pattern(
    "(build|develop|give|make|take|add|lead|bring|perform|get|design|do|manage|show|keep|learn|shape) (AN"
    "|the|POSS|NUM|DET) (ED|ING|ADV)? !FOG !ABSTR !COMPARE !QUALITY NOUNY"
)
# What one learns to do has a name: "learn to drive the lorry".
_LEARNT = Pattern("learn (how)? to")
_SKILL = Pattern("_ (AN|the|POSS|NUM|DET) !FOG !ABSTR !COMPARE !QUALITY NOUNY")
_LOOSE = Pattern(
    "(LOOSE|as much as possible|when possible|if possible|where possible|if time|when i have time|a bit"
    "|try|trying|as needed|where needed|my best|in general|at some point)"
)
_COMPARED = Pattern("COMPARE !than")
_CHECK = Pattern("CHECK")
_RESULT = Pattern(
    "(ARROW|from NUM|from PCT|instead of|north of|(below|under|above|over|past|at least|at most|no more "
    "than|less than|fewer than|down to|up to|out) (the|a)? NUM|PCT|percent|per cent|by NUM|rate|METRIC"
    "|MONEY|to NUM|more than|fewer)"
)
_STEP = Pattern("STEP")
_SO_THAT = Pattern(
    "(so that|so i|so WE|in order to|to be able|and (then|explain|present|teach|apply|show|hand|write"
    "|note|report|share|use))"
)
_PARTICIPLE = Pattern("(written|filed|signed|published|done|delivered|held|sent|shipped|CHECK)")


def check_goal(text: str, *, today: date | None = None) -> Report:
    """Say what a goal names and what it leaves open.

    Returns a `Report` with the seven labels (`focus` is "outcome", "activity" or None), the spans action,
    measure, deadline and vague, and findings. With `today`, an end date whose year shows it lies in the
    past does not count. Never raises; `note` says what could not be read.
    """
    reading, note = read(text)
    if reading is None:
        return Report(_labels(), note=note)
    goal = _Goal(reading, today)
    return Report(goal.labels(), goal.spans(), goal.findings(), note)


def _labels() -> dict[str, bool | str | None]:
    return {**dict.fromkeys(LABELS[:-1], False), "focus": None}


class _Goal:
    def __init__(self, reading: Reading, today: date | None) -> None:
        self.reading, self.signs = reading, reading.signs
        self.is_report = _REPORT.begins(self.signs, 0) and _LEAD_STRONG.find(self.signs) is None
        self.deadlines = [] if self.is_report else self._deadlines(today)
        self.measures = [] if self.is_report else self._measures()
        self.verb = self._verb_at()
        self.noun_first = _NOUN_START.begins(self.signs, self.verb)
        self.soft = self._is("SOFT") and not self.noun_first
        self.moves = self._is("MOVE") or self._later_move()
        self.vague = self._vague()

    def _deadlines(self, today: date | None) -> list[Place]:
        found = deadlines.find_deadlines(self.signs)
        if today is None:
            return found
        return [p for p in found if not deadlines.is_past(self._words(p), today)]

    def _measures(self) -> list[Place]:
        if len(self.deadlines) > 1:
            # "In 20 minutes, from May on": the first is how fast, the second is from when.
            quick = [p for p in self.deadlines[:-1] if _HOW_FAST.begins(self.signs, *p)]
            self.deadlines = [p for p in self.deadlines if p not in quick]
        return measures.find_measures(self.signs, self.deadlines)

    def _words(self, place: Place) -> str:
        start, end = self.reading.characters(*place)
        return self.reading.text[start:end]

    def _verb_at(self) -> int:
        strong = _LEAD_STRONG.find(self.signs)
        if strong and strong[1] < len(self.signs):
            return strong[1]
        at = _LEAD.at(self.signs, 0) or 0
        return min(at, len(self.signs) - 1)

    def _is(self, word_class: str) -> bool:
        return _ONE[word_class].at(self.signs, self.verb) is not None

    def _later_move(self) -> bool:
        return self.noun_first and bool(self.measures)

    def _vague(self) -> bool:
        if self.is_report:
            return False
        if _LOOSE.find(self.signs) and not self.measures:
            return True
        checked = _CHECK.find(self.signs, self.verb) is not None
        if self.measures or _BE_ROLE.begins(self.signs, self.verb):
            return False
        if self.noun_first:
            return not checked and not self.deadlines
        if _FOG_OBJECT.begins(self.signs, self.verb) or _COMPARED.find(self.signs):
            return True
        if _LEARNT.find(self.signs, 0, self.verb) and _SKILL.begins(self.signs, self.verb):
            return False
        return self.soft and not checked and _HALF_SOFT.at(self.signs, self.verb) is None

    def labels(self) -> dict[str, bool | str | None]:
        if self.is_report:
            return _labels()
        role = _BE_ROLE.begins(self.signs, self.verb)
        specific = not self.vague and not (role and not self.measures)
        acting = specific and (not self.noun_first or _PARTICIPLE.find(self.signs) is not None)
        acting = acting or (self.vague and self._open_only_in_amount())
        return {
            "specific": specific,
            "measurable": bool(self.measures) or (specific and self._checkable()),
            "quantified": bool(self.measures),
            "time_bound": bool(self.deadlines),
            "action_oriented": acting or self._states_a_figure(),
            "vague": self.vague,
            "focus": self._focus(specific or acting),
        }

    def _open_only_in_amount(self) -> bool:
        """ "Ring several growers": something to do, though nobody knows how much."""
        foggy = _FOG_OBJECT.begins(self.signs, self.verb)
        return not (self.soft or self.noun_first or foggy) and _NO_ACTION.at(self.signs, self.verb) is None

    def _states_a_figure(self) -> bool:
        return not self.vague and self._wished() and bool(self.measures)

    def _wished(self) -> bool:
        return _WISHED.begins(self.signs, 0)

    def _checkable(self) -> bool:
        return self._is("DONE") or _CHECK.find(self.signs, self.verb) is not None

    def _focus(self, said: bool) -> str | None:
        if not said:
            return None
        if (self.moves or self.noun_first) and self.measures and _RESULT.find(self.signs):
            return "outcome" if not _PER.find(self.signs) or _PCT.find(self.signs) else "activity"
        return "outcome" if self.measures and _INSTEAD.find(self.signs) else "activity"

    def spans(self) -> list[Span]:
        named = [("deadline", p) for p in self.deadlines] + [("measure", p) for p in self.measures]
        if not self.is_report:
            named.append(("vague" if self.vague else "action", self._said()))
        return sorted(Span(*self.reading.characters(*place), label) for label, place in named)

    def _said(self) -> Place:
        if not self.vague:
            return self.verb, self.verb + 1
        end = next((e for e in self.reading.ends if e > self.verb), len(self.signs))
        later = [a for a, _ in self.deadlines if a > self.verb]
        return self.verb, max(min([end, *later]), self.verb + 1)

    def findings(self) -> list[Finding]:
        if self.is_report:
            return []
        labels, whole = self.labels(), (0, len(self.signs))
        found = []
        if self.vague:
            found.append(finding(self.reading, "gl_vague", "goal_open", "vague", self._said()))
        if not labels["measurable"]:
            found.append(finding(self.reading, "gl_no_measure", "goal_unmeasured", "measurable", whole))
        if not self.deadlines:
            found.append(finding(self.reading, "gl_no_date", "goal_undated", "time_bound", whole))
        if self._is("STEP") and not _SO_THAT.find(self.signs) and not self.noun_first:
            found.append(finding(self.reading, "gl_activity", "goal_step", "focus", self._said()))
        return found


_NO_ACTION = Pattern("(maybe|perhaps|try|if|when|more|NOUNY !_|BE|LOOSE|COMPARE)")
_HOW_FAST = Pattern("(within|in|inside|under|after) NUM")
_WISHED = Pattern("(SYM)* (i|WE|IWOULD) (ADV)* (want|would like|need|like|aim for)")
_LEAD_STRONG = Pattern(
    "((my|our|the) (NOUNY)? (goal|aim|target|objective|plan) (for _ _?)? (is|BE) (to|that (i|WE))?|(i"
    "|WE) (ADV)* (want|plan|aim|intend|would like|am going|are going) to)"
)
_PER = Pattern("(every|each|per) (UNIT|WEEKDAY|PERIOD|sprint|NOUNY)")
_PCT = Pattern("(PCT|percent|per cent|ARROW|from NUM|no more than|less than|fewer than|under|below)")
_INSTEAD = Pattern("(instead of|ARROW|NUM to NUM|from NUM|halve|double)")
_ONE = {name: Pattern(name) for name in ("SOFT", "MOVE", "DONE", "STEP", "VERB")}
