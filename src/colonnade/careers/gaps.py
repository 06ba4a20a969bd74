"""The gap between a person and a role, from what the reader may know of their levels."""

from __future__ import annotations

from colonnade.people.models import Person
from colonnade.spaces.models import Space

from . import access
from .framework import Gap, Role, gaps, skill_words

Levels = dict[str, int | None]


def known_levels(subject: Person, reader: Person, pair: Space | None = None) -> Levels:
    """Levels by skill that `reader` may know: agreed ones first, then the lower of what both said, then one's own.

    The lower of two views is a place to start from, shown with both elsewhere; nothing is averaged.
    """
    known: Levels = {}
    for rating in access.ratings_about(subject, reader):
        if rating.level is not None:
            had = known.get(rating.skill_code)
            known[rating.skill_code] = rating.level if had is None else min(had, rating.level)
    if pair is not None:
        for agreed in access.agreed_levels_in(pair, reader):
            if agreed.level is not None:
                known[agreed.skill_code] = agreed.level
    return known


def read_gaps(role: Role, levels: Levels) -> list[dict[str, object]]:
    """Each skill of the role with have and need in numbers and words, the largest gap first."""
    return [_in_words(gap) for gap in gaps(role, levels)]


def _in_words(gap: Gap) -> dict[str, object]:
    words = skill_words()
    return {
        "skill": gap.skill.name,
        "have": gap.have,
        "need": gap.need,
        "steps": gap.steps,
        "have_word": words[gap.have] if gap.have is not None else None,
        "need_word": words[gap.need],
        "expectation": gap.skill.descriptors[gap.need - 1] if gap.need else "",
    }
