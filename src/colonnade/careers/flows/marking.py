"""Keeping a role in mind: a row in one's own space, known to nobody else. No event tells of it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from colonnade.kernel.errors import Refusal
from colonnade.people.models import Person
from colonnade.spaces.models import Space

from .. import access
from ..framework import current
from ..futures import futures_of
from ..models import FrameworkVersion, Mark


@transaction.atomic
def mark(person: Person, key: str, *, on: bool) -> None:
    """Mark a role of the framework in force or of public data, or take the mark away; twice is once.

    Raises `Refusal` for a role that is nowhere any more.
    """
    future = next(iter(futures_of([key], {})), None)
    if future is None:
        code, line, title = key, None, ""
    else:
        code, title = future.role.code, future.role.title
        line = FrameworkVersion.objects.get(pk=future.edition.version).framework_id if future.source else None
    found = access.own_marks(person).filter(role_code=code, framework=line)
    if not on:
        found.delete()
    elif not found.exists():
        if line is None and code not in current().roles:
            raise Refusal(_("This role is no longer in the framework."))
        Mark.write(space=Space.own(person), author=person, framework_id=line, role_code=code, note=title)
