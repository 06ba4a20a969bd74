"""Opportunities: several futures side by side, what was shown of aspirations, the gap to a role."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.careers import access as careers_access
from colonnade.careers.forms import ChanceForm, ReadinessForm
from colonnade.careers.framework import Role, role_choices, roles
from colonnade.careers.gaps import Standing, standings
from colonnade.careers.models import Option
from colonnade.kernel.errors import Conflict, NotYours, Refusal, Unseen
from colonnade.spaces.forms import merge_page, merged, version_seen

from ..flows import exploring, gathering, meeting
from ..page import TalkPage, talk_page
from ..pillar_forms import OptionForm


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def opportunities(request: HttpRequest, page: TalkPage) -> HttpResponse:
    form = OptionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        meeting.capture(page.talk, Option, by=page.me, subject=page.talk.employee, **form.cleaned_data)
        return page.to("talk-opportunities")
    return _show(request, page, form, 422 if form.is_bound else 200)


def _show(
    request: HttpRequest, page: TalkPage, form: OptionForm | None = None, status: int = 200, **forms: object
) -> HttpResponse:
    form = form or OptionForm()
    options = list(careers_access.options_in(page.talk.pair_space, page.me))
    employee = page.talk.employee
    default = next((option.role_code for option in options if option.role_code), employee.role_code)
    role = roles().get(request.POST.get("role", "") or request.GET.get("role", "")) or roles().get(default)
    own, shown = careers_access.own_and_shown(page.talk.pair_space, page.me)
    shown_versions = {(copy.shown_copy_of_id, copy.version) for copy in shown}
    return page.render(
        "opportunities.html",
        "opportunities",
        status=status,
        form=form,
        adds=gathering.may_add(page.talk, page.me),
        options=[{"option": option, "role": roles().get(option.role_code)} for option in options],
        has_enough=len(options) >= 3 and len({option.kind for option in options}) >= 2,
        grows_in_place=any(option.kind == Option.Kind.DEEPEN for option in options),
        aspirations=shown,
        own=[one for one in own if (one.pk, one.version) not in shown_versions],
        role=role,
        roles=role_choices(),
        standings=_standings(page, role) if role else [],
        chances=list(careers_access.chances_in(page.talk.pair_space, page.me)),
        **{"chance_form": ChanceForm(auto_id="chance_%s"), **(_readiness(page, role) if role else {}), **forms},
    )


def _readiness(page: TalkPage, role: Role) -> dict[str, object]:
    """Both views of how often each expectation was shown, and the form for mine."""
    rows = list(careers_access.readiness_in(page.talk.pair_space, page.me).filter(role_code=role.code))
    mine = {row.skill_code: row for row in rows if row.author_id == page.me.pk}
    theirs = {row.skill_code: row for row in rows if row.author_id != page.me.pk}
    form = ReadinessForm(role=role, kept=mine.values(), auto_id="ready_%s")
    return {
        "readiness_form": form,
        "readiness": [
            {"skill": skill, "need": need, "mine": mine.get(skill.code), "theirs": theirs.get(skill.code)}
            for skill, need in form.needs
        ],
        "has_readiness": bool(rows),
    }


def _standings(page: TalkPage, role: Role) -> list[Standing]:
    """The gap to the role from what the visitor may read: own ratings, the other's once open, agreed levels."""
    rows = list(careers_access.ratings_between(page.talk.employee, page.me, page.other))
    return standings(
        role,
        [row for row in rows if row.author_id == page.me.pk],
        [row for row in rows if row.author_id != page.me.pk],
        careers_access.agreed_levels_in(page.talk.pair_space, page.me),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def option(request: HttpRequest, page: TalkPage, option_id: UUID) -> HttpResponse:
    """Look at one option and change it; the pair keeps it together."""
    row = careers_access.options_in(page.talk.pair_space, page.me).filter(pk=option_id).first()
    if row is None:
        raise Unseen
    form = OptionForm(
        merged(request.POST) if request.method == "POST" else None,
        initial={name: getattr(row, name) for name in OptionForm.base_fields},
    )
    if request.method == "POST" and form.is_valid():
        meeting.demand_open(page.talk, page.me)
        try:
            row.revise(expected=version_seen(request.POST), **form.cleaned_data)
            page.talk.touch_room()
        except Conflict:
            back = reverse("talk-option", kwargs={"talk_id": page.talk.pk, "option_id": row.pk})
            return merge_page(request, row, form, back=back, other=page.other.spoken)
        return page.to("talk-opportunities")
    return page.render(
        "option.html",
        "opportunities",
        status=422 if form.is_bound else 200,
        adds=gathering.may_add(page.talk, page.me),
        form=form,
        option=row,
        version=version_seen(request.POST) if form.is_bound else row.version,
    )


@require_POST
@talk_page
def aspiration_showing(request: HttpRequest, page: TalkPage, aspiration_id: UUID) -> HttpResponse:
    gathering.show_aspiration(page.talk, aspiration_id, by=page.me)
    return page.to("talk-opportunities")


@require_POST
@talk_page
def chances(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """The counterpart states what exists, who decides, by when."""
    form = ChanceForm(request.POST, auto_id="chance_%s")
    if page.side != "counterpart":
        raise NotYours
    if not form.is_valid():
        return _show(request, page, status=422, chance_form=form)
    exploring.state_chance(page.talk, by=page.me, **form.cleaned_data)
    return page.to("talk-opportunities")


@require_POST
@talk_page
def chance_removal(request: HttpRequest, page: TalkPage, chance_id: UUID) -> HttpResponse:
    exploring.take_chance_back(page.talk, chance_id, by=page.me)
    return page.to("talk-opportunities")


@require_POST
@talk_page
def readiness(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """My view of how often each expectation of a role was shown; the other's stands beside it."""
    role = roles().get(request.POST.get("role", ""))
    if role is None:
        raise Refusal(_("Choose a role of the framework first."))
    form = ReadinessForm(request.POST, role=role, auto_id="ready_%s")
    if not form.is_valid():
        return _show(request, page, status=422, readiness_form=form)
    exploring.see_readiness(page.talk, role.code, form.views(), by=page.me)
    response = page.to("talk-opportunities")
    response["Location"] += f"?{urlencode({'role': role.code})}#ready-title"
    return response


_ROOT = "<uuid:talk_id>/opportunities/"
urlpatterns = [
    path(_ROOT, opportunities, name="talk-opportunities"),
    path(f"{_ROOT}chances/", chances, name="talk-chances"),
    path(f"{_ROOT}chances/<uuid:chance_id>/removal/", chance_removal, name="talk-chance-removal"),
    path(f"{_ROOT}readiness/", readiness, name="talk-readiness"),
    path(f"{_ROOT}<uuid:option_id>/", option, name="talk-option"),
    path(f"{_ROOT}aspirations/<uuid:aspiration_id>/showing/", aspiration_showing, name="talk-aspiration-showing"),
]
