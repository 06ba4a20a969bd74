"""What is kept and for how long: one table for the whole product, shown to everybody."""

from __future__ import annotations

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

RETENTION = [
    (_("drafts that were never submitted"), _("30 days after the talk is closed or called off")),
    (_("submitted answers"), _("12 months after the talk is closed")),
    (_("your own notes, achievements and aspirations"), _("as long as you are here, and 30 days more")),
    (
        _("the other side’s private notes about you"),
        _("12 months after writing, at the latest when the relationship ends"),
    ),
    (_("summaries, goals, promises and feedback"), _("36 months after the talk is closed")),
    (_("evaluations"), _("36 months")),
    (_("mentor notes"), _("30 days after the mentoring ends")),
    (_("pulses after a talk, and whether you compared them"), _("12 months after you answered")),
    (
        _("transcripts of talks and the listening mirror"),
        format_lazy(
            _("{days} days after the import, or at once when either of the two wants it"),
            days=settings.COLONNADE_TRANSCRIPT_DAYS,
        ),
    ),
    (_("who read what, and who did what"), _("24 months")),
]
