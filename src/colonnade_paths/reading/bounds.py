"""How much of a packed file is unpacked: a small file that grows without end is an attack or a mistake."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Any, Protocol

from colonnade_paths.report import PathsError

# One file of a framework; all of O*NET together unpacks to 200 MB.
LARGEST_MEMBER = 2 * 1024**3
MOST_MEMBERS = 10_000
# Tables pack to a tenth or a thirtieth; what packs a thousandfold was made to fill a disk.
HIGHEST_RATIO = 200
# Below this size nothing can do harm, and short texts that repeat themselves pack very well.
HARMLESS = 32 << 20


class Readable(Protocol):
    """What gives bytes."""

    def read(self, size: int, /) -> bytes: ...


def check_members(name: str, members: Iterable[zipfile.ZipInfo], packed: int) -> None:
    """Raise `PathsError` when the members of a zip of `packed` bytes unpack to too much.

    zipfile never gives more of a member than its directory states, so what is stated can be relied on.
    """
    sizes = [member.file_size for member in members]
    if len(sizes) > MOST_MEMBERS:
        raise PathsError(f"{name} holds more than {MOST_MEMBERS:,} files and was not read.")
    check_size(name, sum(sizes), packed)


def check_size(name: str, unpacked: int, packed: int) -> None:
    """Raise `PathsError` when so many bytes should not come out of so few."""
    if unpacked > LARGEST_MEMBER:
        raise PathsError(f"{name} unpacks to more than {LARGEST_MEMBER >> 30} GB and was not read.")
    if unpacked > HARMLESS and unpacked > HIGHEST_RATIO * max(packed, 1):
        raise PathsError(f"{name} unpacks to more than {HIGHEST_RATIO} times its size and was not read.")


class Unpacking(io.RawIOBase):
    """A stream that is read out of a packed one, and stops when it grows beyond bounds."""

    def __init__(self, name: str, file: Readable, packed: int) -> None:
        self._name, self._file, self._packed, self._read = name, file, packed, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        content = self._file.read(len(buffer))
        self._read += len(content)
        check_size(self._name, self._read, self._packed)
        buffer[: len(content)] = content
        return len(content)
