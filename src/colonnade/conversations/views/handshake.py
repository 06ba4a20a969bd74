"""Purpose and setting: amended until both say yes."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.kernel.errors import Conflict
from colonnade.spaces.forms import merge_page, merged, version_seen

from .. import access
from ..flows import agreeing_purpose
from ..forms import EmployeeSettingForm, PurposeForm, SettingForm
from ..page import TalkPage, talk_page
from ..purposes import ground_rules


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def purpose(request: HttpRequest, page: TalkPage) -> HttpResponse:
    sheet = access.purpose_of(page.talk, page.me)
    form = PurposeForm(
        merged(request.POST) if request.method == "POST" else None, initial=_initial(sheet, PurposeForm)
    )
    if request.method == "POST" and form.is_valid():
        try:
            agreeing_purpose.amend_purpose(
                page.talk, by=page.me, expected=version_seen(request.POST), **form.cleaned_data
            )
        except Conflict:
            return merge_page(
                request,
                sheet,
                form,
                back=reverse("talk-purpose", args=[page.talk.pk]),
                other=page.other.spoken,
            )
        return page.to("talk-purpose")
    shared = access.shared_answers(page.talk, page.me)
    wants = [answer for answer in shared if answer.question_id in ("core.e5", "core.m9")]
    return page.render(
        "purpose.html",
        "purpose",
        status=422 if form.is_bound else 200,
        form=form,
        sheet=sheet,
        wants=wants,
        said_yes=sheet.confirmed_by() if sheet else set(),
    )


def _initial(sheet: object, form: type[forms.Form]) -> dict[str, object]:
    return {name: getattr(sheet, name) for name in form.base_fields} if sheet else {}


@require_POST
@talk_page
def purpose_confirmation(request: HttpRequest, page: TalkPage) -> HttpResponse:
    agreeing_purpose.confirm_purpose(page.talk, by=page.me, version=version_seen(request.POST))
    return page.to("talk-purpose")


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def setting(request: HttpRequest, page: TalkPage) -> HttpResponse:
    sheet = access.setting_of(page.talk, page.me)
    kind = EmployeeSettingForm if page.side == "employee" else SettingForm
    form = kind(merged(request.POST) if request.method == "POST" else None, initial=_initial(sheet, kind))
    if request.method == "POST" and form.is_valid():
        try:
            agreeing_purpose.amend_setting(
                page.talk, by=page.me, expected=version_seen(request.POST), **form.cleaned_data
            )
        except Conflict:
            return merge_page(
                request,
                sheet,
                form,
                back=reverse("talk-setting", args=[page.talk.pk]),
                other=page.other.spoken,
            )
        return page.to("talk-setting")
    names = " and ".join(reader.name for reader in page.readers)
    return page.render(
        "setting.html",
        "setting",
        status=422 if form.is_bound else 200,
        form=form,
        sheet=sheet,
        rules=ground_rules(names),
        said_yes=sheet.confirmed_by() if sheet else set(),
        private_note=access.private_note_of(page.talk, page.me),
    )


@require_POST
@talk_page
def setting_confirmation(request: HttpRequest, page: TalkPage) -> HttpResponse:
    agreeing_purpose.confirm_setting(page.talk, by=page.me, version=version_seen(request.POST))
    return page.to("talk-setting")
