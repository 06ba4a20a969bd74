"""The forms of administrators."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext_lazy as _

from colonnade.kernel import clock

from .models import Person, Team

MOST_OFFERED = 8


class PersonForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("First and last name."))
    email = forms.EmailField(
        label=_("Work address"),
        max_length=254,
        required=False,
        help_text=_("To sign in with, and for letters. Empty for somebody who has none yet."),
    )
    title = forms.CharField(label=_("Job title"), max_length=120, required=False)
    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"), required=False, empty_label=_("No team"))

    def __init__(self, *args: Any, teams: Any, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["team"].queryset = teams

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        others = Person.objects.filter(email=email).exclude(pk=self.person.pk if self.person else None)
        if email and others.exists():
            raise ValidationError(_("Somebody here already has this work address."))
        return email


class SomebodyNamed:
    """For forms that take a name or a work address in `who`, among their `candidates`."""

    add_error: Any
    candidates: Any
    offered: tuple[Person, ...] | list[Person] = ()

    def found(self, who: str) -> Person | None:
        """The one person meant; otherwise an error, with those who may be meant in `offered`."""
        exact = list(self.candidates.filter(email=who.lower())[:1]) or list(
            self.candidates.filter(name__iexact=who)[:2]
        )
        if len(exact) == 1:
            return exact[0]
        self.offered = list(self.candidates.filter(name__icontains=who).by_name()[:MOST_OFFERED])
        if self.offered:
            self.add_error("who", _("Choose whom you mean, or write more of the name."))
        else:
            self.add_error("who", _("Nobody here has this name or this work address."))
        return None


class ManagerForm(SomebodyNamed, forms.Form):
    """Who leads somebody, by name or work address; where a name fits several, they are offered to choose from."""

    who = forms.CharField(
        label=_("Who leads them?"),
        max_length=254,
        required=False,
        help_text=_("A name or a work address."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    chosen = forms.ModelChoiceField(Person.objects.none(), label=_("Which of these?"), required=False)
    nobody = forms.BooleanField(label=_("Nobody, from that day on"), required=False)
    from_day = forms.DateField(label=_("From"), help_text=_("Today, or a day ahead."))

    def __init__(self, *args: Any, candidates: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = candidates.exclude(pk=person.pk)
        self.person = person
        self.fields["chosen"].queryset = self.candidates

    def clean_from_day(self) -> date:
        day = self.cleaned_data["from_day"]
        if day < min(clock.today(), self.person.today):
            raise ValidationError(_("The past stays as it was. Choose today or a day ahead."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("nobody") and not data.get("chosen"):
            data["chosen"] = self._found(data.get("who", "").strip())
        return data

    @property
    def manager(self) -> Person | None:
        return None if self.cleaned_data["nobody"] else self.cleaned_data["chosen"]

    def _found(self, who: str) -> Person | None:
        if not who:
            self.add_error("who", _("Say who, or tick that nobody leads them."))
            return None
        return self.found(who)


class TeamForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    above = forms.ModelChoiceField(
        Team.objects.none(),
        label=_("Belongs to"),
        required=False,
        empty_label=_("Nothing above: a unit of its own"),
    )

    def __init__(self, *args: Any, teams: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["above"].queryset = teams


class PartnershipForm(forms.Form):
    unit = forms.ModelChoiceField(Team.objects.none(), label=_("Unit"), empty_label=_("Choose a unit"))

    def __init__(self, *args: Any, teams: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = teams


class OrganisationForm(forms.Form):
    name = forms.CharField(label=_("Name of the organisation"), max_length=120)
    safety_label = forms.CharField(
        label=_("What the safety link is called"),
        max_length=120,
        required=False,
        help_text=_("At the foot of every page. Empty: Danger, harassment, safety: whom to call."),
    )
    safety_url = forms.CharField(
        label=_("Where it leads"),
        max_length=300,
        required=False,
        help_text=_("A page (https://…), a telephone number (tel:…) or a mail address (mailto:…). Empty: no link."),
    )

    def clean_safety_url(self) -> str:
        address = self.cleaned_data["safety_url"].strip()
        kind, _colon, rest = address.partition(":")
        try:
            if kind == "mailto":
                validate_email(rest)
            elif kind == "tel" and rest.strip("+0123456789 ()-") == "" and rest:
                pass
            elif address:
                URLValidator(["https", "http"])(address)
        except ValidationError as error:
            raise ValidationError(_("Begin with https://, tel: or mailto:.")) from error
        return address
