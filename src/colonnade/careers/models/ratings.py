from __future__ import annotations

import uuid
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from colonnade.activity.models import record
from colonnade.kernel import clock
from colonnade.kernel.errors import Refusal
from colonnade.people.models import Person, Relationship
from colonnade.spaces.models import SealedText, Space, Words

from .frameworks import FrameworkVersion


class RatingSheet(Words):
    """One person's view of somebody's skills for a role. Opens for the other side when both have submitted.

    A pair may rate again later: each `round` is a sheet of its own, so that the years can be looked back on.
    `made_with` is the version of the framework whose words were rated; None is the starter that ships.
    """

    seal_label = "careers.rating_sheet"

    subject = models.ForeignKey(Person, models.PROTECT, related_name="+")
    pair_with = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role_code = models.CharField(max_length=120)
    round = models.PositiveSmallIntegerField(default=1)
    made_with = models.ForeignKey(FrameworkVersion, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["author", "subject", "pair_with", "role_code", "round"], name="one_sheet_per_rater_and_round"
            ),
        ]
        indexes = [models.Index(fields=["subject", "role_code"], name="sheets_about")]

    @classmethod
    def of(
        cls, author: Person, subject: Person, pair_with: Person, role_code: str, *, version: UUID | None = None
    ) -> RatingSheet:
        """The sheet of the present round, made with a space of its own when first needed."""
        number = cls.present_round(author, subject, pair_with, role_code)
        found = cls.objects.select_related("key", "space__key").filter(
            author=author, subject=subject, pair_with=pair_with, role_code=role_code, round=number
        )
        return found.first() or cls.write(
            space=Space.make(Space.Kind.RATING, author),
            author=author,
            subject=subject,
            pair_with=pair_with,
            role_code=role_code,
            round=number,
            made_with_id=version,
        )

    @classmethod
    def present_round(cls, one: Person, subject: Person, other: Person, role_code: str) -> int:
        """The highest round either of the two has begun; 1 before that."""
        rows = cls.objects.filter(
            subject=subject, author__in=(one, other), pair_with__in=(one, other), role_code=role_code
        )
        return rows.aggregate(most=models.Max("round"))["most"] or 1

    @classmethod
    @transaction.atomic
    def begin_again(
        cls, by: Person, subject: Person, pair_with: Person, role_code: str, *, version: UUID | None
    ) -> None:
        """A new round for both; the old one stays as it is. Raises `Refusal` before both have submitted."""
        Person.objects.select_for_update().get(pk=subject.pk)
        number = cls.present_round(by, subject, pair_with, role_code)
        last = cls.objects.filter(
            subject=subject,
            author__in=(by, pair_with),
            pair_with__in=(by, pair_with),
            role_code=role_code,
            round=number,
        )
        if last.filter(submitted_at__isnull=False).count() < 2:
            raise Refusal(_("These ratings are not finished yet; rate again once both lie open."))
        cls.write(
            space=Space.make(Space.Kind.RATING, by),
            author=by,
            subject=subject,
            pair_with=pair_with,
            role_code=role_code,
            round=number + 1,
            made_with_id=version,
        )

    @property
    def twin(self) -> RatingSheet | None:
        """The other side's sheet for the same person, role and round."""
        return (
            RatingSheet.objects.select_related("space")
            .filter(author=self.pair_with, subject=self.subject, pair_with=self.author)
            .filter(role_code=self.role_code, round=self.round)
            .first()
        )

    @transaction.atomic
    def submit(self) -> None:
        """Seal these ratings; when the other side has done so too, both open at the same instant."""
        # Two who submit at once must not both miss the other: one of them waits here.
        Person.objects.select_for_update().get(pk=self.subject_id)
        self.refresh_from_db(fields=["submitted_at"])
        if self.submitted_at:
            return
        if not self.ratings.exists():
            raise Refusal(_("Rate at least one skill before you submit."))
        self.submitted_at = clock.now()
        self.save(update_fields=["submitted_at"])
        record("ratings.submitted", self, by=self.author)
        twin = self.twin
        if twin is not None and twin.submitted_at:
            for sheet in (self, twin):
                sheet.space.admit(sheet.pair_with, relationship=sheet.relationship_of_reader())
                record("ratings.opened", sheet, by=self.author)

    def relationship_of_reader(self) -> Relationship | None:
        """What the other side's reading rests on and ends with; who is rated goes on reading what was said."""
        kinds = (Relationship.Kind.MANAGER, Relationship.Kind.MENTOR)
        found = Relationship.objects.current().filter(
            subject=self.subject_id, other=self.pair_with_id, kind__in=kinds
        )
        return found.order_by("-starts_on", "kind").first()


class SkillRating(Words):
    """A level from 0 to 5 with an example, or "no chance to show it", which is not a low rating."""

    seal_label = "careers.skill_rating"

    class Sureness(models.TextChoices):
        SURE = "sure", _("sure")
        FAIRLY = "fairly", _("fairly sure")
        GUESS = "guess", _("a guess")

    sheet = models.ForeignKey(RatingSheet, models.CASCADE, related_name="ratings")
    skill_code = models.CharField(max_length=120)
    level = models.PositiveSmallIntegerField(null=True)
    no_chance = models.BooleanField(default=False)
    sureness = models.CharField(max_length=8, choices=Sureness.choices, default=Sureness.FAIRLY)
    example = SealedText(limit=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "skill_code"], name="one_rating_per_skill"),
            models.CheckConstraint(
                condition=models.Q(level=None, no_chance=True)
                | models.Q(level__gte=0, level__lte=5, no_chance=False),
                name="a_level_or_no_chance",
            ),
        ]

    @property
    def role_code(self) -> str:
        return self.sheet.role_code


class AgreedLevel(Words):
    """What the two made of their ratings: one level, or two views and what would settle it. Never an average."""

    seal_label = "careers.agreed_level"

    subject = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role_code = models.CharField(max_length=120)
    skill_code = models.CharField(max_length=120)
    level = models.PositiveSmallIntegerField(null=True)
    note = SealedText(limit=1000)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "role_code", "skill_code"], name="one_agreed_level_per_skill"),
        ]


class Readiness(Words):
    """How often an expectation of a role was shown, as one of the two sees it; both views stand side by side."""

    seal_label = "careers.readiness"

    class Shown(models.TextChoices):
        REPEATEDLY = "shown_repeatedly", _("shown repeatedly")
        ONCE = "shown_once", _("shown once")
        NO_CHANCE = "no_chance", _("no chance yet")
        GAP = "gap_seen", _("gap seen")

    subject = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role_code = models.CharField(max_length=120)
    skill_code = models.CharField(max_length=120)
    shown = models.CharField(max_length=16, choices=Shown.choices)
    note = SealedText(limit=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space", "author", "role_code", "skill_code"], name="one_readiness_per_view_and_skill"
            ),
        ]


class Practice(models.Model):
    """That somebody went through the practice stories; what they chose there is kept nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    done_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return str(self.person_id)
