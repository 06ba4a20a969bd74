"""Reading a framework from files: looked at as a preview first, then a draft of ours, or public data, or nothing."""

from __future__ import annotations

import gzip
import tempfile
import time
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, Protocol

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from colonnade.activity.models import record
from colonnade.kernel import clock
from colonnade.kernel.errors import Refusal
from colonnade.people.models import Person
from colonnade_paths import Framework as Engine
from colonnade_paths import ImportRefusedError, ImportReport, PathsError, pack, read_framework, unpack

from ..models import Framework, FrameworkVersion
from .frameworks import LONGEST_CODE, State, checked, own_line, put_draft

MOST_UNPACKED = 512 << 20
MOST_FILES = 2_000
MOST_SECONDS = 120
MOST_ROWS = 5_000_000
# Of each sort; the counts say how many there are.
PLACES_KEPT = 200
CHUNK = 1 << 20


class Upload(Protocol):
    """What Django hands over for an uploaded file."""

    name: str | None

    def chunks(self) -> Iterable[bytes]: ...


@dataclass(frozen=True)
class Arrival:
    """What was read, and what the import says about it."""

    engine: Engine
    report: ImportReport


def read_uploads(kind: str, uploads: list[Any]) -> Arrival:
    """Read uploaded files in a private folder that is gone afterwards; raises `ImportRefusedError`."""
    with tempfile.TemporaryDirectory(prefix="colonnade-import-") as folder:
        try:
            return read_path(kind, _stored(uploads, Path(folder)), bounded=True)
        except ImportRefusedError as refused:
            raise ImportRefusedError(_without(folder, str(refused)), refused.report) from refused
        except PathsError as error:
            raise ImportRefusedError(_without(folder, str(error)), ImportReport()) from error


def read_path(kind: str, path: Path, *, bounded: bool = False) -> Arrival:
    """Read a folder, zip or file; `bounded` for what came through the door, where time and size have an end."""
    if bounded:
        _demand_bounded(path)
    engine, report = read_framework(kind, path, _Bound() if bounded else None)
    return Arrival(engine, report)


class _Bound:
    """Ends an import that goes on for too long; asked every 25,000 rows."""

    def __init__(self) -> None:
        self._until = time.monotonic() + MOST_SECONDS

    def __call__(self, name: str, rows: int) -> None:
        if rows > MOST_ROWS or time.monotonic() > self._until:
            raise PathsError(
                _("%(name)s is too much to read here. An administrator can import it on the server.") % {"name": name}
            )


def _stored(uploads: list[Any], folder: Path) -> Path:
    """The files under their own names in one folder; a single file or zip is given as itself."""
    place = folder / "Framework"
    place.mkdir()
    for upload in uploads:
        target = place / (PurePosixPath((upload.name or "").replace("\\", "/")).name or "file")
        if target.exists():
            raise PathsError(_("Two of the files are called “%(name)s”.") % {"name": target.name})
        if target.suffix.lower() == ".zip" and len(uploads) > 1:
            raise PathsError(_("Choose either one zip or several files, not both."))
        with target.open("wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)
    (first, *others) = place.iterdir()
    return place if others else first


def _without(folder: str, sentence: str) -> str:
    """The sentence without the place where the files lay for a moment."""
    return sentence.replace(f"{folder}/Framework/", "").replace(f"{folder}/Framework", _("The upload"))


def _demand_bounded(path: Path) -> None:
    """Refuse what unpacks to more than an import holds; raises `PathsError`."""
    left = MOST_UNPACKED
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        with file.open("rb") as opened:
            left -= _unpacked(opened, file.name, left)
    if left < 0:
        raise PathsError(_("Unpacked these files are larger than %(most)s MB.") % {"most": MOST_UNPACKED >> 20})


def _unpacked(file: IO[bytes], name: str, left: int) -> int:
    """Bytes that reading this file would unpack, counted no further than a little beyond `left`."""
    lower = name.lower()
    if left < 0:
        return 0
    if lower.endswith(".gz"):
        return _of_gzip(file, left)
    if not lower.endswith((".zip", ".xlsx")):
        return 0
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError) as error:
        raise PathsError(_("%(name)s is not a zip that can be read.") % {"name": name}) from error
    members = archive.infolist()
    if len(members) > MOST_FILES:
        raise PathsError(_("%(name)s holds more than %(most)s files.") % {"name": name, "most": MOST_FILES})
    total = sum(member.file_size for member in members)
    for member in members if lower.endswith(".zip") else ():
        if total <= left and member.filename.lower().endswith((".xlsx", ".gz", ".zip")):
            total += _inside(archive, member, left - total)
    return total


def _inside(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> int:
    try:
        with archive.open(member) as opened:
            return _unpacked(opened, member.filename, left)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
        raise PathsError(_("%(name)s cannot be read.") % {"name": member.filename}) from error


def _of_gzip(file: IO[bytes], left: int) -> int:
    total = 0
    try:
        with gzip.GzipFile(fileobj=file) as unpacked:
            while total <= left and (chunk := unpacked.read(CHUNK)):
                total += len(chunk)
    except (OSError, EOFError):
        # The importer says in its own words what is wrong with it.
        return total
    return total


def own_preview() -> FrameworkVersion | None:
    rows = FrameworkVersion.objects.filter(framework__use=Framework.Use.OWN, state=State.PREVIEW)
    return rows.select_related("made_by").first()


@transaction.atomic
def keep_preview(arrival: Arrival, *, kind: str, by: Person | None) -> FrameworkVersion:
    """Keep what was read, to be looked at; it takes the place of an earlier preview and changes nothing else."""
    line = own_line()
    line.versions.filter(state=State.PREVIEW).delete()
    preview = line.versions.create(
        state=State.PREVIEW,
        document=pack(arrival.engine),
        report=kept_report(arrival.report, kind),
        made_by=by,
    )
    record("framework.previewed", preview, by=by, kind=kind, roles=len(arrival.engine.roles))
    return preview


def kept_report(report: ImportReport, kind: str) -> dict[str, Any]:
    """The report as it is stored: every count, and the first places of each sort."""
    whole = report.as_json()
    return whole | {sort: whole[sort][:PLACES_KEPT] for sort in ("mended", "refused")} | {"kind": kind}


def _demand_preview(line: Framework) -> FrameworkVersion:
    preview = line.versions.select_for_update().filter(state=State.PREVIEW).first()
    if preview is None:
        raise Refusal(_("There is no import to look at any more."))
    return preview


@transaction.atomic
def take_as_draft(*, by: Person) -> FrameworkVersion:
    """The preview becomes our draft, in the place of the one there was; raises `ImportRefusedError`."""
    line = own_line()
    preview = _demand_preview(line)
    engine = unpack(bytes(preview.document))
    longest = max((*engine.roles, *engine.skills), key=len, default="")
    if len(longest) > LONGEST_CODE:
        raise Refusal(
            _("The code “%(code)s…” is longer than %(most)s characters; shorten it, or keep this as public data.")
            % {"code": longest[:60], "most": LONGEST_CODE}
        )
    document = pack(checked(engine))
    line.versions.filter(state=State.DRAFT).delete()
    preview.delete()
    return put_draft(line, document, by=by)


@transaction.atomic
def keep_as_public(*, by: Person) -> Framework:
    """The preview becomes public data to look outside, readable at once. The same source again replaces itself."""
    preview = _demand_preview(own_line())
    engine = unpack(bytes(preview.document))
    public = put_public(engine, report=preview.report, by=by)
    preview.delete()
    return public


@transaction.atomic
def put_public(engine: Engine, *, report: dict[str, Any], by: Person | None) -> Framework:
    name = engine.name[:120]
    line = Framework.objects.select_for_update().filter(use=Framework.Use.PUBLIC, name=name).first()
    line = line or Framework.objects.create(use=Framework.Use.PUBLIC, name=name)
    earlier = line.versions.order_by("-number").values_list("number", flat=True).first() or 0
    line.versions.all().delete()
    version = line.versions.create(
        state=State.PUBLISHED,
        number=earlier + 1,
        document=pack(engine),
        report=report,
        made_by=by,
        published_at=clock.now(),
    )
    record("framework.public_kept", version, by=by, roles=len(engine.roles))
    return line


@transaction.atomic
def throw_away(*, by: Person) -> None:
    preview = own_preview()
    if preview is not None:
        record("framework.preview_thrown_away", preview, by=by)
        preview.delete()


def public_lines() -> QuerySet[Framework]:
    """Public data that is there now, by name. A line whose data was removed stays, for those who marked its roles."""
    there = FrameworkVersion.objects.filter(framework=OuterRef("pk"), state=State.PUBLISHED)
    return Framework.objects.filter(Exists(there), use=Framework.Use.PUBLIC).order_by("name")


def public_version(line: Framework) -> FrameworkVersion:
    return line.versions.filter(state=State.PUBLISHED).defer("document").order_by("-number")[0]


@transaction.atomic
def remove_public(line: Framework, *, by: Person) -> None:
    """The data goes; roles of it that people marked stay with them, as “no longer there”."""
    line.versions.all().delete()
    record("framework.public_removed", line, by=by)
