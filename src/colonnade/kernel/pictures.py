"""Pictures without what the camera or a program wrote into them: place, time, device, comments, previews.

Only the parts that draw the picture are kept, so what comes after its end goes too. A JPEG keeps which way up it is.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

# What a picture is drawn with: size, palette, transparency, colours, frames of an animation.
_PNG_KEPT = frozenset(b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD pHYs acTL fcTL fdAT".split())
_WEBP_KEPT = frozenset([b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"])
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04
_ORIENTATION = 0x0112


class Broken(Exception):
    """The bytes begin like a picture and do not go on like one."""


def without_metadata(kind: str, content: bytes) -> bytes:
    """The same picture; other kinds of file come back as they are. Raises `Broken`."""
    strip = {"jpeg": _jpeg, "png": _png, "webp": _webp}.get(kind)
    if strip is None:
        return content
    try:
        return strip(content)
    except (struct.error, IndexError) as error:
        raise Broken from error


def _png(content: bytes) -> bytes:
    kept, place = [content[:8]], 8
    while True:
        (length,) = struct.unpack(">I", content[place : place + 4])
        name, end = content[place + 4 : place + 8], place + 12 + length
        if end > len(content) or (place == 8) != (name == b"IHDR"):
            raise Broken
        if name in _PNG_KEPT:
            kept.append(content[place:end])
        if name == b"IEND":
            return b"".join(kept)
        place = end


def _webp(content: bytes) -> bytes:
    (size,) = struct.unpack("<I", content[4:8])
    kept, place, end = [], 12, min(len(content), 8 + size)
    while place + 8 <= end:
        name = content[place : place + 4]
        (length,) = struct.unpack("<I", content[place + 4 : place + 8])
        if place + 8 + length > end:
            raise Broken
        body = content[place + 8 : place + 8 + length]
        if name == b"VP8X":
            body = bytes([body[0] & ~(_WEBP_EXIF | _WEBP_XMP)]) + body[1:]
        if name in _WEBP_KEPT:
            kept.append(name + struct.pack("<I", length) + body + b"\x00" * (length % 2))
        place += 8 + length + length % 2
    if not kept:
        raise Broken
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _jpeg(content: bytes) -> bytes:
    kept, drawn, turned = [], False, 1
    for marker, part in _segments(content):
        body = part[4:]
        if marker == 0xE1 and body.startswith(b"Exif\x00\x00"):
            turned = _orientation(body[6:])
        is_kept = not (0xE0 <= marker <= 0xEF or marker == 0xFE)
        is_kept = is_kept or (marker == 0xE0 and body.startswith(b"JFIF\x00")) or marker == 0xEE
        is_kept = is_kept or (marker == 0xE2 and body.startswith(b"ICC_PROFILE\x00"))
        if is_kept:
            kept.append(part)
        drawn = drawn or marker == 0xDA
    if not drawn:
        raise Broken
    return b"\xff\xd8" + (_only_orientation(turned) if turned != 1 else b"") + b"".join(kept) + b"\xff\xd9"


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each part up to the end of the picture; a scan carries its data with it."""
    place = 2
    while True:
        if content[place] != 0xFF:
            raise Broken
        marker = content[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker == 0xD9:
            return
        (length,) = struct.unpack(">H", content[place + 2 : place + 4])
        end = place + 2 + length
        if length < 2 or end > len(content):
            raise Broken
        if marker == 0xDA:
            end = _end_of_scan(content, end)
        yield marker, content[place:end]
        place = end


def _end_of_scan(content: bytes, place: int) -> int:
    while True:
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 >= len(content):
            raise Broken
        if content[place + 1] != 0 and not 0xD0 <= content[place + 1] <= 0xD7:
            return place
        place += 2


def _orientation(tiff: bytes) -> int:
    """Which way up, from 1 to 8; 1 where nothing sensible is said."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (at,) = struct.unpack(order + "I", tiff[4:8])
        (count,) = struct.unpack(order + "H", tiff[at : at + 2])
        for number in range(min(count, 200)):
            entry = tiff[at + 2 + 12 * number : at + 14 + 12 * number]
            tag, _kind, _count, value = struct.unpack(order + "HHIH2x", entry)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _only_orientation(turned: int) -> bytes:
    tiff = b"MM\x00*\x00\x00\x00\x08\x00\x01" + struct.pack(">HHIHH", _ORIENTATION, 3, 1, turned, 0) + b"\x00" * 4
    body = b"Exif\x00\x00" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
