"""Whatever is typed or pasted: an answer with a reason, never an exception."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colonnade_coach import Utterance, check_feedback, check_feedback_fields, check_goal, check_utterance, length_gap

CHECKS = [check_feedback, check_goal]
UNREADABLE = [
    ("", "empty"),
    (" \n\t ", "empty"),
    ("\x00\x01\x02\x03binary\x00\x05", "binary"),
    ("\ud800\ud800\ud800 x", "binary"),
    ("你总是迟到。", "Cjk"),
    ("أنت دائما متأخر", "Arabic"),
    ("אתה תמיד מאחר", "Hebrew"),
    ("\u202eתמיד\u202c 🙈", "Hebrew"),
    ("ты всегда опаздываешь", "Cyrillic"),
    ("🎯🚀", "no words"),
    ("\u202e\u202c\u200d", "no words"),
    (None, "string"),
    (b"bytes", "string"),
]


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        ("\x00\x01\x02\x03binary\x00\x05", "binary"),
        ("\ud800\ud800\ud800 x", "binary"),
        ("你总是迟到。", "Cjk"),
        ("أنت دائما متأخر", "Arabic"),
        ("אתה תמיד מאחר", "Hebrew"),
        ("\u202eתמיד\u202c 🙈", "Hebrew"),
        ("ты всегда опаздываешь", "Cyrillic"),
        ("🎯🚀", "no words"),
        ("\u202e\u202c\u200d", "no words"),
        (None, "string"),
        (b"bytes", "string"),
    ],
)
def test_unreadable_text_gives_an_empty_answer_with_a_reason(check, text, reason):
    report = check(text)
    assert reason in report.note
    assert report.findings == [] and report.spans == []
    assert not any(report.labels.values())


@pytest.mark.parametrize(("text", "_"), UNREADABLE)
def test_an_unreadable_turn_says_nothing(text, _):
    nothing = Utterance(question=False, open=None, reflection=False, advice=False)
    assert check_utterance(text) == nothing
    assert check_utterance(text, text) == nothing
    assert check_utterance("How was it?", text) == Utterance(question=True, open=True, reflection=False, advice=False)


@pytest.mark.parametrize("text", ["", "\x00\x01", "你总是迟到。", "🎯🚀", None])
def test_unreadable_fields_miss_their_part_and_nothing_else(text):
    rules = {name: [f.rule for f in found] for name, found in check_feedback_fields(text, text, text).items()}
    assert rules == {"situation": ["fl_no_time"], "behavior": [], "impact": ["fl_no_impact"]}
    assert length_gap(text, text) is None


@pytest.mark.parametrize("check", CHECKS)
def test_a_megabyte_is_read_in_part_and_in_time(check):
    start = time.process_time()
    report = check("You are lazy. On Monday you left early, and we lost the bid. " * 17_000)
    assert "first 100,000 characters" in report.note
    assert time.process_time() - start < 3.0


@pytest.mark.parametrize(
    "text",
    [
        "שלום you are lazy עולם",
        "You are lazy 🙈🙈!!!",
        "ты are lazy You’re lazy",
        "\u202eyou are lazy\u202c",
        "you\u200dare lazy you are lazy",
    ],
)
def test_mixed_scripts_and_emoji_hide_nothing(text):
    assert check_feedback(text).labels["trait_judgement"] is True


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_no_text_raises(text):
    for check in CHECKS:
        for span in check(text).spans:
            assert 0 <= span.start < span.end <= len(text)
    check_utterance(text, text)


WORDS = st.sampled_from(
    [
        "you",
        "are",
        "is",
        "the",
        "a",
        "on",
        "Monday",
        "by",
        "and",
        ",",
        ".",
        "?",
        "'",
        '"',
        "never",
        "because",
        "said",
        "I",
        "we",
        "3",
        "%",
        "to",
        ":",
        "-",
        "\n",
        "team",
        "lazy",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=80))
def test_no_order_of_words_raises(words):
    text = " ".join(words)
    for check in CHECKS:
        assert all(text[f.start : f.end] == f.quote for f in check(text).findings)
    check_utterance(text, text)
