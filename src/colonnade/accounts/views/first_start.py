"""The very first page of an installation, behind the link that `colonnade serve` prints."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from colonnade.kernel.errors import Unseen
from colonnade.people.models import Person

from ..flows import begin
from ..forms import StartForm
from ..models import OneTimeLink

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, token: str) -> HttpResponse:
    """Sets the installation up and leads to the first talk; gone as soon as anybody is here."""
    link = OneTimeLink.find(OneTimeLink.Purpose.START, token)
    if link is None or Person.objects.exists():
        raise Unseen
    form = StartForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        me, other = begin(link=link, **form.cleaned_data)
        login(request, me, backend=BACKEND)
        return redirect(_first_talk(other, i_lead=form.cleaned_data["who_leads"] == "me"))
    return render(request, "accounts/start.html", {"form": form}, status=422 if form.is_bound else 200)


def _first_talk(other: Person, *, i_lead: bool) -> str:
    query = {"with": str(other.pk)} | ({"as": "counterpart"} if i_lead else {})
    return f"{reverse('talk-new')}?{urlencode(query)}"
