"""Offering an opportunity, keeping it in mind, asking about it and answering."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from colonnade.people.access import colleagues_of
from colonnade.people.forms import SomebodyNamed
from colonnade.people.models import Person
from colonnade.spaces.forms import readable, words_field
from colonnade.spaces.models import Words

from .framework import role_choices
from .models import Interest, Opportunity, Question
from .opportunity_list import skill_choices

MOST_SKILLS = 5
# Fields of the form and of what it makes.
SAME = ("kind", "title", "text", "effort", "role_code", "ends_on")


def _line(**options: Any) -> forms.CharField:
    return forms.CharField(validators=[readable], **options)


def _words(model: type[Words], name: str, label: Any, *, required: bool = False) -> forms.CharField:
    field = words_field(model, name, label, required=required)
    field.validators.append(readable)
    return field


class OfferForm(SomebodyNamed, forms.Form):
    """What is offered; `present` is the contact where no other is named."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Opportunity.Kind.choices)
    title = _line(label=_("What is it called?"), max_length=160)
    text = _line(
        label=_("What does one do there?"),
        max_length=2000,
        required=False,
        help_text=_("What one does, what one learns, and for whom it is meant."),
    )
    effort = _line(
        label=_("How much time does it take?"),
        max_length=120,
        required=False,
        help_text=_("Two hours a week for three months; three days in all."),
    )
    ends_on = forms.DateField(
        label=_("Open until"),
        required=False,
        help_text=_("The last day on which it is open; then it ends by itself."),
    )
    role_code = forms.ChoiceField(label=_("Which role is open?"), required=False)
    who = _line(label=_("Who answers questions?"), max_length=254, required=False)
    chosen = forms.ModelChoiceField(Person.objects.none(), label=_("Which of these?"), required=False)

    def __init__(
        self, *args: Any, by: Person, present: Person, opportunity: Opportunity | None = None, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.by, self.present, self.opportunity = by, present, opportunity
        self.candidates = colleagues_of(by) | Person.objects.filter(pk=by.pk)
        self.fields["chosen"].queryset = self.candidates
        self.fields["role_code"].choices = [("", _("none in particular")), *role_choices()]
        offered = [("", _("choose a skill")), *skill_choices()]
        for number in range(1, MOST_SKILLS + 1):
            self.fields[f"skill_{number}"] = forms.ChoiceField(
                label=_("Skill it builds") if number == 1 else _("and"),
                required=number == 1,
                choices=offered,
                error_messages={
                    "required": _("Name at least one skill it builds; by it people find it."),
                    "invalid_choice": _("The framework has no such skill. Choose one of the list."),
                },
            )

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_effort(self) -> str:
        return " ".join(self.cleaned_data["effort"].split())

    def clean_text(self) -> str:
        return self.cleaned_data["text"].replace("\r\n", "\n")

    def clean_ends_on(self) -> date | None:
        day = self.cleaned_data["ends_on"]
        unchanged = self.opportunity is not None and self.opportunity.ends_on == day
        if day and day < self.by.today and not unchanged:
            raise ValidationError(_("This day has passed. Choose today or a day ahead."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        who = " ".join(data.get("who", "").split())
        if "who" in data and not data.get("chosen") and "chosen" not in self.errors:
            is_present = who.casefold() in ("", self.present.name.casefold())
            data["chosen"] = self.present if is_present else self.found(who)
        return data

    @property
    def skills(self) -> list[forms.BoundField]:
        return [self[f"skill_{number}"] for number in range(1, MOST_SKILLS + 1)]

    @property
    def values(self) -> dict[str, Any]:
        """What an opportunity keeps of it."""
        data = self.cleaned_data
        named = dict.fromkeys(data[f"skill_{number}"] for number in range(1, MOST_SKILLS + 1))
        skills = [code for code in named if code]
        return {**{name: data[name] for name in SAME}, "skills": skills, "contact": data["chosen"]}

    @staticmethod
    def typed(opportunity: Opportunity) -> dict[str, Any]:
        """The form as it was when this was offered."""
        known = dict(skill_choices())
        codes = [code for code in opportunity.skills if code in known]
        skills = {f"skill_{number}": code for number, code in enumerate(codes[:MOST_SKILLS], start=1)}
        same = {name: getattr(opportunity, name) for name in SAME}
        return {**same, **skills, "who": opportunity.contact.name}


class InterestForm(forms.Form):
    note = _words(Interest, "note", _("A note for yourself"))


class QuestionForm(forms.Form):
    """`reader` is the contact whom the page named; nothing is sent to anybody else."""

    text = _words(Question, "text", _("What would you like to know?"), required=True)
    reader = forms.UUIDField(required=False)


class AnswerForm(forms.Form):
    text = _words(Question, "text", _("Your answer"), required=True)
