from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any, Self

from django.db import models, transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from colonnade.kernel import crypto
from colonnade.kernel.documents import LONGEST_NAME
from colonnade.kernel.errors import Refusal
from colonnade.people.models import Person
from colonnade.spaces import reading
from colonnade.spaces.models import SealedText, Words

from .item import Achievement, Item

MOST_BYTES = 10 << 20
MOST_EACH = 5
MOST_OF_A_PERSON = 200 << 20
PART = 1 << 20


class HeldFile(Words):
    """A file at an achievement or at an item, sealed in its space. Lists bring the name; the bytes lie in parts."""

    seal_label = "evidence.file"

    class Kind(models.TextChoices):
        PDF = "pdf", _("PDF")
        PNG = "png", _("PNG picture")
        JPEG = "jpeg", _("JPEG picture")
        WEBP = "webp", _("WebP picture")
        TXT = "txt", _("plain text")
        DOCX = "docx", _("Word document")
        XLSX = "xlsx", _("Excel table")
        PPTX = "pptx", _("PowerPoint slides")
        ODT = "odt", _("OpenDocument text")

    achievement = models.ForeignKey(Achievement, models.CASCADE, null=True, related_name="files")
    item = models.ForeignKey(Item, models.CASCADE, null=True, related_name="files")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    size = models.PositiveIntegerField()
    name = SealedText(limit=LONGEST_NAME)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(achievement=None) ^ models.Q(item=None), name="file_at_one_thing"
            ),
            models.CheckConstraint(condition=models.Q(size__gt=0, size__lte=MOST_BYTES), name="file_within_bounds"),
        ]
        indexes = [models.Index(fields=["author"], name="files_of")]

    @classmethod
    @transaction.atomic
    def keep(cls, at: Achievement | Item, *, author: Person, kind: str, name: str, content: bytes) -> Self:
        """Seal a file beside its achievement or item; the same file twice is one. Raises `Refusal` at a bound."""
        # One's own uploads wait for each other here, so that two at once cannot both slip under a bound.
        Person.objects.select_for_update().get(pk=author.pk)
        place: dict[str, Any] = {"achievement": at} if isinstance(at, Achievement) else {"item": at}
        beside = list(cls.objects.filter(**place, space=at.space).select_related("key"))
        same = (row for row in beside if (row.kind, row.size) == (kind, len(content)) and row.bytes_kept() == content)
        found = next(same, None)
        if found is not None:
            return found
        if len(beside) >= MOST_EACH:
            raise Refusal(_now("Five files lie here already. Remove one first."))
        total = cls.objects.filter(author=author).aggregate(sum=models.Sum("size"))["sum"] or 0
        if total + len(content) > MOST_OF_A_PERSON:
            raise Refusal(_now("Your files fill the 200 MB you have. Remove one first."))
        row = cls.write(space=at.space, author=author, **place, kind=kind, name=name, size=len(content))
        row._seal_parts(content)
        return row

    def copy_beside(self, item: Item) -> HeldFile:
        """The same file for the readers of `item`, sealed anew under their space's key."""
        return type(self).keep(item, author=self.author, kind=self.kind, name=self.name, content=self.bytes_kept())

    def opened(self) -> bytes:
        """The bytes for who reads them now: noted in the read log. Raises `Refusal` when the log is broken."""
        stamp = _Opening(uuid.uuid5(self.pk, "bytes"), self.author_id, self.version)
        if reading.shown(stamp, "open") != "open":
            raise Refusal(_now("Not shown: the read log cannot be written at the moment."))
        return self.bytes_kept()

    def bytes_kept(self) -> bytes:
        """The bytes as they were kept; nobody's reading. Raises `crypto.Unreadable` when a part is missing."""
        parts = list(self.parts.order_by("number").values_list("number", "sealed"))
        if [number for number, _sealed in parts] != list(range(self._count())):
            raise crypto.Unreadable("a part of the file is missing")
        key = self.key.data_key()
        return b"".join(crypto.unseal(key, bytes(sealed), self._part(number)) for number, sealed in parts)

    def _seal_parts(self, content: bytes) -> None:
        key = self.key.data_key()
        pieces = [content[start : start + PART] for start in range(0, len(content), PART)]
        for number, piece in enumerate(pieces):
            FilePart.objects.create(file=self, number=number, sealed=crypto.seal(key, piece, self._part(number)))

    def _count(self) -> int:
        return -(-self.size // PART)

    def _part(self, number: int) -> bytes:
        """What a part is bound to: its file, its place among how many, and the key."""
        return self._bound_to(f"part {number} of {self._count()}, {self.size} bytes")


@dataclass
class _Opening:
    """What the read log keeps of an opened file, beside the reading of its name."""

    pk: uuid.UUID
    author_id: uuid.UUID
    version: int
    seal_label: str = "evidence.opened_file"


class FilePart(models.Model):
    """Sealed bytes of a file, at most a megabyte; goes with its file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(HeldFile, models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="one_part_of_a_number")]

    def __str__(self) -> str:
        return f"{self.file_id} part {self.number}"
