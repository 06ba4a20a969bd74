"""Keeps numpy's matrix products on one thread for a while.

OpenBLAS lets its other threads spin while they wait for the next product. Between many small products that
costs as much processor time as the work itself (`match`: 2.1 s in place of 1.4 s for 100,000 people), and on
a busy machine it makes everything slower (O*NET compared in 12 s in place of 5 s). A server has better use
for its other cores.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import numpy as np

# Names under which numpy's wheels, distributions and OpenBLAS itself export the setting.
NAMES = ("scipy_openblas_{}_num_threads64_", "scipy_openblas_{}_num_threads", "openblas_{}_num_threads")
Setting = tuple[Callable[[], int], Callable[[int], None]]


@contextmanager
def one_thread() -> Iterator[None]:
    """Use one thread inside the block, the former number after it; no effect where OpenBLAS is not found."""
    setting = _setting()
    if setting is None:
        yield
        return
    get, put = setting
    before = get()
    put(1)
    try:
        yield
    finally:
        put(before)


@cache
def _setting() -> Setting | None:
    wheel = Path(np.__file__).parent
    for path in (*wheel.parent.glob("numpy.libs/*openblas*"), *wheel.glob(".dylibs/*openblas*")):
        try:
            library = ctypes.CDLL(str(path))
        except OSError:
            continue
        for name in NAMES:
            if hasattr(library, name.format("get")) and hasattr(library, name.format("set")):
                return getattr(library, name.format("get")), getattr(library, name.format("set"))
    return None
