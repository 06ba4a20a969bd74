from .readlog import Read
from .space import Membership, Space, SpaceKey
from .words import SealedText, Words, WordsQuerySet

__all__ = ["Membership", "Read", "SealedText", "Space", "SpaceKey", "Words", "WordsQuerySet"]
