"""What a speaker can count about their own part."""

import pytest

from colonnade_coach import Transcript, TranscriptError, Turn, listening

TALK = Transcript(
    [
        Turn("Maya", "What would you like to talk about today?", 0, 3),
        Turn("Ben", "The early shifts. I do not sleep before them.", 3, 8),
        Turn("Maya", "So before early shifts you do not sleep.", 7, 10),
        Turn("Ben", "Mhm.", 10, 10.5),
        Turn("Maya", "Have you talked to the planner?", 10.5, 12),
        Turn("Ben", "Not yet.", 12, 60),
    ]
)


def test_own_part_is_counted():
    report = listening(TALK, "maya")
    assert report.speaker == "Maya"
    assert (report.words, report.share_of_words) == (22, 0.647)
    assert report.share_of_time == round(7.5 / 61, 3)
    assert report.turn_changes == 3
    assert report.longest_turn.words == 14
    assert (report.longest_turn.start, report.longest_turn.seconds) == (7, 5)
    assert (report.questions, report.share_of_open_questions) == (2, 0.5)
    assert report.questions_per_ten_minutes == 20.0
    assert (report.overlaps, report.overlap_seconds) == (1, 1.0)


def test_reflections_carry_the_shared_words_and_no_kind():
    report = listening(TALK, "Maya")
    assert report.reflections == 1
    assert report.reflection_examples[0].quote == "So before early shifts you do not sleep."
    assert report.reflection_examples[0].shared == ("early", "shifts", "sleep")


def test_only_own_lines_are_quoted():
    shown = str(listening(TALK, "Maya").as_json())
    assert "Not yet" not in shown and "I do not sleep" not in shown


def test_without_times_nothing_is_said_about_time():
    report = listening(Transcript([Turn("Ana", "Why?"), Turn("Bo", "Because.")]), "Ana")
    assert (report.share_of_time, report.overlaps, report.questions_per_ten_minutes) == (None, None, None)
    assert report.questions == 1


def test_a_name_nobody_has_is_answered_with_the_names_there_are():
    with pytest.raises(TranscriptError, match="Maya, Ben"):
        listening(TALK, "Zoe")


def test_a_name_is_found_whatever_its_case_and_spaces():
    assert listening(Transcript([Turn("ŁUKASZ  Nowak", "Hi there")]), "łukasz nowak").words == 2


def test_words_of_scripts_without_spaces_count():
    assert listening(Transcript([Turn("田中", "夜勤は大変です"), Turn("Ana", "Yes")]), "田中").words == 7
