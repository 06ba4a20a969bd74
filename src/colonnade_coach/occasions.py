"""One bounded occasion: a day, a time, a place with a number, an event with "the"; habits are none."""

from __future__ import annotations

from .clauses import Clause
from .grammar import Pattern
from .needs import RarePattern

_TAIL = Pattern("(COMMA? {tail})+")
_OCCASION = RarePattern(
    "!each !every !per ("
    "(at|around|by|from|before|after|about) {clock}"
    "|(PLACEPREP|since|w|of) (DEF|WEEKDAY|MONTH|NUM|CAP|POSSN|AN) INPHRASE? INPHRASE? INPHRASE? !EVENT "
    "EVENT (NUM)?"
    "|(PLACEPREP|since|w) (DEF|MONTH|WEEKDAY|CAP|POSSN)+ INPHRASE? INPHRASE? EVENT (NUM)?"
    "|(PLACEPREP|since) (WEEKDAY|MONTH|CAP|POSSN|NUM|ORD) INPHRASE? INPHRASE? EVENT"
    "|(TIMEPREP|PREP|w)? (the|ur|lst)* ({date}|{day})"
    "|(during|after|before) (DEF|MONTH|WEEKDAY) NOUNY NOUNY? NOUNY?"
    "|(in|on|at|during|after|before|until) (the|POSS|YOUR) ORDWORD (half|set|act|lap|leg|part|round"
    "|quarter|hour|day|UNIT|DAYPART|EVENT|PERIOD|visit|try)"
    "|(in|on|at|after|before) the? CLOCK"
    "|(PLACEPREP) (the|POSS|YOUR)? NOUNY? NUMBERED (NUM|CODE)"
    "|on NUM of (the|YOUR|POSS) (NUM)? _ .. LASTW? PERIOD?"
    "|on (the|YOUR|POSS)? NOUNY? (shift|flight|run|tour|trip|climb|journey|route|crossing|way|stage|set|leg)"
    ")"
)
_WHEN = RarePattern(
    "[(when|while|as|after|before) {np} .. (ED|PASTIRR|BEPAST|HAD|DID) ..]|[(when|while|as) (i|WE|HE|it"
    "|they|he|she) .. (ED|PASTIRR|BEPAST|HAD|DID) ..]"
)
_HABIT = Pattern("(next|each|every|usually|always|often|sometimes|whenever|DAYS|whole year|in general|generally)")
_LONG = Pattern("(PREP|in|over|for)? (this|LASTW|the|these) (last|past|few|LONGPERIOD|NUM|couple of)* LONGPERIOD")
# A heading: no verb, but a number, a date or an event.
_HEADING = Pattern(
    "({date}|{day}|{clock}|EVENT|MONTH|NUMBERED (NUM|CODE|NUMUNIT)|_ (PLAINNUM|CODE)|LASTW .. (PERIOD|term"
    "|weeks|quarters|EVENT)|(ORDWORD|same|our) (EVENT|DAYPART|visit|PERIOD)|since (the|YOUR|POSS|MONTH) "
    "|SEASON)"
)

_TELLING = Pattern("(VERB (DET|YOUR|ME|HIM|IT|CAP|up|POSS)|IF |DET? _ _? _? (!NOUNY NS|HAVE|BEFIN|MODAL))")


def in_opening(signs: str, clause: Clause, *, past: bool = False) -> tuple[int, int] | None:
    """The occasion before the subject: "In Friday's call, you …".

    Before something that happened, any definite place or event is one: "On the stairs, you …".
    """
    if clause.subject - clause.link < 1:
        return None
    start = clause.start
    while start < clause.subject and _BLANK.begins(signs, start):
        start += 1
    found = _find(signs, start, clause.subject)
    if found is None and past and _DEFINITE.begins(signs, start, clause.subject):
        return start, clause.subject
    if found is None:
        when = _WHEN.find(signs, start, clause.subject)
        return (start, clause.subject) if when else None
    if found[0] <= start + 2:
        return start, clause.subject
    return found[0], clause.subject


_DEFINITE = Pattern(
    "!(in (the end|POSS (opinion|view|eyes|mind|experience)|the meantime|the past|the long|addition|general)"
    "|on (the (whole|one|other|contrary|plus)|balance|top)|at (the moment|the end|least|first|all)|by the way"
    "|after all|over the (last|past|years)|during the (last|past)|with (all|due)|for the record)"
    " (in|on|at|during|after|before|over|under|near|outside|inside|behind|while|by|with) (ADV)? (DEF|CAP"
    "|NUM|AN|POSSN)"
)
_BLANK = Pattern("(COMMA|AND|BUT|so|SYM|DASH|COLON|SEMI|QUOTE)")


def in_body(signs: str, start: int, end: int) -> tuple[int, int] | None:
    found = _find(signs, start, end)
    if found:
        return found
    when = _WHEN.find(signs, start, end)
    return (when[0], end) if when else None


def _find(signs: str, start: int, end: int) -> tuple[int, int] | None:
    if not _OCCASION.need.search(signs, start, end):
        return None
    for match in _OCCASION.regex.finditer(signs, start, end):
        a, b = match.span()
        if _HABIT.find(signs, max(start, a - 1), b) is None and not _only_long(signs, a, b):
            return a, _TAIL.at(signs, b, end) or b
    return None


def _only_long(signs: str, start: int, end: int) -> bool:
    return _LONG.at(signs, start, end) == end


def names_one(signs: str) -> bool:
    """Whether words that can only be an occasion, as in a field of its own, name one."""
    return _HEADING.search(signs) is not None or _find(signs, 0, len(signs)) is not None


def is_heading(signs: str, clause: Clause) -> bool:
    """A line without a verb that names an occasion: "Order 4711:", "Stocktake, 9 March"."""
    if _TELLING.begins(signs, clause.link, clause.end):
        return False
    return clause.who == "" and _HEADING.find(signs, clause.start, clause.end) is not None
