from __future__ import annotations

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from colonnade.people.models import Person
from colonnade.spaces.models import SealedText, Space, Words

from .frameworks import Framework


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
    role_code = models.CharField(max_length=120, blank=True)
    title = SealedText(limit=240)
    fit = SealedText(limit=1000)
    against = SealedText(limit=1000)
    to_find_out = SealedText(limit=1000)
    small_test = SealedText(limit=500)
    decision = models.CharField(max_length=16, choices=Decision.choices, default=Decision.OPEN)
    pair_only = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["space", "written_at"], name="option_in_space")]


class Mark(Words):
    """A role somebody keeps in mind, in or outside the organisation: in their own space, known to nobody else."""

    seal_label = "careers.mark"

    framework = models.ForeignKey(Framework, models.CASCADE, null=True, related_name="+")
    role_code = models.CharField(max_length=120)
    note = SealedText(limit=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space", "framework", "role_code"], nulls_distinct=False, name="role_marked_once"
            ),
        ]


class Chance(Words):
    """What the counterpart says about a future: whether it exists, who decides, by when. No promise."""

    seal_label = "careers.chance"

    class Exists(models.TextChoices):
        YES = "yes", _("exists")
        EXPECTED = "expected", _("is expected")
        NO = "no", _("does not exist at present")
        UNKNOWN = "unknown", _("I do not know yet")

    subject = models.ForeignKey(Person, models.PROTECT, related_name="+")
    exists = models.CharField(max_length=10, choices=Exists.choices)
    what = SealedText(limit=500)
    who_decides = SealedText(limit=240)
    by_when = SealedText(limit=240)

    class Meta:
        indexes = [models.Index(fields=["space", "written_at"], name="chance_in_space")]
