from __future__ import annotations

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from colonnade.activity.models import record
from colonnade.kernel import clock
from colonnade.kernel.errors import NotYours, Refusal
from colonnade.people.models import Person, Relationship
from colonnade.spaces.models import SealedText, Space, Words

DAYS_TO_ANSWER = 14


class Achievement(Words):
    """Something worth remembering, kept through the year; private until shown."""

    seal_label = "evidence.achievement"

    happened_on = models.DateField()
    text = SealedText(limit=1000)

    class Meta:
        indexes = [models.Index(fields=["space", "happened_on"], name="achievement_in_space")]


class Item(Words):
    """A dated piece of evidence both of a pair see: kind, source, what it says, what it supports or contradicts."""

    seal_label = "evidence.item"

    class Kind(models.TextChoices):
        PERFORMANCE_EVALUATION = "performance_evaluation", _("performance evaluation")
        SELF_ASSESSMENT = "self_assessment", _("self-assessment")
        SKILL_ASSESSMENT = "skill_assessment", _("skill assessment")
        PEER_FEEDBACK = "peer_feedback", _("feedback of colleagues")
        PEOPLE_SERVED_FEEDBACK = "people_served_feedback", _("feedback of people served")
        WORK_SAMPLE = "work_sample", _("piece of work")
        FIGURE = "figure", _("figure")
        OBSERVATION = "observation", _("observation")
        TRAINING_RECORD = "training_record", _("training record")

    class SidesWith(models.TextChoices):
        NEUTRAL = "neutral", _("neutral")
        SUPPORTS = "supports", _("supports")
        CONTRADICTS = "contradicts", _("contradicts")

    subject = models.ForeignKey(Person, models.PROTECT, related_name="+")
    shown_copy_of = models.ForeignKey(Achievement, models.SET_NULL, null=True, related_name="copies")
    kind = models.CharField(max_length=24, choices=Kind.choices)
    on = models.DateField()
    sides_with = models.CharField(max_length=12, choices=SidesWith.choices, default=SidesWith.NEUTRAL)
    source = SealedText(limit=240)
    says = SealedText(limit=2000)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "shown_copy_of"], name="achievement_shown_once"),
        ]
        indexes = [models.Index(fields=["space", "on"], name="item_in_space")]


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
