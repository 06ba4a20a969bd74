"""What stands around every page: navigation, the organisation's name and its safety link."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from colonnade.kernel.remembered import Remembered
from colonnade.people.models import Organisation

SECONDS_KEPT = 15


@dataclass(frozen=True)
class Link:
    key: str
    url: str
    name: str
    icon: str


organisation = Remembered(Organisation.objects.first, seconds=SECONDS_KEPT)


def chrome(request: HttpRequest) -> dict[str, object]:
    """Context processor; answers even where the database does not, so that error pages stand."""
    try:
        here = organisation.get()
    except DatabaseError:
        here = None
    person = getattr(request, "user", None)
    signed_in = person is not None and person.is_authenticated
    return {
        "chrome": {
            "home_url": reverse("home"),
            "nav": _nav(person) if signed_in else [],
            "nav_current": getattr(request, "nav", ""),
            "organisation": here.name if here else "",
            "safety_url": here.safety_url if here else "",
            "safety_label": here.safety_label if here else "",
            "menu": _menu(person) if signed_in else [],
            "foot": [
                (reverse("readings"), _("Who read me")),
                (reverse("kept"), _("What is kept, and for how long")),
            ]
            if signed_in
            else [],
            "sign_out_url": reverse("account_logout"),
            "demo": bool(settings.COLONNADE_DEMO_TOKEN) and bool(here and here.is_demo),
        }
    }


def _nav(person: object) -> list[Link]:
    links = [
        Link("home", reverse("home"), _("Home"), "house"),
        Link("talks", reverse("talks"), _("Talks"), "messages-square"),
    ]
    if getattr(person, "leads", False):
        links.append(Link("team", reverse("team"), _("My team"), "users"))
    links.append(Link("career", reverse("career"), _("Career"), "route"))
    links.append(Link("promises", reverse("promises"), _("Promises"), "handshake"))
    if getattr(person, "partners", False):
        links.append(Link("status", reverse("status"), _("Status"), "calendar-days"))
    return links


def _menu(person: object) -> list[tuple[str, str, str]]:
    links = [
        (reverse("profile"), "pencil", _("My profile")),
        (reverse("feedback"), "message-square-quote", _("Feedback")),
        (reverse("opportunities"), "sprout", _("Opportunities")),
        (reverse("framework"), "book-open", _("Framework")),
        (reverse("readings"), "eye", _("Who read me")),
        (reverse("my-data"), "download", _("Take my words with me")),
    ]
    if getattr(person, "is_administrator", False):
        links.insert(1, (reverse("people"), "users", _("People")))
    if getattr(person, "partners", False):
        # An administrator who keeps it, because nobody else does, finds the editor on the framework's own page.
        links.append((reverse("framework-draft"), "git-branch", _("Edit the framework")))
    return links
