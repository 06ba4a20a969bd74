"""The kind of a file is told by its bytes; pictures lose what the camera wrote; nothing is unpacked."""

from __future__ import annotations

import zipfile

import pytest

from colonnade.kernel.documents import LONGEST_NAME, UnknownKindError, kind_of, plain_name, received
from colonnade.kernel.pictures import without_metadata
from tests.evidence.documents import EVERY_KIND, OFFICE, PDF, PLACE, TXT, jpeg, office, png, zipped

HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_every_kind_is_known_by_its_bytes_and_kept_whole(kind):
    content = EVERY_KIND[kind]

    assert kind_of(content) == kind
    found, name, kept = received(f"The plan.{kind.upper()}", content)
    assert (found, name) == (kind, f"The plan.{kind}")
    assert kept == content or kind in ("png", "jpeg", "webp")
    assert kind_of(kept) == kind


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("script.png", b"#!/bin/sh\nrm -rf /\n"),
        ("page.pdf", HTML),
        ("picture.png", SVG),
        ("picture.svg", SVG),
        ("page.html", HTML),
        ("late.pdf", b"\n" + PDF),
        ("program.txt", b"MZ\x90\x00\x03"),
        ("bell.txt", b"ding \x07"),
        ("latin.txt", "über".encode("latin-1")),
        ("spaces.txt", b" \n "),
        ("archive.docx", zipped(**{"readme.txt": b"x"})),
        ("table.docx", office("xlsx")),
        ("both.docx", office("docx", **{"xl/workbook.xml": b"x"})),
        ("macro.docx", office("docx", **{"word/vbaProject.bin": b"x"})),
        ("cut.docx", office("docx")[:-30]),
        ("picture.jpg", png()),
        ("nameless", PDF),
        ("cut.png", png()[:50]),
        ("cut.jpg", jpeg()[:-90]),
        ("head.jpg", b"\xff\xd8\xff\xd9"),
        ("head.webp", b"RIFF\x04\x00\x00\x00WEBP"),
        ("nothing.txt", b""),
    ],
)
def test_what_is_not_what_it_says_is_refused(name, content):
    with pytest.raises(UnknownKindError):
        received(name, content)


def test_a_bomb_in_an_office_file_is_never_unpacked(monkeypatch):
    bomb = office("docx", **{"word/media/zeros.bin": bytes(1 << 20)})
    monkeypatch.setattr(zipfile, "ZipFile", None)
    monkeypatch.setattr("zlib.decompress", None)

    assert received("bomb.docx", bomb)[0] == "docx"


def test_a_list_of_names_that_is_too_long_is_not_read():
    many = {f"{number:060d}": b"" for number in range(11_000)}

    assert kind_of(office("docx", **many)) is None


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_pictures_lose_where_they_were_taken(kind):
    content = EVERY_KIND[kind]
    assert PLACE in content

    kept = without_metadata(kind, content)

    assert PLACE not in kept
    assert without_metadata(kind, kept) == kept


def test_a_jpeg_keeps_its_drawing_and_which_way_up_it_is():
    kept = without_metadata("jpeg", jpeg(turned=6))

    assert b"ab\xff\x00cd\xff\xd0ef" in kept
    assert kept.endswith(b"second\xff\xd9")
    assert kept.count(b"Exif\x00\x00") == 1
    assert b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06" in kept
    assert b"Exif" not in without_metadata("jpeg", jpeg(turned=1))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\plan.pdf", "plan.pdf"),
        ("inv\u202efdp.exe\u2066.pdf", "invfdp.exe.pdf"),
        ("a\x00b\r\nc\u200b.txt", "ab c.txt"),
        ("Zur Übergabe.txt", "Zur Übergabe.txt"),
    ],
)
def test_names_hold_no_path_and_nothing_unseen(typed, shown):
    assert plain_name(typed) == shown


def test_long_and_empty_names_become_fit_to_be_shown():
    assert len(received("x" * 500 + ".txt", TXT)[1]) == LONGEST_NAME
    assert received(".txt", TXT)[1] == "file.txt"
    assert set(OFFICE) < set(EVERY_KIND)
