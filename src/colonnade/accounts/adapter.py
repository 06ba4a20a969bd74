"""What we ask of django-allauth beyond its settings: sign-up is closed, mails go through the outbox."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from colonnade.people.models import Person


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This address and this password do not belong together. Try again."),
        "too_many_login_attempts": _(
            "Too many tries for this address. Wait a quarter of an hour, or ask for a link to a new password."
        ),
        "incorrect_password": _("This is not your present password."),
        "enter_current_password": _("This is not your present password."),
        "invalid_password_reset": _("This link has been used or has run out."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come from the first start, an invitation or the directory."""
        return False

    def add_message(self, *args: object, **kwargs: object) -> None:
        """Our pages say what happened; allauth's own messages are not shown."""

    def get_reset_password_from_key_url(self, key: str) -> str:
        """From our own setting: the Host header of whoever asks must not decide where a letter leads."""
        who, _dash, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": who, "key": token})
        return settings.COLONNADE_BASE_URL + path

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("profile") + "?kept=password"

    def reauthenticate(self, user: Person, password: str) -> bool:
        """By the work address itself: allauth's own table of addresses stays empty here."""
        found = self.authenticate(self.request, email=user.email or "", password=password)
        return found is not None and found.pk == user.pk

    def forget_failed_tries(self, request: HttpRequest, email: str) -> None:
        """A new password by letter lets its owner in at once, whatever others tried before."""
        self._delete_login_attempts_cached_email(request, email=email)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """One count per account. allauth counts per Host header too, and each port in it would be ten more tries."""
        return str(credentials.get("email") or "").strip().lower()
