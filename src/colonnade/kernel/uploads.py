"""How much an upload may hold: what is beyond is not kept, so that no request fills the disk."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

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
