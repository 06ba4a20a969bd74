"""Offering what builds skills, keeping it in mind, asking about it and answering.

Offering and closing are public acts and leave an event. Looking, keeping in mind and asking leave none.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import override

from colonnade.activity import outbox
from colonnade.activity.models import record
from colonnade.kernel.errors import Conflict, Refusal
from colonnade.people.models import Person
from colonnade.spaces.access import demand_writing
from colonnade.spaces.models import Membership, Space

from .. import access
from ..models import Interest, Opportunity, Question


class AnotherReader(Refusal):
    """Somebody else is the contact than the page said when the question was written. Nothing was sent."""


@transaction.atomic
def offer(*, by: Person, contact: Person, **values: Any) -> Opportunity:
    """Open to everybody at once. The same offer a second time is the first one."""
    _one_act_at_a_time(by)
    same = {name: values.get(name) for name in ("kind", "title", "text")}
    found = access.open_opportunities(by).filter(contact=contact, **same).first()
    if found is not None:
        return found
    opportunity = Opportunity.objects.create(contact=contact, **values)
    record("opportunity.offered", opportunity, by=by)
    _tell_new_contact(opportunity, by)
    return opportunity


@transaction.atomic
def change(opportunity: Opportunity, *, by: Person, seen: str, **values: Any) -> None:
    """Save what the form holds; raises `Conflict` when it is not the state the writer's page showed."""
    stands = Opportunity.objects.select_for_update().get(pk=opportunity.pk)
    if all(getattr(stands, name) == value for name, value in values.items()):
        return
    if stands.stamp != seen:
        raise Conflict(_("Somebody changed it while you were writing. Keep yours to replace that, or leave it."))
    has_new_contact = stands.contact_id != values["contact"].pk
    for name, value in values.items():
        setattr(stands, name, value)
    stands.save()
    record("opportunity.changed", stands, by=by)
    if has_new_contact:
        _tell_new_contact(stands, by)


@transaction.atomic
def keep_in_mind(opportunity: Opportunity, note: str, *, by: Person, expected: int = 0) -> None:
    """A row in one's own space; a second time it changes the note. Raises `Conflict` over a newer note."""
    _one_act_at_a_time(by)
    found = own_interest(opportunity, by)
    if found is None:
        Interest.write(space=Space.own(by), author=by, opportunity=opportunity, note=note)
    elif found.note != note:
        found.revise(expected=expected, note=note)


@transaction.atomic
def let_go(opportunity: Opportunity, *, by: Person) -> None:
    access.interests_of(by).filter(opportunity=opportunity).delete()


def own_interest(opportunity: Opportunity, person: Person) -> Interest | None:
    return access.interests_of(person).filter(opportunity=opportunity).first()


@transaction.atomic
def ask(opportunity: Opportunity, text: str, *, by: Person, reader: UUID | None) -> Question:
    """Ask the contact, whom the page named as `reader`; the two read it and nobody else learns of it.

    Raises `AnotherReader` when somebody else is the contact by now. The same question twice is one.
    """
    _one_act_at_a_time(by)
    stands = Opportunity.objects.select_for_update(of=("self",)).select_related("contact").get(pk=opportunity.pk)
    _refuse_where_nobody_answers(stands, by)
    contact = stands.contact
    if contact.pk != reader:
        raise AnotherReader(
            _("%(name)s is the contact now. Nothing was sent; ask again if %(name)s may read it.")
            % {"name": contact.name}
        )
    read_by_contact = Membership.objects.writing().filter(person=contact).values("space")
    thread = access.questions_asked_by(by).filter(opportunity=stands, space__in=read_by_contact)
    asked = list(thread.select_related("space__key"))
    waiting = {row.text: row for row in asked if not row.answers.exists()}
    if text in waiting:
        return waiting[text]
    space = asked[0].space if asked else Space.make(Space.Kind.QUESTION, by, contact)
    question = Question.write(space=space, author=by, opportunity=stands, text=text)
    _tell(
        contact,
        f"question:{question.pk}",
        stands,
        later("A question waits for you"),
        later("Somebody asks you about something you offer. The question stands here:"),
    )
    return question


def _refuse_where_nobody_answers(opportunity: Opportunity, by: Person) -> None:
    if opportunity.contact_id == by.pk:
        raise Refusal(_("You are the contact yourself; questions come to you."))
    if not opportunity.is_open_on(by.today):
        raise Refusal(_("It has ended, so nothing can be asked any more."))
    if not opportunity.contact.is_active:
        raise Refusal(
            _("%(name)s is no longer here, and nobody else has been named yet.") % {"name": opportunity.contact.name}
        )


@transaction.atomic
def answer(question: Question, text: str, *, by: Person) -> Question:
    """The answer of the one who was asked, to the same two; the same answer twice is one."""
    _one_act_at_a_time(by)
    demand_writing(by, question.space)
    given = question.answers.filter(author=by).select_related("key")
    same = next((row for row in given if row.text == text), None)
    if same is not None:
        return same
    row = Question.write(space=question.space, author=by, opportunity=question.opportunity, about=question, text=text)
    _tell(
        question.author,
        f"answer:{row.pk}",
        question.opportunity,
        later("Your question has an answer"),
        later("What you asked was answered. The answer stands here:"),
    )
    return row


def _one_act_at_a_time(person: Person) -> None:
    """Two clicks at once must not both find nothing: the second waits here."""
    Person.objects.select_for_update().get(pk=person.pk)


def _tell_new_contact(opportunity: Opportunity, by: Person) -> None:
    if opportunity.contact_id != by.pk:
        _tell(
            opportunity.contact,
            f"contact:{opportunity.pk}",
            opportunity,
            later("You are named as a contact"),
            later("You are the contact of an opportunity. You may change it, close it or name somebody else:"),
        )


def _tell(person: Person, what: str, opportunity: Opportunity, subject: Any, sentence: Any) -> None:
    """A neutral letter: neither who asked nor about what; the link asks for signing in."""
    if not person.is_active:
        return
    with override(person.language):
        address = f"{settings.COLONNADE_BASE_URL}{reverse('opportunity', args=[opportunity.pk])}"
        outbox.post(
            key=f"{what}:{person.pk}",
            recipient=person.pk,
            address=person.email or "",
            subject=str(subject),
            body=f"{sentence}\n\n{address}\n",
        )
