from __future__ import annotations

import uuid

from django.db import models


class Read(models.Model):
    """Somebody read a version of somebody else's text on a day. Bare UUIDs: the log outlives the text."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reader = models.UUIDField()
    author = models.UUIDField()
    text = models.UUIDField()
    version = models.PositiveIntegerField()
    label = models.CharField(max_length=60)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text", "version", "reader", "on"], name="one_read_a_day"),
        ]
        indexes = [models.Index(fields=["author", "on"], name="reads_of_author")]

    def __str__(self) -> str:
        return f"{self.reader} read {self.label} on {self.on}"
