"""The file, and which of its speakers is whom."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from colonnade_coach import TranscriptError
from colonnade_coach.transcripts import MOST_BYTES

from .speakers import Heard, Label, demand_both, hear, plainly


class ImportForm(forms.Form):
    """Reads the file while it is checked: `heard` is what was found; nothing else of it is kept."""

    file = forms.FileField(
        label=_("The transcript"),
        help_text=_("VTT, SRT, plain text, DOCX or JSON, with the speakers’ names."),
        widget=forms.FileInput(attrs={"accept": ".vtt,.srt,.txt,.docx,.json"}),
        error_messages={"required": _("Choose the file."), "empty": _("The file is empty.")},
        allow_empty_file=False,
    )
    heard: Heard

    def __init__(
        self, *args: Any, names: dict[str, list[str]] | None = None, too_large: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.names = names or {}
        if too_large:
            self.fields["file"].error_messages["required"] = _(
                "The file is larger than {most} MB; it was not kept."
            ).format(most=MOST_BYTES // 1_000_000)

    def clean_file(self) -> UploadedFile:
        try:
            self.heard = hear(self.cleaned_data["file"].read())
            demand_both(self.heard.labels, self.names)
        except TranscriptError as refused:
            raise forms.ValidationError(str(refused)) from refused
        return self.cleaned_data["file"]


class SpeakersForm(forms.Form):
    """A label that plainly bears one person's name is not offered for the other."""

    mine = forms.ChoiceField(label=_("Which speaker are you?"))
    theirs = forms.ChoiceField(label="")

    def __init__(
        self,
        *args: Any,
        labels: list[Label],
        names: dict[str, list[str]],
        sides: tuple[str, str],
        other: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for field, side in zip(("mine", "theirs"), sides, strict=True):
            fitting = [label for label in labels if plainly(label.name, names) in (None, side)]
            self.fields[field].choices = [(label.number, label.name) for label in fitting]
        self.fields["theirs"].label = _("Which speaker is {name}?").format(name=other)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("mine") and data.get("mine") == data.get("theirs"):
            self.add_error("theirs", _("One speaker cannot be both of you."))
        return data
