from __future__ import annotations

import hashlib

from django.db import models

from colonnade.kernel import clock


class DemoMarker(models.Model):
    """Says that `colonnade demo` made this database, and which start of it may open the demo's doors."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    token_digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_demo_marker")]

    def __str__(self) -> str:
        return "demo database"

    @classmethod
    def fits(cls, token: str) -> bool:
        return bool(token) and cls.objects.filter(token_digest=digest(token)).exists()


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
