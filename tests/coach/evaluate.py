"""Prints how well the coach does: `python -m tests.coach.evaluate [DATA_FOLDER]`.

Without a folder it reads the texts the project wrote itself; with one, the dev.jsonl in it too.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from colonnade_coach import check_feedback, check_goal, check_utterance

from . import marked
from .scores import Answer, Count, Row, by_label, by_span, macro

SPANS = {"feedback": ["situation", "behavior", "impact"], "goal": ["deadline", "measure"], "utterance": []}


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def answer(row: Row) -> Answer:
    if row["kind"] == "utterance":
        said = check_utterance(row["text"], row["previous"])
        return vars(said), []
    check = check_feedback if row["kind"] == "feedback" else check_goal
    report = check(row["text"])
    return report.labels, [(span.label, span.start, span.end) for span in report.spans]


def false_alarms(sentences: list[str]) -> int:
    return sum(len(check_feedback(sentence).findings) for sentence in sentences)


def main(arguments: list[str]) -> None:
    if arguments:
        rows = marked.data_rows(Path(arguments[0]))
        for kind in ("feedback", "goal"):
            show(f"{kind}, {arguments[0]}", [row for row in rows if row["kind"] == kind])
    for name in marked.sets("feedback"):
        show(f"feedback, own texts, {name}", marked.feedback(f"feedback_{name}.txt"))
    for name in marked.sets("goals"):
        show(f"goals, own texts, {name}", marked.goals(f"goals_{name}.txt"))
    show("turns, own texts", marked.utterances("utterances.txt"))
    neutral = marked.plain_lines("neutral.txt")
    say(f"\nfalse alarms: {false_alarms(neutral)} in {len(neutral)} neutral sentences")
    speed()


def show(title: str, rows: list[Row]) -> None:
    say(f"\n{title}: {len(rows)} texts")
    labels = by_label(rows, answer)
    for label, count in labels.items():
        line(label, count)
    say(f"  {'macro F1':18} {macro(labels):.3f}")
    for label, count in by_span(rows, answer, SPANS[rows[0]["kind"]]).items():
        say(f"  span {label:13} {count.f1:.3f} of characters")
    if rows[0]["kind"] == "goal":
        right = sum(answer(row)[0]["focus"] == row["labels"]["focus"] for row in rows)
        say(f"  focus              {right} of {len(rows)} right")


def line(label: str, count: Count) -> None:
    true = count.right + count.missed
    figures = f"F1 {count.f1:.3f}  precision {count.precision:.3f}  recall {count.recall:.3f}  n {true}"
    say(f"  {label:18} {figures}")


def speed() -> None:
    sentences = marked.plain_lines("neutral.txt") + [row["text"] for row in marked.feedback("feedback_fresh.txt")]
    long = " ".join(" ".join(sentences).split()[:300])
    each = best(lambda: [check_feedback(s) for s in sentences])
    say(f"speed: {len(sentences) / each:,.0f} texts a second")
    say(f"300 words: {best(lambda: check_feedback(long)) * 1000:.2f} ms")
    say(f"import: {import_time() * 1000:.0f} ms")


def best(work: Callable[[], object], rounds: int = 15) -> float:
    """The quickest of several rounds of processor time, which other programs disturb least."""
    found = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def import_time() -> float:
    code = "import time; t = time.process_time(); import colonnade_coach; print(time.process_time() - t)"
    command = [sys.executable, "-c", code]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(5)]  # noqa: S603
    return min(float(run.stdout) for run in runs)


if __name__ == "__main__":
    main(sys.argv[1:])
