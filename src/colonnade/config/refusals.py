"""How a refusal of the rules becomes an answer: one sentence, the right status, nothing lost."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from colonnade.kernel.errors import NotYours, Refusal, Unseen


def refusals(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    return Refusals(get_response)


class Refusals:
    """Middleware: turns the kernel's errors into pages; views let them rise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Unseen):
            return not_found(request)
        if isinstance(error, NotYours):
            return _page(request, 403, _("Not yours to change"), _("You can read this, but somebody else keeps it."))
        if isinstance(error, Refusal):
            return _page(request, 409, _("Not possible now"), error.sentence)
        return None


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A thing that is not yours and a thing that is not there get the same answer."""
    return _page(request, 404, _("Nothing here"), _("This page does not exist, or it is not yours to see."))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400, _("Not understood"), _("The browser sent something this page cannot read."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403, _("Not possible"), _("This is not open to you."))


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        500,
        _("Something broke on our side"),
        _("What was confirmed as kept is kept. What you typed is still in this browser."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        request,
        403,
        _("Please send it again"),
        _("This form was open for too long or came from another page. Go back, load the page again and send it."),
    )


def _page(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    return render(request, "ui/error.html", {"title": title, "sentence": sentence, "more": ""}, status=status)
