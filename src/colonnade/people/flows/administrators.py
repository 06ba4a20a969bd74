"""Administrators: there is always one who can sign in."""

from __future__ import annotations

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.utils.translation import gettext as _

from colonnade.activity.models import record
from colonnade.kernel.errors import Refusal

from ..models import Person


@transaction.atomic
def make_administrator(person: Person, *, by: Person) -> None:
    if not person.is_active:
        raise Refusal(_("The account of %(name)s has ended.") % {"name": person.name})
    if person.is_administrator:
        return
    person.is_administrator = True
    person.save(update_fields=["is_administrator"])
    record("administrator.made", person, by=by)


@transaction.atomic
def unmake_administrator(person: Person, *, by: Person) -> None:
    if not person.is_administrator:
        return
    refuse_without_administrator(person)
    person.is_administrator = False
    person.save(update_fields=["is_administrator"])
    record("administrator.unmade", person, by=by)


def refuse_without_administrator(person: Person) -> None:
    """Raises `Refusal` when nobody else could administrate; call it within the transaction of the act."""
    administrators = Person.objects.active().filter(is_administrator=True).select_for_update().order_by("pk")
    rows = list(administrators.values_list("pk", "password"))
    others = [pk for pk, password in rows if pk != person.pk and not password.startswith(UNUSABLE_PASSWORD_PREFIX)]
    if person.is_administrator and not others:
        raise Refusal(
            _(
                "%(name)s is the only administrator who can sign in. Make somebody else administrator first,"
                " and let them choose a password."
            )
            % {"name": person.name}
        )
