"""Where somebody stands towards a role: each view beside the other, what was agreed, and the steps that remain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .framework import Role, Skill, current, edition_made_with, gaps
from .models import AgreedLevel, SkillRating


@dataclass(frozen=True)
class Standing:
    """One skill of a role as the reader sees it. Two views stay two; only an agreed level takes their place."""

    skill: Skill
    need: int
    mine: SkillRating | None
    theirs: SkillRating | None
    agreed: AgreedLevel | None
    steps: tuple[int, ...]

    @property
    def has_agreed_level(self) -> bool:
        return self.agreed is not None and self.agreed.level is not None

    @property
    def drawn(self) -> tuple[int | None, int | None]:
        """The levels of disc and ring; an agreed level is the disc within the ring."""
        if self.agreed is not None and self.agreed.level is not None:
            return self.agreed.level, self.agreed.level
        return (self.mine.level if self.mine else None), (self.theirs.level if self.theirs else None)

    @property
    def missing(self) -> str:
        """The gap in words; where the two views differ, both ends of it."""
        if not self.steps:
            return ""
        fewest, most = min(self.steps), max(self.steps)
        if most == 0:
            return _("nothing")
        if fewest == most:
            return ngettext("one step", "{count} steps", most).format(count=most)
        if fewest == 0:
            return ngettext("nothing or one step", "nothing to {count} steps", most).format(count=most)
        return _("{fewest} to {most} steps").format(fewest=fewest, most=most)

    @property
    def is_reworded(self) -> bool:
        """Whether a rating was made when the words of this skill were others; it stays what it was."""
        return any(_reworded(row, self.skill) for row in (self.mine, self.theirs) if row is not None)

    @property
    def expectation(self) -> str:
        return self.skill.described(self.need)


def standings(
    role: Role,
    mine: Iterable[SkillRating],
    theirs: Iterable[SkillRating] = (),
    agreed: Iterable[AgreedLevel] = (),
) -> list[Standing]:
    """Each skill of the role, the largest gap first, unrated ones last.

    Takes only what the reader may read, the oldest first. A skill rated for another role counts until it is
    rated for this one: the scale of a skill is the same everywhere.
    """
    mine_by, theirs_by, agreed_by = (_newest(rows, role) for rows in (mine, theirs, agreed))
    settled = {code: row.level for code, row in agreed_by.items() if row.level is not None}
    views = [
        {gap.skill.code: gap for gap in gaps(role, {**{code: row.level for code, row in view.items()}, **settled})}
        for view in (mine_by, theirs_by)
    ]
    found = [
        Standing(
            skill=gap.skill,
            need=gap.need,
            mine=mine_by.get(code),
            theirs=theirs_by.get(code),
            agreed=agreed_by.get(code),
            steps=tuple(view[code].steps for view in views if view[code].steps is not None),
        )
        for code, gap in views[0].items()
    ]
    return sorted(found, key=lambda one: (not one.steps, -max(one.steps, default=0), one.skill.name))


def _reworded(row: SkillRating, skill: Skill) -> bool:
    version = row.sheet.made_with_id
    if version == current().version:
        return False
    then = edition_made_with(version).skills.get(skill.code)
    return then is not None and then.descriptors != skill.descriptors


def _newest(rows: Iterable, role: Role) -> dict:
    """The last row of each skill, one for this very role before any other."""
    return {row.skill_code: row for row in sorted(rows, key=lambda row: row.role_code == role.code)}
