"""What we ask of django-allauth beyond its settings: sign-up is closed, mails go through the outbox."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come from the first start, an invitation or the directory."""
        return False

    def add_message(self, *args: object, **kwargs: object) -> None:
        """Our pages say what happened; allauth's own messages are not shown."""

    def post_login(self, request: HttpRequest, user: object, **kwargs: object) -> HttpResponse:
        request.session["shared_device"] = request.POST.get("shared_device") == "on"
        return super().post_login(request, user, **kwargs)
