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
from colonnade_coach.reading import read

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
    texts = marked.plain_lines("neutral.txt") + [row["text"] for row in marked.feedback("feedback_fresh.txt")]
    long = " ".join(" ".join(texts).split()[:300])
    page = "\n".join(texts)
    for name, check in (("feedback", check_feedback), ("goals", check_goal), ("turns", check_utterance)):
        each = best(lambda check=check: [check(text) for text in texts])
        whole = best(lambda check=check: check(page))
        say(
            f"speed, {name}: {sentences_in(texts) / each:,.0f} sentences a second in {len(texts) / each:,.0f} texts, "
            f"{sentences_in([page]) / whole:,.0f} in one long text; "
            f"300 words in {best(lambda check=check: check(long)) * 1000:.2f} ms"
        )
    say(f"import: {import_time() * 1000:.0f} ms; the first check: {first_check_time() * 1000:.0f} ms more")


def sentences_in(texts: list[str]) -> int:
    """Sentences as the package itself cuts them; a text without an end mark is one."""
    return sum(len(list(reading.sentences())) for reading, _ in map(read, texts) if reading)


def best(work: Callable[[], object], rounds: int = 15) -> float:
    """The quickest of several rounds of processor time, which other programs disturb least."""
    found = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def import_time() -> float:
    return seconds_of("import colonnade_coach")


def first_check_time() -> float:
    check = "colonnade_coach.check_feedback('On Friday you left the gate open. You are careless.')"
    return seconds_of(check, after="import colonnade_coach")


def seconds_of(code: str, after: str = "") -> float:
    """The least processor time of `code` in a fresh process."""
    code = f"import time\n{after}\nt = time.process_time()\n{code}\nprint(time.process_time() - t)"
    command = [sys.executable, "-c", code]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(5)]  # noqa: S603
    return min(float(run.stdout) for run in runs)


if __name__ == "__main__":
    main(sys.argv[1:])
