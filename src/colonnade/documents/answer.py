"""The answer that hands a paper over: a file to keep, named for what it is and for nobody."""

from __future__ import annotations

from django.http import HttpResponse

from colonnade.kernel import clock

from .paper import Paper
from .pdf import MEDIA_TYPE as PDF
from .pdf import pdf
from .word import MEDIA_TYPE as WORD
from .word import word

_WRITERS = {"pdf": (pdf, PDF), "docx": (word, WORD)}


def handed_over(paper: Paper, kind: str, name: str) -> HttpResponse:
    """`kind` is pdf or docx; `name` is the file's name without its ending."""
    write, media_type = _WRITERS[kind]
    response = HttpResponse(write(paper, at=clock.now()), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
