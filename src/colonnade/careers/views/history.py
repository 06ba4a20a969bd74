"""Ratings over time: for one role, each skill with what was said, by whom and when. Nothing is averaged."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .. import access
from ..framework import current, edition_made_with
from ..models import SkillRating


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """About me: what I submitted, and what others did once both had; the newest round first."""
    request.nav = "career"
    me = request.user
    rows = list(access.submitted_about(me, me))
    codes = list(dict.fromkeys(row.role_code for row in reversed(rows)))
    wanted = request.GET.get("role", "")
    code = wanted if wanted in codes else (codes[0] if codes else "")
    context = {
        "roles": [(one, _title(one, rows)) for one in codes],
        "role": code,
        "title": _title(code, rows) if code else "",
        "rounds": _rounds([row for row in rows if row.role_code == code]),
        "words": current().words,
    }
    return render(request, "careers/history.html", context)


def _title(code: str, rows: list[SkillRating]) -> str:
    """As the framework in force calls it, else as the version did that was rated with."""
    made_with = next(row.sheet.made_with_id for row in rows if row.role_code == code)
    role = current().roles.get(code) or edition_made_with(made_with).roles.get(code)
    return role.title if role else code


def _rounds(rows: list[SkillRating]) -> list[dict[str, object]]:
    """One for each submitted sheet, the newest first, with its skills in the order they were rated."""
    sheets = {row.sheet_id: row.sheet for row in rows}
    found = [
        {
            "at": sheet.submitted_at,
            "by": sheet.author,
            "version": edition_made_with(sheet.made_with_id),
            "rows": [_row(row) for row in rows if row.sheet_id == pk],
        }
        for pk, sheet in sheets.items()
    ]
    return sorted(found, key=lambda one: one["at"], reverse=True)


def _row(row: SkillRating) -> dict[str, object]:
    """With the words of the version that was rated, which stay as they were."""
    skill = edition_made_with(row.sheet.made_with_id).skills.get(row.skill_code)
    return {
        "rating": row,
        "name": skill.name if skill else row.skill_code,
        "sentence": skill.described(row.level) if skill and row.level else "",
    }
