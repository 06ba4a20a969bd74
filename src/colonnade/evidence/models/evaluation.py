from __future__ import annotations

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from colonnade.activity.models import record
from colonnade.kernel import clock
from colonnade.kernel.errors import NotYours, Refusal
from colonnade.people.models import Person, Relationship
from colonnade.spaces.models import SealedText, Space, Words

DAYS_TO_ANSWER = 14


class Evaluation(Words):
    """A written performance evaluation: drafted privately, read and answered by its subject before it is final."""

    seal_label = "evidence.evaluation"

    subject = models.ForeignKey(Person, models.PROTECT, related_name="+")
    period = models.CharField(max_length=60)
    criteria = SealedText(limit=1000)
    shown = SealedText(limit=4000)
    to_grow = SealedText(limit=4000)
    given_at = models.DateTimeField(null=True)
    final_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subject", "given_at"], name="evaluation_of")]

    @transaction.atomic
    def give(self, *, by: Person) -> Evaluation:
        """Hand the draft to its subject, who reads it before it can become final."""
        if by.pk != self.author_id:
            raise NotYours
        if self.given_at:
            return self
        space = Space.make(Space.Kind.EVALUATION, self.subject)
        managers = Relationship.objects.current().managers_of(self.subject)
        space.admit(by, relationship=managers.filter(other=by).first())
        given = self.copy_to(space, subject=self.subject, period=self.period, given_at=clock.now())
        self.delete()
        record("evaluation.given", given, by=by)
        return given

    @transaction.atomic
    def finish(self, *, by: Person) -> None:
        """Make it final: after the subject has answered, or fourteen days after it was given."""
        if by.pk != self.author_id:
            raise NotYours
        if not self.is_ripe(answered=self.replies.exists()):
            raise Refusal(_("It can become final once the other person has answered, or after fourteen days."))
        if self.final_at is None:
            self.final_at = clock.now()
            self.save(update_fields=["final_at"])
            record("evaluation.final", self, by=by)

    def is_ripe(self, *, answered: bool) -> bool:
        """It may become final: its subject has answered, or has had the days to do so."""
        return self.given_at is not None and (answered or clock.now() >= self.given_at + clock.days(DAYS_TO_ANSWER))


class EvaluationReply(Words):
    """What the subject says to the evaluation; stands beside it for good."""

    seal_label = "evidence.evaluation_reply"

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="replies")
    text = SealedText(limit=4000)
