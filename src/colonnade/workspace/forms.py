"""Forms of pages that mix apps."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from colonnade.careers.models import Aspiration
from colonnade.evidence.forms import LinkField, NamesSkills, SpanOfDays, has_happened
from colonnade.evidence.models import Achievement
from colonnade.spaces.forms import words_field


class AchievementForm(NamesSkills, SpanOfDays):
    begins = "happened_on"

    text = words_field(Achievement, "text", _("One line about what went well"), required=True)
    happened_on = forms.DateField(label=_("When"), required=False)
    link = LinkField(label=_("Link"), help_text=_("Where it can be seen. Colonnade never opens it for you."))

    def clean_happened_on(self) -> date | None:
        has_happened(self.cleaned_data["happened_on"], self.today)
        return self.cleaned_data["happened_on"]

    @property
    def values(self) -> dict[str, Any]:
        """What an achievement keeps of it."""
        kept = {name: self.cleaned_data[name] for name in ("text", "until", "link")}
        return {**kept, "happened_on": self.cleaned_data["happened_on"] or self.today, "skills": self.skills}

    @staticmethod
    def typed(row: Achievement) -> dict[str, Any]:
        """The form as it was when this was kept."""
        same = {name: getattr(row, name) for name in ("text", "happened_on", "until", "link")}
        return {**same, **NamesSkills.named(row.skills)}


class AspirationForm(forms.Form):
    text = words_field(
        Aspiration,
        "text",
        _("A picture of where you would like to go"),
        required=True,
        help_text=_("Two pictures that contradict each other are welcome."),
    )
