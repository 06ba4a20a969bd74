"""The forms of a talk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from colonnade.kernel import clock
from colonnade.people.models import Person
from colonnade.spaces.forms import words_field

from . import purposes
from .models import Note, PrivateNote, Purpose, Recap, Setting, Summary, View


class ColleagueField(forms.ModelChoiceField):
    """Somebody of this organisation; whatever else was typed gets one sentence."""

    default_error_messages = {"invalid_choice": _("Choose somebody from the list, or find them by name first.")}

    def to_python(self, value: Any) -> Person | None:
        try:
            return super().to_python(value)
        except forms.ValidationError as error:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from error


class StartForm(forms.Form):
    """With whom, about what, when; nothing is sent before it was seen."""

    other = ColleagueField(Person.objects.none(), label=_("With whom would you like to talk?"))
    as_side = forms.ChoiceField(
        label=_("Whose career is it about?"),
        choices=[("employee", _("Mine")), ("counterpart", _("Theirs; I am manager, leader or mentor"))],
        initial="employee",
    )
    purpose = forms.ChoiceField(label=_("What about?"), choices=[])
    is_short = forms.BooleanField(label=_("Just thirty minutes, three questions each"), required=False)
    reason = words_field(Purpose, "reason", _("One sentence, why now"))
    place = words_field(Setting, "place", _("Where"))
    when = forms.ChoiceField(
        label=_("When?"),
        choices=[("times", _("I propose times")), ("now", _("Now, as soon as both are prepared"))],
        initial="times",
    )
    time_1 = forms.DateTimeField(label=_("First proposal"), required=False)
    time_2 = forms.DateTimeField(label=_("Second proposal"), required=False)
    time_3 = forms.DateTimeField(label=_("Third proposal"), required=False)

    def __init__(self, *args: Any, colleagues: Any, suggested: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = colleagues
        # Anybody here is valid; only likely people are listed, however large the organisation is.
        self.fields["other"].choices = [
            (person.pk, f"{person.name}, {person.title}" if person.title else person.name) for person in suggested
        ]
        self.fields["purpose"].choices = purposes.choices()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("when") == "times" and not self.times(data) and not self.errors:
            raise forms.ValidationError(_("Propose at least one time, or choose a talk for now."))
        return data

    def times(self, data: dict[str, Any]) -> list[datetime]:
        return [data[name] for name in ("time_1", "time_2", "time_3") if data.get(name)]

    def _clean_time(self, name: str) -> datetime | None:
        at = self.cleaned_data[name]
        if at is not None and at <= clock.now():
            raise forms.ValidationError(_("This time has passed. Choose one that is still to come."))
        return at

    def clean_time_1(self) -> datetime | None:
        return self._clean_time("time_1")

    def clean_time_2(self) -> datetime | None:
        return self._clean_time("time_2")

    def clean_time_3(self) -> datetime | None:
        return self._clean_time("time_3")


class TimesForm(forms.Form):
    time_1 = forms.DateTimeField(label=_("First proposal"))
    time_2 = forms.DateTimeField(label=_("Second proposal"), required=False)
    time_3 = forms.DateTimeField(label=_("Third proposal"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("time_1", "time_2", "time_3"):
            if data.get(name) and data[name] <= clock.now():
                self.add_error(name, _("This time has passed. Choose one that is still to come."))
        return data

    @property
    def times(self) -> list[datetime]:
        return [self.cleaned_data[n] for n in ("time_1", "time_2", "time_3") if self.cleaned_data.get(n)]


class PurposeForm(forms.Form):
    line = words_field(
        Purpose,
        "line",
        _("The purpose in one line"),
        required=True,
        help_text=_("What shall be clear after this talk? Both of you could repeat it."),
    )
    decides = words_field(Purpose, "decides", _("Today decides"))
    does_not_decide = words_field(Purpose, "does_not_decide", _("Today does not decide"))


class SettingForm(forms.Form):
    place = words_field(Setting, "place", _("Where"), help_text=_("A place where nobody listens in, or a walk."))
    paid_time = forms.BooleanField(label=_("Within paid time"), required=False)


class EmployeeSettingForm(SettingForm):
    wish = words_field(
        Setting,
        "wish",
        _("Your wish"),
        help_text=_("Something the other shall leave out, or keep to this room."),
    )
    no_wish = forms.BooleanField(label=_("I have no such wish"), required=False)
    companion = words_field(Setting, "companion", _("Somebody who comes along"))


class NoteForm(forms.Form):
    text = words_field(Note, "text", _("Add a note that both see"), required=True)
    token = forms.UUIDField(required=False)


class PrivateNoteForm(forms.Form):
    text = words_field(PrivateNote, "text", _("My private notes"))


class RecapForm(forms.Form):
    text = words_field(Recap, "text", _("The talk in your own three sentences"), required=True)


class EndForm(forms.Form):
    """How the meeting ends: the first check-in, or the reason for none."""

    first_checkin_on = forms.DateField(label=_("First check-in"), required=False)
    no_checkin_reason = words_field(Recap, "no_checkin_reason", _("Or why there is none"))


class SummaryForm(forms.Form):
    text = words_field(Summary, "text", _("What we talked about"))
    chances = words_field(
        Summary,
        "chances",
        _("What is open, and what is not"),
        help_text=_("What exists, who decides, by when, and what cannot be promised."),
    )
    differences = words_field(
        Summary,
        "differences",
        _("Where we differ"),
        help_text=_("Both views stay, and what would settle it."),
    )


class SendForm(forms.Form):
    no_feedback_today = forms.BooleanField(label=_("No feedback today"), required=False)
    no_goal_today = forms.BooleanField(label=_("No goal today"), required=False)
    no_goal_reason = words_field(Recap, "no_goal_reason", _("Why no goal today"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("no_goal_today") and not data.get("no_goal_reason"):
            self.add_error("no_goal_reason", _("Say in a line why there is no goal today."))
        return data


class AgreeForm(forms.Form):
    view = words_field(View, "text", _("Your view, if it differs"))
