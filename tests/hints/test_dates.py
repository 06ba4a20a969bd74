from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colonnade.hints.dates import day_meant

WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by the end of March", date(2027, 3, 31)),
        ("by 12 June", date(2027, 6, 12)),
        ("until 12 June 2027", date(2027, 6, 12)),
        ("by March", date(2027, 3, 31)),
        ("before 2027-02-28", date(2027, 2, 28)),
        ("on 3.2.2027", date(2027, 2, 3)),
        ("next Friday", date(2026, 11, 27)),
        ("in six weeks", date(2027, 1, 6)),
        ("within three months", date(2027, 2, 25)),
        ("over the next two months", date(2027, 1, 25)),
        ("in half a year", date(2027, 5, 25)),
        ("by the end of the year", date(2026, 12, 31)),
        ("by year end", date(2026, 12, 31)),
        ("by the end of next month", date(2026, 12, 31)),
        ("this quarter", date(2026, 12, 31)),
        ("next quarter", date(2027, 3, 31)),
        ("in Q2", date(2027, 6, 30)),
        ("by the end of Q1 2028", date(2028, 3, 31)),
        ("in the second quarter", date(2027, 6, 30)),
        ("by summer", date(2027, 8, 31)),
        ("by the end of 2027", date(2027, 12, 31)),
        ("tomorrow", date(2026, 11, 26)),
    ],
)
def test_the_day_that_words_mean(words, day):
    assert day_meant(words, WEDNESDAY) == day


@pytest.mark.parametrize(
    "words",
    ["", "by the audit", "early June", "until it rains", "by 3 March 2020", "yesterday", "🦆", "in 99999999 years"],
)
def test_no_day_is_offered_where_none_is_plain(words):
    assert day_meant(words, WEDNESDAY) is None


@given(st.text(max_size=60), st.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_any_words_end_in_a_day_to_come_or_none(words, today):
    found = day_meant(words, today)
    assert found is None or today <= found


@given(st.integers(2, 20), st.sampled_from(["days", "weeks"]), st.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_spans_count_from_today(number, unit, today):
    found = day_meant(f"within {number} {unit}", today)
    assert found == today + timedelta(days=number * (7 if unit == "weeks" else 1))
