"""Skills of a talk: the ratings of both, blind until both have submitted, and what the two make of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.careers import access as careers_access
from colonnade.careers.forms import AgreedLevelForm, RatingsForm
from colonnade.careers.framework import Role, role_choices, roles, skill_words, skills
from colonnade.careers.gaps import standings
from colonnade.kernel.errors import Conflict, Refusal
from colonnade.spaces.forms import version_seen

from ..flows import gathering
from ..page import TalkPage, talk_page


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def ratings(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """My ratings for a role of the framework; both sides side by side once both have submitted."""
    if request.method == "POST":
        return _rate(request, page)
    return _show_ratings(page, request.GET.get("role", ""))


def _show_ratings(
    page: TalkPage,
    wanted: str,
    status: int = 200,
    form: RatingsForm | None = None,
    problem: str = "",
    agreeing: str = "",
    agree_form: AgreedLevelForm | None = None,
) -> HttpResponse:
    facts = careers_access.sheet_facts(page.talk.employee, page.me, page.other)
    role = roles().get(wanted) or _proposed_role(page, facts)
    here = [fact for fact in facts if role and fact.role_code == role.code]
    mine = next((fact for fact in here if fact.author == page.me.pk), None)
    theirs = next((fact for fact in here if fact.author != page.me.pk), None)
    number = here[0].round if here else 1
    is_submitted = bool(mine and mine.is_submitted)
    is_open = bool(is_submitted and theirs and theirs.is_submitted)
    readable = careers_access.ratings_between(page.talk.employee, page.me, page.other)
    rows = list(readable.filter(sheet__role_code=role.code)) if role else []
    own = [row for row in rows if row.author_id == page.me.pk]
    if role and not is_submitted and form is None:
        kept = careers_access.own_sheet_of(page.talk.employee, page.me, page.other, role.code, number)
        form = RatingsForm(role=role, kept=kept)
    return page.render(
        "ratings.html",
        "evidence",
        status=status,
        adds=gathering.may_add(page.talk, page.me),
        role=role,
        roles=role_choices(),
        other_rates_for=[roles()[f.role_code] for f in facts if f.author == page.other.pk and f.role_code in roles()],
        has_other_submitted=bool(theirs and theirs.is_submitted),
        is_submitted=is_submitted,
        is_open=is_open,
        form=form,
        last_time={row.skill_code: row for row in own} if number > 1 else {},
        practises_first=_practises_first(page),
        standings=_standings(page, role, own, rows, agreeing, agree_form) if role and is_open else [],
        levels=list(enumerate(skill_words())),
        agreeing=agreeing,
        problem=problem,
    )


def _proposed_role(page: TalkPage, facts: list[careers_access.SheetFact]) -> Role | None:
    """My own newest sheet's role, else the one the other side began with, else the present role."""
    mine = [fact.role_code for fact in facts if fact.author == page.me.pk]
    theirs = [fact.role_code for fact in facts if fact.author != page.me.pk]
    return roles().get([*mine[-1:], *theirs[:1], page.talk.employee.role_code][0])


def _standings(
    page: TalkPage, role: Role, own: list, rows: list, agreeing: str, agree_form: AgreedLevelForm | None
) -> list[dict[str, Any]]:
    """Each skill with both ratings, what was agreed, and the form to agree in."""
    agreed = careers_access.agreed_levels_in(page.talk.pair_space, page.me).select_related("author", "key")
    found = standings(
        role,
        own,
        [row for row in rows if row.author_id != page.me.pk],
        [level for level in agreed if level.role_code == role.code],
    )
    return [
        {
            "at": one,
            "form": agree_form
            if agree_form is not None and one.skill.code == agreeing
            else AgreedLevelForm(
                initial={"level": one.agreed.level, "note": one.agreed.note} if one.agreed else {},
                auto_id=f"agree-{one.skill.code}-%s",
            ),
        }
        for one in found
    ]


def _practises_first(page: TalkPage) -> bool:
    """Who rates somebody else for the first time goes through three stories before."""
    return page.side == "counterpart" and not careers_access.has_practised(page.me)


def _rate(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """`submit` in the form seals the ratings; without it they are kept as a draft."""
    role = roles().get(request.POST.get("role", ""))
    if role is None:
        return _show_ratings(page, "", 422, problem=_("Choose a role of the framework first."))
    if _practises_first(page):
        return _show_ratings(page, role.code, 409)
    submit = "submit" in request.POST
    form = RatingsForm(request.POST, role=role)
    if not form.is_valid():
        return _show_ratings(page, role.code, 422, form, _("One or more skills need another look; nothing is lost."))
    if submit and not form.ratings():
        return _show_ratings(page, role.code, 422, form, _("Rate at least one skill before you submit."))
    gathering.rate(page.talk, role.code, form.ratings(), by=page.me, submit=submit)
    return _to_ratings(page, role.code)


def _to_ratings(page: TalkPage, role_code: str) -> HttpResponse:
    response = page.to("talk-ratings")
    response["Location"] += f"?role={role_code}"
    return response


@require_POST
@talk_page
def new_round(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """Rate again: a new sheet for both, blind as the first; what was rated stays to look back on."""
    role = roles().get(request.POST.get("role", ""))
    if role is None:
        return _show_ratings(page, "", 422, problem=_("Choose a role of the framework first."))
    gathering.rate_again(page.talk, role.code, by=page.me)
    return _to_ratings(page, role.code)


@require_POST
@talk_page
def agreed_levels(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """One skill at a time: a level, or none and what would settle it."""
    role, skill = request.POST.get("role", ""), request.POST.get("skill", "")
    if role not in roles() or skill not in skills():
        raise Refusal(_("Choose a role and a skill of the framework."))
    form = AgreedLevelForm(request.POST, auto_id=f"agree-{skill}-%s")
    if not form.is_valid():
        return _show_ratings(page, role, 422, agreeing=skill, agree_form=form)
    try:
        gathering.agree_level(
            page.talk, role, skill, by=page.me, expected=version_seen(request.POST), **form.cleaned_data
        )
    except Conflict as conflict:
        return _show_ratings(page, role, 409, problem=conflict.sentence, agreeing=skill, agree_form=form)
    return _to_ratings(page, role)


_ROOT = "<uuid:talk_id>/evidence/"
urlpatterns = [
    path(f"{_ROOT}ratings/", ratings, name="talk-ratings"),
    path(f"{_ROOT}ratings/again/", new_round, name="talk-ratings-again"),
    path(f"{_ROOT}agreed-levels/", agreed_levels, name="talk-agreed-levels"),
]
