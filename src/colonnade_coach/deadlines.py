"""End dates, periods and end events of a goal; frequencies and past dates are none."""

from __future__ import annotations

import re
from datetime import date

from .grammar import SIGNS, Pattern

_POINT = (
    "({date}|(early|late|mid)? MONTH (YEAR|NUM)?|MIDMONTH (YEAR|MONTH)?|YEAR|QUARTER (YEAR|of YEAR)?"
    "|WEEKDAY|week NUM"
    "|FUTUREDAY|today|tonight|(SEASON|PERIOD) YEAR?|{clock})"
)
_OF = "(the|this|POSS|our|my|school|fiscal|financial|calendar|academic|working|current|next|coming|NEXTW|EVENT)*"
_END = (
    "(end|close|start|middle|beginning|half|turn|second half|first half|last week|first week|second "
    "week|last day|first day|rest)"
)
_LEAD = (
    "(by|before|until|till|untill|bis|to|due|due by|due on|on or before|no later than|not later than"
    "|latest|latest by|at the latest by|at latest"
    "|ahead of|prior to|up to|through|throughout|all through|in time for|in|on|at|over|during|within|from"
    "|as of|starting|starting in|starting from"
    "|starting with|beginning|beginning in|effective|for|every)"
)
_UNITS = "(working|calendar|business|full|school|trading)? UNITLONG"
_DEADLINE = Pattern(
    "(by|before|until|till|bis|due|no later than|not later than|latest|latest by|ahead of|prior to|on|at"
    f"|in|to|up to) (the|very)? {_END} (of|in)? {_OF} ({_POINT}|NOUNY NOUNY?|UNITLONG)?"
    "|(by|before|until|till|bis|due|due by|no later than|not later than|latest|latest by|ahead of|prior "
    f"to|up to|through|on or before|in time for|on) {_OF} {_POINT} (at the latest|on|latest)?"
    f"|(in|during|over|throughout|all through|all over|across) {_OF} (the|this|NEXTW|POSS)? ((early"
    "|late)? MONTH YEAR?|MIDMONTH|YEAR|QUARTER (YEAR|of YEAR)?|week NUM|SEASON (PERIOD|YEAR)?|(NEXTW"
    "|this|current) PERIOD)"
    "|(over|during|throughout|through|all through|in|within|across|for) (the|POSS|this) (SEASON|NEXTW"
    f"|school|fiscal|autumn|summer|winter|spring)* (PERIOD|SEASON|NUM {_UNITS}|UNITLONG)"
    "|(from|as of|starting|starting from|starting in|starting with|beginning|beginning in|effective) "
    f"(with|in|on|the)* {_POINT} (on|onwards|onward|forward|close|EVENT|ENDEVENT)"
    "|(starting|starting from|starting in|starting with|beginning|beginning in|effective|as of) (with|in"
    f"|on|the)* {_POINT}"
    "|(within|in|inside|over|during|after|for|through|before) (the|POSS)? (NEXTW|first|about|roughly|max"
    f"|maximum|under|only|remaining|last)* NUM (to NUM|more|full)? {_UNITS} ((from|of|after) (the)? "
    "NOUNY)?"
    "|(within|in|over|inside) (a|the|NEXTW)* (few|couple of)? (month|week|year|fortnight|quarter|sprint"
    "|months|weeks)"
    "|(this|next|NEXTW) (PERIOD|SEASON|MONTH|WEEKDAY|school year) (PERIOD)? (YEAR)?"
    "|(before|until|till|by the time|when|once|ahead of) !(i have|possible|needed) ((the|POSS|YOUR|our|my"
    "|this|DEF)? NOUNY+|WE|i|they|it|POSS NOUNY+) (ADV)* (NS|BEFIN|VERB|PLAIN|MOVE|DONE|HAVE) (out|over"
    "|up|open|back|off)?"
    "|(before|until|till|ahead of|prior to|in time for) !ING !that (the|POSS|YOUR|DEF|NUM)* NOUNY+ (in "
    "week NUM|in MONTH|on WEEKDAY|PREP {date})?"
    "|(by|at|for) (the|POSS|our|my|this|NEXTW)* NOUNY? (ENDEVENT|SEASON) !NOUNY"
    "|(throughout|all through) (the|POSS|our|this) NOUNY? (ENDEVENT|EVENT)"
    "|(by|at|to) (year|month|quarter|week|term) (end|close)"
    f"|for (the|POSS) NOUNY that (starts|begins|joins|opens|comes) (in|on|at) {_POINT}"
    "|({date}|FUTUREDAY|MIDMONTH)|<!from <!of <!since <!the QUARTER (YEAR)? $|latest (end of)? (NOUNY"
    "|{date}) "
    "|(deadline|due|date|when|timing|by when) COLON .. $|(by|before|until|till) CAP (WEEKDAY|SEASON|EVENT"
    "|ENDEVENT)"
    "|NUM .. [from (MONTH|QUARTER)] !_"
)
_PAST = Pattern("(since|last|past|previous|ago|back in|yesterday|from POSSN)")
_REASON_AT_MOST = 40
_TOLD = Pattern("(BEPAST|HAD|IHAVE|went|came)")
_BECAUSE = Pattern("(because|since)")
_TAIL = Pattern("(ENDEVENT|EVENT|PERIOD|SEASON|YEAR)* (BEFIN (ADV)* (out|over|up|done))? (OPEN NOUNY+ CLOSE)?")
_SHARE = Pattern("(in|by|to) half !of")
_FREQUENCY = Pattern("(every|each|per) _")
_FOR_YEAR = re.compile(r"\b(?:(\d{1,2})\.?\s+)?([A-Za-z]{3,9})?\s*(20\d\d)\b")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def find_deadlines(signs: str) -> list[tuple[int, int]]:
    """Token places of deadlines, in order; they do not overlap."""
    found: list[tuple[int, int]] = []
    for start, end in _DEADLINE.all(signs):
        if _PAST.find(signs, max(0, start - 1), end) or _FREQUENCY.at(signs, max(0, start - 1), end):
            continue
        if _SHARE.begins(signs, start, end):
            continue
        if _TOLD.find(signs, max(0, start - 4), start) or _reason(signs, start):
            continue
        end = _TAIL.at(signs, end) or end
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _reason(signs: str, start: int) -> bool:
    """ "Because the hall opens in spring, …": a reason names a time without setting an end."""
    because = _BECAUSE.find(signs, max(0, start - _REASON_AT_MOST), start)
    return because is not None and not any(s in SIGNS.having("COMMA") for s in signs[because[0] : start])


def is_past(words: str, today: date) -> bool:
    """Whether words that name a year lie before `today`; without a year nothing is known."""
    match = _FOR_YEAR.search(words)
    if not match:
        return False
    day, month, year = match.groups()
    if int(year) != today.year or not month or month[:3].lower() not in _MONTHS:
        return int(year) < today.year
    number = _MONTHS.index(month[:3].lower()) + 1
    return (number, int(day or 31)) < (today.month, today.day)
