"""What is open, found by words, kind and skill, and brought page by page without being counted."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import QueryDict

from .framework import Skill, names_of, skills
from .models import Opportunity
from .suggesting import building

PER_PAGE = 20
MOST_WORDS = 6
RANK = {kind: number for number, kind in enumerate(Opportunity.Kind.values)}


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for, as the address says it; what means nothing counts as not said."""

    words: str = ""
    kind: str = ""
    skill: str = ""

    @classmethod
    def of(cls, data: QueryDict) -> Wanted:
        kind, skill = data.get("kind", ""), data.get("skill", "")
        return cls(
            words=" ".join(without_control(data.get("q", "")).split())[:120],
            kind=kind if kind in RANK else "",
            skill=skill if skill in skills() else "",
        )

    @property
    def query(self) -> dict[str, str]:
        said = {"q": self.words, "kind": self.kind, "skill": self.skill}
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True)
class Page:
    rows: list[Opportunity]
    last: UUID | None
    """After which the next page begins; None on the last one."""
    by_kind: list[tuple[str, list[Opportunity]]] = field(default_factory=list)


def without_control(text: str) -> str:
    """Characters that no database and no reader can do anything with become spaces."""
    return "".join(" " if unicodedata.category(one) in ("Cc", "Cs") else one for one in text)


def find(rows: QuerySet[Opportunity], wanted: Wanted) -> QuerySet[Opportunity]:
    """Every word in the title, the text, the contact's name or the name of a skill it builds."""
    for word in wanted.words.split()[:MOST_WORDS]:
        codes = [code for code, skill in skills().items() if word.casefold() in skill.name.casefold()][:MOST_WORDS]
        named = building(rows.model.objects.all(), codes).values("pk")
        here = Q(title__icontains=word) | Q(text__icontains=word) | Q(contact__name__icontains=word)
        rows = rows.filter(here | Q(pk__in=named) if codes else here)
    if wanted.skill:
        rows = building(rows, [wanted.skill])
    return rows.filter(kind=wanted.kind) if wanted.kind else rows


def page_of(rows: QuerySet[Opportunity], *, after: UUID | None = None) -> Page:
    """At most twenty, kind by kind, the newest of each first."""
    rank = Case(*[When(kind=kind, then=Value(at)) for kind, at in RANK.items()], output_field=IntegerField())
    ordered = rows.annotate(rank=rank).select_related("contact").order_by("rank", "-offered_at", "pk")
    last = Opportunity.objects.filter(pk=after).values_list("kind", "offered_at").first() if after else None
    if last is not None:
        at = RANK[last[0]]
        later = Q(offered_at__lt=last[1]) | Q(offered_at=last[1], pk__gt=after)
        ordered = ordered.filter(Q(rank__gt=at) | Q(later, rank=at))
    found = list(ordered[: PER_PAGE + 1])
    shown = found[:PER_PAGE]
    kinds = [(kind, list(group)) for kind, group in groupby(shown, key=lambda one: one.kind)]
    return Page(shown, shown[-1].pk if len(found) > PER_PAGE else None, kinds)


def skills_of(opportunity: Opportunity) -> list[Skill]:
    """What it builds, by name; a skill that the framework no longer has is left out."""
    return names_of(opportunity.skills)


def skill_choices() -> Sequence[tuple[str, str]]:
    return sorted(((skill.code, skill.name) for skill in skills().values()), key=lambda one: one[1].casefold())
