"""Speed as others will measure it, with room for a busy machine; docs/reference/coach.md has the figures."""

from colonnade_coach import check_feedback, check_goal, check_utterance

from . import evaluate, marked

SENTENCES = marked.plain_lines("neutral.txt") + [row["text"] for row in marked.feedback("feedback_fresh.txt")]


def test_many_short_texts_a_second():
    seconds = evaluate.best(lambda: [check_feedback(sentence) for sentence in SENTENCES])
    assert len(SENTENCES) / seconds > 2_500


def test_a_page_while_typing():
    page = " ".join(" ".join(SENTENCES).split()[:300])
    for check in (check_feedback, check_goal, check_utterance):
        assert evaluate.best(lambda check=check: check(page)) < 0.010


def test_import_is_light():
    assert evaluate.import_time() < 0.300
