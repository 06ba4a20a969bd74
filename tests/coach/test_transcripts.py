"""Transcripts of the usual services, and files nobody means well with."""

import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

import colonnade_coach
from colonnade_coach import Transcript, TranscriptError, Turn, read_transcript

SOURCE = str(Path(colonnade_coach.__file__).parent.parent)

TALK = [("Ana Silva", "What would you like to talk about?"), ("Łukasz", "The night shift.")]


def said(source):
    return [(turn.speaker, turn.text) for turn in read_transcript(source).turns]


def docx(document, **parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def document(*paragraphs):
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    lines = "".join(f"<w:p><w:r>{p}</w:r></w:p>" for p in paragraphs)
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{head}<w:document xmlns:w="{space}"><w:body>{lines}</w:body></w:document>'


ZOOM = """WEBVTT

1
00:00:01.000 --> 00:00:04.000
Ana Silva: What would you like to talk about?

2
00:00:04.500 --> 00:00:06.000
Łukasz: The night shift.
"""
TEAMS = """WEBVTT

NOTE made by hand

00:00:01.000 --> 00:00:04.000
<v Ana Silva>What would you like
to talk about?</v>

00:00:03.500 --> 00:00:06.000
<v Łukasz>The night &amp; shift.</v>
"""
SRT = ZOOM.replace("WEBVTT\n\n", "").replace(".000", ",000").replace(".500", ",500")
ASK, SPLIT, TOLD = TALK[0][1], TALK[0][1].replace(" to", "\nto"), TALK[1][1]
TEXTS = {
    "names": f"Ana Silva: {ASK}\nŁukasz: {TOLD}\n",
    "times before": f"[00:01] Ana Silva: {ASK}\n[00:04] Łukasz: {TOLD}\n",
    "times after": f"Ana Silva (00:00:01): {ASK}\nŁukasz (00:00:04): {TOLD}\n",
    "headed": f"Ana Silva   0:01\n{ASK}\n\nŁukasz   0:04\n{TOLD}\n",
    "carried on": f"Ana Silva: {SPLIT}\nŁukasz: {TOLD}\n",
    "old Teams": f"00:00:01 --> 00:00:04\nAna Silva\n{ASK}\n00:00:04 --> 00:00:06\nŁukasz\n{TOLD}\n",
}


@pytest.mark.parametrize("text", [ZOOM, SRT], ids=["zoom", "srt"])
@pytest.mark.parametrize(
    "change",
    [str, lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t],
    ids=["plain", "windows", "bom"],
)
def test_cues_with_a_name_before_a_colon(text, change):
    assert said(change(text).encode()) == TALK


def test_cues_with_a_voice_tag_and_overlapping_times():
    assert read_transcript(TEAMS.encode()) == Transcript(
        [
            Turn("Ana Silva", "What would you like to talk about?", 1.0, 4.0),
            Turn("Łukasz", "The night & shift.", 3.5, 6.0),
        ]
    )


@pytest.mark.parametrize("name", TEXTS)
def test_text_exports(name):
    assert said(TEXTS[name].encode()) == TALK


def test_times_of_text_exports_are_kept():
    times = [turn.start for turn in read_transcript(TEXTS["headed"].encode()).turns]
    assert times == [1.0, 4.0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks(encoding):
    assert said(TEXTS["names"].encode(encoding)) == TALK


@pytest.mark.parametrize("name", ["田中", "Юлия Петрова", "محمد", "O'Brien", "Müller-Lüdenscheidt"])
def test_names_of_all_scripts(name):
    assert said(f"{name}: Hello there.\nAna: Hi.".encode())[0] == (name, "Hello there.")


def test_json_of_turns():
    turns = [
        {"speaker": "Ana Silva", "text": TALK[0][1], "start": 1},
        {"name": "Łukasz", "content": TALK[1][1]},
    ]
    assert said(json.dumps(turns).encode()) == TALK
    assert said(json.dumps({"segments": turns}).encode()) == TALK


def test_docx_with_pictures_gives_its_text_only():
    file = docx(
        document(
            "<w:t>Ana Silva   0:01</w:t><w:br/><w:t>What would you like to talk about?</w:t>",
            "<w:t>Łukasz: The night shift.</w:t>",
        ),
        **{"word/media/image1.png": b"\x89PNG" + bytes(1000)},
    )
    assert said(file) == TALK


def test_a_path_is_read(tmp_path):
    path = tmp_path / "talk.vtt"
    path.write_text(ZOOM, "utf-8")
    assert said(path) == TALK


ENTITY = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
LAUGHS = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><d>&b;</d>'
HOSTILE = {
    "zip bomb": (lambda: docx(document("<w:t>" + "a" * 60_000_000 + "</w:t>")), "unpacks to more than"),
    "external entity": (lambda: docx(ENTITY), "document type"),
    "entity in UTF-16": (
        lambda: docx(ENTITY.replace('1.0"', '1.0" encoding="UTF-16"').encode("utf-16")),
        "document type",
    ),
    "billion laughs": (lambda: docx(LAUGHS), "document type"),
    "many parts": (lambda: docx(document(), **{f"p{i}": b"" for i in range(3_000)}), "more than 2,000 parts"),
    "no document": (lambda: docx("").replace(b"document.xml", b"dokument.xml"), "cannot be opened"),
    "cut short": (lambda: docx(document("<w:t>x</w:t>"))[:60], "cut short"),
    "broken xml": (lambda: docx("<w:document><w:p>"), "broken in line"),
    "deep xml": (lambda: docx("<a>" * 5_000 + "</a>" * 5_000), "levels deep"),
    "long line": (lambda: b"Ana: hello\nAna: " + b"x" * 9_000_000, "Line 2 is longer"),
    "large file": (lambda: b"Ana: x\n" * 2_000_000, "MB"),
    "wrong encoding": (lambda: "Ana: Grüße\n".encode("latin-1"), "Byte 7 is not UTF-8"),
    "utf-16 without a mark": (lambda: "Ana: Hello\n".encode("utf-16-le"), "zero byte"),
    "binary": (lambda: bytes(range(256)) * 100, "zero byte|UTF-8"),
    "no speaker": (lambda: b"just some words\nand more", "No line with a speaker"),
    "empty": (lambda: b"", "No line with a speaker"),
    "broken json": (lambda: b'[{"speaker": ', "broken in line 1"),
    "deep json": (lambda: b'{"turns":' + b"[" * 200_000, "nested|broken"),
    "json of numbers": (lambda: b'{"turns":[1,2]}', "Turn 1"),
    "too many turns": (lambda: b"A: x\n" * 60_000, "more than 50,000 turns"),
    "far too many turns": (lambda: b"A: x\n" * 1_900_000, "more than 300,000 lines"),
    "empty lines": (lambda: b"\n" * 9_900_000, "more than 300,000 lines"),
    "short lines": (lambda: b"aa\n" * 3_300_000, "more than 300,000 lines"),
    "lines in UTF-16": (lambda: b"\xff\xfe" + ("Ana: ü\n" * 700_000).encode("utf-16-le"), "more than 300,000 lines"),
    "many cues": (lambda: b"WEBVTT\n\n" + b"0:00 --> 0:01\nA: x\n" * 450_000, "more than 300,000 lines"),
    "a crowded cue": (lambda: b"WEBVTT\n\n0:00 --> 0:01\n" + b"A: x\n" * 299_000, "more than 50,000 turns"),
    "json of empty objects": (lambda: b"[" + b"{}," * 3_300_000 + b"{}]", "more than 300,000 lists and objects"),
    "json of empty lists": (lambda: b"{" + b"[]," * 3_300_000 + b"}", "more than 300,000 lists and objects"),
    "docx of empty paragraphs": (
        lambda: docx(document().replace("</w:body>", "<w:p/>" * 1_600_000 + "</w:body>")),
        "more than 300,000 lines",
    ),
    "docx of attributes": (
        lambda: docx(
            document().replace("<w:body>", f"<w:body {' '.join(f'a{i}={chr(34) * 2}' for i in range(600_000))}>")
        ),
        "No line with a speaker",
    ),
}


LIMITED = """
import resource, sys, time
from colonnade_coach import TranscriptError, read_transcript
resource.setrlimit(resource.RLIMIT_AS, (256_000_000, 256_000_000))
start = time.process_time()
try:
    read_transcript(sys.argv[1])
except TranscriptError as error:
    print(time.process_time() - start, error)
"""


@pytest.mark.parametrize("name", [*HOSTILE, "a line of a gigabyte"])
def test_hostile_files_are_refused_in_two_seconds_and_256_megabytes(name, tmp_path):
    path = tmp_path / "talk"
    if name in HOSTILE:
        path.write_bytes(HOSTILE[name][0]())
    else:
        with path.open("wb") as file:
            file.truncate(1_000_000_000)
    environment = {**os.environ, "PYTHONPATH": SOURCE}
    command = [sys.executable, "-c", LIMITED, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)  # noqa: S603 - our own command
    seconds, reason = done.stdout.split(" ", 1)
    assert done.stderr == ""
    assert float(seconds) < 2.0
    assert re.search(HOSTILE[name][1] if name in HOSTILE else r"1,000\.0 MB", reason)


@pytest.mark.parametrize(
    "evil", ["a:" * 9_000, "0:00 " * 3_900, "-->" * 6_000, "<v " * 6_000, "[(" * 9_000, " " * 19_000 + "x"]
)
def test_no_line_is_slow(evil):
    start = time.process_time()
    for text in (f"{evil}\n" * 50, f"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n{evil}\n" * 50):
        with pytest.raises(TranscriptError):
            read_transcript(text.encode())
            raise TranscriptError
    assert time.process_time() - start < 2.0
