"""Giving feedback in talks and outside them, asking for it, answering it, and one's own themes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from colonnade.people.models import Person, Relationship
from colonnade.spaces.forms import readable, words_field
from colonnade.spaces.models import Words

from .models import Audience, Correction, Feedback, Request, Response, Theme


def _words(
    model: type[Words], name: str, label: Any, *, required: bool = False, help_text: Any = ""
) -> forms.CharField:
    field = words_field(model, name, label, required=required, help_text=help_text)
    field.validators.append(readable)
    return field


class FeedbackForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is it?"), choices=Feedback.Kind.choices, initial=Feedback.Kind.STRENGTH)
    situation = _words(
        Feedback, "situation", _("Situation"), required=True, help_text=_("When and where? One occasion is enough.")
    )
    behaviour = _words(
        Feedback, "behaviour", _("Behaviour"), required=True, help_text=_("What did you see or hear them do?")
    )
    impact = _words(
        Feedback,
        "impact",
        _("Impact"),
        required=True,
        help_text=_("What changed for the work, the people served, the team or you?"),
    )
    wish = _words(Feedback, "wish", _("Wish"), help_text=_("One wish for next time."))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == Feedback.Kind.IMPROVEMENT and not data.get("wish"):
            self.add_error("wish", _("Something to change needs one wish for next time."))
        return data


class DraftFeedbackForm(FeedbackForm):
    """The same, with nothing required: a draft may be half a thought."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("situation", "behaviour", "impact"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        return forms.Form.clean(self) or {}


class ResponseForm(forms.Form):
    """The receiver's answer; one or more of four, and words if they like."""

    takes = forms.BooleanField(label=_("I take it"), required=False)
    differs = forms.BooleanField(label=_("I see it differently"), required=False)
    needs_example = forms.BooleanField(label=_("I need an example"), required=False)
    will_try = forms.BooleanField(label=_("I will try something"), required=False)
    intent = _words(Response, "intent", _("What I had in mind"))
    text = _words(Response, "text", _("In my words"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(data.get(name) for name in ("takes", "differs", "needs_example", "will_try", "text")):
            raise forms.ValidationError(
                _("Choose at least one answer. “Not yet” is an answer too: just leave the page.")
            )
        return data


class OwnFeedbackForm(FeedbackForm):
    """Outside a talk: thanks may be one line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.data.get("kind") == Feedback.Kind.THANKS:
            for name in ("situation", "impact"):
                self.fields[name].required = False


class AudienceForm(forms.Form):
    """Who will read it, chosen before writing: the receiver, or the receiver and the manager who is named here."""

    audience = forms.ChoiceField(
        label=_("Who will read it?"),
        error_messages={"invalid_choice": _("The readers have changed since. Nothing was kept; choose again.")},
    )

    def __init__(
        self, *args: Any, receiver: Person, leading: Relationship | None, is_mine: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.relation = leading
        names = {"name": receiver.name, "manager": leading.other.name if leading else ""}
        alone = _("You alone") if is_mine else _("%(name)s alone")
        both = _("You and %(manager)s") if is_mine else _("%(name)s and %(manager)s")
        choices: list[tuple[str, Any]] = [(str(Audience.RECEIVER), alone % names)]
        if leading:
            choices.append((str(leading.pk), both % names))
        self.fields["audience"].choices = choices
        self.fields["audience"].initial = Audience.RECEIVER

    @property
    def leading(self) -> Relationship | None:
        """The relationship whose manager was named; None where the receiver alone reads."""
        return None if self.cleaned_data["audience"] == Audience.RECEIVER else self.relation


class AskForm(forms.Form):
    occasion = _words(
        Request,
        "occasion",
        _("About which occasion or skill?"),
        required=True,
        help_text=_("The handover on Monday; how I run reviews."),
    )
    question = _words(
        Request,
        "question",
        _("Your question"),
        required=True,
        help_text=_("What did you see me do, and what did it lead to? One question is enough."),
    )


class CorrectionForm(forms.Form):
    text = _words(Correction, "text", _("A correction or an example"), required=True)


class ThemeForm(forms.Form):
    word = _words(Theme, "word", _("A word of your own"), required=True)

    def clean_word(self) -> str:
        return " ".join(self.cleaned_data["word"].split())


class ShowForm(forms.Form):
    to = forms.ModelChoiceField(Person.objects.none(), label=_("To whom?"), empty_label=_("choose a person"))

    def __init__(self, *args: Any, colleagues: Any, suggested: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues
        self.fields["to"].choices = [("", _("choose a person")), *((str(one.pk), one.name) for one in suggested)]
