"""An evaluation of a period: criteria beforehand, two views that open together, a reading, a second look."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from colonnade.activity import outbox
from colonnade.evidence import access
from colonnade.evidence.models import Criteria, Evaluation, SecondLook, SelfAssessment
from colonnade.kernel.errors import NotYours, Refusal
from colonnade.people.access import partners_of
from colonnade.people.models import Person

from ..access import demand_part
from ..models import Conversation


def is_evaluated_here(talk: Conversation) -> bool:
    """Only a manager evaluates; a mentor or another leader never does."""
    return talk.counterpart_role == Conversation.Role.MANAGER and not talk.kind.is_mentoring


def writes_evaluation(talk: Conversation, person: Person) -> bool:
    return person.pk == talk.counterpart_id and is_evaluated_here(talk)


def demand_evaluator(talk: Conversation, by: Person) -> None:
    if not writes_evaluation(talk, by):
        raise NotYours
    demand_part(talk, by)


@transaction.atomic
def draft_evaluation(talk: Conversation, *, by: Person, expected: int, **values: str) -> Evaluation:
    """Write or change the one draft, over the version the writer saw; only its author reads it until it is given."""
    demand_evaluator(talk, by)
    talk.lock()
    draft = access.draft_of_evaluation(talk.employee, by).first()
    if draft is None:
        return Evaluation.write(space=talk.private_space(by), author=by, subject=talk.employee, **values)
    draft.revise(expected=expected, **values)
    return draft


def set_criteria(talk: Conversation, *, by: Person, period: str, text: str) -> Criteria:
    demand_evaluator(talk, by)
    return Criteria.put(by=by, subject=talk.employee, period=period, text=text)


@transaction.atomic
def draft_own_view(talk: Conversation, *, by: Person, period: str, expected: int, **values: str) -> SelfAssessment:
    """The employee's own view, theirs alone until it is submitted; over the version they saw."""
    if by.pk != talk.employee_id or not is_evaluated_here(talk):
        raise NotYours
    demand_part(talk, by)
    talk.lock()
    if SelfAssessment.submitted_to(talk.counterpart, by, period):
        raise Refusal(_("Your own view of this period is submitted; what was submitted stays as it is."))
    rows = access.self_assessments(by, talk.counterpart, by).filter(submitted_at=None, period__iexact=period)
    draft = rows.first()
    if draft is None:
        space = talk.private_space(by)
        return SelfAssessment.write(space=space, author=by, reader=talk.counterpart, period=period, **values)
    if any(getattr(draft, name) != value for name, value in values.items()):
        draft.revise(expected=expected, **values)
    return draft


def readers_of_second_look(talk: Conversation) -> list[Person]:
    """Whom the employee may ask: the author, and the people partners of the unit."""
    partners = partners_of(talk.employee).exclude(pk=talk.counterpart_id).order_by("name")
    return [talk.counterpart, *partners]


@transaction.atomic
def ask_second_look(talk: Conversation, evaluation: Evaluation, *, by: Person, reader: Person, text: str) -> None:
    """Sent to the one named reader and to nobody else; the letter holds no word of it."""
    demand_part(talk, by)
    row = SecondLook.ask(evaluation, by=by, reader=reader, text=text)
    outbox.post(
        key=f"second-look:{row.pk}",
        recipient=reader.pk,
        address=reader.email or "",
        subject=_("{name} asks you for a second look").format(name=by.name),
        body=f"{settings.COLONNADE_BASE_URL}{reverse('second-looks')}\n",
    )
