"""How I am called, my language and my time zone; and what administrators did with my account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from colonnade.people.flows import keep_profile

from ..access import acts_on_account_of
from ..forms import ProfileForm


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    me = request.user
    known = {name: getattr(me, name) for name in ProfileForm.base_fields}
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid():
        keep_profile(me, **form.cleaned_data)
        return redirect(reverse("profile") + "?kept=profile")
    context = {"form": form, "kept": _kept(request.GET.get("kept", "")), "acts": acts_on_account_of(me)}
    return render(request, "accounts/profile.html", context, status=422 if form.is_bound else 200)


def _kept(what: str) -> str:
    return {"profile": _("Kept."), "password": _("Your new password is set. Other devices are signed out.")}.get(
        what, ""
    )
