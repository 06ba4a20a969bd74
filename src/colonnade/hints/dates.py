"""The day that words of a goal mean, offered for confirmation and never taken over by itself."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

MONTHS_OF_QUARTER = 3


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_LEADS = _pattern(
    r"^(?:due|no later than|not later than|on or before|at the latest by|latest by|latest|by|before|until|till|up to"
    r"|ahead of|prior to|from|starting|during|throughout|through|the|at|on|in (?=q[1-4]|the \S+ quarter))\s*\b"
)
_END_OF = _pattern(r"^(?:(?:the )?(?:very )?(end|close|start|beginning|middle)(?: of)?|(late|early|mid)[ -])\s*")
_THIS_OR_NEXT = _pattern(r"^(?:the |this |our |my |(next|coming) )?(year|quarter|month|week)(?:'?s)?(?: end)?$")
_QUARTER = _pattern(r"^(?:the )?(?:q([1-4])|(first|second|third|fourth|last) quarter)(?:,? (?:of )?(\d{4}))?$")
_SEASON = _pattern(r"^(?:the |this |next )?(spring|summer|autumn|fall|winter)(?:,? (\d{4}))?$")
_YEAR = _pattern(r"^(?:in )?(20\d\d)$")
_HALF_YEAR = _pattern(r"^(?:in |within )?(?:half a year|the next half year)$")
_SPAN = _pattern(r"^(?:in|within|inside|after|for|over)?\s*(?:the next |the coming )?(.+?(?:day|week|month|year)s?)$")
_ORDINALS = ("first", "second", "third", "fourth")
# The last month of each, as the calendar of most organisations in the north has it.
_LAST_MONTH = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 2}


def day_meant(words: str, today: date) -> date | None:
    """The day from today on that `words` such as "by the end of March" name; None where no day is plain."""
    said = _without_leads(words)
    found = _period_end(said, today) or _parsed(said, today)
    return found if found and found >= today else None


def _without_leads(words: str) -> str:
    said = " ".join(words.split()).strip(" .,;:!()")
    while True:
        shorter = _LEADS.sub("", said)
        if shorter == said:
            return said
        said = shorter


def _period_end(said: str, today: date) -> date | None:
    """Ends of years, quarters, months, weeks and seasons, which general parsers do not know."""
    part = _END_OF.match(said)
    rest = _without_leads(said[part.end() :]) if part else said
    if part and (part[1] or part[2] or "").lower() in ("start", "beginning", "middle", "early", "mid"):
        return None
    if near := _THIS_OR_NEXT.match(rest):
        return _end_of_this(near[2].lower(), today, further=bool(near[1]))
    if quarter := _QUARTER.match(rest):
        number = int(quarter[1] or 0) or _number_of(quarter[2].lower())
        return _month_end(MONTHS_OF_QUARTER * number, quarter[3], today)
    if season := _SEASON.match(rest):
        return _month_end(_LAST_MONTH[season[1].lower()], season[2], today)
    if year := _YEAR.match(rest):
        return date(int(year[1]), 12, 31)
    if _HALF_YEAR.match(rest):
        return _later(today, months=6)
    return _parsed(rest, today) if part else None


def _number_of(ordinal: str) -> int:
    return 4 if ordinal == "last" else _ORDINALS.index(ordinal) + 1


def _end_of_this(unit: str, today: date, *, further: bool) -> date:
    if unit == "week":
        return today + timedelta(days=4 - today.weekday() + (7 if further or today.weekday() > 4 else 0))
    if unit == "year":
        return date(today.year + further, 12, 31)
    months = 1 if unit == "month" else MONTHS_OF_QUARTER
    last = -(-today.month // months) * months
    return _last_day(*divmod(today.year * 12 + last - 1 + (months if further else 0), 12))


def _last_day(year: int, month_from_zero: int) -> date:
    return date(year, month_from_zero + 1, calendar.monthrange(year, month_from_zero + 1)[1])


def _month_end(month: int, year: str | None, today: date) -> date:
    end = _last_day(int(year) if year else today.year, month - 1)
    return end if year or end >= today else _last_day(today.year + 1, month - 1)


def _later(today: date, *, months: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _parsed(said: str, today: date) -> date | None:
    """What dateparser makes of it: named days, named months (their last day), and spans from today."""
    span = _SPAN.match(said)
    data = _parser(today, bool(span)).get_date_data(f"in {span[1]}" if span else said)
    return data.date_obj.date() if data.date_obj and data.period in ("day", "week", "month") else None


@cache
def _parser_class() -> Any:
    from dateparser.date import DateDataParser

    return DateDataParser


def _parser(today: date, is_span: bool) -> Any:
    settings = {
        "RELATIVE_BASE": datetime.combine(today, time(12)),
        "PREFER_DATES_FROM": "future",
        "PREFER_DAY_OF_MONTH": "current" if is_span else "last",
        "DATE_ORDER": "DMY",
        "PARSERS": ["relative-time", "absolute-time"],
    }
    return _parser_class()(languages=["en"], settings=settings)
