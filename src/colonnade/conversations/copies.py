"""What a copy on paper says: one version of the summary, in the order of the pillars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from colonnade.careers.framework import skill_words
from colonnade.documents import paper as parts
from colonnade.spaces.access import Reader
from colonnade.ui.dates import day

from .flows.summing_up import for_a_copy
from .lifecycle import State
from .models import Conversation, SummaryVersion, View


def summary_paper(
    talk: Conversation, version: SummaryVersion, views: Sequence[View], readers: Sequence[Reader]
) -> parts.Paper:
    """The version as it was frozen, with the views beside it; without what is between the two only."""
    said = for_a_copy(version.contents)
    return paper_of(
        talk,
        title=_("Summary of our talk"),
        state=where_it_stands(talk, version),
        facts=_dates(talk, version),
        readers=readers,
        sections=[section for section in _sections(said, views) if section.blocks],
    )


def paper_of(
    talk: Conversation,
    *,
    title: str,
    state: str,
    facts: Sequence[tuple[str, str]],
    readers: Sequence[Reader],
    sections: Sequence[parts.Section],
) -> parts.Paper:
    """A paper about a talk: who it is of, and on every page who can read it."""
    return parts.Paper(
        over=talk.kind.label,
        title=title,
        state=state,
        facts=[
            (_("Talk of"), _("{one} and {other}").format(one=talk.employee.name, other=talk.counterpart.name)),
            *facts,
        ],
        readers_label=_("Who can read this"),
        readers=_(" and ").join(reader.name for reader in readers),
        foot=_("A copy on paper is yours to keep safe."),
        page=_("Page {n} of {m}"),
        language=(get_language() or "en").split("-")[0],
        is_rtl=get_language_bidi(),
        sections=sections,
    )


def where_it_stands(talk: Conversation, version: SummaryVersion) -> str:
    """Version and state in one sentence; nothing counts but the yes of both."""
    yes = {agreement.person_id for agreement in version.agreements.all()}
    both = {talk.employee_id, talk.counterpart_id}
    if yes >= both:
        return _("Version {number}, agreed by both").format(number=version.number)
    if version.number < talk.summary_number:
        return _("Version {number}, not agreed; version {newer} followed").format(
            number=version.number, newer=talk.summary_number
        )
    if talk.state_now() != State.AGREED_PENDING:
        return _("Version {number}, not agreed").format(number=version.number)
    waits = _(" and ").join(one.name for one in (talk.employee, talk.counterpart) if one.pk not in yes)
    return _("Version {number}, not agreed yet; waits for {names}").format(number=version.number, names=waits)


def _dates(talk: Conversation, version: SummaryVersion) -> list[tuple[str, str]]:
    names = {talk.employee_id: talk.employee.name, talk.counterpart_id: talk.counterpart.name}
    said = sorted(version.agreements.all(), key=lambda one: one.at)
    rows = [
        (_("Held on"), day(talk.met_at or talk.meets_at)),
        (_("Sent on"), _("{day} by {name}").format(day=day(version.written_at), name=names[version.author_id])),
        (_("Yes said by"), "\n".join(f"{names[one.person_id]}, {day(one.at)}" for one in said)),
    ]
    return [(label, text) for label, text in rows if text]


def _sections(said: dict[str, Any], views: Sequence[View]) -> Iterator[parts.Section]:
    section = parts.Section
    yield section(_("Purpose"), list(_purpose(said)))
    yield section(_("What we talked about"), _text(said.get("text")))
    recap = said.get("recap") or {}
    yield section(_("Recap"), [parts.Words(recap["by"], recap["text"])] if recap.get("text") else [])
    yield section(_("Feedback"), [_feedback(one) for one in said.get("feedback", [])])
    yield section(_("Paths looked at"), _options(said.get("options", [])))
    yield section(_("What is open, and what is not"), _text(said.get("chances")))
    yield section(_("Levels agreed"), _levels(said.get("levels", [])))
    yield section(_("Goals"), _goals(said))
    yield section(_("What we will do"), [*_promises(said.get("promises", [])), *_follows(said)])
    yield section(_("Where we differ"), _differences(said, views))


def _text(text: str | None) -> list[parts.Block]:
    return [parts.Text(text)] if text else []


def _rows(*rows: tuple[str, str | None]) -> list[tuple[str, str]]:
    return [(label, text) for label, text in rows if text]


def _purpose(said: dict[str, Any]) -> Iterator[parts.Block]:
    purpose = said.get("purpose") or {}
    yield from _text(purpose.get("line"))
    rows = _rows(
        (_("Decided today"), purpose.get("decides")),
        (_("Not decided today"), purpose.get("does_not_decide")),
        (_("Wish for the talk"), said.get("wish")),
    )
    if rows:
        yield parts.Facts(rows)


def _feedback(one: dict[str, str]) -> parts.Block:
    lines = [one.get(name) for name in ("situation", "behaviour", "impact", "wish")]
    return parts.Words(
        by=_("{one} to {other}, {kind}").format(one=one["from"], other=one["to"], kind=one["kind"]),
        text="\n".join(line for line in lines if line),
        answer_by=one["to"],
        answer=one.get("answer", ""),
    )


def _options(options: list[dict[str, str]]) -> list[parts.Block]:
    """A column that nobody filled is left out."""
    columns = (
        ("title", _("Path")),
        ("kind", _("Kind")),
        ("fit", _("Fits")),
        ("against", _("Against")),
        ("small_test", _("Small test")),
        ("decision", _("Decision")),
    )
    used = [(name, label) for name, label in columns if any(one.get(name) for one in options)]
    rows = [[one.get(name) or "" for name, _label in used] for one in options]
    return [parts.Table([label for _name, label in used], rows)] if rows else []


def _levels(levels: list[dict[str, Any]]) -> list[parts.Block]:
    words = skill_words()
    rows = [(one["skill"], "\n".join(filter(None, [_level(words, one["level"]), one.get("note")]))) for one in levels]
    return [parts.Facts(rows)] if rows else []


def _level(words: Sequence[str], level: int | None) -> str:
    return words[level] if level is not None and level < len(words) else _("Two views")


def _goals(said: dict[str, Any]) -> list[parts.Block]:
    goals = said.get("goals", [])
    if not goals and said.get("no_goal_reason"):
        return [parts.Note(_("No goal today: {reason}").format(reason=said["no_goal_reason"]))]
    return [_goal(goal) for goal in goals]


def _goal(goal: dict[str, str]) -> parts.Block:
    """The five parts of a goal, its obstacle, and what then."""
    plan = ""
    if goal.get("if_this"):
        plan = _("If {cue}, then {response}").format(cue=goal["if_this"], response=goal["then_that"])
    rows = _rows(
        (_("Measured by"), goal.get("measure")),
        (_("Within reach by"), goal.get("means")),
        (_("Matters to me"), goal.get("why_me")),
        (_("Matters to us"), goal.get("why_org")),
        (_("Until"), written_day(goal.get("deadline"))),
        (_("In the way"), goal.get("obstacle")),
        (_("If, then"), plan),
    )
    return parts.Entry(goal["statement"], f"{goal['owner']}, {goal['kind']}", rows)


def _promises(promises: list[dict[str, str]]) -> Iterator[parts.Block]:
    for owner in dict.fromkeys(one["owner"] for one in promises):
        own = [one for one in promises if one["owner"] == owner]
        yield parts.Listed(owner, [(one["text"], _due(one)) for one in own])


def _due(promise: dict[str, str]) -> str:
    due = _("by {day}").format(day=written_day(promise["due_on"]))
    return "\n".join(filter(None, [due, promise.get("resource")]))


def _differences(said: dict[str, Any], views: Sequence[View]) -> list[parts.Block]:
    blocks = _text(said.get("differences"))
    if views:
        blocks.append(parts.Pair([parts.Words(view.author.name, view.text) for view in views]))
    return [parts.Note(_("Both views stay. Nothing is averaged.")), *blocks] if blocks else []


def _follows(said: dict[str, Any]) -> list[parts.Block]:
    if said.get("first_checkin_on"):
        return [parts.Note(_("First check-in on {day}.").format(day=written_day(said["first_checkin_on"])))]
    return _text(said.get("no_checkin_reason"))


def written_day(iso: str | None) -> str:
    """A day as people write it, of a frozen one."""
    return day(date.fromisoformat(iso)) if iso else ""
