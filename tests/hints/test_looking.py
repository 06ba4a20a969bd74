from datetime import date

import pytest

from colonnade.hints.letters import letters_of
from colonnade.hints.looking import KINDS, MOST_AT_ONCE, look

TODAY = date(2026, 11, 25)
GOOD = {
    "situation": "On Tuesday, in the handover at six",
    "behaviour": "You read the list aloud and asked Ana what was missing.",
    "impact": "We found the second dose before the round began.",
    "wish": "",
}
GOAL = {
    "statement": "Lead three handovers alone by 31 March 2027",
    "measure": "Ana signs each of them",
    "means": "two early shifts a month",
    "why_me": "It is the step to ward lead",
    "why_org": "The late shift gets a second lead",
    "deadline": "2027-03-31",
    "obstacle": "Short shifts",
    "if_this": "the shift is short",
    "then_that": "I take the list only",
}


def rules(kind, data, **options):
    return [(hint.finding.rule, hint.field) for hint in look(kind, data, today=TODAY, **options).hints]


def test_good_texts_earn_no_hint():
    assert rules("feedback", GOOD) == []
    assert rules("goal", GOAL) == []


def test_a_label_on_the_person_is_marked_where_it_stands():
    seen = look("feedback", GOOD | {"behaviour": "Well.\r\nYou are lazy."}, today=TODAY)
    (hint,) = [one for one in seen.hints if one.finding.rule == "fl_trait"]
    assert hint.marks_words
    assert "Well.\nYou are lazy."[hint.finding.start : hint.finding.end] == hint.finding.quote


def test_at_most_three_hints_the_most_urgent_first():
    bad = {
        "situation": "In meetings",
        "behaviour": "You are always rude, you don't care, and at your age too. Everyone thinks so.",
        "impact": "Great job.",
        "wish": "Be more strategic.",
    }
    seen = look("feedback", bad, today=TODAY).hints
    assert len(seen) == MOST_AT_ONCE
    assert seen[0].finding.severity == "care"


def test_a_hint_that_was_put_away_makes_room_for_the_next():
    bad = GOOD | {"behaviour": "You are always rude and you don't care."}
    first = look("feedback", bad, today=TODAY).hints
    away = {first[0].key}
    assert first[0].key not in [hint.key for hint in look("feedback", bad, today=TODAY, away=away).hints]


def test_what_is_not_yet_reached_is_not_missing():
    assert rules("feedback", dict.fromkeys(GOOD, "")) == []
    assert rules("feedback", {"situation": "On Tuesday, in the handover"}) == []
    assert ("fl_no_time", "situation") in rules("feedback", GOOD | {"situation": ""})
    assert rules("goal", {"statement": GOAL["statement"]}) == []
    assert ("gl_no_why", "why_me") in rules("goal", GOAL | {"why_me": ""})


def test_a_measure_within_the_statement_counts():
    assert rules("goal", GOAL | {"measure": "", "statement": "Cut open orders from 40 to 10 by 31 March 2027"}) == []
    assert ("gl_no_measure", "measure") in rules("goal", GOAL | {"measure": "", "statement": "Understand the market"})


def test_uneven_care_in_an_evaluation():
    long = "On 3 May you led the audit of the west wing alone and all nine findings were closed within a week of it."
    assert ("fl_length_gap", "to_grow") in rules("evaluation", {"shown": long, "to_grow": "Filing."})


def test_switched_off_leaves_the_letters_alone():
    seen = look("goal", {"statement": "Be better by June"}, today=TODAY, hints=False)
    assert seen.hints == [] and seen.days == []
    assert [one.letter for one in seen.letters] == list("SMART")


def test_days_in_the_words_are_offered_until_a_day_is_chosen():
    data = GOAL | {"deadline": ""}
    (offer,) = look("goal", data, today=TODAY).days
    assert offer.day == date(2027, 3, 31) and "31 March 2027" in offer.words
    assert look("goal", GOAL, today=TODAY).days == []


def test_the_letters_light_one_by_one():
    lit = []
    so_far: dict[str, str] = {}
    for name in ("statement", "measure", "means", "why_me", "why_org", "deadline"):
        so_far[name] = GOAL[name] if name != "statement" else "Learn to operate the forklift"
        lit.append("".join(one.letter for one in letters_of(so_far, TODAY) if one.lit))
    assert lit == ["S", "SM", "SMA", "SMA", "SMAR", "SMART"]


def test_a_letter_says_what_it_waits_for():
    states = {one.letter: one.state for one in letters_of({"statement": "Be better by June", "why_me": "x"}, TODAY)}
    assert states == {"S": "what exactly?", "M": "how?", "A": "with what?", "R": "for work?", "T": "which day?"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["", " ", "\x00\x01", "ا" * 500, "🦆" * 500, "a" * 1_000_000, "you are " * 20_000])
def test_any_text_is_looked_at_without_a_fault(kind, text):
    assert len(look(kind, dict.fromkeys(KINDS[kind].fields, text), today=TODAY).hints) <= MOST_AT_ONCE
