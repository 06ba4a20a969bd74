"""Two people prepare, each alone; both preparations open at the same instant."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from colonnade.kernel import clock
from colonnade.kernel.errors import NotYours, Refusal
from colonnade.people.models import Person

from .. import access
from ..lifecycle import State
from ..models import Answer, Conversation, Mark, Readiness, SharedAnswer
from .starting import tell


@transaction.atomic
def save_answer(
    talk: Conversation, question_id: str, text: str, *, by: Person, keep_private: bool = False
) -> Answer | None:
    """Keep one draft answer; it lies in its author's private space. Refused once it is sealed."""
    if Readiness.objects.filter(conversation=talk, person=by, how=Readiness.How.SEALED).exists():
        raise Refusal(_("Your preparation is sealed. Open your own seal first to change it."))
    if talk.state_now() not in (
        State.INVITED,
        State.RESCHEDULING,
        State.PREPARING,
        State.READY,
        State.PAUSED,
    ):
        raise Refusal(_("The time to prepare is over; what you wrote is kept."))
    answer = access.own_answers(talk, by).get(question_id)
    if answer is None:
        if not text:
            return None
        return Answer.write(
            space=talk.private_space(by),
            author=by,
            conversation=talk,
            question_id=question_id,
            text=text,
            keep_private=keep_private,
        )
    if answer.text != text or answer.keep_private != keep_private:
        answer.text, answer.keep_private = text, keep_private
        answer.version += 1
        answer.written_at = clock.now()
        answer.save()
    return answer


def unanswered(talk: Conversation, person: Person) -> list[str]:
    """The ids of required questions this person has not answered."""
    answers = access.own_answers(talk, person)
    required = talk.kind.required(talk.side_of(person), short=talk.is_short)
    return [q.id for q in required if q.id not in answers or not answers[q.id].text.strip()]


@transaction.atomic
def seal(talk: Conversation, *, by: Person) -> None:
    """I am ready. Copies of the answers go into my side's space; when both are sealed, both open now."""
    talk.lock()
    if Readiness.objects.filter(conversation=talk, person=by, how=Readiness.How.SEALED).exists():
        return
    missing = unanswered(talk, by)
    if missing:
        raise Refusal(
            _("{count} of the questions that both answer are still open. Answer them, or prepare together.").format(
                count=len(missing)
            )
        )
    space = talk.space_of(by)
    for answer in access.own_answers(talk, by).values():
        if answer.text.strip() and not answer.keep_private and not _is_private(talk, by, answer.question_id):
            answer.copy_to(space, SharedAnswer, conversation=talk, question_id=answer.question_id)
    Readiness.objects.create(conversation=talk, person=by, how=Readiness.How.SEALED)
    talk.act("seal", by=by)
    if talk.both_sealed():
        open_sealed(talk)
        for person in (talk.employee, talk.counterpart):
            tell(
                talk,
                person,
                "opened",
                _("Both of you are prepared"),
                _("Both preparations are open. Read each other’s, and mark what you want to ask."),
            )


@transaction.atomic
def unseal(talk: Conversation, *, by: Person) -> None:
    """Open one's own seal to change something; possible until anything of it lies open for the other."""
    talk.act("unseal", by=by)
    if talk.opened_at or talk.both_sealed():
        raise Refusal(_("Both preparations are open; what was sealed stays as it is."))
    SharedAnswer.objects.filter(conversation=talk, author=by).delete()
    Readiness.objects.filter(conversation=talk, person=by, how=Readiness.How.SEALED).delete()


def open_sealed(talk: Conversation) -> None:
    """Both sides' sealed answers become readable to both, at one instant."""
    now = clock.now()
    sealed = talk.sealed_by()
    for owner, reader in ((talk.employee, talk.counterpart), (talk.counterpart, talk.employee)):
        if owner.pk in sealed:
            relation = talk.relationship if reader.pk == talk.counterpart_id else None
            talk.space_of(owner).admit(reader, since=now, relationship=relation)
    talk.opened_at = talk.opened_at or now
    talk.save()


@transaction.atomic
def choose_together(talk: Conversation, *, by: Person) -> None:
    """Let us prepare in the room instead; it counts when both have said so."""
    talk.act("choose_together", by=by)
    Readiness.objects.get_or_create(conversation=talk, person=by, how=Readiness.How.TOGETHER)


@transaction.atomic
def mark(talk: Conversation, answer_id: object, kind: str, *, by: Person) -> None:
    """Agree, ask or surprised, on one of the other's open answers; the same mark again takes it back."""
    answer = SharedAnswer.objects.readable_by(by).filter(conversation=talk, pk=answer_id).first()
    if answer is None or answer.author_id == by.pk or kind not in Mark.Kind.values:
        raise NotYours
    found = Mark.objects.filter(answer=answer, person=by).first()
    if found is not None and found.kind == kind:
        return
    Mark.objects.update_or_create(answer=answer, person=by, defaults={"kind": kind})


def _is_private(talk: Conversation, person: Person, question_id: str) -> bool:
    first, more = talk.kind.questions(talk.side_of(person))
    return any(q.private for q in [*first, *more] if q.id == question_id)
