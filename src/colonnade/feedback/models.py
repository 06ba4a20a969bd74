from __future__ import annotations

from datetime import datetime

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from colonnade.activity.models import record
from colonnade.kernel import clock
from colonnade.kernel.errors import NotYours, Refusal
from colonnade.people.models import Person, Relationship
from colonnade.spaces.models import SealedText, Space, Words

DAYS_TO_RETRACT = 14


class Audience(models.TextChoices):
    """Who reads feedback given outside a talk; chosen before a word is written and never changed."""

    RECEIVER = "receiver", _("only the receiver")
    MANAGER = "manager", _("the receiver and their manager of that day")


class Request(Words):
    """Somebody asks somebody for feedback about an occasion or a skill; the two read it."""

    seal_label = "feedback.request"

    asked = models.ForeignKey(Person, models.PROTECT, related_name="+")
    occasion = SealedText(limit=300)
    question = SealedText(limit=1000)
    audience = models.CharField(max_length=12, choices=Audience.choices, default=Audience.RECEIVER)
    leading = models.ForeignKey(Relationship, models.PROTECT, null=True, related_name="+")
    declined_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["asked", "declined_at"], name="feedback_asked_of"),
            models.Index(fields=["author", "written_at"], name="feedback_asked_by"),
        ]


class Feedback(Words):
    """One occasion, what was done, what it led to, one wish. A draft lies with its giver alone.

    `audience` is empty for feedback of a talk. `leading` is the relationship whose manager the giver named.
    """

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
    audience = models.CharField(max_length=12, choices=Audience.choices, blank=True, default="")
    leading = models.ForeignKey(Relationship, models.PROTECT, null=True, related_name="+")
    request = models.ForeignKey(Request, models.PROTECT, null=True, related_name="answers")
    draft_id = models.UUIDField(null=True, unique=True)
    retracted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["space", "given_at"], name="feedback_in_space"),
            models.Index(fields=["receiver", "given_at"], name="feedback_to"),
            models.Index(fields=["author", "given_at"], name="feedback_from"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(given_at__isnull=False), name="one_answer_to_a_request"
            ),
        ]

    @transaction.atomic
    def give(self, space: Space, *, by: Person, **facts: object) -> Feedback:
        """Give the draft to the readers of `space`; the draft is gone, what was given stays as it is."""
        if by.pk != self.author_id:
            raise NotYours
        if self.given_at:
            return self
        given = self.copy_to(space, receiver=self.receiver, kind=self.kind, given_at=clock.now(), **facts)
        self.delete()
        record("feedback.given", given, by=by)
        return given

    @property
    def is_of_talk(self) -> bool:
        return self.audience == ""

    @property
    def retract_until(self) -> datetime | None:
        """The instant up to which the giver may take it back; None where that cannot be: drafts and talks."""
        if self.is_of_talk or self.given_at is None:
            return None
        return self.given_at + clock.days(DAYS_TO_RETRACT)

    def may_be_retracted(self) -> bool:
        until = self.retract_until
        return until is not None and self.retracted_at is None and clock.now() < until

    @transaction.atomic
    def retract(self, *, by: Person) -> None:
        """Take the words back, with every copy the receiver showed; that something was given stays."""
        if by.pk != self.author_id:
            raise NotYours
        if self.retracted_at:
            return
        if not self.may_be_retracted():
            raise Refusal(_("The days to take it back are over. A correction can stand beside it."))
        words = dict.fromkeys(self.sealed_fields(), "")
        self.revise(expected=self.version, retracted_at=clock.now(), **words)
        self.corrections.all().delete()
        self.showings.all().delete()
        record("feedback.retracted", self, by=by)


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
    def send(cls, feedback: Feedback, *, by: Person, space: Space | None = None, **values: object) -> Response:
        if by.pk != feedback.receiver_id:
            raise NotYours
        if cls.objects.filter(feedback=feedback).exists():
            raise Refusal(_("You have answered this already."))
        answer = cls.write(space=space or feedback.space, author=by, feedback=feedback, **values)
        record("feedback.answered", feedback, by=by)
        return answer


class Correction(Words):
    """What the giver adds later: a correction, an example. The first words stay as they were."""

    seal_label = "feedback.correction"

    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="corrections")
    text = SealedText(limit=2000)


class Showing(Words):
    """A copy the receiver shows to one person, named and dated; its author stays the giver."""

    seal_label = "feedback.showing"

    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="showings")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    to = models.ForeignKey(Person, models.PROTECT, related_name="+")
    shown_at = models.DateTimeField(default=clock.now)
    situation = SealedText(limit=1000)
    behaviour = SealedText(limit=2000)
    impact = SealedText(limit=2000)
    wish = SealedText(limit=1000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feedback", "to"], name="shown_once_to_each")]

    @classmethod
    @transaction.atomic
    def show(cls, feedback: Feedback, *, by: Person, to: Person) -> Showing:
        """Let one more person read a copy; a second time it is the first one."""
        if by.pk != feedback.receiver_id:
            raise NotYours
        if feedback.retracted_at:
            raise Refusal(_("It was taken back, so there is nothing left to show."))
        if not to.is_active:
            raise Refusal(_("%(name)s is no longer here.") % {"name": to.name})
        found = cls.objects.filter(feedback=feedback, to=to).first()
        if found is None:
            space = Space.make(Space.Kind.FEEDBACK, by, to, owner=by)
            found = feedback.copy_to(space, cls, feedback=feedback, by=by, to=to)
            record("feedback.shown", feedback, by=by)
        return found


class Theme(Words):
    """A word of the receiver's own on what they received, for themselves alone."""

    seal_label = "feedback.theme"

    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="themes")
    word = SealedText(limit=60)
