"""Rating a person's skills for a role, and what the two make of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from colonnade.spaces.forms import words_field

from .framework import Role, Skill, skill_words, skills
from .models import AgreedLevel, Chance, Readiness, SkillRating

NO_CHANCE = "none"


def _levels() -> list[tuple[str, Any]]:
    return [(str(number), word) for number, word in enumerate(skill_words())]


class RatingsForm(forms.Form):
    """For each skill of the role `level-<skill>` (0 to 5, `none` for no chance, or empty), `sure-` and `example-`."""

    def __init__(self, *args: Any, role: Role, kept: Iterable[SkillRating] = (), **kwargs: Any) -> None:
        self.needs = [(skills()[code], need) for code, need in role.needs if code in skills()]
        initial = {name: value for rating in kept for name, value in _typed(rating).items()}
        super().__init__(*args, initial=initial, **kwargs)
        for skill, _need in self.needs:
            self.fields[f"level-{skill.code}"] = forms.ChoiceField(
                label=skill.name,
                required=False,
                choices=[*_levels(), (NO_CHANCE, _("No chance to show it"))],
                error_messages={"invalid_choice": _("Choose one of the words, or “no chance to show it”.")},
            )
            self.fields[f"sure-{skill.code}"] = forms.ChoiceField(
                label=_("How sure are you?"),
                required=False,
                choices=SkillRating.Sureness.choices,
                initial=SkillRating.Sureness.FAIRLY,
            )
            self.fields[f"example-{skill.code}"] = words_field(SkillRating, "example", _("One example"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for skill, _need in self.needs:
            level = f"level-{skill.code}"
            if data.get(f"example-{skill.code}") and not data.get(level) and level not in self.errors:
                self.add_error(level, _("Choose a word to go with your example, or take the example out."))
        return data

    def rows(self) -> list[dict[str, Any]]:
        """What a template needs for each skill."""
        return [
            {
                "skill": skill,
                "need": need,
                "level": self[f"level-{skill.code}"],
                "sure": self[f"sure-{skill.code}"],
                "example": self[f"example-{skill.code}"],
            }
            for skill, need in self.needs
        ]

    def ratings(self) -> list[dict[str, Any]]:
        """The skills that were rated, as values of `SkillRating`."""
        return [self._rating(skill) for skill, _need in self.needs if self.cleaned_data[f"level-{skill.code}"]]

    def _rating(self, skill: Skill) -> dict[str, Any]:
        level = self.cleaned_data[f"level-{skill.code}"]
        return {
            "skill_code": skill.code,
            "level": None if level == NO_CHANCE else int(level),
            "no_chance": level == NO_CHANCE,
            "sureness": self.cleaned_data[f"sure-{skill.code}"] or SkillRating.Sureness.FAIRLY,
            "example": self.cleaned_data[f"example-{skill.code}"],
        }


def _typed(rating: SkillRating) -> dict[str, str]:
    code = rating.skill_code
    level = NO_CHANCE if rating.no_chance else str(rating.level)
    return {f"level-{code}": level, f"sure-{code}": rating.sureness, f"example-{code}": rating.example}


class AgreedLevelForm(forms.Form):
    """One level both can live with, or none and what would settle it."""

    level = forms.TypedChoiceField(
        label=_("Level"),
        required=False,
        choices=lambda: [("", _("we differ")), *_levels()],
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": _("Choose one of the words, or leave it at “we differ”.")},
    )
    note = words_field(AgreedLevel, "note", _("What would settle it"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "level" in data and data["level"] is None and not data.get("note") and "note" not in self.errors:
            self.add_error("note", _("Where you differ, say what would settle it."))
        return data


class ChanceForm(forms.Form):
    """What exists, who decides, by when; nothing here is a promise."""

    what = words_field(Chance, "what", _("What is it about?"), required=True)
    exists = forms.ChoiceField(label=_("Does it exist?"), choices=Chance.Exists.choices, initial=Chance.Exists.YES)
    who_decides = words_field(Chance, "who_decides", _("Who decides?"))
    by_when = words_field(Chance, "by_when", _("By when?"), help_text=_("“Not known” is an answer."))


class ReadinessForm(forms.Form):
    """For each expectation of the role `shown-<skill>`, empty for not said, and `note-<skill>`."""

    def __init__(self, *args: Any, role: Role, kept: Iterable[Readiness] = (), **kwargs: Any) -> None:
        initial = {name: value for row in kept for name, value in _view_of(row).items()}
        super().__init__(*args, initial=initial, **kwargs)
        self.needs = [(skills()[code], need) for code, need in role.needs if code in skills()]
        for skill, _need in self.needs:
            self.fields[f"shown-{skill.code}"] = forms.ChoiceField(
                label=skill.name, required=False, choices=[("", _("not said")), *Readiness.Shown.choices]
            )
            self.fields[f"note-{skill.code}"] = words_field(
                Readiness, "note", _("On which occasion, or how a chance")
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for skill, _need in self.needs:
            if data.get(f"note-{skill.code}") and not data.get(f"shown-{skill.code}"):
                self.add_error(f"shown-{skill.code}", _("Choose how often, to go with your words."))
        return data

    def views(self) -> dict[str, tuple[str, str]]:
        data = self.cleaned_data
        return {skill.code: (data[f"shown-{skill.code}"], data[f"note-{skill.code}"]) for skill, _need in self.needs}


def _view_of(row: Readiness) -> dict[str, str]:
    return {f"shown-{row.skill_code}": row.shown, f"note-{row.skill_code}": row.note}
