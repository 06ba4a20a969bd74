"""An upload that never touches the disk: Django would write a larger file into a temporary folder in plain."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse

from colonnade_coach.transcripts import MOST_BYTES


class InMemory(MemoryFileUploadHandler):
    """Keeps a file in memory up to the limit; of a larger one it keeps nothing and says so on the request."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated, self.received = True, 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > MOST_BYTES:
            self.request.upload_was_too_large = True
            self.file.close()
            raise SkipFile
        super().receive_data_chunk(raw_data, start)


def in_memory(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorator: must come before anything that reads the form, the check of its token included."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.upload_was_too_large = False
        request.upload_handlers = [InMemory(request)]
        return view(request, *args, **kwargs)

    return wrapped
