"""How accounts begin and end."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from colonnade.activity import outbox
from colonnade.activity.models import record
from colonnade.kernel import clock
from colonnade.kernel.errors import Refusal
from colonnade.people.flows import refuse_without_administrator
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
    # Writing the one row of the organisation first makes a second start wait here, and then see the people.
    Organisation.objects.update_or_create(id=1, defaults={"name": organisation})
    if Person.objects.exists() or not link.use():
        raise Refusal(_("This installation has already been set up. Sign in instead."))
    me = Person.objects.create_person(name, email, password, is_administrator=True, time_zone=time_zone)
    other = Person.objects.create_person(other_name, other_email, time_zone=time_zone)
    if who_leads == "other":
        set_manager(me, other, from_day=clock.today(), by=me)
    elif who_leads == "me":
        set_manager(other, me, from_day=clock.today(), by=me)
    record("installation.begun", me, by=me)
    return me, other


@transaction.atomic
def invite(person: Person, *, by: Person) -> str:
    """The token of a one-time link with which `person` chooses a password; who had one is told by letter."""
    if not person.is_active:
        raise Refusal(_("The account of %(name)s has ended.") % {"name": person.name})
    token = OneTimeLink.make(OneTimeLink.Purpose.INVITATION, person)
    event = record("person.invited", person, by=by)
    if person.has_usable_password():
        _tell_of_new_link(person, by, key=f"invited:{event.pk}")
    return token


def _tell_of_new_link(person: Person, by: Person, *, key: str) -> None:
    with override(person.language):
        outbox.post(
            key=key,
            recipient=person.pk,
            address=person.email or "",
            subject=_("A link to a new password was made for you"),
            body=_(
                "%(by)s made a link with which a new password for your account can be chosen. If you did not"
                " ask for it, talk to them: whoever opens the link gets into your account."
            )
            % {"by": by.name},
        )


@transaction.atomic
def accept_invitation(
    link: OneTimeLink, password: str, *, spoken_name: str = "", time_zone: str = "", email: str = ""
) -> Person:
    """Set the password the invited person chose, and what they said about themselves; the link works once."""
    person = link.person
    if person is None or not person.is_active or not link.use():
        raise Refusal(_("This link has been used or has run out. Ask for a new one."))
    person.set_password(password)
    person.spoken_name = spoken_name or person.spoken_name
    person.time_zone = time_zone or person.time_zone
    person.email = person.email or email or None
    try:
        with transaction.atomic():
            person.save(update_fields=["password", "spoken_name", "time_zone", "email"])
    except IntegrityError as error:
        raise Refusal(_("Somebody here already signs in with this address.")) from error
    record("invitation.accepted", person, by=person)
    return person


@transaction.atomic
def end_account(person: Person, *, by: Person) -> None:
    """Close the account at once: sessions, links and relationships end in the same transaction."""
    if not person.is_active:
        return
    refuse_without_administrator(person)
    person.ended_at = clock.now()
    person.save(update_fields=["ended_at"])
    Session.objects.filter(person=person).delete()
    OneTimeLink.objects.filter(person=person).delete()
    _end_relations(person, by)
    record("account.ended", person, by=by)


def _end_relations(person: Person, by: Person) -> None:
    """What is in force ends today; what was set ahead never begins."""
    today = clock.today()
    for relation in Relationship.objects.filter(Q(subject=person) | Q(other=person)).not_over(today):
        relation.end(today, by=by)
    Partnership.objects.filter(partner=person, starts_on__gt=today).delete()
    Partnership.objects.current(today).filter(partner=person).update(ends_on=today)
