"""The command line as others call it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import colonnade_coach

SOURCE = str(Path(colonnade_coach.__file__).parent.parent)


def run(*arguments, given=b""):
    environment = {**os.environ, "PYTHONPATH": SOURCE}
    command = [sys.executable, "-m", "colonnade_coach", *arguments]
    return subprocess.run(command, input=given, capture_output=True, env=environment, check=False)  # noqa: S603 - our own command


def records(*rows):
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def test_feedback_records_answer_in_order_with_their_ids():
    done = run("feedback", "--jsonl", given=records({"id": "a", "text": "You are lazy."}, {"id": 2, "text": ""}))
    first, second = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 0
    assert first["id"] == "a" and first["labels"]["trait_judgement"] is True
    assert {"rule", "label", "start", "end", "quote", "message", "why", "suggestion", "severity"} <= first[
        "findings"
    ][0].keys()
    assert second["id"] == 2 and second["note"] == "The text is empty."


def test_goal_records_know_the_day():
    given = records({"id": 1, "text": "Train two cooks by May 2025."})
    done = run("goal", "--jsonl", "--today", "2026-11-23", given=given)
    assert json.loads(done.stdout)["labels"]["time_bound"] is False


def test_utterance_records_have_just_the_four_answers():
    done = run("utterance", "--jsonl", given=records({"id": 1, "text": "how was it", "previous": ""}))
    assert json.loads(done.stdout) == {
        "id": 1,
        "question": True,
        "open": True,
        "reflection": False,
        "advice": False,
    }


def test_a_broken_line_is_answered_too():
    done = run("feedback", "--jsonl", given=b'{"id": 1, "text": "Hi there."}\nnot json\n[1]\n\xff\xfe\n')
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert len(answers) == 4
    assert "Line 2" in answers[1]["note"]


def test_a_text_is_answered_for_people():
    done = run("feedback", "On Friday you left the gate open, and a horse got out. You are careless.")
    assert b"situation: On Friday" in done.stdout
    assert b"What did you see or hear them do?" in done.stdout
    assert b"\x1b" not in done.stdout


@pytest.mark.parametrize("form", [["--json"], []])
def test_listening_reads_a_transcript(tmp_path, form):
    path = tmp_path / "talk.txt"
    path.write_text("Ana: What happened then?\nBo: Nothing.\n", "utf-8")
    done = run("listening", str(path), "--speaker", "Ana", *form)
    assert done.returncode == 0
    assert b"What happened then?" in done.stdout and b"Nothing" not in done.stdout


def test_a_file_that_is_not_there_is_said_in_words():
    done = run("listening", "/nowhere.vtt", "--speaker", "Ana")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == b"No such file or directory\n"
