"""What an achievement and an item have in common to type: a span of days, skills, a link, files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from colonnade.careers.opportunity_list import skill_choices
from colonnade.kernel.documents import UnknownKindError, plain_name, received

from .models import LONGEST_LINK, MOST_BYTES, MOST_EACH

MOST_SKILLS = 3
ACCEPTED = ".pdf,.png,.jpg,.jpeg,.webp,.txt,.docx,.xlsx,.pptx,.odt"


class LinkField(forms.CharField):
    """An address of a web page: http or https, with a host and without a password in it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=LONGEST_LINK, **kwargs)

    def clean(self, value: Any) -> str:
        link = super().clean(value)
        if link and not host_of(link):
            raise ValidationError(_("Paste the whole address of a page; it begins with https:// or http://."))
        return link


def host_of(link: str) -> str:
    """The host a link leads to; empty where it is no plain address of a web page."""
    if any(one.isspace() or not one.isprintable() or one in "\\<>\"'" for one in link):
        return ""
    try:
        parts = urlsplit(link)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    return host if parts.scheme in ("http", "https") and "@" not in parts.netloc else ""


def has_happened(day: date | None, today: date | None) -> None:
    if day and today and day > today:
        raise ValidationError(_("This day is still to come. When did it happen?"))


class SpanOfDays(forms.Form):
    """`until` ends what began on the field named by `begins`; neither is still to come."""

    begins = ""
    until = forms.DateField(label=_("Until"), required=False)

    def __init__(self, *args: Any, today: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_until(self) -> date | None:
        has_happened(self.cleaned_data["until"], self.today)
        return self.cleaned_data["until"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get(self.begins) or self.today, data.get("until")
        if first and last and last < first and self.begins not in self.errors:
            self.add_error("until", _("It ends before it begins."))
        return data


class NamesSkills(forms.Form):
    """Up to three skills of the framework in force, each in a list of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("none")), *skill_choices()]
        for number in range(1, MOST_SKILLS + 1):
            self.fields[f"skill_{number}"] = forms.ChoiceField(
                label=_("Skill it shows") if number == 1 else _("and"),
                required=False,
                choices=choices,
                error_messages={"invalid_choice": _("The framework has no such skill. Choose one of the list.")},
            )

    @property
    def skill_fields(self) -> list[forms.BoundField]:
        return [self[f"skill_{number}"] for number in range(1, MOST_SKILLS + 1)]

    @property
    def skills(self) -> list[str]:
        named = (self.cleaned_data.get(f"skill_{number}") for number in range(1, MOST_SKILLS + 1))
        return [code for code in dict.fromkeys(named) if code]

    @staticmethod
    def named(codes: Iterable[str]) -> dict[str, str]:
        """The form as it was when these were chosen; codes the framework no longer has are left out."""
        known = dict(skill_choices())
        return {f"skill_{n}": code for n, code in enumerate([c for c in codes if c in known][:MOST_SKILLS], 1)}


class FilesForm(forms.Form):
    """Files of a request that was received in memory; `arrived` are kind, name and bytes of each."""

    def __init__(self, request: HttpRequest | None = None, *, auto_id: str = "files-%s") -> None:
        bound = (request.POST, request.FILES) if request is not None else (None, None)
        super().__init__(*bound, auto_id=auto_id)
        self.request = request
        self.arrived: list[tuple[str, str, bytes]] = []
        self.fields["files"] = forms.FileField(
            label=_("Files"),
            required=False,
            help_text=_(
                "PDF, PNG, JPEG, WebP, plain text, DOCX, XLSX, PPTX, ODT; 10 MB each, five at most. Pictures lose"
                " place, time and device; other files keep what their program wrote into them, such as its author."
            ),
            widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        uploads = self.files.getlist("files") if self.request is not None else []
        if getattr(self.request, "upload_was_too_large", False):
            self.add_error("files", _("A file may have 10 MB. Keep a smaller one, or paste a link to it."))
        elif getattr(self.request, "upload_had_too_many", False) or len(uploads) > MOST_EACH:
            self.add_error("files", _("Five files at a time, please."))
        elif not uploads and not self.errors:
            self.add_error("files", _("Choose a file first."))
        else:
            self._take(uploads)
        return data

    def _take(self, uploads: Iterable[Any]) -> None:
        self._errors.pop("files", None)
        for upload in uploads:
            shown = plain_name(upload.name or "")[:60] or _now("This file")
            content = upload.read(MOST_BYTES + 1)
            if not content:
                self.add_error("files", _now("{name} is empty.").format(name=shown))
                continue
            try:
                self.arrived.append(received(upload.name or "", content))
            except UnknownKindError:
                sentence = _now("{name} is not what its name says, or of a kind that is not taken here.")
                self.add_error("files", sentence.format(name=shown))
