"""Numbers that measure, told from numbers that name: Q3, ISO 27001, line 3 and "one of 5" measure nothing."""

from __future__ import annotations

from .grammar import Pattern

Place = tuple[int, int]

_COMPARED = (
    "(at least|at most|no more than|not more than|more than|less than|fewer than|under|below|above|over"
    "|past|north of|south of|up to|down to|to|from|by|within|max|minimum|min|around|about|roughly|on"
    "|the remaining|the)"
)
_AMOUNT = (
    "(PCT|MONEY|NUMUNIT|PLAINNUM|NUMWORD|YEAR|DATE) (PERCENT|PLAINNUM|NUMWORD)* (percent|per|cent|points|percentage)*"
)
_MEASURE = Pattern(
    f"{_COMPARED}? {_AMOUNT} (ARROW|to|DASH|DASH ARROW|instead of|rather than|down to|up to|and) (at "
    f"least|NOUNY)? {_AMOUNT} UNIT?"
    f"|{_COMPARED}* (working day|NOUNY day) PLAINNUM"
    f"|{_COMPARED}* {_AMOUNT} (!PREP !COMMA NOUNY)? NOUNY?"
    "|(by|to)? (a|one|two|NUM) (third|thirds|fifth|tenth|quarters|half|quarter)|(half|double|twice|halve"
    "|zero|triple) NOUNY?"
    "|(every|each|per) (NUM|other|single)? (UNIT|WEEKDAY|DAYPART|WEEKDAY|PERIOD|EVENT|NOUNY)|(weekly"
    "|daily|monthly|quarterly|fortnightly)"
)
_NAMES = Pattern(
    "(!VERB !MOVE !DONE !SOFT !METRIC !COMPARE NOUNY) PLAINNUM !(NOUNY|UNIT|PERCENT|ARROW|to|per|NUM|DASH)"
    "|(NUMBERED|_ CAP) (PLAINNUM|YEAR|NUMUNIT|NUMWORD) !PERCENT|{date}|(at|by|before|after|from|until) "
    "{clock}|(of|one|two|three) of (NUM|the NUM)"
    "|(as)? (one|part) of (NUM|the|our|POSS)|(the|this|that|no|each|every|which|another|any|some) one"
    "|one (another|by|to)|^ one day|(a|the) (PCT) effort|(give|giving) (PCT)|24/7|(the|of|for|our) YEAR "
    "(programme|program|plan|strategy|budget|report|vision|season|project|team|goals|agenda)"
    "|(QUARTER|MONTH|CODE|ORD)|(week|in|by|since|until|till|before|of|for) YEAR !NOUNY|NUM of (the|us|our)"
)
_NUMBER = Pattern(
    "(NUM|half|third|thirds|quarter|quarters|fifth|tenth|double|twice|halve|triple|every|each|per|weekly"
    "|daily|monthly|quarterly|fortnightly)"
)


def find_measures(signs: str, deadlines: list[Place]) -> list[Place]:
    """Token places of measures. A span of time after "within" is one when another deadline is given."""
    taken = deadlines
    named = list(_NAMES.all(signs))
    found = []
    for start, end in _MEASURE.all(signs):
        if any(a < end and start < b for a, b in taken):
            start, end = _outside(start, end, taken)
        numbers = [n for n, _ in _NUMBER.all(signs, start, end)]
        if numbers and not all(any(a <= n < b for a, b in named) for n in numbers):
            found.append((start, end))
    return found


def _outside(start: int, end: int, taken: list[Place]) -> Place:
    for a, b in taken:
        if a <= start < b:
            start = b
        elif start < a < end:
            end = a
    return start, max(start, end)
