"""Evidence of a talk: own achievements shown as copies, blind ratings, levels both agree on."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colonnade.careers.framework import roles
from colonnade.careers.models import AgreedLevel, Aspiration, RatingSheet, SkillRating
from colonnade.evidence.access import own_achievements
from colonnade.evidence.models import Item
from colonnade.kernel.errors import Refusal, Unseen
from colonnade.people.models import Person

from ..models import Conversation
from .meeting import capture, demand_open


@transaction.atomic
def show_achievement(talk: Conversation, achievement_id: UUID, *, by: Person) -> Item:
    """A copy of this version of one's own achievement, readable by both from now on; the source stays private."""
    achievement = own_achievements(by).filter(pk=achievement_id).first()
    if achievement is None:
        raise Unseen
    return capture(
        talk,
        Item,
        by=by,
        subject=talk.employee,
        kind=Item.Kind.OBSERVATION,
        on=achievement.happened_on,
        source=by.name,
        says=achievement.text,
    )


@transaction.atomic
def show_aspiration(talk: Conversation, aspiration_id: UUID, *, by: Person) -> Aspiration:
    """A copy of this version of one's own aspiration in the pair's space."""
    demand_open(talk, by)
    source = Aspiration.objects.readable_by(by).filter(pk=aspiration_id, author=by, space__kind="own").first()
    if source is None:
        raise Unseen
    return source.copy_to(talk.pair_space, shown_copy_of=source)


@transaction.atomic
def rate(talk: Conversation, role_code: str, ratings: list[dict], *, by: Person, submit: bool) -> RatingSheet:
    """Keep one's own ratings of the employee for a role; submitted ones open when both sides have submitted."""
    demand_open(talk, by)
    if role_code not in roles():
        raise Refusal(_("Choose a role of the framework first."))
    sheet = RatingSheet.of(by, talk.employee, talk.other_of(by), role_code)
    if sheet.submitted_at:
        raise Refusal(_("These ratings are submitted; what was submitted stays as it is."))
    sheet.ratings.all().delete()
    SkillRating.objects.bulk_create(
        [SkillRating.drafted(space=sheet.space, author=by, sheet=sheet, **rating) for rating in ratings]
    )
    if submit:
        sheet.submit()
    return sheet


@transaction.atomic
def agree_level(
    talk: Conversation, role_code: str, skill_code: str, *, by: Person, level: int | None, note: str
) -> AgreedLevel:
    """One level both can live with, or none and what would settle it. Never an average."""
    demand_open(talk, by)
    found = AgreedLevel.objects.readable_by(by).filter(
        space=talk.pair_space, role_code=role_code, skill_code=skill_code
    )
    row = found.first()
    if row is None:
        return AgreedLevel.write(
            space=talk.pair_space,
            author=by,
            subject=talk.employee,
            role_code=role_code,
            skill_code=skill_code,
            level=level,
            note=note,
        )
    row.level, row.note, row.author = level, note, by
    row.version += 1
    row.save()
    return row
