"""Which opportunities build what somebody lacks for a role they look at, and why each is shown.

`suggest` is a plain function of what it is given. `suggested_for` gathers that from what the person alone may read,
within the request; nothing of it is kept or counted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from colonnade.people.models import Person

from . import access
from .framework import Edition, Role, Skill, current
from .models import Framework, Opportunity, Option

MOST = 6
MOST_LOOKED_AT = 400


@dataclass(frozen=True)
class Reason:
    """A skill it builds, where the person is, and the role that needs more."""

    skill: Skill
    have: int
    need: int
    role: Role

    def said(self, words: Sequence[str]) -> str:
        return _("builds {skill}: you are at {have}, {role} needs {need}").format(
            skill=self.skill.name, have=words[self.have], role=self.role.title, need=words[self.need]
        )


@dataclass(frozen=True)
class Suggestion:
    opportunity: Opportunity
    reasons: tuple[Reason, ...]
    words: tuple[str, ...]

    @property
    def steps(self) -> int:
        return sum(one.need - one.have for one in self.reasons)

    @property
    def says(self) -> list[str]:
        return [one.said(self.words) for one in self.reasons]


def suggest(
    opportunities: Iterable[Opportunity],
    levels: Mapping[str, int],
    roles: Iterable[Role],
    edition: Edition,
    most: int = MOST,
) -> list[Suggestion]:
    """The opportunities that close a known gap: most gaps first, then the most steps, then in the order given.

    `levels` are levels by skill code; a skill nobody rated is no gap. Where several of the `roles` need more of a
    skill, the one that needs most is named; of equals the first.
    """
    gaps = _gaps(levels, roles, edition.skills)
    found = []
    for one in opportunities:
        reasons = [gaps[code] for code in dict.fromkeys(one.skills) if code in gaps]
        if reasons:
            reasons.sort(key=lambda reason: (reason.have - reason.need, reason.skill.name))
            found.append(Suggestion(one, tuple(reasons), edition.words))
    found.sort(key=lambda suggestion: (-len(suggestion.reasons), -suggestion.steps))
    return found[:most]


def _gaps(levels: Mapping[str, int], roles: Iterable[Role], skills: Mapping[str, Skill]) -> dict[str, Reason]:
    gaps: dict[str, Reason] = {}
    for role in roles:
        for code, need in role.needs:
            have = levels.get(code)
            if have is None or have >= need or code not in skills:
                continue
            if code not in gaps or need > gaps[code].need:
                gaps[code] = Reason(skills[code], have, need, role)
    return gaps


def suggested_for(person: Person, limit: int = MOST) -> list[Suggestion]:
    """At most `limit` open opportunities for this person's gaps, without their own and those they keep; 5 queries."""
    edition = current()
    levels = access.levels_of(person)
    roles = _roles_looked_at(person, edition) if levels else []
    gaps = _gaps(levels, roles, edition.skills)
    if not gaps:
        return []
    kept = access.interests_of(person).values("opportunity")
    rows = building(access.open_opportunities(person), gaps).exclude(contact=person).exclude(pk__in=kept)
    newest = rows.select_related("contact").order_by("-offered_at", "pk")[:MOST_LOOKED_AT]
    return suggest(newest, levels, roles, edition, limit)


def building(rows: QuerySet[Opportunity], codes: Iterable[str]) -> QuerySet[Opportunity]:
    """Those that build at least one of these skills, by looking for the code as it stands in the JSON."""
    wanted = Q(pk__in=[])
    for code in codes:
        # SQLite keeps what Python wrote, with other letters than ASCII escaped; PostgreSQL keeps the letters.
        for written in {json.dumps(code), json.dumps(code, ensure_ascii=False)}:
            wanted |= Q(skills_text__contains=written)
    return rows.annotate(skills_text=Cast("skills", TextField())).filter(wanted)


def _roles_looked_at(person: Person, edition: Edition) -> list[Role]:
    """The present role, those of options that were not put aside, and those the person marked."""
    options = access.own_options(person).exclude(decision=Option.Decision.NOT_NOW).exclude(role_code="")
    marks = access.own_marks(person).filter(Q(framework=None) | Q(framework__use=Framework.Use.OWN))
    codes = [
        person.role_code,
        *options.values_list("role_code", flat=True),
        *marks.values_list("role_code", flat=True),
    ]
    return [edition.roles[code] for code in dict.fromkeys(codes) if code in edition.roles]
