from __future__ import annotations

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from colonnade.activity.models import record
from colonnade.kernel import clock
from colonnade.kernel.errors import Refusal
from colonnade.people.models import Person, Relationship
from colonnade.spaces.models import SealedText, Space, Words


class Aspiration(Words):
    """Where somebody would like to go, in their words; private until a copy is shown to somebody.

    A copy carries the version of the source that was shown; later changes stay private until shown again.
    """

    seal_label = "careers.aspiration"

    text = SealedText(limit=2000)
    shown_copy_of = models.ForeignKey("self", models.SET_NULL, null=True, related_name="copies")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "shown_copy_of", "version"], name="aspiration_shown_once"),
        ]
        indexes = [models.Index(fields=["space", "written_at"], name="aspiration_in_space")]

    @transaction.atomic
    def show_in(self, space: Space) -> Aspiration:
        """A copy of this version for the readers of `space`; showing it twice changes nothing."""
        found = self.copies.select_related("key").filter(space=space, version=self.version).first()
        return found or self.copy_to(space, shown_copy_of=self, version=self.version)


class Option(Words):
    """A future worth laying beside the others: what fits, what speaks against it, a small test."""

    seal_label = "careers.option"

    class Kind(models.TextChoices):
        DEEPEN = "deepen", _("deepen: grow in place")
        UP = "up", _("up: more scope")
        LATERAL = "lateral", _("sideways: other work, same scope")
        CROSS_TRACK = "cross_track", _("across tracks")
        STEP = "step", _("a step aside, for now")
        OUTSIDE_FIELD = "outside_field", _("outside this field")

    class Decision(models.TextChoices):
        OPEN = "open", _("not decided")
        PURSUE = "pursue", _("pursue")
        TRY = "try", _("try it first")
        KEEP = "keep_in_mind", _("keep in mind")
        NOT_NOW = "not_now", _("not now")

    subject = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    role_code = models.CharField(max_length=60, blank=True)
    title = SealedText(limit=240)
    fit = SealedText(limit=1000)
    against = SealedText(limit=1000)
    to_find_out = SealedText(limit=1000)
    small_test = SealedText(limit=500)
    decision = models.CharField(max_length=16, choices=Decision.choices, default=Decision.OPEN)
    pair_only = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["space", "written_at"], name="option_in_space")]


class RatingSheet(Words):
    """One person's view of somebody's skills for a role. Opens for the other side when both have submitted."""

    seal_label = "careers.rating_sheet"

    subject = models.ForeignKey(Person, models.PROTECT, related_name="+")
    pair_with = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role_code = models.CharField(max_length=60)
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["author", "subject", "pair_with", "role_code"], name="one_sheet_per_rater_and_role"
            ),
        ]
        indexes = [models.Index(fields=["subject", "role_code"], name="sheets_about")]

    @classmethod
    def of(cls, author: Person, subject: Person, pair_with: Person, role_code: str) -> RatingSheet:
        """The sheet, made with a space of its own when first needed."""
        found = cls.objects.select_related("key", "space__key").filter(
            author=author, subject=subject, pair_with=pair_with, role_code=role_code
        )
        return found.first() or cls.write(
            space=Space.make(Space.Kind.RATING, author),
            author=author,
            subject=subject,
            pair_with=pair_with,
            role_code=role_code,
        )

    @property
    def twin(self) -> RatingSheet | None:
        """The other side's sheet for the same person and role."""
        return (
            RatingSheet.objects.select_related("space")
            .filter(author=self.pair_with, subject=self.subject, pair_with=self.author, role_code=self.role_code)
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
    skill_code = models.CharField(max_length=60)
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
    role_code = models.CharField(max_length=60)
    skill_code = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField(null=True)
    note = SealedText(limit=1000)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "role_code", "skill_code"], name="one_agreed_level_per_skill"),
        ]
