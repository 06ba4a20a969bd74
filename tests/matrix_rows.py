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
        Row("career", "POST", 422),
        Row("career-map", "GET", everybody),
        Row("career-futures", "GET", everybody),
        Row("career-history", "GET", everybody),
        Row("career-practice", "GET", everybody),
        Row("career-practice", "POST", 422),
        Row("career-role", "POST", 302),
        Row("career-mark", "POST", 409),
        Row("achievements", "GET", everybody),
        Row("achievements", "POST", 422),
        *_achievement_rows(),
        Row("aspiration", "GET", 404, {}, {"aspiration_id": "nothing"}),
        Row("aspiration", "POST", 404, {}, {"aspiration_id": "nothing"}),
        Row("aspiration-removal", "POST", 404, {}, {"aspiration_id": "nothing"}),
        Row("second-looks", "GET", everybody),
        Row("readings", "GET", everybody),
        Row("kept", "GET", everybody),
        Row("my-data", "GET", everybody),
        Row("profile", "GET", everybody),
        Row("profile", "POST", 422),
        Row("hints", "POST", everybody, kwargs={"kind": "kind_of_hints"}),
        Row("hints-switch", "POST", 302),
        Row("team", "GET", 404, {"manager": 200, "managers_manager": 200}),
        Row("status", "GET", 404, {"partner": 200}),
        Row("style-guide", "GET", everybody),
        Row("healthz", "GET", 200, anonymous=200),
        Row("readyz", "GET", 200, anonymous=200),
        *_door_rows(),
        *_people_rows(),
        *_opportunity_rows(),
        *_feedback_rows(),
    ]


def _feedback_rows() -> list[Row]:
    """Outside talks: the colleague gave it to the employee; the mentor was shown a copy of the first."""
    one, named = {"feedback_id": "any_time"}, {"feedback_id": "with_manager"}
    draft, request, copy = {"draft_id": "feedback_draft"}, {"request_id": "request"}, {"showing_id": "showing"}
    theme = {**one, "theme_id": "theme"}

    def of_one(name: str, giver: int, receiver: int, kwargs: dict[str, str] = one, **others: int) -> Row:
        return Row(name, "POST", 404, {"colleague": giver, "employee": receiver, **others}, kwargs)

    return [
        *(Row(f"feedback{part}", "GET", 200) for part in ("", "-received", "-given", "-themes", "-new", "-ask")),
        *(Row(f"feedback{part}", "POST", 405) for part in ("", "-received", "-given", "-themes")),
        Row("feedback-new", "POST", 422),
        Row("feedback-ask", "POST", 422),
        Row("feedback-draft", "GET", 404, {"colleague": 200}, draft),
        Row("feedback-draft", "POST", 404, {"colleague": 422}, draft, {"give": "yes"}),
        Row("feedback-draft-removal", "POST", 404, {"colleague": 302}, draft),
        Row("feedback-draft-removal", "GET", 405, {}, draft),
        Row("feedback-request", "GET", 404, {"colleague": 200, "employee": 200}, request),
        of_one("feedback-request-answer", 422, 403, request),
        of_one("feedback-request-declining", 302, 403, request),
        Row("feedback-item", "GET", 404, {"colleague": 200, "employee": 200}, one),
        Row("feedback-item", "GET", 404, {"colleague": 200, "employee": 200, "manager": 200}, named),
        Row("feedback-item", "GET", 404, {}, {"feedback_id": "nothing"}),
        Row("feedback-item", "GET", 404, {}, {"feedback_id": "feedback_draft"}),
        of_one("feedback-response", 403, 422),
        of_one("feedback-response", 403, 422, named, manager=403),
        Row("feedback-retraction", "GET", 404, {"colleague": 200, "employee": 403}, one),
        of_one("feedback-retraction", 302, 403),
        of_one("feedback-retraction", 302, 403, named, manager=403),
        of_one("feedback-corrections", 422, 403),
        of_one("feedback-showings", 403, 422),
        of_one("feedback-showings", 403, 422, named, manager=403),
        of_one("feedback-item-themes", 403, 422),
        of_one("feedback-theme-removal", 403, 302, theme),
        Row("feedback-showings", "GET", 405, {}, one),
        Row("feedback-shown", "GET", 404, {"employee": 200, "mentor": 200}, copy),
        Row("feedback-shown-removal", "POST", 404, {"employee": 302, "mentor": 403}, copy),
    ]


def _achievement_rows() -> list[Row]:
    """One's own, with its files; for everybody else they are not there."""

    def row(name: str, method: str, status: int, **kwargs: str) -> Row:
        return Row(name, method, 404, {"employee": status}, {"achievement_id": "achievement", **kwargs})

    return [
        row("achievement", "GET", 200),
        row("achievement", "POST", 422),
        row("achievement-removal", "POST", 302),
        row("achievement-files", "POST", 422),
        Row("achievement-files", "GET", 405, {}, {"achievement_id": "achievement"}),
        row("achievement-file-removal", "POST", 302, file_id="kept_file"),
        row("achievement-file-removal", "POST", 404, file_id="item_file"),
        Row("held-file", "GET", 404, {"employee": 200}, {"file_id": "kept_file"}),
        Row("held-file", "GET", 404, dict.fromkeys(TWO, 200), {"file_id": "item_file"}),
        Row("held-file", "POST", 405, {}, {"file_id": "kept_file"}),
        Row("held-file", "GET", 404, {}, {"file_id": "nothing"}),
    ]


def _opportunity_rows() -> list[Row]:
    """Open ones are everybody's to read; the mentor is the contact. One that has ended is there for who kept it."""
    one, over = {"opportunity_id": "opportunity"}, {"opportunity_id": "ended"}
    asked = {**one, "question_id": "question"}
    # A people partner of a unit changes what its people offer; the mentor's unit has none.
    changes = {"mentor": 200}
    keeps = {"mentor": 200, "employee": 200}
    return [
        Row("opportunities", "GET", 200),
        Row("opportunities", "POST", 405),
        Row("opportunities-kept", "GET", 200),
        Row("opportunity-new", "GET", 200),
        Row("opportunity-new", "POST", 422),
        Row("opportunity", "GET", 200, {}, one),
        Row("opportunity", "GET", 404, keeps, over),
        Row("opportunity", "GET", 404, {}, {"opportunity_id": "nothing"}),
        Row("opportunity-change", "GET", 403, changes, one),
        Row("opportunity-change", "POST", 403, {"mentor": 422}, one),
        Row("opportunity-change", "GET", 404, {"mentor": 200, "employee": 403}, over),
        Row("opportunity-change", "GET", 403, {"employee": 200, "partner": 200}, {"opportunity_id": "of_unit"}),
        Row("opportunity-closing", "POST", 403, {"mentor": 302}, one),
        Row("opportunity-closing", "POST", 403, {"employee": 302, "partner": 302}, {"opportunity_id": "of_unit"}),
        Row("opportunity-closing", "GET", 405, {}, one),
        Row("opportunity-reopening", "POST", 403, {"mentor": 302}, one),
        Row("opportunity-reopening", "POST", 404, {"mentor": 302, "employee": 403}, over),
        Row("opportunity-interest", "POST", 302, {"employee": 409}, one),
        Row("opportunity-interest", "POST", 404, {"mentor": 302, "employee": 409}, over),
        Row("opportunity-interest-removal", "POST", 302, {}, one),
        Row("opportunity-interest-removal", "POST", 404, keeps | {"mentor": 302, "employee": 302}, over),
        Row("opportunity-questions", "POST", 422, {}, one),
        Row("opportunity-questions", "POST", 404, {"mentor": 422, "employee": 422}, over),
        Row("opportunity-questions", "GET", 405, {}, one),
        Row("opportunity-answer", "POST", 404, {"mentor": 422}, asked),
        Row("opportunity-answer", "POST", 404, {}, {**one, "question_id": "nothing"}),
        *_framework_rows(),
        *_keeper_rows(),
    ]


def _door_rows() -> list[Row]:
    """Before one is signed in: open to everybody; who is in is led on."""
    token = {"token": "token"}
    key = {"uidb36": "uid", "key": "token"}
    return [
        Row("account_login", "GET", 302, anonymous=200),
        Row("account_login", "POST", 302, anonymous={200, 422}),
        Row("account_logout", "GET", 200, anonymous=302),
        Row("account_logout", "POST", 302, anonymous=302),
        Row("account_inactive", "GET", 200, anonymous=200),
        Row("account_signup", "GET", {200, 302}, anonymous=200),
        Row("account_signup", "POST", {200, 302, 403, 405}, anonymous={200, 403, 405}),
        Row("account_reauthenticate", "GET", 200),
        Row("account_change_password", "GET", 200),
        Row("account_change_password", "POST", {200, 422}),
        Row("account_set_password", "GET", 302),
        Row("account_reset_password", "GET", {200, 302}, anonymous=200),
        Row("account_reset_password", "POST", {200, 302, 422}, anonymous={200, 422}),
        Row("account_reset_password_done", "GET", 200, anonymous=200),
        Row("account_reset_password_from_key", "GET", {200, 302}, {}, key, anonymous={200, 302}),
        Row("account_reset_password_from_key_done", "GET", 200, anonymous=200),
        Row("start", "GET", 404, {}, token, anonymous=404),
        Row("start", "POST", 404, {}, token, anonymous=404),
        Row("invitation", "GET", 404, {}, token, anonymous=404),
        Row("invitation", "POST", 404, {}, token, anonymous=404),
    ]


def _people_rows() -> list[Row]:
    """The administrator's pages: process facts only, and 404 for everybody else."""

    def row(name: str, method: str, status: int | set[int], **kwargs: str) -> Row:
        return Row(name, method, 404, {"administrator": status}, kwargs)

    person = {"person_id": "colleague"}
    return [
        row("people", "GET", 200),
        row("person-new", "GET", 200),
        row("person-new", "POST", 422),
        row("organisation", "GET", 200),
        row("organisation", "POST", 422),
        row("teams", "GET", 200),
        row("teams", "POST", 422),
        row("team-change", "GET", 404, team_id="nothing"),
        row("person", "GET", 200, **person),
        row("person", "POST", 422, **person),
        row("person-manager", "POST", {302, 422}, **person),
        row("person-administrator", "POST", {302, 422}, **person),
        row("person-partnership", "POST", 422, **person),
        row("person-partnership-ending", "POST", 404, **person, partnership_id="nothing"),
        row("person-ending", "GET", 200, **person),
        row("person-ending", "POST", 302, **person),
        row("person-invitation", "POST", {200, 302}, **person),
    ]


CODES = {"role": "role_code", "skill": "skill_code", "family": "family_code"}


def _framework_rows() -> list[Row]:
    """The framework and public data are for everybody who is signed in, and for nobody else."""
    everybody, public = 200, {"line_id": "public"}
    return [
        Row("framework", "GET", everybody),
        Row("framework", "POST", 405),
        *(Row(f"framework-{kind}", "GET", everybody, kwargs={"code": code}) for kind, code in CODES.items()),
        Row("framework-versions", "GET", everybody),
        Row("framework-version", "GET", everybody, kwargs={"number": "number"}),
        Row("framework-export", "GET", everybody, kwargs={"kind": "kind_of_export"}),
        Row("framework-version-export", "GET", everybody, kwargs={"number": "number", "kind": "kind_of_export"}),
        Row("framework-public", "GET", everybody),
        Row("framework-public-data", "GET", everybody, kwargs=public),
        Row("framework-public-role", "GET", everybody, kwargs={**public, "code": "role_code"}),
        Row("framework-public-skill", "GET", everybody, kwargs={**public, "code": "skill_code"}),
    ]


def _keeper_rows() -> list[Row]:
    """The people partner keeps the framework; for others, also administrators, the editor is not there."""

    def row(name: str, method: str, status: int | set[int], **kwargs: str) -> Row:
        return Row(name, method, 404, {"partner": status}, kwargs)

    public = {"line_id": "public"}
    rows = [
        row("framework-version", "POST", TYPED_WRONG, number="number"),
        row("framework-draft", "GET", 200),
        row("framework-draft", "POST", DONE),
        row("framework-publication", "POST", TYPED_WRONG),
        row("framework-draft-discarding", "POST", DONE),
        row("framework-import", "GET", 200),
        row("framework-import", "POST", TYPED_WRONG),
        row("framework-preview", "GET", 200),
        row("framework-preview-draft", "POST", DONE),
        row("framework-preview-public", "POST", DONE),
        row("framework-preview-removal", "POST", DONE),
        row("framework-public-removal", "GET", 200, **public),
        row("framework-public-removal", "POST", DONE, **public),
        Row("framework-publication", "GET", 405),
        Row("framework-draft-discarding", "GET", 405),
        Row("framework-preview-draft", "GET", 405),
    ]
    for kind, code in CODES.items():
        rows += [
            row(f"framework-draft-new-{kind}", "GET", 200),
            row(f"framework-draft-new-{kind}", "POST", TYPED_WRONG),
            row(f"framework-draft-{kind}", "GET", 200, code=code),
            row(f"framework-draft-{kind}", "POST", TYPED_WRONG, code=code),
            row(f"framework-draft-{kind}-removal", "GET", 200, code=code),
            row(f"framework-draft-{kind}-removal", "POST", DONE, code=code),
        ]
    return rows
