from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from colonnade.ui.signs import PILLARS, Pillar, read_states

# Texts of the style guide are samples for developers and stay in English.
WORDS = {
    ("stands", None): "stands",
    ("none", None): "not begun",
    ("me", None): "begun by you",
    ("other", None): "begun by Oskar",
    ("both", None): "begun by both",
}
TURN_WORDS = {"me": "your turn", "other": "Oskar’s turn", "both": "your turn, both"}


class SampleForm(forms.Form):
    name = forms.CharField(label="A line", initial="Oskar Lindvey", max_length=80)
    hope = forms.CharField(label="What do you want to walk away with?", required=False, initial="Two experiments.")
    day = forms.DateField(
        label="A date",
        error_messages={"invalid": "September has thirty days. Did you mean 30 September?"},
    )
    length = forms.ChoiceField(label="A choice", choices=[("30", "30 minutes"), ("60", "60 minutes")], initial="60")
    purpose = forms.ChoiceField(
        label="What about?",
        choices=[("guidance", "Where I want to go"), ("stay", "What keeps me"), ("move", "A move sideways")],
    )
    places = forms.MultipleChoiceField(label="Where?", choices=[("room", "In a room"), ("call", "By video")])
    private = forms.BooleanField(label="Keep this answer private, it never opens", required=False)

    def clean(self) -> None:
        raise forms.ValidationError("This talk has moved on meanwhile. Please look at it again.")


def style_guide(request: HttpRequest) -> HttpResponse:
    """Every component once, with its states."""
    returned = SampleForm(
        {"name": "", "hope": "Two experiments.", "day": "31 September", "length": "30", "purpose": "stay"},
        auto_id="returned_%s",
    )
    return render(
        request,
        "ui/style_guide.html",
        {
            "title": _("Style guide"),
            "form": SampleForm(),
            "returned": returned,
            "pillars": sample_pillars("S S S B- S M+ B* O N N"),
            "sparks": [
                (sample_pillars("N N N N N N N N N N"), "Nothing begun"),
                (sample_pillars("S S B+ B N M N N N N"), "Two stand; your turn at Purpose"),
                (sample_pillars("S S S S S S B- O N N"), "Six stand; the other’s turn at Opportunities"),
                (sample_pillars("S S S S S S S S S S"), "All ten stand"),
            ],
        },
    )


def sample_pillars(states: str) -> list[Pillar]:
    return [
        Pillar(name, "#", state, turn, TURN_WORDS[turn] if turn else WORDS[state, None])
        for name, (state, turn) in zip(PILLARS, read_states(states), strict=True)
    ]
