"""From bytes to text, with everything refused that no transcript needs."""

from __future__ import annotations

import io
import struct
import zipfile
from itertools import count
from xml.parsers import expat

from .turns import MOST_BYTES, MOST_LINES, TOO_MANY_LINES, TranscriptError

_ENTRIES_AT_MOST = 2_000
_DIRECTORY_AT_MOST = 1_000_000
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def decoded(content: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 that says so by its first bytes."""
    mark, encoding = next((b for b in _BOMS if content.startswith(b[0])), (b"", "utf-8"))
    content = content[len(mark) :]
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise TranscriptError(
            f"Byte {error.start:,} is not {encoding.upper()}; save the transcript as UTF-8 and try again."
        ) from None
    at = text.find("\x00")
    if at >= 0:
        raise TranscriptError(f"Character {at:,} is a zero byte, so this is no text file.")
    return text


def docx_text(content: bytes) -> str:
    """The words of a DOCX, a line per paragraph or break; pictures, sound and the rest are not opened."""
    _refuse_crowded(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            document = _document(archive)
    except (
        zipfile.BadZipFile,
        KeyError,
        OSError,
        EOFError,
        RuntimeError,
        NotImplementedError,
        ValueError,
    ) as error:
        if isinstance(error, TranscriptError):
            raise
        raise TranscriptError("The file looks like a DOCX, but word/document.xml in it cannot be opened.") from None
    return _words(document)


def _refuse_crowded(content: bytes) -> None:
    """A directory of a hundred thousand entries costs memory before the first word is read."""
    at = content.rfind(b"PK\x05\x06")
    if at < 0 or len(content) < at + 22:
        raise TranscriptError("The file looks like a DOCX, but its archive is cut short.")
    entries, size = struct.unpack("<HI", content[at + 10 : at + 16])
    if entries > _ENTRIES_AT_MOST or size > _DIRECTORY_AT_MOST:
        raise TranscriptError(f"The DOCX holds more than {_ENTRIES_AT_MOST:,} parts, so it was not opened.")


def _document(archive: zipfile.ZipFile) -> bytes:
    with archive.open("word/document.xml") as part:
        # The size an archive states may be a lie, so the reading itself stops.
        found = part.read(MOST_BYTES + 1)
    if len(found) > MOST_BYTES:
        raise TranscriptError(
            f"word/document.xml unpacks to more than {MOST_BYTES // 1_000_000} MB, so the DOCX was not read."
        )
    return found


def _words(document: bytes) -> str:
    pieces: list[str] = []
    inside: list[str] = []
    paragraphs = count()

    def start(name: str, _: dict[str, str]) -> None:
        inside.append(name)
        if len(inside) > 200:
            raise TranscriptError("word/document.xml is nested more than 200 levels deep, so it was not read.")
        if name in (_WORD + "br", _WORD + "cr"):
            pieces.append("\n")
        elif name == _WORD + "tab":
            pieces.append("\t")

    def end(name: str) -> None:
        inside.pop()
        if name == _WORD + "p":
            pieces.append("\n")
            if next(paragraphs) > MOST_LINES:
                raise TranscriptError(TOO_MANY_LINES)

    def words(text: str) -> None:
        if inside and inside[-1] == _WORD + "t":
            pieces.append(text)

    def refuse(*_: object) -> None:
        raise TranscriptError("word/document.xml declares a document type; DOCX files have none, so it was not read.")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, words
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    try:
        parser.Parse(document, True)
    except expat.ExpatError as error:
        raise TranscriptError(f"word/document.xml is broken in line {error.lineno:,}.") from None
    return "".join(pieces)
