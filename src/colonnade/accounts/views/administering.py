"""What administrators do with accounts: a link to come in by, and the end."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.people.access import person_administered_by
from colonnade.people.models import Partnership, Person, Relationship

from ..flows import end_account, invite


@require_POST
def invitation_link(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Makes a link and shows it this once; only its hash is kept, and the link before it works no more."""
    person = person_administered_by(request.user, person_id)
    token = invite(person, by=request.user)
    link = settings.COLONNADE_BASE_URL + reverse("invitation", args=[token])
    return render(request, "accounts/invitation_link.html", {"person": person, "link": link})


@require_http_methods(["GET", "HEAD", "POST"])
def ending(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Says first what ends and what stays; then ends the account at once."""
    person = person_administered_by(request.user, person_id)
    if request.method == "POST":
        end_account(person, by=request.user)
        return redirect("people")
    return render(request, "accounts/ending.html", {"person": person, **_what_ends(person)})


def _what_ends(person: Person) -> dict[str, object]:
    led = Relationship.objects.not_over().led_by(person).order_by("subject__name")
    return {
        "managers": list(Relationship.objects.not_over().managers_of(person).values_list("other__name", flat=True)),
        "led": list(led.values_list("subject__name", flat=True)[:50]),
        "units": list(Partnership.objects.current().filter(partner=person).values_list("unit__name", flat=True)),
    }
