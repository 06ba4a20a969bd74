"""What went well, kept through the year with its skills, days, link and files. Mine, until I show a copy."""

from __future__ import annotations

from itertools import groupby
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from colonnade.careers.framework import names_of
from colonnade.evidence import access
from colonnade.evidence.flows import keep_achievement, keep_files
from colonnade.evidence.forms import FilesForm, host_of
from colonnade.evidence.models import MOST_BYTES, MOST_EACH, Achievement
from colonnade.kernel.errors import Conflict, Unseen
from colonnade.kernel.returning import next_page
from colonnade.kernel.uploads import in_memory
from colonnade.spaces.forms import merge_page, merged, version_seen

from ..forms import AchievementForm


@require_http_methods(["GET", "HEAD", "POST"])
def achievements(request: HttpRequest) -> HttpResponse:
    """Keep one line, from any page; goes back to where it was written."""
    me = request.user
    form = AchievementForm(
        request.POST if request.method == "POST" else None, today=me.today, initial={"happened_on": me.today}
    )
    if request.method == "POST" and form.is_valid():
        keep_achievement(by=me, **form.values)
        return redirect(next_page(request, reverse("achievements")))
    request.nav = "career"
    rows = list(access.own_achievements(me))
    files = access.files_at_achievements(rows, me)
    shown = [
        {"row": one, "skills": names_of(one.skills), "host": host_of(one.link), "files": files.get(one.pk, [])}
        for one in rows
    ]
    context = {
        "form": form,
        "next": next_page(request, reverse("achievements")) if form.is_bound else "",
        "years": [(year, list(group)) for year, group in groupby(shown, key=lambda one: one["row"].happened_on.year)],
    }
    return render(request, "workspace/achievements.html", context, status=422 if form.is_bound else 200)


def _own(request: HttpRequest, achievement_id: UUID) -> Achievement:
    found = access.own_achievements(request.user).filter(pk=achievement_id).first()
    if found is None:
        raise Unseen
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def achievement(request: HttpRequest, achievement_id: UUID) -> HttpResponse:
    """Change one of mine. Copies that were shown stay as they were shown."""
    row = _own(request, achievement_id)
    form = AchievementForm(
        merged(request.POST) if request.method == "POST" else None,
        today=request.user.today,
        initial=AchievementForm.typed(row),
    )
    if request.method == "POST" and form.is_valid():
        try:
            row.revise(expected=version_seen(request.POST), **form.values)
        except Conflict:
            back = reverse("achievement", args=[row.pk])
            return merge_page(request, row, form, back=back, other=_("Another window of yours"))
        return redirect("achievements")
    return _show(request, row, form, FilesForm())


def _show(request: HttpRequest, row: Achievement, form: AchievementForm, files_form: FilesForm) -> HttpResponse:
    request.nav = "career"
    context = {
        "form": form,
        "files_form": files_form,
        "achievement": row,
        "version": version_seen(request.POST) if form.is_bound else row.version,
        "host": host_of(row.link),
        "files": access.files_at_achievements([row], request.user).get(row.pk, []),
        "most_files": MOST_EACH,
    }
    status = 422 if form.is_bound or files_form.is_bound else 200
    return render(request, "workspace/achievement.html", context, status=status)


@require_POST
def achievement_removal(request: HttpRequest, achievement_id: UUID) -> HttpResponse:
    """Remove one of mine with its files; copies that were shown stay with their talk."""
    _own(request, achievement_id).delete()
    return redirect("achievements")


# The token is checked one step later, by `csrf_protect`: checking reads the form, and with it the files.
@csrf_exempt
@require_POST
@in_memory(MOST_BYTES, MOST_EACH)
@csrf_protect
def achievement_files(request: HttpRequest, achievement_id: UUID) -> HttpResponse:
    row = _own(request, achievement_id)
    form = FilesForm(request)
    if keep_files(form, row, by=request.user):
        return redirect("achievement", achievement_id=row.pk)
    typed = AchievementForm(today=request.user.today, initial=AchievementForm.typed(row))
    return _show(request, row, typed, form)


@require_POST
def achievement_file_removal(request: HttpRequest, achievement_id: UUID, file_id: UUID) -> HttpResponse:
    row = _own(request, achievement_id)
    found = access.files_of(request.user).filter(pk=file_id, achievement=row).first()
    if found is None:
        raise Unseen
    found.delete()
    return redirect("achievement", achievement_id=row.pk)


@require_safe
def held_file(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """The bytes of a file for who may read its space, to be saved and never to be shown by the browser."""
    found = access.files_of(request.user).filter(pk=file_id).first()
    if found is None:
        raise Unseen
    response = HttpResponse(found.opened(), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, found.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "no-store"
    return response
