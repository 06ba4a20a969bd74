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

# Addresses the matrix does not walk: each says why. None at present.
HIDDEN_FROM_MATRIX: set[str] = set()


def _at_least(state: str, first: str) -> bool:
    return STATES.index(state) >= STATES.index(first)


def talk_rows(state: str) -> list[Row]:
    rows = [_page(state, name) for name in PAGES]
    rows += [_act(state, name, allowed) for name, allowed in ACTS.items()]
    rows += [_sub_page(state, name, key, kwarg) for name, (kwarg, key) in SUB_PAGES.items()]
    rows += [_sub_act(state, name, kwargs, allowed) for name, (kwargs, allowed) in SUB_ACTS.items()]
    rows += _one_sided(state)
    rows += [_newest_copy(state, name) for name in COPIES]
    rows += [Row(name, "POST", 405, {}, {"talk_id": "talk"}) for name in COPIES]
    rows += [_wrong_method(name) for name in ("talk-invitation", "talk-seal", "talk-notes", "talk-room-end")]
    return rows


PAGES = (
    "talk",
    "talk-preparation",
    "talk-brief",
    "talk-paper",
    "talk-purpose",
    "talk-evidence",
    "talk-evidence-pack",
    "talk-ratings",
    "talk-setting",
    "talk-room",
    "talk-room-live",
    "talk-feedback",
    "talk-opportunities",
    "talk-goals",
    "talk-promises",
    "talk-summary",
    "talk-followup",
    "talk-pulse",
    "talk-record",
    "talk-listening",
    "talk-times",
    "talk-cancellation",
)

# POST with an empty form; what each may answer to the two, over all states.
ACTS: dict[str, set[int]] = {
    "talk-invitation": {DONE, REFUSED, NOT_MINE},
    "talk-acceptance": {REFUSED, NOT_MINE},
    "talk-times": {TYPED_WRONG},
    "talk-pause": {DONE, REFUSED},
    "talk-rhythm": {DONE},
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
    "talk-ratings": {TYPED_WRONG},
    "talk-agreed-levels": {REFUSED},
    "talk-room-start": {DONE, REFUSED},
    "talk-room-segment": {REFUSED},
    "talk-notes": {TYPED_WRONG},
    "talk-private-note": {DONE, 204},
    "talk-recap": {TYPED_WRONG},
    "talk-room-end": {REFUSED, TYPED_WRONG},
    "talk-feedback": {TYPED_WRONG},
    "talk-ratings-again": {TYPED_WRONG},
    "talk-readiness": {REFUSED},
    "talk-opportunities": {TYPED_WRONG},
    "talk-goals": {TYPED_WRONG},
    "talk-promises": {TYPED_WRONG},
    "talk-summary": {DONE, REFUSED, TYPED_WRONG},
    "talk-summary-sending": {DONE, REFUSED},
    "talk-summary-redraft": {DONE, REFUSED},
    "talk-summary-agreement": {DONE, REFUSED},
    "talk-summary-reminder": {REFUSED},
    "talk-checkins": {TYPED_WRONG},
    "talk-look-back": {DONE, REFUSED},
    "talk-decisions": {TYPED_WRONG},
    "talk-look-back-end": {DONE, REFUSED},
    "talk-closing": {DONE, REFUSED},
    "talk-pulse": {DONE, REFUSED},
    "talk-pulse-comparison": {DONE, REFUSED},
    "talk-record": {DONE, REFUSED},
    "talk-listening-import": {TYPED_WRONG, REFUSED},
    "talk-listening-speakers": {REFUSED},
    "talk-listening-acceptance": {REFUSED},
    "talk-listening-withdrawal": {DONE},
}

# Pages of a thing within a talk: (name of the part in the address, which object).
SUB_PAGES: dict[str, tuple[str, str]] = {
    "talk-goal": ("goal_id", "goal"),
    "talk-summary-version": ("number", "number"),
    "talk-summary-version-pdf": ("number", "number"),
    "talk-summary-version-docx": ("number", "number"),
    "talk-option": ("option_id", "option"),
}

COPIES = ("talk-summary-pdf", "talk-summary-docx")

SUB_ACTS: dict[str, tuple[dict[str, str], set[int]]] = {
    "talk-note": ({"note_id": "note"}, {DONE, REFUSED}),
    "talk-note-next-time": ({"note_id": "note"}, {DONE, NOT_THERE}),
    "talk-feedback-giving": ({"feedback_id": "feedback"}, {NOT_THERE}),
    "talk-feedback-removal": ({"feedback_id": "feedback"}, {NOT_THERE}),
    "talk-feedback-response": ({"feedback_id": "feedback"}, {TYPED_WRONG, NOT_THERE, NOT_MINE}),
    "talk-goal": ({"goal_id": "goal"}, {TYPED_WRONG, NOT_THERE}),
    "talk-milestones": ({"goal_id": "goal"}, {TYPED_WRONG, NOT_THERE}),
    "talk-milestone": ({"goal_id": "goal", "milestone_id": "nothing"}, {NOT_THERE}),
    "talk-option": ({"option_id": "option"}, {TYPED_WRONG, NOT_THERE}),
    "talk-aspiration-showing": ({"aspiration_id": "nothing"}, {NOT_THERE, REFUSED}),
    "talk-item-removal": ({"item_id": "item"}, {DONE, REFUSED, NOT_THERE, NOT_MINE}),
    "talk-item-files": ({"item_id": "item"}, {TYPED_WRONG, REFUSED, NOT_THERE, NOT_MINE}),
    "talk-item-file-removal": (
        {"item_id": "item", "file_id": "item_file"},
        {DONE, REFUSED, NOT_THERE, NOT_MINE},
    ),
    "talk-promise": ({"promise_id": "promise"}, {TYPED_WRONG, NOT_THERE, NOT_MINE}),
}


def _one_sided(state: str) -> list[Row]:
    """Acts where the two differ: an evaluation is written by one and answered by the other; achievements are own."""
    sees = _sees(state)
    planned = not sees["manager"]

    def row(name: str, employee: set[int], manager: set[int], **kwargs: str) -> Row:
        named = {"employee": employee, "manager": {404} if planned else manager}
        return Row(name, "POST", 404, named, {"talk_id": "talk", **kwargs})

    own = {DONE, REFUSED}
    return [
        Row(
            "talk-evaluation", "GET", 404, {"employee": 200, "manager": 404 if planned else 200}, {"talk_id": "talk"}
        ),
        row("talk-evaluation", {NOT_MINE}, {TYPED_WRONG}),
        row("talk-criteria", {NOT_MINE}, {TYPED_WRONG}),
        row("talk-criteria-seen", {DONE}, {NOT_MINE}, criteria_id="criteria"),
        row("talk-own-view", {TYPED_WRONG}, {NOT_MINE}),
        row("talk-evaluation-reading", {404}, {NOT_MINE}, evaluation_id="evaluation"),
        row("talk-second-look", {404}, {NOT_MINE}, evaluation_id="evaluation"),
        # One that lies open for both: it was read, answered and made final.
        row("talk-evaluation-giving", {NOT_MINE, DONE}, {DONE}, evaluation_id="given"),
        row("talk-evaluation-removal", {NOT_MINE}, {NOT_MINE}, evaluation_id="given"),
        row("talk-evaluation-reading", {DONE}, {NOT_MINE}, evaluation_id="given"),
        row("talk-evaluation-reply", {TYPED_WRONG}, {TYPED_WRONG}, evaluation_id="given"),
        row("talk-evaluation-finish", {NOT_MINE}, {DONE}, evaluation_id="given"),
        row("talk-second-look", {TYPED_WRONG}, {NOT_MINE}, evaluation_id="given"),
        # A draft: for its subject it is not there.
        row("talk-evaluation-giving", {404}, {DONE}, evaluation_id="evaluation"),
        row("talk-evaluation-removal", {404}, {DONE}, evaluation_id="evaluation"),
        row("talk-evaluation-reply", {404}, {NOT_MINE}, evaluation_id="evaluation"),
        row("talk-evaluation-finish", {404}, {REFUSED}, evaluation_id="evaluation"),
        row("talk-chances", {NOT_MINE}, {TYPED_WRONG}),
        row("talk-chance-removal", {404, REFUSED}, {404, REFUSED}, chance_id="nothing"),
        row("talk-achievement-showing", own, {404}, achievement_id="achievement"),
        Row("held-file", "GET", 404, dict.fromkeys(TWO, 200 if _has_item(state) else 404), {"file_id": "item_file"}),
    ]


def _has_item(state: str) -> bool:
    return _at_least(state, "ready")


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


def _newest_copy(state: str, name: str) -> Row:
    """There is a copy of what was sent; a draft has none."""
    status = {200} if _at_least(state, "agreed_pending") else {404}
    return Row(name, "GET", 404, dict.fromkeys(TWO, status), {"talk_id": "talk"})


def _sub_act(state: str, name: str, kwargs: dict[str, str], allowed: set[int]) -> Row:
    named = {who: allowed if sees else {404} for who, sees in _sees(state).items()}
    return Row(name, "POST", 404, named, {"talk_id": "talk", **kwargs})


def _wrong_method(name: str) -> Row:
    return Row(name, "GET", 405, {}, {"talk_id": "talk"})
