"""What the tests of feedback outside talks give and ask."""

from __future__ import annotations

from colonnade.feedback import access, flows
from colonnade.feedback.models import Feedback, Request
from colonnade.people.models import Person

WORDS = {
    "kind": "improvement",
    "situation": "canary-situation",
    "behaviour": "canary-behaviour",
    "impact": "canary-impact",
    "wish": "canary-wish",
}


def begun(giver: Person, receiver: Person, *, with_manager: bool = False, request: Request | None = None) -> Feedback:
    leading = access.manager_today(receiver, giver) if with_manager else None
    return flows.begin(receiver, by=giver, leading=leading, request=request)


def given(
    giver: Person,
    receiver: Person,
    *,
    with_manager: bool = False,
    request: Request | None = None,
    **words: str,
) -> Feedback:
    draft = begun(giver, receiver, with_manager=with_manager, request=request)
    named = str(draft.leading_id or "")
    return flows.give(draft, by=giver, expected=draft.version, named=named, **{**WORDS, **words})


def asked(asker: Person, of: Person, question: str = "canary-question", *, with_manager: bool = False) -> Request:
    leading = access.manager_today(asker, of) if with_manager else None
    return flows.ask(of, by=asker, leading=leading, occasion="canary-occasion", question=question)


def address(row: Feedback, rest: str = "") -> str:
    return f"/feedback/{row.pk}/{rest}"
