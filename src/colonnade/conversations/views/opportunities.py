"""Opportunities: several futures side by side, what was shown of aspirations, the gap to a role."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.careers import access as careers_access
from colonnade.careers.framework import Role, role_choices, roles
from colonnade.careers.gaps import Standing, standings
from colonnade.careers.models import Option
from colonnade.kernel.errors import Conflict, Unseen
from colonnade.spaces.forms import merge_page, merged, version_seen

from ..flows import gathering, meeting
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


def _show(request: HttpRequest, page: TalkPage, form: OptionForm, status: int) -> HttpResponse:
    options = list(careers_access.options_in(page.talk.pair_space, page.me))
    employee = page.talk.employee
    default = next((option.role_code for option in options if option.role_code), employee.role_code)
    role = roles().get(request.GET.get("role", "")) or roles().get(default)
    own = list(careers_access.own_aspirations(page.me)) if page.side == "employee" else []
    shown = list(careers_access.aspirations_shown_in(page.talk.pair_space, page.me))
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
    )


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


_ROOT = "<uuid:talk_id>/opportunities/"
urlpatterns = [
    path(_ROOT, opportunities, name="talk-opportunities"),
    path(f"{_ROOT}<uuid:option_id>/", option, name="talk-option"),
    path(f"{_ROOT}aspirations/<uuid:aspiration_id>/showing/", aspiration_showing, name="talk-aspiration-showing"),
]
