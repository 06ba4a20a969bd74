"""From the notes to a summary that counts: drafted, edited by both, frozen in versions, agreed."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from colonnade.activity.models import record
from colonnade.careers import access as careers
from colonnade.careers.framework import roles, skills
from colonnade.feedback import access as feedback
from colonnade.goals import access as goals
from colonnade.kernel import clock
from colonnade.kernel.errors import Refusal
from colonnade.people.models import Person

from .. import access
from ..lifecycle import State
from ..models import Agreement, Conversation, Summary, SummaryVersion, View
from ..models.conversation import REVIEW_AFTER_DAYS
from .starting import tell

DAYS_BEFORE_A_REMINDER = 14


def drafted_text(talk: Conversation, person: Person) -> str:
    """The notes of the talk, part by part, as the first draft of the summary."""
    parts = talk.kind.agenda(short=talk.is_short)
    lines: list[str] = []
    for number, part in enumerate(parts):
        notes = [
            note for note in access.notes_of(talk, person).select_related("author", "key") if note.segment == number
        ]
        if notes:
            lines += [part.name, *[f"– {note.author.spoken}: {note.text}" for note in notes], ""]
    return "\n".join(lines).strip()


@transaction.atomic
def keep_draft(talk: Conversation, *, by: Person, expected: int, **values: str) -> Summary:
    """Save the working draft over the version the writer saw; both may write in it until it is sent."""
    access.demand_part(talk, by)
    if talk.state_now() != State.SUMMARY_DRAFT:
        raise Refusal(_("The draft is open between the talk and its sending."))
    summary = access.summary_of(talk, by)
    if summary is None:
        return Summary.write(space=talk.pair_space, author=by, conversation=talk, **values)
    changed = {name: value for name, value in values.items() if getattr(summary, name) != value}
    if changed:
        summary.revise(expected=expected, author=by, **changed)
    return summary


@transaction.atomic
def send(talk: Conversation, *, by: Person) -> SummaryVersion:
    """Freeze the next version; who sends it agrees to it, and it is the other's turn.

    A draft that nobody has kept yet is sent as it was shown: drafted from the notes.
    """
    if access.summary_of(talk, by) is None:
        keep_draft(talk, by=by, expected=0, text=drafted_text(talk, by))
    talk.act("send_summary", by=by)
    talk.summary_number += 1
    talk.sent_at = clock.now()
    talk.save()
    version = SummaryVersion.write(
        space=talk.pair_space,
        author=by,
        conversation=talk,
        number=talk.summary_number,
        frozen=json.dumps(contents(talk, by), ensure_ascii=False),
    )
    Agreement.objects.create(summary_version=version, person=by)
    other = talk.other_of(by)
    tell(
        talk,
        other,
        f"summary-{version.number}",
        _("The summary is ready for your view"),
        _("Change what is not right; if you see something differently, both views stay."),
    )
    return version


@transaction.atomic
def redraft(talk: Conversation, *, by: Person) -> None:
    """Open the draft again; what was sent stays as a version."""
    talk.act("redraft", by=by)


@transaction.atomic
def agree(talk: Conversation, *, by: Person, view: str = "") -> None:
    """Say yes to the version that was sent, with or without a view of one's own beside it."""
    talk.lock()
    version = SummaryVersion.objects.readable_by(by).filter(conversation=talk, number=talk.summary_number).first()
    if version is None or talk.state_now() not in (State.AGREED_PENDING, State.FOLLOWING_UP):
        raise Refusal(_("There is no summary waiting for a yes."))
    if view.strip() and not View.objects.filter(summary_version=version, author=by).exists():
        View.write(space=talk.pair_space, author=by, summary_version=version, text=view)
    said, is_new = Agreement.objects.get_or_create(
        summary_version=version, person=by, defaults={"with_differences": bool(view.strip())}
    )
    if view.strip() and not is_new and not said.with_differences:
        said.with_differences = True
        said.save(update_fields=["with_differences"])
    if talk.state_now() != State.AGREED_PENDING:
        return
    if talk.act("agree", by=by):
        talk.agreed_at = clock.now()
        talk.review_on = talk.agreed_at.date() + clock.days(REVIEW_AFTER_DAYS)
        talk.save()
        record("summary.agreed", talk, by=by, number=version.number)


def waits_long(talk: Conversation) -> bool:
    """A sent summary has had no answer for two weeks. Nothing follows from it: silence is never a yes."""
    if talk.state_now() != State.AGREED_PENDING or talk.sent_at is None:
        return False
    return clock.now() >= talk.sent_at + clock.days(DAYS_BEFORE_A_REMINDER)


@transaction.atomic
def remind(talk: Conversation, *, by: Person) -> None:
    """One kind mail to who has not answered; a version is reminded of once, whoever asks how often."""
    access.demand_part(talk, by)
    talk.lock()
    other = talk.other_of(by)
    newest = SummaryVersion.objects.readable_by(by).filter(conversation=talk, number=talk.summary_number).first()
    yes = set(newest.agreements.values_list("person", flat=True)) if newest else set()
    if not waits_long(talk) or by.pk not in yes or other.pk in yes:
        raise Refusal(_("A reminder goes out when a summary has waited two weeks for the other’s answer."))
    tell(
        talk,
        other,
        f"summary-reminder-{talk.summary_number}",
        _("The summary still waits for your view"),
        _("Agree, change it, or put your own view beside it. It counts only when both have said yes."),
    )


def contents(talk: Conversation, person: Person) -> dict[str, object]:
    """Everything the summary says, as plain data in the order of the pillars."""
    space = talk.pair_space
    purpose = access.purpose_of(talk, person)
    setting = access.setting_of(talk, person)
    summary = access.summary_of(talk, person)
    recap = access.recap_of(talk, person)
    given = list(feedback.given_in(space, person).select_related("author", "receiver", "key"))
    answers = {row.feedback_id: row for row in feedback.responses_to(given, person)}
    return {
        "purpose": {
            "line": purpose.line,
            "decides": purpose.decides,
            "does_not_decide": purpose.does_not_decide,
        }
        if purpose
        else {},
        "wish": setting.wish if setting else "",
        "text": summary.text if summary else "",
        "chances": summary.chances if summary else "",
        "differences": summary.differences if summary else "",
        "recap": {"by": talk.employee.name, "text": recap.text} if recap else {},
        "feedback": [_feedback(item, answers.get(item.pk)) for item in given],
        "options": [_option(option) for option in careers.options_in(space, person)],
        "levels": [
            {"skill": skills()[level.skill_code].name, "level": level.level, "note": level.note}
            for level in careers.agreed_levels_in(space, person)
            if level.skill_code in skills()
        ],
        "goals": [_goal(goal) for goal in goals.goals_in(space, person).select_related("owner", "key")],
        "promises": [
            _promise(promise) for promise in goals.promises_in(space, person).select_related("owner", "key")
        ],
        "first_checkin_on": talk.first_checkin_on.isoformat() if talk.first_checkin_on else None,
        "no_checkin_reason": recap.no_checkin_reason if recap else "",
        "no_goal_reason": recap.no_goal_reason if recap else "",
    }


def for_a_copy(said: dict[str, Any]) -> dict[str, Any]:
    """What may leave on paper: all of it but what the two marked as between them only."""
    return said | {
        name: [one for one in said.get(name, []) if not one.get("pair_only")] for name in ("options", "promises")
    }


def _feedback(item, answer) -> dict[str, object]:
    said = {"from": item.author.name, "to": item.receiver.name, "kind": item.get_kind_display()}
    said |= {name: getattr(item, name) for name in ("situation", "behaviour", "impact", "wish")}
    return said | {"answer": answer.text if answer else ""}


def _option(option) -> dict[str, object]:
    role = roles().get(option.role_code)
    return {
        "title": option.title,
        "kind": option.get_kind_display(),
        "role": role.title if role else "",
        "fit": option.fit,
        "against": option.against,
        "small_test": option.small_test,
        "decision": option.get_decision_display(),
        "pair_only": option.pair_only,
    }


def _goal(goal) -> dict[str, object]:
    words = ("statement", "measure", "why_me", "why_org", "means", "obstacle", "if_this", "then_that")
    deadline = goal.deadline.isoformat() if goal.deadline else None
    return {"owner": goal.owner.name, "kind": goal.get_kind_display(), "deadline": deadline} | {
        name: getattr(goal, name) for name in words
    }


def _promise(promise) -> dict[str, object]:
    return {
        "owner": promise.owner.name,
        "text": promise.text,
        "due_on": promise.due_on.isoformat(),
        "resource": promise.resource,
        "pair_only": promise.pair_only,
    }
