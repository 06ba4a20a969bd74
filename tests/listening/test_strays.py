"""A speaker whose name cannot be read must not speak in somebody else's mirror."""

from __future__ import annotations

import io
import zipfile

import pytest

from colonnade.listening import speakers
from colonnade_coach import TranscriptError

UNREAD = [
    "+49 170 1234567",
    "duncan",
    "2nd speaker",
    "(Guest) Duncan",
    "Duncan Abeyle of the ward on the fourth floor",
    "Duncan; by telephone",
]


def colon(name: str) -> str:
    return f"Mirela: Hello\n{name}: Secret one\nMirela: Yes\nAna: And you?\n{name}: Secret two\n"


def timed(name: str) -> str:
    lines = [(0, "Mirela", "Hello"), (1, name, "Secret one"), (2, "Ana", "And?"), (3, name, "Secret two")]
    return "".join(f"[00:0{at}] {who}: {said}\n" for at, who, said in lines)


def headed(name: str) -> str:
    return f"Mirela 0:01\nHello\n\n{name} 0:03\nSecret one\n\nAna 0:05\nAnd?\n\n{name} 0:07\nSecret two\n"


def below_times(name: str) -> str:
    return f"0:01\nMirela\nHello\n\n0:03\n{name}\nSecret one\n\n0:05\nAna\nAnd?\n\n0:07\n{name}\nSecret two\n"


def cues(name: str) -> str:
    said = [("Mirela", "Hello"), (name, "Secret one"), ("Ana", "And?"), (name, "Secret two")]
    return "WEBVTT\n\n" + "".join(
        f"00:0{at}.000 --> 00:0{at}.900\n{who}: {words}\n\n" for at, (who, words) in enumerate(said)
    )


@pytest.mark.parametrize("name", UNREAD)
@pytest.mark.parametrize("style", [colon, timed, headed, below_times, cues])
def test_a_speaker_whose_name_is_not_read_speaks_for_nobody_else(style, name):
    """Either the file is refused, or the words stand under a name of their own."""
    try:
        heard = speakers.hear(style(name).encode())
    except TranscriptError as refused:
        assert "Secret" not in str(refused)
        return
    readable = {label.number for label in heard.labels if label.name in ("Mirela", "Ana")}
    assert [turn.text for turn in heard.turns if turn.who in readable and "Secret" in (turn.text or "")] == []


def test_a_word_document_is_looked_at_too():
    inside = io.BytesIO()
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in colon("+49 170").splitlines())
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(inside, "w") as archive:
        body = f'<w:document xmlns:w="{namespace}"><w:body>{paragraphs}</w:body></w:document>'
        archive.writestr("word/document.xml", body)

    with pytest.raises(TranscriptError, match="could not be read"):
        speakers.hear(inside.getvalue())


@pytest.mark.parametrize(
    "text",
    [
        "Title: Our talk\nDate: today\nMirela: The question is: what now?\nAna: My answer is: nothing yet.\n",
        "Mirela 0:01\nAt 10:30 we meet\nAna 0:05\nyeah\nMirela 0:07\nyeah\n",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Mirela>So: here\n\n00:03.000 --> 00:04.000\n<v +49 170>So: there\n",
        "1\n00:00:01,000 --> 00:00:02,000\nMirela: Hello\n\n2\n00:00:03,000 --> 00:00:04,000\nyeah\n\n"
        "3\n00:00:05,000 --> 00:00:06,000\nyeah\n\n4\n00:00:07,000 --> 00:00:08,000\nAna: Hi\n",
        "[00:01] MIRELA : Hello\n[00:02]  Ana: Hi\n[00:03] MIRELA : Yes\n",
    ],
)
def test_ordinary_files_are_read(text):
    assert len(speakers.hear(text.encode()).labels) >= 2
