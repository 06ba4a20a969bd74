"""My career: aspirations, achievements, skills, futures side by side. Mine, until I show a part of it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.careers import access as careers_access
from colonnade.careers.framework import role_choices, roles
from colonnade.careers.gaps import known_levels, read_gaps
from colonnade.careers.models import Aspiration
from colonnade.evidence.access import own_achievements
from colonnade.evidence.models import Achievement
from colonnade.kernel.errors import Unseen
from colonnade.people.models import Person
from colonnade.spaces.models import Space

from ..forms import AchievementForm, AspirationForm

MOST_ACHIEVEMENTS = 50


@require_http_methods(["GET", "HEAD", "POST"])
def career(request: HttpRequest) -> HttpResponse:
    """The page, and adding an aspiration."""
    form = AspirationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        Aspiration.write(space=Space.own(request.user), author=request.user, text=form.cleaned_data["text"])
        return redirect("career")
    return _show(request, form, 422 if form.is_bound else 200)


def _show(request: HttpRequest, form: AspirationForm, status: int = 200) -> HttpResponse:
    request.nav = "career"
    me = request.user
    options = list(careers_access.own_options(me)[:12])
    default = next((option.role_code for option in options if option.role_code), me.role_code)
    role = roles().get(request.GET.get("role", "") or default)
    levels = known_levels(me, me)
    context = {
        "form": form,
        "aspirations": _aspirations(me),
        "achievements": list(own_achievements(me)[:MOST_ACHIEVEMENTS]),
        "options": [{"option": option, "role": roles().get(option.role_code)} for option in options],
        "role": role,
        "roles": role_choices(),
        "gaps": read_gaps(role, levels) if role else [],
        "has_levels": bool(levels),
        "now": roles().get(me.role_code),
    }
    return render(request, "workspace/career.html", context, status=status)


def _aspirations(me: Person) -> list[dict[str, object]]:
    """Mine with whom each was shown to, and when."""
    mine = list(careers_access.own_aspirations(me).order_by("-written_at"))
    copies = Aspiration.objects.readable_by(me).filter(shown_copy_of__in=mine).select_related("space__talk")
    shown: dict[UUID, list] = {}
    for copy in copies.select_related("space__talk__employee", "space__talk__counterpart", "key"):
        shown.setdefault(copy.shown_copy_of_id, []).append((copy.space.talk.other_of(me).name, copy.written_at))
    return [{"aspiration": one, "shown": shown.get(one.pk, [])} for one in mine]


@require_POST
def aspiration_removal(request: HttpRequest, aspiration_id: UUID) -> HttpResponse:
    """Remove one of mine; copies that were shown stay with their talk."""
    found = careers_access.own_aspirations(request.user).filter(pk=aspiration_id).first()
    if found is None:
        raise Unseen
    found.delete()
    return redirect("career")


@require_http_methods(["GET", "HEAD", "POST"])
def achievements(request: HttpRequest) -> HttpResponse:
    """Keep one line, from any page; goes back to where it was written."""
    form = AchievementForm(
        request.POST if request.method == "POST" else None, initial={"happened_on": request.user.today}
    )
    if request.method == "POST" and form.is_valid():
        me = request.user
        Achievement.write(
            space=Space.own(me),
            author=me,
            happened_on=form.cleaned_data["happened_on"] or me.today,
            text=form.cleaned_data["text"],
        )
        return redirect(_safe_next(request))
    request.nav = "career"
    context = {"form": form, "achievements": list(own_achievements(request.user)[:MOST_ACHIEVEMENTS])}
    return render(request, "workspace/achievements.html", context, status=422 if form.is_bound else 200)


def _safe_next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") else "achievements"


@require_POST
def achievement_removal(request: HttpRequest, achievement_id: UUID) -> HttpResponse:
    found = own_achievements(request.user).filter(pk=achievement_id).first()
    if found is None:
        raise Unseen
    found.delete()
    return redirect("achievements")
