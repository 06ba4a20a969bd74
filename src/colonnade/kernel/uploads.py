"""How much an upload may hold, and uploads that never touch the disk.

What is beyond the bound is not kept, so that no request fills the disk. Django would write a larger file into a
temporary folder in plain; views of sealed files are wrapped with `in_memory`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, MemoryFileUploadHandler, SkipFile, StopUpload
from django.http import HttpResponse

MOST_MEGABYTES = 64
MOST_BYTES = MOST_MEGABYTES << 20


class BoundedUpload(FileUploadHandler):
    """Stands before Django's own handlers and ends reading when all files together are too large."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._received += len(raw_data)
        if self._received > MOST_BYTES:
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def is_too_large(meta: Any) -> bool:
    """Whether a request brought more than may be kept; its files are then not all there."""
    try:
        return int(meta.get("CONTENT_LENGTH") or 0) > MOST_BYTES
    except ValueError:
        return False


class InMemory(MemoryFileUploadHandler):
    """Keeps files in memory, each up to a limit; of a larger one, and of too many, it keeps nothing and says so."""

    request: Any

    def __init__(self, request: Any, most_bytes: int, most_files: int) -> None:
        super().__init__(request)
        self.most_bytes, self.most_files, self.files = most_bytes, most_files, 0

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.received, self.files = 0, self.files + 1
        if self.files > self.most_files:
            # Django closes `file` when it skips; the one before has been handed over already.
            self.file = BytesIO()
            self.request.upload_had_too_many = True
            raise SkipFile
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > self.most_bytes:
            self.request.upload_was_too_large = True
            self.file.close()
            raise SkipFile
        super().receive_data_chunk(raw_data, start)


def in_memory(most_bytes: int, most_files: int = 1) -> Callable[[Callable[..., HttpResponse]], Any]:
    """Decorator: must come before anything that reads the form, the check of its token included."""

    def decorator(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            request.upload_was_too_large = request.upload_had_too_many = False
            request.upload_handlers = [InMemory(request, most_bytes, most_files)]
            return view(request, *args, **kwargs)

        return wrapped

    return decorator
