"""Seeds of a growth plan: for the largest gaps to a role, the next step in plain words and where to practise it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .framework import Edition, Role, Skill
from .gaps import Standing

MOST = 3


@dataclass(frozen=True)
class Seed:
    """One skill to grow: where it is, the very next level and its sentence, a test the framework names."""

    skill: Skill
    have: int
    next_level: int
    sentence: str
    try_out: str


def seeds_for(edition: Edition, origin: str, role: Role, standings: Iterable[Standing]) -> list[Seed]:
    """At most three, the largest gap first; a step at a time, never the whole way."""
    move = edition.engine.written_moves.get((origin, role.code))
    rows = [(min(one.steps), one) for one in standings if one.steps and min(one.steps) > 0]
    rows.sort(key=lambda row: (-row[0], row[1].skill.name))
    return [_seed(one, steps, move.try_out if move else "") for steps, one in rows[:MOST]]


def _seed(one: Standing, steps: int, try_out: str) -> Seed:
    have = one.need - steps
    return Seed(one.skill, have, have + 1, one.skill.described(have + 1), try_out)
