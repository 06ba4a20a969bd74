"""Arriving: who invites me to what, how I am called, and a password of my own."""

from __future__ import annotations

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from colonnade.kernel.errors import Unseen
from colonnade.people.models import Organisation, Person

from ..access import inviter_of
from ..flows import accept_invitation
from ..forms import InvitationForm
from ..models import OneTimeLink
from .first_start import BACKEND


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Works once: whoever holds the link becomes this person."""
    link = OneTimeLink.find(OneTimeLink.Purpose.INVITATION, token)
    person = link.person if link else None
    if link is None or person is None or not person.is_active:
        raise Unseen
    form = InvitationForm(request.POST if request.method == "POST" else None, person=person, initial=_known(person))
    if request.method == "POST" and form.is_valid():
        person = accept_invitation(link, **form.cleaned_data)
        login(request, person, backend=BACKEND)
        return redirect("home")
    context = {
        "form": form,
        "person": person,
        "inviter": inviter_of(person),
        "organisation": Organisation.objects.first(),
        "is_new": not person.has_usable_password(),
    }
    return render(request, "accounts/invitation.html", context, status=422 if form.is_bound else 200)


def _known(person: Person) -> dict[str, str]:
    return {"spoken_name": person.spoken, "time_zone": person.time_zone}
