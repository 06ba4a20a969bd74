"""The evidence pack: what lies open on the table between the two, as one paper."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from colonnade.careers import access as careers
from colonnade.careers.framework import roles, skill_words, skills
from colonnade.documents import paper as parts
from colonnade.evidence import access as evidence
from colonnade.evidence.models import Evaluation, Item
from colonnade.kernel import clock
from colonnade.people.models import Person
from colonnade.spaces.access import Reader
from colonnade.ui.dates import day

from .copies import paper_of
from .models import Conversation


def evidence_paper(talk: Conversation, person: Person, readers: Sequence[Reader]) -> parts.Paper:
    """Items, opened ratings of both, the given evaluation and what was said to it; no draft, nothing private."""
    sections = [
        parts.Section(_("On the table"), _items(talk, person)),
        *_ratings(talk, person),
        parts.Section(_("Performance evaluation"), _evaluations(talk, person)),
    ]
    return paper_of(
        talk,
        title=_("Evidence on the table"),
        state=_("As it lay open on {day}").format(day=day(clock.now())),
        facts=[(_("About the work of"), talk.employee.name)],
        readers=readers,
        sections=[section for section in sections if section.blocks]
        or [parts.Section(_("On the table"), [parts.Note(_("Nothing lies open yet."))])],
    )


def _items(talk: Conversation, person: Person) -> list[parts.Block]:
    rows = evidence.items_in(talk.pair_space, person).select_related("author")
    return [_item(item) for item in rows]


def _item(item: Item) -> parts.Block:
    said = [item.get_kind_display(), item.source, day(item.on)]
    if item.sides_with != Item.SidesWith.NEUTRAL:
        said.append(item.get_sides_with_display())
    said.append(_("put here by {name}").format(name=item.author.name))
    return parts.Words(by=", ".join(filter(None, said)), text=item.says)


def _ratings(talk: Conversation, person: Person) -> list[parts.Section]:
    """Per role, both views side by side, once both have submitted this round; never an average."""
    other = talk.other_of(person)
    facts = careers.sheet_facts(talk.employee, person, other)
    done = {(fact.author, fact.role_code) for fact in facts if fact.is_submitted}
    codes = [code for code in roles() if {(person.pk, code), (other.pk, code)} <= done]
    if not codes:
        return []
    rows = list(careers.ratings_between(talk.employee, person, other))
    return [_side_by_side(talk, code, [row for row in rows if row.sheet.role_code == code]) for code in codes]


def _side_by_side(talk: Conversation, code: str, rows: Sequence) -> parts.Section:
    said: dict[str, dict] = {}
    for row in rows:
        said.setdefault(row.skill_code, {})[row.author_id] = _rating(row)
    sides = (talk.employee, talk.counterpart)
    table = parts.Table(
        [_("Skill"), *(side.name for side in sides)],
        [
            [skills()[skill].name, *(views.get(side.pk, "") for side in sides)]
            for skill, views in said.items()
            if skill in skills()
        ],
    )
    heading = _("Skills for {role}, seen by both").format(role=roles()[code].title)
    return parts.Section(heading, [parts.Note(_("Both views stay. Nothing is averaged.")), table])


def _rating(row) -> str:
    level = _("no chance to show it") if row.level is None else skill_words()[row.level]
    return "\n".join(filter(None, [f"{level}, {row.get_sureness_display()}", row.example]))


def _evaluations(talk: Conversation, person: Person) -> list[parts.Block]:
    """Of this pair only, and only what was given; mentors evaluate nobody."""
    if talk.kind.is_mentoring:
        return []
    rows = evidence.evaluations_of(talk.employee, person).filter(author=talk.counterpart, given_at__isnull=False)
    given = list(rows)
    replies = list(evidence.replies_to(given, person).select_related("author")) if given else []
    blocks: list[parts.Block] = []
    for row in given:
        blocks.append(_evaluation(row))
        blocks += [parts.Words(one.author.name, one.text) for one in replies if one.evaluation_id == row.pk]
    return blocks


def _evaluation(row: Evaluation) -> parts.Block:
    stands = (
        _("final since {day}").format(day=day(row.final_at))
        if row.final_at
        else _("given on {day}, not final yet").format(day=day(row.given_at))
    )
    labelled = ((_("Agreed beforehand"), row.criteria), (_("Shown"), row.shown), (_("To grow"), row.to_grow))
    return parts.Entry(row.period, stands, [(label, text) for label, text in labelled if text])
