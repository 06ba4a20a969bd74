from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from colonnade.kernel import clock
from colonnade.people.models import Person


class Framework(models.Model):
    """A line of versions: the organisation's own framework, or public data to look beyond it."""

    class Use(models.TextChoices):
        OWN = "own", _("our framework")
        PUBLIC = "public", _("public data, to look outside")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    use = models.CharField(max_length=8, choices=Use.choices)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["use"], condition=Q(use="own"), name="one_framework_of_our_own"),
        ]

    def __str__(self) -> str:
        return self.name


class FrameworkVersion(models.Model):
    """One state of a framework as a whole: looked at after an import, drafted, or published for good.

    `document` is the engine's own file (`colonnade_paths.storage`), packed. A published one never changes, so
    that ratings can keep the version they were made with; `revision` counts the changes of a draft.
    """

    class State(models.TextChoices):
        PREVIEW = "preview", _("imported, to look at")
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    framework = models.ForeignKey(Framework, models.CASCADE, related_name="versions")
    state = models.CharField(max_length=10, choices=State.choices)
    number = models.PositiveIntegerField(null=True)
    document = models.BinaryField()
    revision = models.PositiveIntegerField(default=1)
    report = models.JSONField(default=dict)
    note = models.CharField(max_length=400, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "state"], condition=~Q(state="published"), name="one_draft_and_one_preview"
            ),
            models.UniqueConstraint(fields=["framework", "number"], name="one_version_of_each_number"),
            models.CheckConstraint(
                condition=Q(state="published", number__isnull=False, published_at__isnull=False)
                | (~Q(state="published") & Q(number=None, published_at=None)),
                name="published_has_number_and_date",
            ),
        ]
        indexes = [models.Index(fields=["framework", "state", "-number"], name="version_newest_first")]

    def __str__(self) -> str:
        return f"{self.framework_id} {self.number or self.state}"
