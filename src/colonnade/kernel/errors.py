"""What can be wrong with an act, said in one sentence that a person can use."""

from __future__ import annotations


class Refusal(Exception):
    """The act is not possible now; the sentence says why and what to do. Shown to the person, status 409 or 422."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Unseen(Exception):
    """The thing is not there for this person: answered as 404, the same as a thing that never was."""


class NotYours(Exception):
    """The person sees the thing but may not change it: answered as 403."""


class Conflict(Refusal):
    """Somebody saved the same text first; nothing was overwritten."""


class BadSetting(Exception):
    """The installation cannot start; the sentence names the setting and what it should be."""
