"""A paper as PDF, set by typst in this process: no network, no files but the template and the fonts beside it."""

from __future__ import annotations

import json
import logging
import re
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst
from django.utils.translation import gettext as _

from colonnade.kernel.errors import Refusal

from .paper import Paper, plain

log = logging.getLogger("colonnade.documents")

FOLDER = Path(__file__).resolve().parent
TEMPLATE = FOLDER / "template"
MEDIA_TYPE = "application/pdf"
# One paper is set at a time in a process: each takes all cores for some tens of milliseconds.
_setting = Lock()
SECONDS_TO_WAIT = 10

# A word longer than a line has nowhere to break; it may break here. Not inside one sign of several characters.
_LONG = re.compile(r"\S{60,}")
_BREAK = re.compile("(\\S{30})(?<!\u200d)(?![\u0300-\u036f\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]|$)")


def pdf(paper: Paper, *, at: datetime) -> bytes:
    """The paper as the bytes of a PDF; raises `Refusal` with one sentence when it cannot be made."""
    return _set(paper, at=at, format="pdf")


def pictures(paper: Paper, *, at: datetime, ppi: int = 80) -> list[bytes]:
    """Each page as a PNG, to look at while the template is worked on."""
    made = _set(paper, at=at, format="png", ppi=ppi)
    return made if isinstance(made, list) else [made]


def _set(paper: Paper, *, at: datetime, **options: Any) -> Any:
    said = json.dumps(_breakable(plain(paper)), ensure_ascii=False)
    if not _setting.acquire(timeout=SECONDS_TO_WAIT):
        raise Refusal(_("Many copies are being made just now. Try again in a minute."))
    try:
        return typst.compile(
            (TEMPLATE / "paper.typ").read_bytes(),
            root=str(TEMPLATE),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"paper": said},
            timestamp=int(at.timestamp()),
            **options,
        )
    except RuntimeError as problem:
        # Only its kind: a diagnostic may quote what people wrote.
        log.error("paper not set: %s", type(problem).__name__)
        raise Refusal(_("The copy could not be made. The page itself can be printed.")) from None
    finally:
        _setting.release()


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Our two families, and the machine's own for scripts they lack."""
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True, font_paths=[str(FOLDER / "fonts")])


def _breakable(value: object) -> object:
    if isinstance(value, str):
        return _LONG.sub(lambda word: _BREAK.sub("\\1\u200b", word.group()), value)
    if isinstance(value, list):
        return [_breakable(one) for one in value]
    if isinstance(value, dict):
        return {name: _breakable(one) for name, one in value.items()}
    return value
