"""What a person sees of a talk's transcript: that it is here, and the mirror of their own talking."""

from __future__ import annotations

from django.utils.translation import gettext as _

from colonnade.conversations.models import Conversation
from colonnade.kernel.errors import Refusal
from colonnade.people.models import Person

from .models import Mirror, Transcript, Whole


def transcript_of(talk: Conversation) -> Transcript | None:
    """The process facts, for a talk that was itself fetched for the visitor."""
    return Transcript.objects.live().filter(conversation=talk).first()


def whole_of(transcript: Transcript) -> Whole:
    """The quarantined file, for code that counts; raises `Refusal` when the other's yes has just dissolved it."""
    found = Whole.objects.filter(transcript=transcript).select_related("key").first()
    if found is None:
        raise Refusal(_("This has just changed. Open the page again."))
    return found


def mirror_of(transcript: Transcript, person: Person) -> Mirror | None:
    return Mirror.objects.readable_by(person).filter(transcript=transcript, author=person).first()
