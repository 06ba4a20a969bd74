"""The demo's doors: the people by story, one click away, and the mail that would have been sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from colonnade.activity.models import Letter
from colonnade.kernel.errors import Unseen
from colonnade.people.models import Person

from ..models import DemoMarker
from ..told import told

LOOPBACK = {"127.0.0.1", "::1"}
HOSTS = {"localhost", "127.0.0.1"}
FORWARDED = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP",
    "HTTP_FORWARDED",
)


def only_in_the_demo(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorator: 404 unless this very start made the doors, on loopback, by its own name, through no proxy."""

    @login_not_required
    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: object) -> HttpResponse:
        host = request.get_host().rsplit(":", 1)[0]
        local = request.META.get("REMOTE_ADDR", "") in LOOPBACK and host in HOSTS
        if not local or any(name in request.META for name in FORWARDED):
            raise Unseen
        if not DemoMarker.fits(settings.COLONNADE_DEMO_TOKEN):
            raise Unseen
        return view(request, **kwargs)

    return guarded


@only_in_the_demo
@require_safe
def stories(request: HttpRequest) -> HttpResponse:
    return render(request, "demo/stories.html", {"stories": told()})


@only_in_the_demo
@require_POST
def sign_in(request: HttpRequest, person_id: UUID) -> HttpResponse:
    person = Person.objects.active().filter(pk=person_id).first()
    if person is None:
        raise Unseen
    login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect("home")


@only_in_the_demo
@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    """What would have been mailed, newest first."""
    return render(request, "demo/mail.html", {"letters": Letter.objects.order_by("-written_at")[:100]})
