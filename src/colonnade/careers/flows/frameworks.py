"""The organisation's own framework: a draft that several edit, published as versions that never change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from colonnade.activity.models import record
from colonnade.kernel import clock
from colonnade.kernel.errors import Conflict, Refusal
from colonnade.people.models import Person
from colonnade_paths import Framework as Engine
from colonnade_paths import framework_of_rows, pack, rows_of, unpack
from colonnade_paths.model import plain

from .. import framework
from ..models import Framework, FrameworkVersion

State = FrameworkVersion.State
LONGEST_CODE = 120


def own_versions():
    """Published versions of our own framework, the newest first."""
    return FrameworkVersion.objects.filter(framework__use=Framework.Use.OWN, state=State.PUBLISHED).order_by(
        "-number"
    )


def own_draft() -> FrameworkVersion | None:
    return FrameworkVersion.objects.filter(framework__use=Framework.Use.OWN, state=State.DRAFT).first()


@transaction.atomic
def make_ours(*, by: Person) -> FrameworkVersion:
    """A draft to work on. What is in force becomes version 1 first, as it is; called twice it changes nothing."""
    line = own_line()
    draft = line.versions.filter(state=State.DRAFT).first()
    if draft is not None:
        return draft
    if not line.versions.filter(state=State.PUBLISHED).exists():
        document = pack(framework.shipped().engine)
        _publish(line, document, by=by, note=_("The starter framework, as it ships."))
        framework.forget()
    newest = line.versions.filter(state=State.PUBLISHED).order_by("-number")[0]
    return put_draft(line, bytes(newest.document), by=by)


def own_line() -> Framework:
    """The line of our own versions, locked until the transaction ends; made when first needed."""
    Framework.objects.get_or_create(use=Framework.Use.OWN, defaults={"name": framework.current().engine.name})
    return Framework.objects.select_for_update().get(use=Framework.Use.OWN)


def put_draft(line: Framework, document: bytes, *, by: Person) -> FrameworkVersion:
    draft = line.versions.create(state=State.DRAFT, document=document, made_by=by)
    record("framework.drafted", draft, by=by)
    return draft


@dataclass
class Draft:
    """The draft while somebody changes it: nobody else can, until the block ends. `done` says what was changed."""

    row: FrameworkVersion
    engine: Engine
    acts: list[tuple[str, str]] = field(default_factory=list)

    def done(self, act: str, code: str) -> None:
        self.acts.append((act, code))


@contextmanager
def changing(*, by: Person) -> Iterator[Draft]:
    """Open the draft for a change; written when the block has called `done`. Raises `Refusal` where there is none."""
    with transaction.atomic():
        rows = FrameworkVersion.objects.select_for_update(of=("self",))
        row = rows.filter(framework__use=Framework.Use.OWN, state=State.DRAFT).first()
        if row is None:
            raise Refusal(_("There is no draft any more. Begin a new one on the page of the draft."))
        draft = Draft(row, unpack(bytes(row.document)))
        yield draft
        if draft.acts:
            row.document = pack(draft.engine)
            row.revision += 1
            row.save(update_fields=["document", "revision"])
        for act, _code in draft.acts:
            record(f"framework.{act}", row, by=by, revision=row.revision)


def no_such_piece() -> Refusal:
    return Refusal(_("It is no longer in the draft; somebody took it out."))


def fingerprint(piece: Any) -> str:
    """Tells whether a role, skill or family is still as somebody's page showed it."""
    text = json.dumps(piece, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:20]


def new_code(name: str, taken: Any) -> str:
    """A code for something new, from its name, that nothing else has."""
    stem = "_".join(plain(name).split())[: LONGEST_CODE - 5] or "new"
    code, number = stem, 1
    while code in taken:
        number += 1
        code = f"{stem}_{number}"
    return code


def checked(engine: Engine) -> Engine:
    """The framework as the engine reads it back; raises `ImportRefusedError` with every place that is wrong."""
    return framework_of_rows(engine.name, **rows_of(engine))


def publish(*, by: Person, note: str, revision: int) -> FrameworkVersion:
    """Put the draft into force as the next version.

    Raises `ImportRefusedError` where the whole does not hold together, and `Conflict` where the draft is not the
    one that was looked at.
    """
    with transaction.atomic():
        line = own_line()
        draft = line.versions.select_for_update().filter(state=State.DRAFT).first()
        if draft is None:
            raise Refusal(_("There is no draft to publish."))
        if draft.revision != revision:
            raise Conflict(_("Somebody changed the draft since you looked at it. Look at the changes once more."))
        engine = checked(unpack(bytes(draft.document)))
        draft.delete()
        version = _publish(line, pack(engine), by=by, note=note)
        line.name = engine.name[:120]
        line.save(update_fields=["name"])
    framework.forget()
    return version


def go_back(number: int, *, by: Person, note: str) -> FrameworkVersion:
    """Publish an earlier version once more, under a new number; every version in between stays readable."""
    with transaction.atomic():
        line = own_line()
        earlier = line.versions.filter(state=State.PUBLISHED, number=number).first()
        if earlier is None:
            raise Refusal(_("There is no such version."))
        version = _publish(line, bytes(earlier.document), by=by, note=note)
    framework.forget()
    return version


def _publish(line: Framework, document: bytes, *, by: Person, note: str) -> FrameworkVersion:
    newest = line.versions.filter(state=State.PUBLISHED).order_by("-number").values_list("number", flat=True).first()
    version = line.versions.create(
        state=State.PUBLISHED,
        number=(newest or 0) + 1,
        document=document,
        note=note,
        made_by=by,
        published_at=clock.now(),
    )
    record("framework.published", version, by=by, number=version.number)
    return version


def discard(*, by: Person) -> None:
    """Throw the draft away; what is published stays."""
    with transaction.atomic():
        draft = own_draft()
        if draft is not None:
            record("framework.discarded", draft, by=by, revision=draft.revision)
            draft.delete()
