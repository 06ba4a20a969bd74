"""A folder, a zip or a single file, seen as named tables and texts."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from colonnade_paths.reading.bounds import Unpacking, check_members
from colonnade_paths.reading.delimited import delimited_rows
from colonnade_paths.reading.workbook import FormulaCell, workbook_rows
from colonnade_paths.report import ImportReport, PathsError

Progress = Callable[[str, int], None]
ROWS_BETWEEN_NEWS = 25_000
LARGEST_TEXT = 64 << 20
LARGEST_WORKBOOK = 256 << 20
LARGEST_NUMBER = 1e12
MOST_ROWS = 5_000_000
# What no database keeps and nobody sees: control characters and halves of letters.
UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
TABLE_SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its number in the file (the header is row 1) and its cells by column name."""

    number: int
    cells: dict[str, Any]

    def text(self, column: str) -> str:
        """The cell as trimmed text; empty where the cell or the column is absent."""
        value = self.cells.get(column)
        return "" if value is None else str(value).strip()

    def number_in(self, column: str) -> float | None:
        """The cell as a finite number, None where it is not one."""
        value = self.cells.get(column)
        if value is None or value == "":
            return None
        try:
            number = float(value)
        except (TypeError, ValueError, OverflowError):
            return None
        return number if abs(number) < LARGEST_NUMBER else None


class Source:
    """Files of an import, by name; reading reports progress and mends cells that hold formulas.

    Raises `PathsError` when the path does not exist or cannot be opened.
    """

    def __init__(
        self, path: str | Path, report: ImportReport | None = None, progress: Progress | None = None
    ) -> None:
        self.path = Path(path)
        self.report = report if report is not None else ImportReport()
        self._progress = progress or (lambda name, rows: None)
        self._zip: zipfile.ZipFile | None = None
        self.names = self._list()

    def find(self, *stems: str) -> str | None:
        """Name of the first file with one of these stems (case, underscores and versions do not matter)."""
        by_stem = {_stem(name): name for name in reversed(self.names)}
        return next((by_stem[key] for key in map(_plain_stem, stems) if key in by_stem), None)

    def find_like(self, prefix: str) -> str | None:
        """Name of the first table whose stem begins so: for names that end in a version."""
        wanted = _plain_stem(prefix)
        found = (name for name in self.names if _stem(name).startswith(wanted))
        return next((name for name in found if name.lower().removesuffix(".gz").endswith(TABLE_SUFFIXES)), None)

    def with_suffix(self, *suffixes: str) -> list[str]:
        """Names of all files with one of these endings, in order."""
        return [name for name in self.names if name.lower().endswith(suffixes)]

    def text(self, name: str) -> str:
        """Whole text of a small file; `PathsError` when it is too large or not UTF-8."""
        with self._open(name) as file:
            content = file.read(LARGEST_TEXT + 1)
        if len(content) > LARGEST_TEXT:
            raise PathsError(f"{name} is larger than {LARGEST_TEXT >> 20} MB and was not read.")
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            column = error.start - content.rfind(b"\n", 0, error.start)
            raise PathsError(f"{name} is not UTF-8 text (line {line}, byte {column} of it).") from error

    def rows(self, name: str, *, sheet: int = 1) -> Iterator[Row]:
        """Rows of a table, streamed; blank rows are skipped, formulas mended; a workbook gives one sheet."""
        try:
            with self._open(name) as file:
                yield from self._named(name, self._raw(file, name, sheet))
        except (zipfile.BadZipFile, zlib.error, EOFError, gzip.BadGzipFile) as error:
            raise PathsError(f"{name} is damaged: {error}.") from error

    def table(self, stem: str) -> Iterator[Row]:
        """Rows of the table of this stem; none, and a note in the report, where it is absent."""
        name = self.find(stem)
        if name is None:
            self.report.absent.append(stem)
            return
        yield from self.rows(name)

    def header(self, name: str) -> list[str]:
        """Column names of a table."""
        with self._open(name) as file:
            return [_column(cell) for cell in next(self._raw(file, name, 1), (1, []))[1]]

    def _named(self, name: str, raw: Iterator[tuple[int, list[Any]]]) -> Iterator[Row]:
        header: list[str] | None = None
        count = 0
        for number, cells in raw:
            if number > MOST_ROWS:
                raise PathsError(f"{name} has more than {MOST_ROWS:,} rows and was not read.")
            if header is None:
                header = [_column(cell) for cell in cells]
                for column in (column for column, count in Counter(header).items() if column and count > 1):
                    self.report.mend(name, "the column is there more than once; its last was read", number, column)
                continue
            if all(cell is None or cell == "" for cell in cells):
                continue
            row = dict(zip(header, cells, strict=False))
            self._look_after(name, number, header, cells, row)
            count += 1
            if count % ROWS_BETWEEN_NEWS == 0:
                self._progress(name, count)
            yield Row(number, row)
        self.report.read[name] += count
        self._progress(name, count)

    def _look_after(self, name: str, number: int, header: list[str], cells: list[Any], row: dict[str, Any]) -> None:
        extra = [cell for cell in cells[len(header) :] if cell not in (None, "")]
        if extra:
            self.report.mend(name, f"{len(extra)} cells beyond the last column were left out", number)
        for column, cell in row.items():
            if isinstance(cell, FormulaCell):
                row[column] = cell.value
                kept = "its last value was read" if cell.value is not None else "the cell was read as empty"
                self.report.mend(name, f"a formula is not followed; {kept}", number, column)
            elif cell.__class__ is str and not cell.isprintable() and UNKEEPABLE.search(cell):
                row[column] = UNKEEPABLE.sub("", cell)
                self.report.mend(name, "control characters were left out", number, column)

    def _raw(self, file: IO[bytes], name: str, sheet: int) -> Iterator[tuple[int, list[Any]]]:
        if name.lower().endswith(".xlsx"):
            return _workbook(file, name, sheet)
        return delimited_rows(file, name, self.report)

    def _list(self) -> list[str]:
        if self.path.is_dir():
            return sorted(
                str(file.relative_to(self.path).as_posix()) for file in self.path.rglob("*") if file.is_file()
            )
        if not self.path.exists():
            raise PathsError(f"{self.path} does not exist.")
        if self.path.suffix.lower() != ".zip":
            return [self.path.name]
        try:
            self._zip = zipfile.ZipFile(self.path)
        except (OSError, zipfile.BadZipFile) as error:
            raise PathsError(f"{self.path} is not a zip that can be read: {error}.") from error
        infos = [info for info in self._zip.infolist() if not info.is_dir()]
        check_members(self.path.name, infos, self.path.stat().st_size)
        return sorted(info.filename for info in infos if "__MACOSX" not in info.filename)

    @contextmanager
    def _open(self, name: str) -> Iterator[IO[bytes]]:
        try:
            file, packed = self._open_plain(name)
        except (OSError, RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
            raise PathsError(f"{name} could not be opened: {error}.") from error
        with file:
            if name.lower().endswith(".gz"):
                with gzip.GzipFile(fileobj=file) as unpacked:
                    yield io.BufferedReader(Unpacking(name, unpacked, packed))
            else:
                yield file

    def _open_plain(self, name: str) -> tuple[IO[bytes], int]:
        """The file as it lies there, with its size."""
        if self._zip is None:
            path = self.path / name if self.path.is_dir() else self.path
            return open(path, "rb"), path.stat().st_size
        member, size = self._zip.open(name), self._zip.getinfo(name).file_size
        if not name.lower().endswith(".xlsx"):
            return member, size
        if size > LARGEST_WORKBOOK:
            raise PathsError(f"{name} is larger than {LARGEST_WORKBOOK >> 20} MB; import the unpacked folder.")
        # A workbook is a zip itself and must be seekable.
        return io.BytesIO(member.read()), size


def _workbook(file: IO[bytes], name: str, sheet: int) -> Iterator[tuple[int, list[Any]]]:
    try:
        yield from workbook_rows(file, sheet)
    except PathsError as error:
        raise PathsError(f"{name}: {error}") from error


def _column(cell: Any) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def _stem(name: str) -> str:
    base = PurePosixPath(name).name
    for suffix in (".gz", *TABLE_SUFFIXES, ".json", ".yaml", ".yml"):
        if base.lower().endswith(suffix):
            base = base[: -len(suffix)]
    return _plain_stem(base)


def _plain_stem(stem: str) -> str:
    return " ".join(stem.lower().replace("_", " ").replace(",", " ").split())
