"""Getting ready to serve, and serving: granian's workers and our own worker, stopped together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

from colonnade.kernel.errors import BadSetting

HOURS_TO_START = 48


def prepare(*, static: bool = True) -> None:
    """Check settings and keys, make the tables, collect static files; raises `BadSetting` with one sentence."""
    import django

    _keys()
    django.setup()
    from django.core.management import call_command
    from django.db import DatabaseError

    try:
        call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        raise BadSetting(f"The database cannot be used: {str(error).splitlines()[0]}") from error
    _open_a_stored_key()
    if static:
        _collect_static()


def _keys() -> None:
    """A master key is made for a new data folder, and never where a database already is."""
    from colonnade.config import env
    from colonnade.kernel.crypto import create_master_key, master_keys

    values = env.read()
    folder = env.data_folder(values)
    key = Path(str(values["COLONNADE_MASTER_KEY_FILE"]) or folder / "master.key")
    is_new = not (folder / "colonnade.sqlite3").exists() and not values["COLONNADE_DATABASE_URL"]
    if not key.exists() and (is_new or (values["COLONNADE_DATABASE_URL"] and not _has_marker(folder))):
        create_master_key(key)
        (folder / "key-was-made").touch()
    master_keys(str(key))


def _has_marker(folder: Path) -> bool:
    return (folder / "key-was-made").exists()


def _open_a_stored_key() -> None:
    """The key file must be the one that this database was sealed with."""
    from colonnade.kernel.crypto import Unreadable
    from colonnade.spaces.models import SpaceKey

    stored = SpaceKey.objects.exclude(wrapped=None).order_by("made_at").first()
    try:
        if stored is not None:
            stored.data_key()
    except Unreadable as error:
        raise BadSetting(
            "The master key file does not open this database; set COLONNADE_MASTER_KEY_FILE to the file"
            " it was sealed with."
        ) from error


def _collect_static() -> None:
    """Collect when the product's files are newer than what was collected last."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT) / ".collected"
    source = Path(__file__).resolve().parent.parent
    newest = max(file.stat().st_mtime for file in source.glob("*/static/**/*") if file.is_file())
    if stamp.exists() and stamp.stat().st_mtime >= newest:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.touch()


def refuse_demo_token() -> None:
    """Only `colonnade demo` opens the demo's doors; a token from elsewhere is dropped."""
    os.environ.pop("COLONNADE_DEMO_TOKEN", None)


def print_start_link() -> None:
    """With nobody in the database: a link that works once and sets up this installation."""
    from django.conf import settings
    from django.urls import reverse

    from colonnade.accounts.models import OneTimeLink
    from colonnade.people.models import Person

    if Person.objects.exists():
        return
    token = OneTimeLink.make(OneTimeLink.Purpose.START, days=HOURS_TO_START / 24)
    address = settings.COLONNADE_BASE_URL + reverse("start", args=[token])
    print(f"\nNobody is here yet. Begin with this link; it works once, for two days:\n\n  {address}\n", flush=True)


def command(host: str, port: int) -> list[str]:
    """How granian is started."""
    from django.conf import settings

    workers = str(settings.COLONNADE_WORKERS)
    options = ["--interface", "wsgi", "--host", host, "--port", str(port), "--workers", workers, "--no-access-log"]
    options += ["--respawn-failed-workers", "--workers-kill-timeout", "10", "--blocking-threads", "2"]
    options += ["--backpressure", "64", "--log-level", "warning", "--no-ws"]
    return [sys.executable, "-m", "granian", *options, "colonnade.config.wsgi:application"]


def run(host: str, port: int) -> int:
    """Serve until stopped; web and worker end together. Returns the exit code."""
    web = subprocess.Popen(command(host, port))  # noqa: S603  our own command, no shell
    worker = subprocess.Popen([sys.executable, "-m", "colonnade.cli", "worker"])

    def stop(signum: int, frame: FrameType | None) -> None:
        for child in (web, worker):
            child.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    code = web.wait()
    worker.terminate()
    worker.wait()
    return 0 if code in (0, -signal.SIGTERM, -signal.SIGINT) else code
