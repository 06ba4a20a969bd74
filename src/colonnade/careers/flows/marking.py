"""Keeping a role in mind: a row in one's own space, known to nobody else. No event tells of it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from colonnade.kernel.errors import Refusal
from colonnade.people.models import Person
from colonnade.spaces.models import Space

from .. import access
from ..framework import current
from ..models import Framework, Mark


@transaction.atomic
def mark_role(person: Person, code: str, *, on: bool, public: Framework | None = None, title: str = "") -> None:
    """Mark a role of the framework in force or of public data, or take the mark away; twice is once."""
    space = Space.own(person)
    found = access.own_marks(person).filter(role_code=code, framework=public)
    if not on:
        found.delete()
    elif not found.exists():
        if public is None and code not in current().roles:
            raise Refusal(_("This role is no longer in the framework."))
        Mark.write(space=space, author=person, framework=public, role_code=code, note=title)
