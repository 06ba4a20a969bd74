from __future__ import annotations

from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from colonnade.activity.models import record
from colonnade.kernel import clock
from colonnade.kernel.errors import NotYours, Refusal
from colonnade.people.models import Person, Relationship
from colonnade.spaces.models import SealedText, Space, Words

DAYS_TO_ANSWER = 14
DAYS_TO_APPEAL = 14


class Evaluation(Words):
    """A written performance evaluation: drafted privately, read and answered by its subject before it is final."""

    seal_label = "evidence.evaluation"

    subject = models.ForeignKey(Person, models.PROTECT, related_name="+")
    period = models.CharField(max_length=60)
    criteria = SealedText(limit=1000)
    shown = SealedText(limit=4000)
    to_grow = SealedText(limit=4000)
    submitted_at = models.DateTimeField(null=True)
    given_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    final_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subject", "given_at"], name="evaluation_of")]

    @transaction.atomic
    def give(self, *, by: Person) -> Evaluation:
        """Submit the draft for good; its subject reads it as soon as they have submitted their own view."""
        if by.pk != self.author_id:
            raise NotYours
        if self.submitted_at or self.given_at:
            return self
        Person.objects.select_for_update().get(pk=self.subject_id)
        criteria = Criteria.newest(self.subject, by, self.period)
        if criteria is None or not criteria.is_known:
            raise Refusal(
                _("Its criteria come first: set them, and let the other person read them before you give this.")
            )
        earlier = Evaluation.objects.filter(subject=self.subject, author=by, period__iexact=self.period)
        if earlier.exclude(submitted_at=None, given_at=None).exists():
            raise Refusal(_("This period has its evaluation. What was given stays; add a correction beside it."))
        space = Space.make(Space.Kind.EVALUATION)
        space.admit(by, relationship=_leading(by, self.subject))
        words = {"subject": self.subject, "period": self.period, "criteria": criteria.text}
        given = self.copy_to(space, **words, submitted_at=clock.now())
        self.delete()
        record("evaluation.submitted", given, by=by)
        _open_when_both(given, SelfAssessment.submitted_to(by, self.subject, self.period), by)
        return given

    @transaction.atomic
    def sign_as_read(self, *, by: Person) -> None:
        """Its subject signs that they have read this; it says nothing about agreeing."""
        if by.pk != self.subject_id:
            raise NotYours
        if self.read_at is None:
            self.read_at = clock.now()
            self.save(update_fields=["read_at"])
            record("evaluation.read", self, by=by)

    @transaction.atomic
    def finish(self, *, by: Person) -> None:
        """Sign it as final: after the subject has answered, or fourteen days after it was given."""
        if by.pk != self.author_id:
            raise NotYours
        if not self.is_ripe(answered=self.replies.filter(author=self.subject).exists()):
            raise Refusal(_("It can become final once the other person has answered, or after fourteen days."))
        if self.final_at is None:
            self.final_at = clock.now()
            self.save(update_fields=["final_at"])
            record("evaluation.final", self, by=by)

    @property
    def ends_second_look_at(self) -> datetime | None:
        """Until then its subject may ask for a second look; None while it is not final and the days do not run."""
        return self.final_at + clock.days(DAYS_TO_APPEAL) if self.final_at else None

    @property
    def takes_second_look(self) -> bool:
        ends = self.ends_second_look_at
        return self.given_at is not None and (ends is None or clock.now() < ends)

    def is_ripe(self, *, answered: bool) -> bool:
        """It may become final: its subject has answered, or has had the days to do so."""
        return self.given_at is not None and (answered or clock.now() >= self.given_at + clock.days(DAYS_TO_ANSWER))


class EvaluationReply(Words):
    """What the subject says to it before it is final, or the author's correction after; stands beside it for good."""

    seal_label = "evidence.evaluation_reply"

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="replies")
    text = SealedText(limit=4000)


class Criteria(Words):
    """What a period will be looked at by, known to both beforehand. A change is a new row; the newest counts."""

    seal_label = "evidence.criteria"

    subject = models.ForeignKey(Person, models.PROTECT, related_name="+")
    period = models.CharField(max_length=60)
    text = SealedText(limit=1000)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subject", "author", "written_at"], name="criteria_for")]

    @classmethod
    def newest(cls, subject: Person, author: Person, period: str) -> Criteria | None:
        rows = cls.objects.filter(subject=subject, author=author, period__iexact=period).select_related("key")
        return rows.order_by("-written_at").first()

    @classmethod
    @transaction.atomic
    def put(cls, *, by: Person, subject: Person, period: str, text: str) -> Criteria:
        """Set them for both to read at once; the same ones twice are one. Raises `Refusal` once it is given."""
        Person.objects.select_for_update().get(pk=subject.pk)
        stands = cls.newest(subject, by, period)
        if stands is not None and stands.text == text:
            return stands
        given = Evaluation.objects.filter(subject=subject, author=by, period__iexact=period)
        if given.exclude(submitted_at=None, given_at=None).exists():
            raise Refusal(_("The evaluation of this period is submitted; its criteria stay as they were."))
        space = Space.make(Space.Kind.EVALUATION, subject)
        space.admit(by, relationship=_leading(by, subject))
        row = cls.write(space=space, author=by, subject=subject, period=period, text=text)
        record("criteria.set", row, by=by)
        return row

    @property
    def is_known(self) -> bool:
        """The subject has said that they read them, or has had fourteen days to do so."""
        return self.seen_at is not None or clock.now() >= self.written_at + clock.days(DAYS_TO_ANSWER)

    def sign_as_seen(self, *, by: Person) -> None:
        if by.pk != self.subject_id:
            raise NotYours
        if self.seen_at is None:
            self.seen_at = clock.now()
            self.save(update_fields=["seen_at"])
            record("criteria.seen", self, by=by)


class SelfAssessment(Words):
    """One's own view of a period, on the same two questions; opens together with the evaluation, never before."""

    seal_label = "evidence.self_assessment"

    reader = models.ForeignKey(Person, models.PROTECT, related_name="+")
    period = models.CharField(max_length=60)
    shown = SealedText(limit=4000)
    to_grow = SealedText(limit=4000)
    says_nothing = models.BooleanField(default=False)
    submitted_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["author", "reader"], name="self_assessments_for")]

    @classmethod
    def submitted_to(cls, reader: Person, author: Person, period: str) -> SelfAssessment | None:
        rows = cls.objects.filter(author=author, reader=reader, period__iexact=period, submitted_at__isnull=False)
        return rows.select_related("space").first()

    @classmethod
    @transaction.atomic
    def submit(cls, draft: SelfAssessment, *, says_nothing: bool = False) -> SelfAssessment:
        """Seal the draft, or nothing at all; it opens for `reader` when the evaluation is submitted too."""
        me, reader = draft.author, draft.reader
        Person.objects.select_for_update().get(pk=me.pk)
        found = cls.submitted_to(reader, me, draft.period)
        if found is not None:
            return found
        words = {"shown": "", "to_grow": ""} if says_nothing else {}
        sealed = draft.copy_to(
            Space.make(Space.Kind.EVALUATION, me),
            reader=reader,
            period=draft.period,
            says_nothing=says_nothing,
            submitted_at=clock.now(),
            **words,
        )
        draft.delete()
        record("self_assessment.submitted", sealed, by=me)
        waiting = Evaluation.objects.filter(author=reader, subject=me, period__iexact=draft.period, given_at=None)
        _open_when_both(waiting.filter(submitted_at__isnull=False).select_related("space").first(), sealed, me)
        return sealed


class SecondLook(Words):
    """The subject asks somebody they chose by name to look again; only the two read it."""

    seal_label = "evidence.second_look"

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="second_looks")
    reader = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = SealedText(limit=4000)

    class Meta:
        indexes = [models.Index(fields=["reader", "written_at"], name="second_looks_for")]

    @classmethod
    @transaction.atomic
    def ask(cls, evaluation: Evaluation, *, by: Person, reader: Person, text: str) -> SecondLook:
        """Raises `Refusal` after its days; the same text to the same reader twice is one."""
        if by.pk != evaluation.subject_id:
            raise NotYours
        Person.objects.select_for_update().get(pk=by.pk)
        if not evaluation.takes_second_look:
            raise Refusal(_("The fourteen days for a second look are over. Bring it into your next talk."))
        asked = cls.objects.filter(evaluation=evaluation, reader=reader, author=by).select_related("key")
        found = next((row for row in asked if row.text == text), None)
        if found is not None:
            return found
        space = Space.make(Space.Kind.EVALUATION, by, reader)
        row = cls.write(space=space, author=by, evaluation=evaluation, reader=reader, text=text)
        record("second_look.asked", row, by=by)
        return row


def _leading(manager: Person, subject: Person) -> Relationship | None:
    """What the author's reading rests on and ends with."""
    return Relationship.objects.current().managers_of(subject).filter(other=manager).first()


def _open_when_both(evaluation: Evaluation | None, own: SelfAssessment | None, by: Person) -> None:
    """Both submitted: each opens for the other at the same instant."""
    if evaluation is None or own is None:
        return
    now = clock.now()
    evaluation.given_at = own.opened_at = now
    evaluation.save(update_fields=["given_at"])
    own.save(update_fields=["opened_at"])
    evaluation.space.admit(evaluation.subject, since=now)
    own.space.admit(evaluation.author, since=now, relationship=_leading(evaluation.author, evaluation.subject))
    record("evaluation.given", evaluation, by=by)
