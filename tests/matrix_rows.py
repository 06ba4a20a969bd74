"""The table of the access matrix: who gets which status at which address, in which state of a talk.

Two people have a part in the talk: `employee` and `manager`. Everybody else gets 404, whatever the method, and
who is not signed in is sent to the door. 405 is for methods a page does not know.
"""

from __future__ import annotations

from tests.matrix import Row
from tests.stories import STATES

TWO = ("employee", "manager")
# What an act may answer to one of the two: done (302), not possible in this state (409), an empty form (422),
# or a sub-object that this state does not have (404), or that is the other's to change (403).
DONE, REFUSED, TYPED_WRONG, NOT_THERE, NOT_MINE = 302, 409, 422, 404, 403

# Addresses the matrix does not walk: each says why.
HIDDEN_FROM_MATRIX = {
    "style-guide",  # no data at all; walked in tests/ui
}


def _at_least(state: str, first: str) -> bool:
    return STATES.index(state) >= STATES.index(first)


def talk_rows(state: str) -> list[Row]:
    rows = [_page(state, name) for name in PAGES]
    rows += [_act(state, name, allowed) for name, allowed in ACTS.items()]
    rows += [_sub_page(state, name, key, kwarg) for name, (kwarg, key) in SUB_PAGES.items()]
    rows += [_sub_act(state, name, kwargs, allowed) for name, (kwargs, allowed) in SUB_ACTS.items()]
    rows += [_wrong_method(name) for name in ("talk-invitation", "talk-seal", "talk-notes", "talk-room-end")]
    return rows


PAGES = (
    "talk",
    "talk-preparation",
    "talk-purpose",
    "talk-evidence",
    "talk-setting",
    "talk-room",
    "talk-room-live",
    "talk-feedback",
    "talk-opportunities",
    "talk-goals",
    "talk-promises",
    "talk-summary",
    "talk-followup",
    "talk-times",
    "talk-cancellation",
)

# POST with an empty form; what each may answer to the two, over all states.
ACTS: dict[str, set[int]] = {
    "talk-invitation": {DONE, REFUSED, NOT_MINE},
    "talk-acceptance": {REFUSED, NOT_MINE},
    "talk-times": {TYPED_WRONG},
    "talk-pause": {DONE, REFUSED},
    "talk-resumption": {REFUSED, NOT_MINE},
    "talk-cancellation": {DONE, REFUSED},
    "talk-reopening": {REFUSED, NOT_MINE},
    "talk-preparation": {DONE},
    "talk-seal": {DONE, REFUSED},
    "talk-seal-opening": {DONE, REFUSED},
    "talk-together": {DONE, REFUSED},
    "talk-marks": {DONE},
    "talk-purpose": {TYPED_WRONG},
    "talk-purpose-confirmation": {REFUSED},
    "talk-setting": {DONE, REFUSED},
    "talk-setting-confirmation": {REFUSED},
    "talk-evidence": {TYPED_WRONG},
    "talk-room-start": {DONE, REFUSED},
    "talk-room-segment": {REFUSED},
    "talk-notes": {TYPED_WRONG},
    "talk-private-note": {DONE, 204},
    "talk-recap": {TYPED_WRONG},
    "talk-room-end": {REFUSED, TYPED_WRONG},
    "talk-feedback": {TYPED_WRONG},
    "talk-opportunities": {TYPED_WRONG},
    "talk-goals": {TYPED_WRONG},
    "talk-promises": {TYPED_WRONG},
    "talk-summary": {DONE, REFUSED, TYPED_WRONG},
    "talk-summary-sending": {DONE, REFUSED},
    "talk-summary-redraft": {DONE, REFUSED},
    "talk-summary-agreement": {DONE, REFUSED},
    "talk-checkins": {TYPED_WRONG},
    "talk-look-back": {DONE, REFUSED},
    "talk-decisions": {TYPED_WRONG},
    "talk-look-back-end": {DONE, REFUSED},
    "talk-closing": {DONE, REFUSED},
}

# Pages of a thing within a talk: (name of the part in the address, which object).
SUB_PAGES: dict[str, tuple[str, str]] = {
    "talk-goal": ("goal_id", "goal"),
    "talk-summary-version": ("number", "number"),
}

SUB_ACTS: dict[str, tuple[dict[str, str], set[int]]] = {
    "talk-note": ({"note_id": "note"}, {DONE, REFUSED}),
    "talk-feedback-giving": ({"feedback_id": "feedback"}, {NOT_THERE}),
    "talk-feedback-removal": ({"feedback_id": "feedback"}, {NOT_THERE}),
    "talk-feedback-response": ({"feedback_id": "feedback"}, {TYPED_WRONG, NOT_THERE, NOT_MINE}),
    "talk-goal": ({"goal_id": "goal"}, {TYPED_WRONG, NOT_THERE}),
    "talk-milestones": ({"goal_id": "goal"}, {TYPED_WRONG, NOT_THERE}),
    "talk-milestone": ({"goal_id": "goal", "milestone_id": "nothing"}, {NOT_THERE}),
    "talk-promise": ({"promise_id": "promise"}, {TYPED_WRONG, NOT_THERE, NOT_MINE}),
}


def _sees(state: str) -> dict[str, bool]:
    """A planned talk is its starter's alone."""
    return {"employee": True, "manager": _at_least(state, "invited")}


def _page(state: str, name: str) -> Row:
    seen: set[int] = {200}
    if name == "talk-cancellation" and state == "closed":
        seen = {REFUSED}
    named = {who: seen if sees else {404} for who, sees in _sees(state).items()}
    return Row(name, "GET", 404, named, {"talk_id": "talk"})


def _act(state: str, name: str, allowed: set[int]) -> Row:
    named = {who: allowed if sees else {404} for who, sees in _sees(state).items()}
    return Row(name, "POST", 404, named, {"talk_id": "talk"})


def _sub_page(state: str, name: str, key: str, kwarg: str) -> Row:
    there = {"goal": "meeting", "number": "agreed_pending", "option": "meeting"}[key]
    status = {200} if _at_least(state, there) else {404}
    return Row(name, "GET", 404, dict.fromkeys(TWO, status), {"talk_id": "talk", kwarg: key})


def _sub_act(state: str, name: str, kwargs: dict[str, str], allowed: set[int]) -> Row:
    named = {who: allowed if sees else {404} for who, sees in _sees(state).items()}
    return Row(name, "POST", 404, named, {"talk_id": "talk", **kwargs})


def _wrong_method(name: str) -> Row:
    return Row(name, "GET", 405, {}, {"talk_id": "talk"})


def person_rows() -> list[Row]:
    """Pages that belong to the visitor; each shows only what is theirs."""
    everybody = 200
    return [
        Row("home", "GET", everybody),
        Row("talks", "GET", everybody),
        Row("talk-new", "GET", everybody),
        Row("talk-new", "POST", 422),
        Row("promises", "GET", everybody),
        Row("career", "GET", everybody),
        Row("achievements", "GET", everybody),
        Row("achievements", "POST", 422),
        Row("readings", "GET", everybody),
        Row("kept", "GET", everybody),
        Row("my-data", "GET", everybody),
        Row("profile", "GET", everybody),
        Row("team", "GET", 404, {"manager": 200, "managers_manager": 200}),
        Row("status", "GET", 404, {"partner": 200}),
        Row("healthz", "GET", 200, anonymous=200),
        Row("readyz", "GET", 200, anonymous=200),
    ]
