"""What kind of file somebody brought: told by its bytes and its name together, never by the browser's word.

Nothing is unpacked. Of an office file only the list of names at its end is read, and that list has a bound.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator

from .pictures import Broken, without_metadata

LONGEST_NAME = 120
# The last folder of a zip lists the names; an honest office file has some hundred.
MOST_LISTED_BYTES = 1 << 20
ENDINGS = {
    "pdf": "pdf",
    "png": "png",
    "jpg": "jpeg",
    "jpeg": "jpeg",
    "webp": "webp",
    "txt": "txt",
    "docx": "docx",
    "xlsx": "xlsx",
    "pptx": "pptx",
    "odt": "odt",
}
_OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"


class UnknownKindError(Exception):
    """The bytes are of no kind that is taken, or the name says something else than the bytes."""


def received(name: str, content: bytes) -> tuple[str, str, bytes]:
    """Kind, a name fit to be shown, and the bytes to keep; raises `UnknownKindError`.

    Pictures lose what the camera wrote about place and time.
    """
    stem, dot, ending = plain_name(name).rpartition(".")
    kind = kind_of(content)
    if not dot or kind is None or ENDINGS.get(ending.lower()) != kind:
        raise UnknownKindError
    try:
        content = without_metadata(kind, content)
    except Broken as error:
        raise UnknownKindError from error
    ending = ending.lower()
    return kind, f"{stem.strip(' .')[: LONGEST_NAME - len(ending) - 1] or 'file'}.{ending}", content


def plain_name(name: str) -> str:
    """The last part of a path, without characters nobody sees or that turn the direction of writing."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    seen = "".join(" " if one.isspace() else one for one in last)
    return " ".join("".join(one for one in seen if not unicodedata.category(one).startswith("C")).split())


def kind_of(content: bytes) -> str | None:
    """One of `ENDINGS`' kinds, or None."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    if content.startswith(b"PK\x03\x04"):
        return _office_kind(content)
    return "txt" if _is_text(content) else None


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and all(one >= " " or one in "\t\r\n\f" for one in text) and "\x7f" not in text


def _office_kind(content: bytes) -> str | None:
    names = set(_listed(content))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return None
    if content[30:].startswith(_ODT) and "content.xml" in names:
        return "odt"
    found = [kind for part, kind in _OFFICE.items() if part in names]
    return found[0] if len(found) == 1 and "[Content_Types].xml" in names else None


def _listed(content: bytes) -> Iterator[str]:
    """The names in the zip's own list; none where the list is not where the file says, or too long."""
    end = content.rfind(b"PK\x05\x06", max(0, len(content) - 65557))
    if end < 0 or len(content) < end + 22:
        return
    size, at = struct.unpack("<II", content[end + 12 : end + 20])
    if size > MOST_LISTED_BYTES or at + size > end:
        return
    listed = content[at : at + size]
    place = 0
    while listed[place : place + 4] == b"PK\x01\x02" and place + 46 <= len(listed):
        name, extra, remark = struct.unpack("<HHH", listed[place + 28 : place + 34])
        yield listed[place + 46 : place + 46 + name].decode("utf-8", "replace")
        place += 46 + name + extra + remark
