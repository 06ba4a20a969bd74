"""Forms of pages that mix apps."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from colonnade.careers.models import Aspiration
from colonnade.evidence.models import Achievement
from colonnade.spaces.forms import words_field


class AchievementForm(forms.Form):
    text = words_field(Achievement, "text", _("One line about what went well"), required=True)
    happened_on = forms.DateField(label=_("When"), required=False)

    def __init__(self, *args: Any, today: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_happened_on(self) -> date | None:
        day = self.cleaned_data["happened_on"]
        if day and self.today and day > self.today:
            raise forms.ValidationError(_("This day is still to come. When did it happen?"))
        return day


class AspirationForm(forms.Form):
    text = words_field(
        Aspiration,
        "text",
        _("A picture of where you would like to go"),
        required=True,
        help_text=_("Two pictures that contradict each other are welcome."),
    )
