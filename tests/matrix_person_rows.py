"""The table of the access matrix for pages that belong to the visitor, to everybody, or to those with a task."""

from __future__ import annotations

from tests.matrix import Row
from tests.matrix_rows import DONE, TWO, TYPED_WRONG


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
