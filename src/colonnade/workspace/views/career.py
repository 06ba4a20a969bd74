"""My career: aspirations, achievements, skills, futures side by side. Mine, until I show a part of it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.careers import access as careers_access
from colonnade.careers.framework import Role, current, role_choices, roles, skill_words
from colonnade.careers.gaps import Standing, standings
from colonnade.careers.models import AgreedLevel, Aspiration, SkillRating
from colonnade.careers.seeds import seeds_for
from colonnade.conversations.access import open_talks_of
from colonnade.evidence.access import own_achievements
from colonnade.kernel.errors import Conflict, Unseen
from colonnade.people.models import Person
from colonnade.spaces.forms import merge_page, merged, version_seen
from colonnade.spaces.models import Space

from ..forms import AspirationForm

NEWEST = 6


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
    options = list(careers_access.own_options(me))
    ratings = list(careers_access.ratings_about(me, me).select_related("sheet__author", "sheet__pair_with", "key"))
    role = _role(request.GET.get("role", ""), ratings, [option.role_code for option in options], me)
    achievements = list(own_achievements(me))
    aspirations = _aspirations(me)
    views = _views(me, role, ratings) if role else []
    seeds = seeds_for(current(), me.role_code, role, views[0]["standings"]) if role else []
    context = {
        "form": form,
        "aspirations": aspirations,
        "achievements": achievements[:NEWEST],
        "achievement_count": len(achievements),
        "options": [{"option": option, "role": roles().get(option.role_code)} for option in options],
        "role": role,
        "roles": role_choices(),
        "role_options": current().role_options,
        "levels": skill_words(),
        "views": views,
        "seeds": seeds,
        "open_talk": next(iter(open_talks_of(me)), None) if seeds else None,
        "present": roles().get(me.role_code),
        "has_history": any(row.sheet.submitted_at for row in ratings),
        "next": _next(aspirations, achievements, ratings),
    }
    return render(request, "workspace/career.html", context, status=status)


def _role(wanted: str, ratings: list[SkillRating], of_options: Iterable[str], me: Person) -> Role | None:
    """The one asked for, else the role last rated for, else one of the options, else the present one."""
    codes = [wanted, *[row.role_code for row in reversed(ratings)], *of_options, me.role_code]
    return next((roles()[code] for code in codes if code in roles()), None)


def _next(aspirations: list, achievements: list, ratings: list) -> dict[str, object]:
    """The first thing that is still missing, and where to do it."""
    says = _("Keep a line when something goes well; in the next talk you choose what to show.")
    url, action = "#capture", _("Keep a line")
    if not aspirations:
        says, url = _("Write down one picture of where you would like to go. It may be vague."), "#wishes"
        action = _("Write it down")
    elif not achievements:
        says = _("Keep one line about something that went well.")
    elif not ratings:
        says = _("In your next talk, rate your skills for a role you are curious about.")
        url, action = reverse("talks"), _("Go to my talks")
    return {"says": says, "url": url, "action": action}


def _aspirations(me: Person) -> list[dict[str, object]]:
    """Mine with whom each was shown to, when, and whether it was changed since."""
    mine = list(careers_access.own_aspirations(me))
    copies = careers_access.copies_of(mine, me).select_related("space__talk__employee", "space__talk__counterpart")
    shown: dict[UUID, list] = {}
    for copy in copies:
        reader = copy.space.talk.other_of(me)
        shown.setdefault(copy.shown_copy_of_id, []).append((reader.name, copy.written_at, copy.version))
    return [
        {
            "aspiration": one,
            "shown": [
                {"name": name, "at": at, "is_older": version < one.version}
                for name, at, version in shown.get(one.pk, [])
            ],
        }
        for one in mine
    ]


def _views(me: Person, role: Role, ratings: list[SkillRating]) -> list[dict[str, object]]:
    """One view for each person I rated with, so that ratings of different talks are never mixed."""
    agreed = careers_access.agreed_levels_about(me, me)
    levels = list(agreed.select_related("space__talk__employee", "space__talk__counterpart", "author", "key"))
    found = [
        _view(me, other, role, [row for row in ratings if _other_of(row, me) == other], levels)
        for other in dict.fromkeys(_other_of(row, me) for row in reversed(ratings))
    ]
    return [view for view in found if view] or [
        {"other": None, "is_open": False, "standings": standings(role, []), "has_levels": False}
    ]


def _view(
    me: Person, other: Person, role: Role, ratings: list[SkillRating], levels: list[AgreedLevel]
) -> dict[str, object] | None:
    theirs = [row for row in ratings if row.author_id == other.pk]
    found: list[Standing] = standings(
        role,
        [row for row in ratings if row.author_id == me.pk],
        theirs,
        [level for level in levels if level.space.talk.other_of(me) == other],
    )
    if not any(one.mine or one.theirs or one.agreed for one in found):
        return None
    return {"other": other, "is_open": bool(theirs), "standings": found, "has_levels": True}


def _other_of(rating: SkillRating, me: Person) -> Person:
    return rating.sheet.pair_with if rating.sheet.author_id == me.pk else rating.sheet.author


def _own_aspiration(request: HttpRequest, aspiration_id: UUID) -> Aspiration:
    found = careers_access.own_aspirations(request.user).filter(pk=aspiration_id).first()
    if found is None:
        raise Unseen
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def aspiration(request: HttpRequest, aspiration_id: UUID) -> HttpResponse:
    """Change one of mine. What I showed before stays as it was shown."""
    row = _own_aspiration(request, aspiration_id)
    form = AspirationForm(merged(request.POST) if request.method == "POST" else None, initial={"text": row.text})
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["text"] != row.text:
                row.revise(expected=version_seen(request.POST), **form.cleaned_data)
        except Conflict:
            back = reverse("aspiration", args=[row.pk])
            return merge_page(request, row, form, back=back, other=_("Another window of yours"))
        return redirect("career")
    request.nav = "career"
    context = {
        "form": form,
        "aspiration": row,
        "version": version_seen(request.POST) if form.is_bound else row.version,
        "shown": list(careers_access.copies_of([row], request.user)),
    }
    return render(request, "workspace/aspiration.html", context, status=422 if form.is_bound else 200)


@require_POST
def aspiration_removal(request: HttpRequest, aspiration_id: UUID) -> HttpResponse:
    """Remove one of mine; copies that were shown stay with their talk."""
    _own_aspiration(request, aspiration_id).delete()
    return redirect("career")
