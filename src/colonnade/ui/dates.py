"""Dates and times as a person reads them: own language, own time zone.

Each function is a Jinja2 filter; nothing (None or "") stays nothing.
"""

import datetime as dt
from functools import lru_cache

from django.utils import dateformat, formats, timezone
from django.utils.translation import get_language

# English here is British; Django's "en" would write "Aug. 20, 2026, 10 a.m.".
ENGLISH = {"DATE_FORMAT": "j F Y", "MONTH_DAY_FORMAT": "j M", "TIME_FORMAT": "H:i"}


def day(value: dt.date | dt.datetime | None) -> str:
    """20 August 2026"""
    return _written(_date(value), "DATE_FORMAT", get_language()) if value else ""


def short_day(value: dt.date | dt.datetime | None) -> str:
    """20 Aug"""
    return _written(_date(value), "MONTH_DAY_FORMAT", get_language()) if value else ""


def clock(value: dt.time | dt.datetime | None) -> str:
    """10:00"""
    if value is None or value == "":
        return ""
    time = _local(value).time() if isinstance(value, dt.datetime) else value
    return _written(time.replace(second=0, microsecond=0), "TIME_FORMAT", get_language())


def moment(value: dt.datetime | None) -> str:
    """20 August 2026, 10:00"""
    return f"{day(value)}, {clock(value)}" if value else ""


def _local(value: dt.datetime) -> dt.datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value


def _date(value: dt.date | dt.datetime) -> dt.date:
    return _local(value).date() if isinstance(value, dt.datetime) else value


@lru_cache(maxsize=8192)
def _written(value: dt.date | dt.time, form: str, language: str | None) -> str:
    if not language or language.split("-")[0] == "en":
        return dateformat.format(value, ENGLISH[form]) if isinstance(value, dt.date) else f"{value:%H:%M}"
    pattern = formats.get_format(form, language)
    if form == "MONTH_DAY_FORMAT":
        pattern = pattern.replace("F", "M")
    if isinstance(value, dt.time):
        return dateformat.time_format(value, pattern)
    return dateformat.format(value, pattern)
