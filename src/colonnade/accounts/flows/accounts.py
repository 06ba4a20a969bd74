"""How accounts begin and end."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from colonnade.activity.models import record
from colonnade.kernel import clock
from colonnade.kernel.errors import Refusal
from colonnade.people.models import Organisation, Partnership, Person, Relationship
from colonnade.people.models.relationship import set_manager

from ..models import OneTimeLink, Session


@transaction.atomic
def begin(
    *,
    link: OneTimeLink,
    organisation: str,
    name: str,
    email: str,
    password: str,
    other_name: str,
    other_email: str,
    who_leads: str,
    time_zone: str = "UTC",
) -> tuple[Person, Person]:
    """The first start: the organisation, its first administrator and the person to talk with.

    `who_leads` is "other" (the other leads me), "me" or "nobody". Raises `Refusal` when somebody was faster.
    """
    if Person.objects.exists() or not link.use():
        raise Refusal("This installation has already been set up. Sign in instead.")
    Organisation.objects.update_or_create(id=1, defaults={"name": organisation})
    me = Person.objects.create_person(name, email, password, is_administrator=True, time_zone=time_zone)
    other = Person.objects.create_person(other_name, other_email, time_zone=time_zone)
    if who_leads == "other":
        set_manager(me, other, from_day=clock.today(), by=me)
    elif who_leads == "me":
        set_manager(other, me, from_day=clock.today(), by=me)
    record("installation.begun", me, by=me)
    return me, other


def invite(person: Person, *, by: Person) -> str:
    """The token of a one-time link with which `person` chooses a password."""
    if not person.is_active:
        raise Refusal(f"The account of {person.name} has ended.")
    token = OneTimeLink.make(OneTimeLink.Purpose.INVITATION, person)
    record("person.invited", person, by=by)
    return token


@transaction.atomic
def accept_invitation(link: OneTimeLink, password: str) -> Person:
    """Set the password the invited person chose; the link works once."""
    person = link.person
    if person is None or not person.is_active or not link.use():
        raise Refusal("This link has been used or has run out. Ask for a new one.")
    person.set_password(password)
    person.save(update_fields=["password"])
    record("invitation.accepted", person, by=person)
    return person


@transaction.atomic
def end_account(person: Person, *, by: Person, on: date | None = None) -> None:
    """Close the account at once: sessions, links and relationships end in the same transaction."""
    on = on or clock.today()
    administrators = Person.objects.active().filter(is_administrator=True).select_for_update()
    if person.is_administrator and list(administrators.values_list("pk", flat=True)) == [person.pk]:
        raise Refusal(f"{person.name} is the only administrator. Make somebody else administrator first.")
    person.ended_at = clock.now()
    person.save(update_fields=["ended_at"])
    Session.objects.filter(person=person).delete()
    OneTimeLink.objects.filter(person=person).delete()
    for relation in Relationship.objects.current(on).filter(subject=person) | Relationship.objects.current(on).filter(
        other=person
    ):
        relation.end(on, by=by)
    Partnership.objects.current(on).filter(partner=person).update(ends_on=on)
    record("account.ended", person, by=by)
