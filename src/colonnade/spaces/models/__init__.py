from .readlog import Read
from .space import Membership, Space, SpaceKey, last_day_to_read
from .words import SealedText, Words, WordsQuerySet

__all__ = [
    "Membership",
    "Read",
    "SealedText",
    "Space",
    "SpaceKey",
    "Words",
    "WordsQuerySet",
    "last_day_to_read",
]
