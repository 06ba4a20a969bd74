"""Every rule carries its own examples; they are run here."""

import re
import time

import pytest

from colonnade_coach import check_feedback, check_utterance
from colonnade_coach.goal import check_goal
from colonnade_coach.grammar import _KNOWN, Pattern, PatternError
from colonnade_coach.reading import read
from colonnade_coach.rules import engine, hints, rules

CASES = [(rule.id, text) for rule in rules() for text in rule.bad]
FINE = [(rule.id, text) for rule in rules() for text in rule.ok]
EVIL = {
    "you": "you " * 25_000,
    "commas": ", " * 50_000,
    "you are very": "you are very very really so " * 3_500,
    "quotes": "'\" " * 33_000,
    "one word": "a" * 100_000,
    "numbers": "1 2 3 " * 16_000,
    "and we were": "and we were and you had " * 4_000,
    "no end": "if you said that he always left because " * 2_500,
    "lines": "\n" * 100_000,
    "dates": "by the end of the end of 3 May " * 3_200,
    "labels": "you are lazy and " * 6_000,
    "qualities": "you are a bit of a very rude and lazy and " * 2_400,
    "wishes": "because you only want to be so that nobody would " * 2_000,
    "asides": "in the play you think that he says you are " * 2_300,
    "names of code": "a_b_" * 25_000,
    "digits and letters": "1a1_" * 25_000,
}


def echoed(text):
    return check_utterance("you are lazy then", text)


def raised(text):
    reading, _ = read(text)
    return {hit.rule.id for hit in engine().hits(reading)}


@pytest.mark.parametrize(("rule", "text"), CASES, ids=lambda value: value[:40])
def test_a_bad_example_raises_its_rule(rule, text):
    assert rule in raised(text)


@pytest.mark.parametrize(("rule", "text"), FINE, ids=lambda value: value[:40])
def test_an_ok_example_does_not_raise_its_rule(rule, text):
    assert rule not in raised(text)


def test_every_rule_says_something_and_has_examples():
    for rule in rules():
        assert rule.hint in hints()
        assert rule.bad and rule.ok, rule.id


def test_hints_speak_in_the_voice_of_the_product():
    for hint in hints().values():
        for text in (hint.message, hint.why, hint.suggestion):
            assert "!" not in text
            assert not re.search(r"\b(great|well done|perfect|wrong|bad)\b", text, re.IGNORECASE), hint.id
        assert hint.source


def test_no_hint_names_an_emotion_a_mood_or_a_personality():
    forbidden = re.compile(
        r"\b(emotion|sentiment|mood|stress|personality|honesty|attrition|engagement)\w*", re.IGNORECASE
    )
    for hint in hints().values():
        assert not forbidden.search(" ".join((hint.message, hint.why, hint.suggestion, hint.pattern)))


@pytest.mark.parametrize("name", EVIL)
def test_no_pattern_is_slow_on_evil_text(name):
    reading, note = read(EVIL[name])
    if reading is None:
        assert note
        return
    for pattern in _KNOWN:
        start = time.process_time()
        list(pattern.regex.finditer(reading.signs))
        assert time.process_time() - start < 1.0, pattern.source[:80]


@pytest.mark.parametrize("name", EVIL)
@pytest.mark.parametrize("check", [check_feedback, check_goal, check_utterance, echoed])
def test_evil_text_is_answered_in_time(check, name):
    start = time.process_time()
    check(EVIL[name])
    assert time.process_time() - start < 3.0


def test_a_pattern_that_cannot_be_read_is_quoted():
    pattern = Pattern("you § are")
    try:
        with pytest.raises(PatternError, match="§"):
            _ = pattern.regex
    finally:
        _KNOWN.remove(pattern)
