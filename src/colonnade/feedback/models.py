from __future__ import annotations

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from colonnade.activity.models import record
from colonnade.kernel import clock
from colonnade.kernel.errors import NotYours, Refusal
from colonnade.people.models import Person
from colonnade.spaces.models import SealedText, Space, Words


class Feedback(Words):
    """One occasion, what was done, what it led to, one wish. A draft lies with its giver alone."""

    seal_label = "feedback.feedback"

    class Kind(models.TextChoices):
        STRENGTH = "strength", _("a strength")
        IMPROVEMENT = "improvement", _("something to change")
        THANKS = "thanks", _("thanks")

    receiver = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    situation = SealedText(limit=1000)
    behaviour = SealedText(limit=2000)
    impact = SealedText(limit=2000)
    wish = SealedText(limit=1000)
    given_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["space", "given_at"], name="feedback_in_space"),
            models.Index(fields=["receiver", "given_at"], name="feedback_to"),
        ]

    @transaction.atomic
    def give(self, space: Space, *, by: Person) -> Feedback:
        """Give the draft to the readers of `space`; the draft is gone, what was given stays as it is."""
        if by.pk != self.author_id:
            raise NotYours
        if self.given_at:
            return self
        given = self.copy_to(space, receiver=self.receiver, kind=self.kind, given_at=clock.now())
        self.delete()
        record("feedback.given", given, by=by)
        return given


class Response(Words):
    """What the receiver says to it: takes it, sees it differently, needs an example, will try something."""

    seal_label = "feedback.response"

    feedback = models.OneToOneField(Feedback, models.CASCADE, related_name="response")
    takes = models.BooleanField(default=False)
    differs = models.BooleanField(default=False)
    needs_example = models.BooleanField(default=False)
    will_try = models.BooleanField(default=False)
    intent = SealedText(limit=1000)
    text = SealedText(limit=2000)

    @classmethod
    @transaction.atomic
    def send(cls, feedback: Feedback, *, by: Person, **values: object) -> Response:
        if by.pk != feedback.receiver_id:
            raise NotYours
        if cls.objects.filter(feedback=feedback).exists():
            raise Refusal(_("You have answered this already."))
        answer = cls.write(space=feedback.space, author=by, feedback=feedback, **values)
        record("feedback.answered", feedback, by=by)
        return answer
