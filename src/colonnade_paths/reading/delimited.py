"""Rows of a delimited text file, streamed, in the encoding and with the delimiter it turns out to have."""

from __future__ import annotations

import codecs
import csv
import io
import re
import threading
from collections.abc import Iterator
from typing import IO, Any

from colonnade_paths.reading.workbook import FormulaCell
from colonnade_paths.report import ImportReport, PathsError

SAMPLE = 64 * 1024
LONGEST_LINE = 1 << 20
csv.field_size_limit(LONGEST_LINE)
# What a spreadsheet would run: =…, or +, -, @ before a function name. A leading dash of a list is text.
FORMULA = re.compile(r"^\s*(=|[+\-@]\s*[A-Za-z_.]+\()")
# An apostrophe before such a beginning makes it text, in a spreadsheet as here.
RISKY = re.compile(r"'*\s*[=+\-@]")
GUARDED = re.compile(r"'+\s*[=+\-@]")


def guard(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula; reading the cell gives the text again."""
    return f"'{text}" if RISKY.match(text) else text


def _cell(cell: str) -> Any:
    if GUARDED.match(cell):
        return cell[1:]
    return FormulaCell(None) if FORMULA.match(cell) else cell


def delimited_rows(file: IO[bytes], name: str, report: ImportReport) -> Iterator[tuple[int, list[Any]]]:
    """Yield (row number, cells); a row of several lines counts once, a formula is an empty `FormulaCell`.

    Raises `PathsError` when the text cannot be taken apart.
    """
    stream = io.BufferedReader(_Readable(file), SAMPLE * 2)
    sample = stream.peek(SAMPLE)[:SAMPLE]
    encoding = _encoding(sample)
    text = io.TextIOWrapper(stream, encoding=encoding, errors="mixed_latin", newline="")
    reader = csv.reader(_lines(text, name), delimiter=_delimiter(sample.decode(encoding, "replace"), name))
    _latin.bytes = 0
    line = 0
    try:
        for line, cells in enumerate(reader, start=1):
            yield line, [_cell(cell) for cell in cells]
            if _latin.bytes:
                report.mend(name, "letters that are not UTF-8 were read as Western European", line)
                _latin.bytes = 0
    except csv.Error as error:
        raise PathsError(f"{name}, row {line + 1}: the row cannot be read ({error}).") from error
    except UnicodeError as error:
        raise PathsError(f"{name}, row {line + 1}: the text cannot be decoded ({error}).") from error


def _lines(text: io.TextIOWrapper, name: str) -> Iterator[str]:
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE:
            raise PathsError(f"{name}, line {number}: longer than {LONGEST_LINE >> 20} million letters, not read.")
        yield line


def _encoding(sample: bytes) -> str:
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig"


def _delimiter(sample: str, name: str) -> str:
    if name.lower().removesuffix(".gz").endswith((".txt", ".tsv")):
        return "\t"
    first = sample.split("\n", 1)[0]
    return max(",;\t", key=first.count)


class _Latin(threading.local):
    """How many bytes were not UTF-8 since the last row; imports may run side by side."""

    bytes = 0


_latin = _Latin()


def _as_latin(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    _latin.bytes += len(wrong)
    return wrong.decode("cp1252", "replace"), error.end


codecs.register_error("mixed_latin", _as_latin)


class _Readable(io.RawIOBase):
    """Zip members and gzip files, as the raw stream that `BufferedReader` wants."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        content = self._file.read(len(buffer))
        buffer[: len(content)] = content
        return len(content)
