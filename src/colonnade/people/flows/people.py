"""Adding people and changing what is known about them."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from colonnade.activity import outbox
from colonnade.activity.models import record
from colonnade.kernel.errors import Refusal

from ..models import Person, Team


def add_person(*, name: str, email: str, title: str, team: Team | None, by: Person) -> Person:
    """A new account without a password; an invitation lets its person in."""
    try:
        with transaction.atomic():
            person = Person.objects.create_person(name, email, title=title, team=team, time_zone=by.time_zone)
            record("person.added", person, by=by)
    except IntegrityError as error:
        raise Refusal(_("Somebody here already has this work address.")) from error
    return person


def change_person(person: Person, *, name: str, email: str, title: str, team: Team | None, by: Person) -> None:
    """New facts; a changed address is told to the old one, because it decides who can get in by letter."""
    before = person.email
    person.name, person.title, person.team, person.email = name, title, team, email.lower() or None
    try:
        with transaction.atomic():
            person.save(update_fields=["name", "title", "team", "email"])
            event = record("person.changed", person, by=by)
            if before != person.email:
                record("person.readdressed", person, by=by)
                _tell_old_address(person, before or "", by, key=f"readdressed:{event.pk}")
    except IntegrityError as error:
        raise Refusal(_("Somebody here already has this work address.")) from error


def _tell_old_address(person: Person, address: str, by: Person, *, key: str) -> None:
    with override(person.language):
        outbox.post(
            key=key,
            recipient=person.pk,
            address=address,
            subject=_("Your work address was changed"),
            body=_("%(by)s changed the work address with which you sign in. If that is wrong, talk to them.")
            % {"by": by.name},
        )


@transaction.atomic
def keep_profile(person: Person, *, spoken_name: str, language: str, time_zone: str, shows_hints: bool) -> None:
    person.spoken_name, person.language, person.time_zone = spoken_name, language, time_zone
    person.shows_hints = shows_hints
    person.save(update_fields=["spoken_name", "language", "time_zone", "shows_hints"])
    record("profile.kept", person, by=person)


def take_role(person: Person, role_code: str) -> None:
    """Which role of the framework somebody has at present, as they say themselves; empty for none."""
    person.role_code = role_code
    person.save(update_fields=["role_code"])
    record("role.taken", person, by=person)


def switch_hints(person: Person, *, on: bool) -> None:
    """Hints while writing, on or off; a taste of one's own, so that no trail keeps it."""
    person.shows_hints = on
    person.save(update_fields=["shows_hints"])
