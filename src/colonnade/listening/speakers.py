"""From a file to turns of two known sides: who speaks under which label, and what is dropped at once."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import asdict, dataclass, replace

from django.utils.translation import gettext as _

from colonnade_coach import Transcript, TranscriptError, Turn, read_transcript

from .strays import stray_names

MOST_SPEAKERS = 30
# More than six hours of talk. Counting takes the time of a request, so it has a bound.
MOST_WORDS = 60_000
LONGEST_LABEL = 80
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_FIRST_CUE = re.compile(r"\d+\s*\n\s*[\d:]+[,.]\d+\s*-->")


@dataclass(frozen=True)
class Said:
    """One turn. `who` is a label's number, later a side or "else"; dropped words leave `text` None and a count."""

    who: str
    text: str | None
    words: int
    start: float | None = None
    end: float | None = None

    @property
    def dropped(self) -> Said:
        return replace(self, who="else", text=None)


@dataclass(frozen=True)
class Label:
    """A speaker as the file names them."""

    number: str
    name: str
    turns: int


@dataclass(frozen=True)
class Heard:
    """A file that was read."""

    kind: str
    labels: list[Label]
    turns: list[Said]

    @property
    def minutes(self) -> int | None:
        times = [at for turn in self.turns for at in (turn.start, turn.end) if at is not None]
        return max(1, round((max(times) - min(times)) / 60)) if len(times) > 1 else None


def hear(content: bytes) -> Heard:
    """Read a transcript; raises `TranscriptError` with a sentence when it is none or not one of two speakers."""
    found = read_transcript(content)
    names = found.speakers
    if len(names) < 2:
        raise TranscriptError(_("Only one speaker is named in the file; the mirror needs both of you."))
    if len(names) > MOST_SPEAKERS:
        raise TranscriptError(_("The file names more than {most} speakers.").format(most=MOST_SPEAKERS))
    kind = kind_of(content)
    if stray_names(content, kind, names):
        raise TranscriptError(
            _(
                "Some lines begin with a name that could not be read, so it is unclear who said them. Names begin"
                " with a capital letter and have at most six words; change them in the file and choose it again."
            )
        )
    numbers = {name: str(number) for number, name in enumerate(names)}
    turns = [_said(turn, numbers) for turn in found.turns]
    if sum(turn.words for turn in turns) > MOST_WORDS:
        raise TranscriptError(_("The file has more than {most} words.").format(most=f"{MOST_WORDS:,}"))
    labels = [
        Label(number, _clean(name)[:LONGEST_LABEL], sum(turn.who == number for turn in turns))
        for name, number in numbers.items()
    ]
    return Heard(kind, labels, turns)


def _said(turn: Turn, numbers: dict[str, str]) -> Said:
    text = _clean(turn.text)
    return Said(numbers[turn.speaker], text, count(text), turn.start, turn.end)


def _clean(text: str) -> str:
    """No signs that a page or a database cannot carry."""
    return "".join(c if c.isprintable() else " " for c in text.encode("utf-8", "replace").decode()).strip()


def count(text: str) -> int:
    return len(_WORD.findall(text))


def kind_of(content: bytes) -> str:
    """The kind of a file that was read, told from its content as the reader does."""
    if content.startswith(b"PK\x03\x04"):
        return "docx"
    start = content[:4000].decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "ignore")
    start = start.lstrip()
    if start.startswith("WEBVTT"):
        return "vtt"
    if _FIRST_CUE.match(start):
        return "srt"
    return "json" if start.startswith(("{", "[{", "[\n", "[ ", "[\r")) else "text"


# ---- who is whom


def plainly(label: str, names: dict[str, list[str]]) -> str | None:
    """The side whose name the label plainly bears; None where it bears neither's or could be both's."""
    said = _name_words(label)
    fitting = [side for side, of in names.items() if any(_fits(said, _name_words(name)) for name in of)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(label: set[str], name: set[str]) -> bool:
    """ "Priya", "Priya S." and "Sandoval, Priya (guest)" fit Priya Sandoval; Priya Shah does not."""
    return bool(label and name) and (label <= name or (len(name) > 1 and name <= label))


def _name_words(name: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", name).casefold()
    return set(re.findall(r"[^\W\d_]{2,}", "".join(c for c in plain if not unicodedata.combining(c))))


def guessed(labels: list[Label], names: dict[str, list[str]]) -> dict[str, str]:
    """Side -> label number, for each side that exactly one label plainly names."""
    found: dict[str, list[str]] = {side: [] for side in names}
    for label in labels:
        side = plainly(label.name, names)
        if side:
            found[side].append(label.number)
    return {side: numbers[0] for side, numbers in found.items() if len(numbers) == 1}


def demand_both(labels: list[Label], names: dict[str, list[str]]) -> None:
    """Raises `TranscriptError` when all speakers plainly are one of the two."""
    for side, of in names.items():
        if all(plainly(label.name, names) not in (None, side) for label in labels):
            raise TranscriptError(_("No speaker in the file can be {name}.").format(name=of[0]))


def only(turns: list[Said], sides: dict[str, str]) -> list[Said]:
    """The turns with others' words dropped; who speaks becomes a side where it is known, else "else"."""
    side_of = {number: side for side, number in sides.items()}
    return [replace(turn, who=side_of[turn.who]) if turn.who in side_of else turn.dropped for turn in turns]


def as_rows(turns: list[Said]) -> list[list[object]]:
    return [list(asdict(turn).values()) for turn in turns]


def from_rows(rows: list[list[object]]) -> list[Said]:
    return [Said(*row) for row in rows]  # type: ignore[arg-type]  # written by `as_rows`


def for_counting(turns: list[Said]) -> Transcript:
    """The coach's transcript: dropped words stand as so many signs that are nobody's words."""
    return Transcript(
        [
            Turn(turn.who, "x " * turn.words if turn.text is None else turn.text, turn.start, turn.end)
            for turn in turns
        ]
    )
