"""Keeping an achievement, and files beside an achievement or an item."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from colonnade.kernel.errors import Refusal
from colonnade.people.models import Person
from colonnade.spaces.models import Space

from .access import own_achievements
from .forms import FilesForm
from .models import Achievement, HeldFile, Item


@transaction.atomic
def keep_achievement(*, by: Person, happened_on: date, text: str, **values: Any) -> Achievement:
    """Keep one's own line; the same line of the same day, sent twice, is one."""
    Person.objects.select_for_update().get(pk=by.pk)
    kept = {"text": text, **values}
    for row in own_achievements(by).filter(happened_on=happened_on):
        if all(getattr(row, name) == value for name, value in kept.items()):
            return row
    return Achievement.write(space=Space.own(by), author=by, happened_on=happened_on, **kept)


def keep_files(form: FilesForm, at: Achievement | Item, *, by: Person) -> bool:
    """Keep all files of the form or none; what was refused stands on the form."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            for kind, name, content in form.arrived:
                HeldFile.keep(at, author=by, kind=kind, name=name, content=content)
    except Refusal as refused:
        form.add_error("files", refused.sentence)
        return False
    return True
