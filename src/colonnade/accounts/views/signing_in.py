"""Signing in and out and passwords: django-allauth's views with our forms; a wrong form comes back with 422."""

from __future__ import annotations

from typing import Any

from allauth.account import views
from django import forms
from django.http import HttpResponse
from django.urls import reverse_lazy

from ..adapter import AccountAdapter
from ..forms import (
    AskForLetterForm,
    ChangePasswordForm,
    NewPasswordByLetterForm,
    ReauthenticateForm,
    SetPasswordForm,
    SignInForm,
)


class _WrongFormIs422:
    def form_invalid(self, form: forms.Form) -> HttpResponse:
        response = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = 422
        return response


class SignIn(_WrongFormIs422, views.LoginView):
    form_class = SignInForm


class SignOut(views.LogoutView):
    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nothing of this person stays in the browser: neither pages nor drafts."""
        response = super().post(*args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


class Reauthentication(_WrongFormIs422, views.ReauthenticateView):
    form_class = ReauthenticateForm


class PasswordChange(_WrongFormIs422, views.PasswordChangeView):
    form_class = ChangePasswordForm
    extra_context = {"action": reverse_lazy("account_change_password")}


class PasswordSet(_WrongFormIs422, views.PasswordSetView):
    """For somebody who is signed in and has no password yet; others are led to changing theirs."""

    form_class = SetPasswordForm
    extra_context = {"action": reverse_lazy("account_set_password")}


class PasswordLetter(_WrongFormIs422, views.PasswordResetView):
    form_class = AskForLetterForm


class PasswordByLetter(_WrongFormIs422, views.PasswordResetFromKeyView):
    form_class = NewPasswordByLetterForm

    def form_valid(self, form: forms.Form) -> HttpResponse:
        response = super().form_valid(form)
        if self.reset_user.email:
            AccountAdapter(self.request).forget_failed_tries(self.request, self.reset_user.email)
        return response


sign_in = SignIn.as_view()
sign_out = SignOut.as_view()
sign_up = views.signup
inactive = views.account_inactive
reauthentication = Reauthentication.as_view()
password_change = PasswordChange.as_view()
password_set = PasswordSet.as_view()
password_letter = PasswordLetter.as_view()
password_letter_done = views.password_reset_done
password_by_letter = PasswordByLetter.as_view()
password_by_letter_done = views.password_reset_from_key_done
