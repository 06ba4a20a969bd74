"""Small files of every kind that is taken, made by hand."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
TXT = "Eine Zeile, \u00fcber Grenzen.\n".encode()
OFFICE = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
PLACE = b"canary-place-48.2082N"


def zipped(**names: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return out.getvalue()


def office(kind: str, **more: bytes) -> bytes:
    return zipped(**{"[Content_Types].xml": b"<Types/>", OFFICE[kind]: b"<x/>", **more})


def odt() -> bytes:
    return zipped(mimetype=b"application/vnd.oasis.opendocument.text", **{"content.xml": b"<x/>"})


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(*, said: bytes = PLACE) -> bytes:
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    dots = zlib.compress(b"\x00\x7f")
    parts = [_chunk(b"IHDR", head), _chunk(b"tEXt", b"GPS\x00" + said), _chunk(b"IDAT", dots)]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + _chunk(b"eXIf", said) + _chunk(b"IEND", b"") + said


def exif(turned: int = 6, said: bytes = PLACE) -> bytes:
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, turned, 0)
    return b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00" + entry + b"\x00" * 4 + said


def _segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def jpeg(*, turned: int = 6, said: bytes = PLACE) -> bytes:
    """A shape of a JPEG: two scans, escaped bytes and restarts within them, and what cameras add around them."""
    parts = [
        _segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"),
        _segment(0xE1, exif(turned, said)),
        _segment(0xE2, b"MPF\x00" + said),
        _segment(0xED, b"Photoshop 3.0\x00" + said),
        _segment(0xFE, said),
        _segment(0xDB, bytes(65)),
        _segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"ab\xff\x00cd\xff\xd0ef",
        _segment(0xC4, bytes(20)),
        _segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"second",
    ]
    return b"\xff\xd8" + b"".join(parts) + b"\xff\xd9" + said


def webp(*, said: bytes = PLACE) -> bytes:
    def part(name: bytes, body: bytes) -> bytes:
        return name + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) % 2)

    body = b"WEBP" + part(b"VP8X", b"\x0c" + bytes(9)) + part(b"VP8 ", b"dots!") + part(b"EXIF", said)
    return b"RIFF" + struct.pack("<I", len(body)) + body


EVERY_KIND = {
    "pdf": PDF,
    "txt": TXT,
    "png": png(),
    "jpeg": jpeg(),
    "webp": webp(),
    "odt": odt(),
    **{kind: office(kind) for kind in OFFICE},
}
