"""A transcript's upload never touches the disk."""

from __future__ import annotations

from colonnade.kernel import uploads
from colonnade_coach.transcripts import MOST_BYTES

in_memory = uploads.in_memory(MOST_BYTES)
