"""Evidence of a talk: own words shown as copies, blind ratings, agreed levels."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colonnade.careers import access as careers
from colonnade.careers.framework import current, roles
from colonnade.careers.models import AgreedLevel, Aspiration, RatingSheet, SkillRating
from colonnade.evidence.access import files_at_achievements, items_in, own_achievements
from colonnade.evidence.models import Achievement, Item
from colonnade.kernel.errors import Conflict, NotYours, Refusal, Unseen
from colonnade.people.models import Person

from ..models import Conversation
from .meeting import capture, demand_open


def may_add(talk: Conversation, person: Person) -> bool:
    """Whether pages offer to add something; the acts themselves ask again."""
    try:
        demand_open(talk, person)
    except (NotYours, Refusal):
        return False
    return True


@transaction.atomic
def show_achievement(talk: Conversation, achievement_id: UUID, *, by: Person) -> Item:
    """A copy of one's own achievement, readable by both from now on; the source stays private. Twice is once."""
    talk.lock()
    achievement = own_achievements(by).filter(pk=achievement_id).first()
    if achievement is None:
        raise Unseen
    found = Item.objects.readable_by(by).filter(space=talk.pair_space, shown_copy_of=achievement).first()
    return found or _copy_of(achievement, talk, by)


def _copy_of(achievement: Achievement, talk: Conversation, by: Person) -> Item:
    """Its words, days, skills, link and files, under the key of the pair's space."""
    item = capture(
        talk,
        Item,
        by=by,
        subject=by,
        shown_copy_of=achievement,
        kind=Item.Kind.SELF_ASSESSMENT,
        on=achievement.happened_on,
        until=achievement.until,
        skills=achievement.skills,
        link=achievement.link,
        source=by.name,
        says=achievement.text,
    )
    for file in files_at_achievements([achievement], by).get(achievement.pk, []):
        file.copy_beside(item)
    return item


@transaction.atomic
def put_on_the_table(talk: Conversation, *, by: Person, **values: Any) -> Item:
    """An item of this talk; the same one sent twice is one."""
    talk.lock()
    demand_open(talk, by)
    alike = items_in(talk.pair_space, by).filter(author=by, kind=values["kind"], on=values["on"])
    found = (row for row in alike if all(getattr(row, name) == value for name, value in values.items()))
    return next(found, None) or capture(talk, Item, by=by, subject=talk.employee, **values)


@transaction.atomic
def show_aspiration(talk: Conversation, aspiration_id: UUID, *, by: Person) -> Aspiration:
    """A copy of this version of the employee's own aspiration in the pair's space."""
    talk.lock()
    source = careers.own_aspirations(by).filter(pk=aspiration_id).first()
    if source is None:
        raise Unseen
    if by.pk != talk.employee_id:
        raise Refusal(_("This talk is about {name}’s future.").format(name=talk.employee.spoken))
    demand_open(talk, by)
    copy = source.show_in(talk.pair_space)
    talk.touch_room()
    return copy


@transaction.atomic
def rate(talk: Conversation, role_code: str, ratings: list[dict], *, by: Person, submit: bool) -> RatingSheet:
    """Keep one's own ratings of the employee for a role; submitted ones open when both sides have submitted."""
    demand_open(talk, by)
    talk.lock()
    if role_code not in roles():
        raise Refusal(_("Choose a role of the framework first."))
    sheet = RatingSheet.of(by, talk.employee, talk.other_of(by), role_code, version=current().version)
    if sheet.submitted_at:
        raise Refusal(_("These ratings are submitted; what was submitted stays as it is."))
    sheet.ratings.all().delete()
    SkillRating.objects.bulk_create(
        [SkillRating.drafted(space=sheet.space, author=by, sheet=sheet, **rating) for rating in ratings]
    )
    if submit:
        sheet.submit()
        talk.touch_room()
    return sheet


@transaction.atomic
def rate_again(talk: Conversation, role_code: str, *, by: Person) -> None:
    """Begin another round for both; raises `Refusal` while the present one is not open."""
    demand_open(talk, by)
    talk.lock()
    RatingSheet.begin_again(by, talk.employee, talk.other_of(by), role_code, version=current().version)
    talk.touch_room()


@transaction.atomic
def agree_level(
    talk: Conversation, role_code: str, skill_code: str, *, by: Person, expected: int, level: int | None, note: str
) -> AgreedLevel:
    """One level both can live with, or none and what would settle it; over the version the writer saw.

    Never an average, and never before both ratings lie open. Raises `Conflict` when the other was faster.
    """
    demand_open(talk, by)
    talk.lock()
    if not _both_submitted(talk, role_code, by):
        raise Refusal(_("A level can be agreed once both ratings for this role lie open."))
    found = careers.agreed_levels_in(talk.pair_space, by).filter(role_code=role_code, skill_code=skill_code)
    row = found.select_related("author", "key").first()
    if row is None:
        row = AgreedLevel.write(
            space=talk.pair_space,
            author=by,
            subject=talk.employee,
            role_code=role_code,
            skill_code=skill_code,
            level=level,
            note=note,
        )
    elif (row.level, row.note) != (level, note):
        if row.version != expected:
            raise Conflict(
                _("{name} wrote something here while you were writing. It stands above; yours is kept below.").format(
                    name=row.author.spoken
                )
            )
        row.revise(expected=expected, author=by, level=level, note=note)
    talk.touch_room()
    return row


def _both_submitted(talk: Conversation, role_code: str, by: Person) -> bool:
    facts = careers.sheet_facts(talk.employee, by, talk.other_of(by))
    return sum(fact.is_submitted for fact in facts if fact.role_code == role_code) == 2
