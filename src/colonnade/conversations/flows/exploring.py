"""Opportunities of a talk: chances as the counterpart states them, and how often an expectation was shown."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colonnade.careers import access as careers
from colonnade.careers.framework import roles
from colonnade.careers.models import Chance, Readiness
from colonnade.kernel.errors import NotYours, Refusal, Unseen
from colonnade.people.models import Person

from ..models import Conversation
from .meeting import demand_open


@transaction.atomic
def state_chance(talk: Conversation, *, by: Person, **values: str) -> Chance:
    """What the counterpart knows of a future: whether it exists, who decides, by when. It promises nothing."""
    demand_open(talk, by)
    if by.pk != talk.counterpart_id:
        raise NotYours
    chance = Chance.write(space=talk.pair_space, author=by, subject=talk.employee, **values)
    talk.touch_room()
    return chance


@transaction.atomic
def take_chance_back(talk: Conversation, chance_id: UUID, *, by: Person) -> None:
    """By whoever stated it; the other may have read it."""
    demand_open(talk, by)
    chance = careers.chances_in(talk.pair_space, by).filter(pk=chance_id).first()
    if chance is None:
        raise Unseen
    if chance.author_id != by.pk:
        raise NotYours
    chance.delete()
    talk.touch_room()


@transaction.atomic
def see_readiness(talk: Conversation, role_code: str, views: Mapping[str, tuple[str, str]], *, by: Person) -> None:
    """One's own view of how often each expectation was shown: skill -> (shown, note); an empty one takes it back."""
    demand_open(talk, by)
    talk.lock()
    if role_code not in roles():
        raise Refusal(_("Choose a role of the framework first."))
    mine = careers.readiness_in(talk.pair_space, by).filter(author=by, role_code=role_code)
    kept = {row.skill_code: row for row in mine}
    for skill_code, (shown, note) in views.items():
        row = kept.get(skill_code)
        if row is None and shown:
            facts = {"subject": talk.employee, "role_code": role_code, "skill_code": skill_code}
            Readiness.write(space=talk.pair_space, author=by, shown=shown, note=note, **facts)
        elif row is not None and not shown:
            row.delete()
        elif row is not None and (row.shown, row.note) != (shown, note):
            row.revise(expected=row.version, shown=shown, note=note)
    talk.touch_room()
