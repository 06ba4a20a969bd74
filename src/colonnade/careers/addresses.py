"""Codes of roles and skills in addresses: a publisher's may hold dots, slashes, spaces or be an address itself."""

from __future__ import annotations

import re

from django.urls import register_converter

PLAIN = re.compile(rb"[A-Za-z0-9_\-.]")
ENCODED = re.compile(r"(?:[A-Za-z0-9_\-.]|~[0-9A-F]{2})+")
NOTHING = "~"


class CodeInPath:
    """Any code as one part of an address: what is not a plain letter stands as `~` and its byte.

    The percent sign would do, but servers and proxies decode `%2F`, and browsers walk up at `..`.
    """

    regex = r"[A-Za-z0-9_\-.~]+"

    def to_python(self, value: str) -> str:
        if value == NOTHING:
            return ""
        if not ENCODED.fullmatch(value):
            raise ValueError
        return re.sub(rb"~(..)", lambda found: bytes([int(found[1], 16)]), value.encode()).decode()

    def to_url(self, value: str) -> str:
        code = str(value)
        if not code:
            return NOTHING
        dots = not code.strip(".")
        return "".join(
            f"~{byte:02X}" if dots or not PLAIN.match(bytes([byte])) else chr(byte)
            for byte in code.encode("utf-8", "replace")
        )


register_converter(CodeInPath, "code")
