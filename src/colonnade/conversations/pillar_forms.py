"""Forms for what a talk produces: options, goals, promises, evidence."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from colonnade.careers.framework import role_choices
from colonnade.careers.models import Option
from colonnade.careers.opportunity_list import skill_choices
from colonnade.evidence.forms import LinkField, SpanOfDays, has_happened
from colonnade.evidence.models import Criteria, Evaluation, EvaluationReply, Item, SecondLook, SelfAssessment
from colonnade.goals.models import Change, Goal, Milestone, Promise
from colonnade.people.models import Person
from colonnade.spaces.forms import words_field

LONGEST_PLAN_DAYS = 366
PURPOSE = "purpose"


def _named(people: list[tuple[Person, str]]) -> list[tuple[str, str]]:
    return [(str(person.pk), name) for person, name in people]


def _still_to_come(day: date, today: date) -> date:
    if day < today:
        raise forms.ValidationError(_("This day has passed. Choose one that is still to come."))
    if (day - today).days > LONGEST_PLAN_DAYS * 3:
        raise forms.ValidationError(_("Choose a day within three years; half a year is a good measure."))
    return day


class OptionForm(forms.Form):
    title = words_field(Option, "title", _("A path"), required=True)
    kind = forms.ChoiceField(label=_("Which way?"), choices=Option.Kind.choices, initial=Option.Kind.DEEPEN)
    role_code = forms.ChoiceField(label=_("A role of the framework"), required=False)
    fit = words_field(Option, "fit", _("What fits"))
    against = words_field(Option, "against", _("What speaks against it"))
    to_find_out = words_field(Option, "to_find_out", _("What to find out"))
    small_test = words_field(Option, "small_test", _("A small test"))
    decision = forms.ChoiceField(label=_("For now"), choices=Option.Decision.choices, initial=Option.Decision.OPEN)
    pair_only = forms.BooleanField(label=_("Between the two of us only, never in a copy"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role_code"].choices = [("", _("none")), *role_choices()]


class GoalForm(forms.Form):
    owner = forms.ChoiceField(label=_("Whose goal is it?"))
    kind = forms.ChoiceField(
        label=_("What kind of goal is it?"), choices=Goal.Kind.choices, initial=Goal.Kind.LEARNING
    )
    statement = words_field(Goal, "statement", _("I will …"), required=True)
    measure = words_field(Goal, "measure", _("How will you both notice?"))
    baseline = words_field(Goal, "baseline", _("Where it stands today"))
    target = words_field(Goal, "target", _("Where it shall be"))
    means = words_field(Goal, "means", _("What does it need?"))
    why_me = words_field(Goal, "why_me", _("Why for me?"))
    why_org = words_field(Goal, "why_org", _("Why for the organisation?"), help_text=_("Whom does it help at work?"))
    deadline = forms.DateField(label=_("Until"), required=False)
    obstacle = words_field(Goal, "obstacle", _("Most likely obstacle, in your words"))
    if_this = words_field(Goal, "if_this", _("If"))
    then_that = words_field(Goal, "then_that", _("then"))
    stop_when = words_field(Goal, "stop_when", _("Stop or change it when"))

    def __init__(self, *args: Any, people: list[tuple[Person, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["owner"].choices = _named(people)
        self.fields["owner"].initial = str(people[0][0].pk)

    def clean_deadline(self) -> date | None:
        deadline = self.cleaned_data["deadline"]
        is_new = deadline and "deadline" in self.changed_data
        return _still_to_come(deadline, self.today) if is_new else deadline


class ChangeGoalForm(GoalForm):
    """The owner stays. What both agreed is changed with a reason."""

    reason = words_field(Change, "reason", _("Why is it changed?"))

    def __init__(self, *args: Any, asks_why: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["owner"]
        self.fields["reason"].required = asks_why
        self.fields["reason"].error_messages["required"] = _("Say in a line why it is changed; you both read it.")


class MilestoneForm(forms.Form):
    text = words_field(Milestone, "text", _("A step on the way"), required=True)
    due_on = forms.DateField(label=_("By"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_due_on(self) -> date:
        return _still_to_come(self.cleaned_data["due_on"], self.today)


class PromiseForm(forms.Form):
    text = words_field(Promise, "text", _("What will be done"), required=True)
    owner = forms.ChoiceField(label=_("Who does it"))
    due_on = forms.DateField(label=_("By"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Promise.Kind.choices)
    resource = words_field(Promise, "resource", _("What it needs"), help_text=_("“None needed” is fine."))
    goal = forms.ChoiceField(label=_("For which goal"), required=False)
    pair_only = forms.BooleanField(label=_("Between the two of us only, never in a copy"), required=False)

    def __init__(
        self, *args: Any, people: list[tuple[Person, str]], goals: list[Goal], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["owner"].choices = _named(people)
        self.fields["owner"].initial = str(people[0][0].pk)
        self.fields["goal"].choices = [
            ("", _("none")),
            *[(str(goal.pk), Truncator(goal.statement).chars(90)) for goal in goals],
        ]

    def clean_due_on(self) -> date:
        return _still_to_come(self.cleaned_data["due_on"], self.today)


class SettlePromiseForm(forms.Form):
    to = forms.ChoiceField(choices=[("kept", "kept"), ("dropped", "dropped"), ("moved", "moved")])
    due_on = forms.DateField(required=False)
    note = words_field(Promise, "note", _("Why"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("to") == "dropped" and not data.get("note"):
            raise forms.ValidationError(_("Say in a line why it is dropped; a reason is enough."))
        if data.get("to") == "moved":
            if not data.get("due_on") or data["due_on"] < self.today:
                raise forms.ValidationError(_("Choose the new day, today or later."))
            _still_to_come(data["due_on"], self.today)
            if not data.get("note"):
                raise forms.ValidationError(_("Say in a line why it is moved; a changed plan with a reason is fine."))
        return data


class ItemForm(SpanOfDays):
    begins = "on"

    kind = forms.ChoiceField(label=_("Kind"), choices=Item.Kind.choices, initial=Item.Kind.OBSERVATION)
    on = forms.DateField(label=_("When"))
    source = words_field(Item, "source", _("Source"), required=True, help_text=_("Who saw it, or where it is from."))
    says = words_field(Item, "says", _("What it says"), required=True)
    sides_with = forms.ChoiceField(label=_("It"), choices=Item.SidesWith.choices, initial=Item.SidesWith.NEUTRAL)
    about = forms.ChoiceField(label=_("About"), required=False)
    link = LinkField(label=_("Link"), help_text=_("Where it can be seen."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [
            ("", _("nothing in particular")),
            (PURPOSE, _("what this talk is for")),
            (_("A skill"), [(f"skill:{code}", name) for code, name in skill_choices()]),
        ]

    def clean_on(self) -> date:
        has_happened(self.cleaned_data["on"], self.today)
        return self.cleaned_data["on"]

    @property
    def values(self) -> dict[str, Any]:
        """What an item keeps of it."""
        kept = {name: value for name, value in self.cleaned_data.items() if name != "about"}
        about = self.cleaned_data["about"]
        return {
            **kept,
            "is_about_purpose": about == PURPOSE,
            "skills": [about.removeprefix("skill:")] if about.startswith("skill:") else [],
        }


class _OfPeriod(forms.Form):
    period = forms.CharField(label=_("Period"), max_length=60)

    def clean_period(self) -> str:
        return " ".join(self.cleaned_data["period"].split())


class CriteriaForm(_OfPeriod):
    text = words_field(Criteria, "text", _("What will it be looked at by?"), required=True)


class EvaluationForm(_OfPeriod):
    shown = words_field(Evaluation, "shown", _("What was shown, with examples"), required=True)
    to_grow = words_field(Evaluation, "to_grow", _("What is to grow, with examples"))


class OwnViewForm(_OfPeriod):
    """The same two questions, answered by the one who is evaluated."""

    shown = words_field(SelfAssessment, "shown", _("What was shown, with examples"))
    to_grow = words_field(SelfAssessment, "to_grow", _("What is to grow, with examples"))


class EvaluationReplyForm(forms.Form):
    text = words_field(EvaluationReply, "text", _("What I say to it"), required=True)


class SecondLookForm(forms.Form):
    """`reader` is one of the people whom the page names; nothing is sent to anybody else."""

    reader = forms.ChoiceField(label=_("Who shall look again?"))
    text = words_field(SecondLook, "text", _("What shall they look at?"), required=True)

    def __init__(self, *args: Any, readers: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.readers = {str(one.pk): one for one in readers}
        self.fields["reader"].choices = [(key, one.name) for key, one in self.readers.items()]

    @property
    def chosen(self) -> Person:
        return self.readers[self.cleaned_data["reader"]]
