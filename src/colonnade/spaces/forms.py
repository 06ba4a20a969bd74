"""Form fields for sealed words, and what happens when two people saved the same text."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from .models import SealedText, Words

# They turn the writing direction of what stands around them.
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def readable(text: str) -> None:
    """Raises `ValidationError` for characters that nobody sees and that change what others see."""
    if any(one in TURNING or (unicodedata.category(one) == "Cc" and one not in "\t\r\n") for one in text):
        raise ValidationError(_("It holds a hidden character. Type the text instead of pasting it."))


def words_field(
    model: type[Words], name: str, label: Any, *, required: bool = False, help_text: Any = ""
) -> forms.CharField:
    """A text field with the limit of the sealed field it fills."""
    sealed = model._meta.get_field(name)
    if not isinstance(sealed, SealedText):
        raise TypeError(f"{name} holds no words")
    return forms.CharField(label=label, required=required, help_text=help_text, max_length=sealed.limit)


def version_seen(data: Mapping[str, Any]) -> int:
    """The version the writer's page showed; 0, which fits nothing, where the form brought none."""
    try:
        return int(data.get("version", 0))
    except (TypeError, ValueError):
        return 0


def merge_page(request: HttpRequest, row: Words, form: forms.Form, *, back: str, other: str) -> HttpResponse:
    """409 with both texts: what the writer typed and what stands now; nothing was overwritten."""
    row = type(row).objects.readable_by(request.user).get(pk=row.pk)
    fields = []
    for name, bound in form.fields.items():
        mine = str(form.cleaned_data.get(name) or "")
        # What the row does not hold, such as the reason of the change, cannot differ from it.
        stands = str(getattr(row, name) or "") if hasattr(row, name) else mine
        fields.append({"name": name, "label": bound.label, "mine": mine, "theirs": stands, "differs": mine != stands})
    context = {"fields": fields, "version": row.version, "back": back, "other": other}
    return render(request, "spaces/merge.html", context, status=409)


def merged(data: QueryDict) -> QueryDict:
    """The form as chosen on the merge page: for each field mine, theirs, or a third version."""
    chosen = data.copy()
    for name in [key.removeprefix("take_") for key in data if key.startswith("take_")]:
        taken = data.get(f"take_{name}")
        if taken in ("mine", "theirs"):
            chosen[name] = data.get(f"{taken}_{name}", "")
    return chosen
