"""Something looked up rarely: kept for a few seconds in each process."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """Asks `load` at most every `seconds`; `forget` makes the next `get` ask again. None is nothing to remember."""

    def __init__(self, load: Callable[[], Value], *, seconds: float) -> None:
        self._load, self._seconds = load, seconds
        self._kept: tuple[float, Value] | None = None

    def get(self) -> Value:
        if self._kept is None or self._kept[1] is None or time.monotonic() - self._kept[0] > self._seconds:
            self._kept = (time.monotonic(), self._load())
        return self._kept[1]

    def forget(self) -> None:
        self._kept = None
