"""Three taps and a line, and the decisions of a look-back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from colonnade.goals.models import Goal
from colonnade.kernel.content import content
from colonnade.spaces.forms import words_field

from .models import CheckIn, Decision, Learned
from .pulses import WORDS, Answers, items_of
from .record_quality import ASKED, Level


class CheckInForm(forms.Form):
    goal = forms.ChoiceField(label=_("About"), required=False)
    progress = forms.ChoiceField(label=_("How does it go?"), choices=CheckIn.Progress.choices)
    obstacle = forms.ChoiceField(
        label=_("What is in the way?"), choices=CheckIn.Obstacle.choices, initial=CheckIn.Obstacle.NONE
    )
    help_wanted = forms.ChoiceField(
        label=_("Would help be welcome?"), choices=CheckIn.Help.choices, initial=CheckIn.Help.NO
    )
    line = words_field(CheckIn, "line", _("One line, if you like"))

    def __init__(self, *args: Any, goals: list[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goal"].choices = [
            *[(str(g.pk), Truncator(g.statement).chars(120)) for g in goals],
            ("", _("the whole plan")),
        ]
        self.fields["goal"].initial = str(goals[0].pk) if goals else ""


class DecisionForm(forms.Form):
    goal = forms.UUIDField()
    what = forms.ChoiceField(label=_("What becomes of it?"), choices=Decision.What.choices)
    reason = words_field(Decision, "reason", _("Why"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("what") in (Decision.What.CHANGE, Decision.What.STOP) and not data.get("reason"):
            self.add_error("reason", _("Say in a line why it is changed or stopped; that is no failure."))
        return data


class ClosingForm(forms.Form):
    learned = words_field(Learned, "text", _("One line: what I learned"))


class PulseForm(forms.Form):
    """The sentences of one side, each with five words; skipping one is an answer too."""

    SKIPPED = "skipped"

    def __init__(self, *args: Any, side: str, levels: Answers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [*((str(level), word) for level, word in WORDS.items()), (self.SKIPPED, _("skip"))]
        for item in items_of(side):
            self.fields[item.id] = forms.ChoiceField(
                label=item.text,
                choices=choices,
                required=False,
                initial=str(levels.get(item.id, self.SKIPPED)),
            )

    @property
    def levels(self) -> Answers:
        said = self.cleaned_data
        return {name: int(value) for name, value in said.items() if value and value != self.SKIPPED}


class RecordForm(forms.Form):
    """The questions about the record that only the two can answer, each with the words of its criterion."""

    NOT_SAID = "not_said"

    def __init__(self, *args: Any, levels: Mapping[str, Level], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in content()["rubric"]:
            if one["id"] not in ASKED:
                continue
            level = levels.get(one["id"])
            words = [("2", one["two"]), ("1", one["one"]), ("0", one["zero"])]
            self.fields[one["id"]] = forms.ChoiceField(
                label=one["name"],
                choices=[*((key, text[0].upper() + text[1:]) for key, text in words), (self.NOT_SAID, _("not said"))],
                required=False,
                initial=self.NOT_SAID if level is None else str(level),
            )

    @property
    def said(self) -> dict[str, str]:
        """The answers that were sent; "" for one that is taken away."""
        sent = {name: value for name, value in self.cleaned_data.items() if value}
        return {name: "" if value == self.NOT_SAID else value for name, value in sent.items()}
