from __future__ import annotations

import uuid
from typing import Any, ClassVar, Self

from django.db import models, transaction

from colonnade.kernel import clock, crypto
from colonnade.kernel.errors import Conflict
from colonnade.people.models import Person
from colonnade.spaces import reading

from .space import Membership, Space, SpaceKey


class Sealed:
    """Attribute of a sealed field: gives the words, opened when first asked for; takes words or sealed bytes."""

    def __init__(self, field: SealedText) -> None:
        self.field = field

    def __get__(self, row: Words | None, owner: type | None = None) -> Any:
        if row is None:
            return self
        name = self.field.attname
        if name not in row.__dict__:
            row.refresh_from_db(fields=[name])
        kept = row.__dict__[name]
        if isinstance(kept, str):
            return kept
        opened: dict[str, str] = row.__dict__.setdefault("_opened", {})
        if name not in opened:
            opened[name] = row.unseal(name, bytes(kept)) if kept else ""
        return opened[name] if not kept else reading.shown(row, opened[name])

    def __set__(self, row: Words, value: str | bytes | memoryview | None) -> None:
        row.__dict__.setdefault("_opened", {}).pop(self.field.attname, None)
        row.__dict__[self.field.attname] = "" if value is None else value


class SealedText(models.BinaryField):
    """Words, kept as AES-256-GCM under the space's data key. `limit` is the most characters a form may take."""

    descriptor_class = Sealed

    def __init__(self, *args: Any, limit: int = 8000, **kwargs: Any) -> None:
        self.limit = limit
        kwargs.setdefault("default", b"")
        kwargs["editable"] = True
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("default", None)
        return name, path, args, kwargs

    def pre_save(self, model_instance: Any, add: bool) -> bytes:
        kept = model_instance.__dict__[self.attname]
        if isinstance(kept, str):
            kept = model_instance.seal(self.attname, kept) if kept else b""
        return bytes(kept)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, str):
            raise TypeError("words are sealed row by row: save the object instead of a queryset update")
        return super().get_db_prep_value(value, connection, prepared)

    def value_to_string(self, obj: Any) -> str:
        raise TypeError("sealed words are not serialised")


class WordsQuerySet(models.QuerySet[Any]):
    def readable_by(self, person: Person) -> Self:
        """What this person may read now; brings the wrapped key along, so that opening costs no query."""
        spaces = Membership.objects.current().filter(person=person).values("space")
        return self.filter(space__in=spaces).select_related("key")

    def writable_by(self, person: Person) -> Self:
        spaces = Membership.objects.writing().filter(person=person).values("space")
        return self.filter(space__in=spaces).select_related("key")


class Words(models.Model):
    """Base of every model with words: a row in a space, sealed with that space's key.

    `seal_label` is fixed in code and bound into every seal; renaming a table or a class must not change it.
    """

    seal_label: ClassVar[str]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(Space, models.PROTECT, related_name="+")
    key = models.ForeignKey(SpaceKey, models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)

    objects = WordsQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.seal_label} {self.pk}"

    @classmethod
    def sealed_fields(cls) -> list[str]:
        return [field.attname for field in cls._meta.concrete_fields if isinstance(field, SealedText)]

    @classmethod
    def drafted(cls, *, space: Space, author: Person, **values: Any) -> Self:
        """A row for `space`, not yet saved."""
        return cls(space=space, key=space.key, author=author, **values)

    @classmethod
    def write(cls, *, space: Space, author: Person, **values: Any) -> Self:
        row = cls.drafted(space=space, author=author, **values)
        row.save(force_insert=True)
        return row

    def copy_to(self, space: Space, model: type[Words] | None = None, **values: Any) -> Any:
        """This version's words in a space with other readers; the source stays with its author."""
        model = model or type(self)
        shared = set(model.sealed_fields()) & set(self.sealed_fields())
        words = {name: getattr(self, name) for name in shared}
        return model.write(space=space, author=self.author, **{**words, **values})

    def revise(self, *, expected: int, **values: Any) -> None:
        """Save new words over the version the writer saw; raises `Conflict` when somebody was faster."""
        with transaction.atomic():
            moved = type(self)._default_manager.filter(pk=self.pk, version=expected)
            if not moved.update(version=expected + 1, written_at=clock.now()):
                raise Conflict("Somebody saved this text while you were writing. Nothing is lost.")
            self.version = expected + 1
            for name, value in values.items():
                setattr(self, name, value)
            self.save(update_fields=list(values))

    def seal(self, field: str, text: str) -> bytes:
        return crypto.seal(self.key.data_key(), text.encode(), self._bound_to(field))

    def unseal(self, field: str, sealed: bytes) -> str:
        return crypto.unseal(self.key.data_key(), sealed, self._bound_to(field)).decode()

    def _bound_to(self, field: str) -> bytes:
        return b"\x00".join(
            [self.seal_label.encode(), self.pk.bytes, field.encode(), self.key_id.bytes, crypto.FORMAT]
        )
