"""The forms of signing in, of the first start, of an invitation and of one's profile."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from colonnade.people.models import Person

from .zones import zone_choices

PASSWORD_HELP = _("At least ten characters. A short sentence is easy to remember and hard to guess.")


def password_field(label: Any, *, autocomplete: str = "new-password", help_text: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=200, widget=widget, help_text=help_text)


def address_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.EmailField:
    return forms.EmailField(label=label, required=required, max_length=254, help_text=help_text)


def zone_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Time zone"), choices=zone_choices, help_text=_("All dates and times are shown in it.")
    )


class SignInForm(allauth_forms.LoginForm):
    """allauth's, in our words; on a shared device the session ends with the browser."""

    shared_device = forms.BooleanField(
        label=_("This is a shared device"),
        help_text=_("No drafts stay in this browser, and you are signed out when it closes."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Your work address")
        self.fields["login"].widget.attrs = {"autocomplete": "username"}
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}
        self.fields["password"].help_text = ""

    def login(self, request: Any, redirect_url: str | None = None) -> Any:
        is_shared = self.cleaned_data["shared_device"]
        self.cleaned_data["remember"] = not is_shared
        response = super().login(request, redirect_url)
        request.session["shared_device"] = is_shared
        return response


class _NewPassword:
    """Our words on allauth's two fields for a new password."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("password1", _("New password")), ("password2", _("The same once more"))):
            self.fields[name].label = label
            self.fields[name].widget.attrs = {"autocomplete": "new-password"}
        self.fields["password1"].help_text = PASSWORD_HELP


class ChangePasswordForm(_NewPassword, allauth_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Your present password")
        self.fields["oldpassword"].widget.attrs = {"autocomplete": "current-password"}
        self.fields["oldpassword"].help_text = ""


class SetPasswordForm(_NewPassword, allauth_forms.SetPasswordForm):
    pass


class NewPasswordByLetterForm(_NewPassword, allauth_forms.ResetPasswordKeyForm):
    pass


class AskForLetterForm(allauth_forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Your work address")
        self.fields["email"].widget.attrs = {"autocomplete": "username"}


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Your present password")
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}
        self.fields["password"].help_text = ""


class StartForm(forms.Form):
    """The first start: the organisation, oneself, the other person, and who leads whom."""

    organisation = forms.CharField(label=_("What is your organisation called?"), max_length=120)
    name = forms.CharField(label=_("Your name"), max_length=120, help_text=_("First and last name."))
    email = address_field(_("Your work address"), help_text=_("You sign in with it."))
    password = password_field(_("A password"), help_text=PASSWORD_HELP)
    time_zone = zone_field()
    other_name = forms.CharField(label=_("Name of the other person"), max_length=120)
    other_email = address_field(
        _("Work address of the other person"), required=False, help_text=_("They can also give it when they come in.")
    )
    who_leads = forms.ChoiceField(
        label=_("Who is whose manager?"),
        choices=[
            ("other", _("The other person leads me")),
            ("me", _("I lead the other person")),
            ("nobody", _("Neither of us leads the other")),
        ],
        initial="other",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("email") and data["email"].lower() == (data.get("other_email") or "").lower():
            self.add_error("other_email", _("This is your own address. Leave it empty if you do not know theirs."))
        if data.get("password"):
            about = Person(name=data.get("name", ""), email=data.get("email"))
            _demand_good_password(self, about, data["password"])
        return data


class InvitationForm(forms.Form):
    """What a person adds on arrival; the address is asked for only where nobody has given it yet."""

    spoken_name = forms.CharField(label=_("How shall others call you?"), max_length=60)
    email = address_field(_("Your work address"), help_text=_("You sign in with it."))
    time_zone = zone_field()
    password = password_field(_("Choose a password"), help_text=PASSWORD_HELP)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if person.email:
            del self.fields["email"]

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if Person.objects.filter(email=email).exists():
            raise ValidationError(_("Somebody here already signs in with this address."))
        return email

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password"):
            about = Person(name=self.person.name, email=self.person.email or data.get("email"))
            _demand_good_password(self, about, data["password"])
        return data


class ProfileForm(forms.Form):
    spoken_name = forms.CharField(
        label=_("How shall others call you?"),
        max_length=60,
        required=False,
        help_text=_("The name used in talks; empty means your first name."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = zone_field()
    shows_hints = forms.BooleanField(
        label=_("Hints while I write feedback, goals and evaluations"),
        required=False,
        help_text=_("Only you see them; nothing of them is kept, and none of them stops you."),
    )


def _demand_good_password(form: forms.Form, about: Person, password: str) -> None:
    try:
        validate_password(password, about)
    except ValidationError as error:
        form.add_error("password", error)
