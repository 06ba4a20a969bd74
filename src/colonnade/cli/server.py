"""Getting ready to serve, and serving: granian's workers and our own worker, stopped together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

from colonnade.kernel.errors import BadSetting

DAYS_TO_START = 2
SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_UNTIL_WORKER = 2
STAMP = ".collected"


def prepare(*, static: bool = True) -> None:
    """Check settings and keys, make the tables, collect static files; raises `BadSetting` with one sentence."""
    _set_up()
    from django.db import DatabaseError

    try:
        _demand_master_key()
        _migrate()
        demand_fitting_key()
    except DatabaseError as error:
        raise BadSetting(f"The database cannot be used: {str(error).strip().splitlines()[0]}") from error
    if static:
        _collect_static()


def _set_up() -> None:
    """Load Django with settings that fit; a data folder that cannot be written is said in words."""
    import django

    from colonnade.config import env

    folder = env.data_folder(env.read())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        django.setup()
    except OSError as error:
        raise BadSetting(f"COLONNADE_DATA: {error.filename or folder}: {error.strerror}.") from error
    if not os.access(folder, os.W_OK):
        raise BadSetting(f"COLONNADE_DATA: {folder} cannot be written.")


def _demand_master_key() -> None:
    """A master key is made for a database without tables, and never where one has been in use."""
    from django.conf import settings
    from django.db import connection

    from colonnade.kernel.crypto import create_master_key, master_keys

    path = Path(settings.COLONNADE_MASTER_KEY_FILE)
    if not path.exists() and not connection.introspection.table_names():
        create_master_key(path)
    master_keys(str(path))


def _migrate() -> None:
    """Django's own command takes its time even when there is nothing to do; so look first."""
    from django.core.management import call_command

    if pending_migrations():
        call_command("migrate", interactive=False, verbosity=0)


def pending_migrations() -> list[str]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return [str(migration) for migration, _back in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def demand_fitting_key() -> None:
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


def is_collected() -> bool:
    """The product's static files are no newer than what was collected last."""
    from django.conf import settings

    stamp = Path(settings.STATIC_ROOT) / STAMP
    source = Path(__file__).resolve().parent.parent
    newest = max(file.stat().st_mtime for file in source.glob("*/static/**/*"))
    return stamp.exists() and stamp.stat().st_mtime >= newest


def _collect_static() -> None:
    from django.conf import settings
    from django.core.management import call_command

    if is_collected():
        return
    folder = Path(settings.STATIC_ROOT)
    # Collecting empties the folder first; only one that we filled ourselves, or an empty one, may be emptied.
    if folder.exists() and any(folder.iterdir()) and not (folder / STAMP).exists():
        raise BadSetting(f"COLONNADE_STATIC: {folder} holds other files; name a folder of its own.")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / STAMP).touch()
    os.utime(folder / STAMP, (0, 0))
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    (folder / STAMP).touch()


def refuse_demo_token() -> None:
    """Only `colonnade demo` opens the demo's doors; a token from elsewhere is dropped."""
    os.environ.pop("COLONNADE_DEMO_TOKEN", None)


def demand_free_port(host: str, port: int) -> None:
    """Raises `BadSetting` where something already listens, or where the address is not ours."""
    try:
        kind, *_rest, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(kind, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise BadSetting(f"{host}:{port} cannot be used ({error.strerror}); choose another with --port.") from error


def print_start_link() -> None:
    """With nobody in the database: a link that works once and sets up this installation."""
    from django.conf import settings
    from django.urls import reverse

    from colonnade.accounts.models import OneTimeLink
    from colonnade.people.models import Person

    if Person.objects.exists():
        return
    token = OneTimeLink.make(OneTimeLink.Purpose.START, days=DAYS_TO_START)
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
    worker = _BesideWorker()
    stopped = False

    def stop(signum: int, frame: FrameType | None) -> None:
        nonlocal stopped
        stopped = True
        web.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while web.poll() is None:
        if not stopped:
            worker.keep_running()
        time.sleep(SECONDS_BETWEEN_LOOKS if not stopped else 0.05)
    worker.stop()
    return 0 if stopped else web.returncode or 1


class _BesideWorker:
    """Our own worker beside the web processes; begins after them, so that pages are there first."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.next_start = time.monotonic() + SECONDS_UNTIL_WORKER

    def keep_running(self) -> None:
        """Start it when it is time; again after a while when it broke."""
        if self.process is not None and self.process.poll() is None:
            self.next_start = time.monotonic() + SECONDS_UNTIL_WORKER
        elif time.monotonic() >= self.next_start:
            self.process = subprocess.Popen([sys.executable, "-m", "colonnade.cli", "worker"])
            self.next_start = time.monotonic() + SECONDS_UNTIL_WORKER

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()


def start_server(host: str, port: int, env: Mapping[str, str], *, seconds: float = 30) -> subprocess.Popen[bytes]:
    """`colonnade serve` in a process of its own, once it answers; stop it with `terminate()`.

    Raises `TimeoutError` when it does not answer in time.
    """
    arguments = [sys.executable, "-m", "colonnade.cli", "serve", "--host", host, "--port", str(port)]
    process = subprocess.Popen(arguments, env=dict(env))  # noqa: S603  our own command, no shell
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://{host}:{port}/healthz", timeout=1):
                return process
        except OSError:
            time.sleep(0.05)
    process.terminate()
    raise TimeoutError(f"the server on {host}:{port} did not answer")
