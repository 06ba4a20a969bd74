"""Checks of an installation, one line each; nothing is changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from colonnade.kernel.errors import BadSetting

OLDEST_SAFE_SQLITE = (3, 51, 3)
# Releases of older lines that got the same repair.
SAFE_BACKPORTS = ((3, 50, 7), (3, 44, 6))


def examine() -> int:
    """Print a line per check; exit code 1 when one of them fails."""
    if not _passes("settings", _settings):
        return 1
    import django

    django.setup()
    passed = [_passes(name, check) for name, check in _CHECKS]
    return 0 if all(passed) else 1


def _passes(name: str, check: Callable[[], str]) -> bool:
    from django.db import DatabaseError

    try:
        print(f"ok    {name}: {check()}")
    except (BadSetting, DatabaseError, OSError) as error:
        sentence = (str(error).strip().splitlines() or [type(error).__name__])[0]
        print(f"FAIL  {name}: {sentence}")
        return False
    return True


def _settings() -> str:
    """Before Django is loaded: loading it with a wrong setting would end here with a traceback."""
    from colonnade.config import env

    values = env.read()
    folder = env.data_folder(values)
    if not folder.is_dir():
        raise BadSetting(f"COLONNADE_DATA: {folder} is not there; `colonnade serve` makes it.")
    return f"{len(values)} read, none unknown; data in {folder}"


def _address() -> str:
    from django.conf import settings
    from django.http.request import validate_host

    host = urlsplit(settings.COLONNADE_BASE_URL).hostname or ""
    if not validate_host(host, settings.ALLOWED_HOSTS):
        raise BadSetting(f"Links lead to {host}, which COLONNADE_HOSTS does not name.")
    is_local = host in ("localhost", "127.0.0.1", "::1")
    if not is_local and not getattr(settings, "SESSION_COOKIE_SECURE", False):
        raise BadSetting(f"{host} is served without TLS; set COLONNADE_TLS=true behind a TLS proxy.")
    if settings.DEBUG:
        raise BadSetting("COLONNADE_DEBUG is on and shows the insides of this installation; turn it off.")
    return settings.COLONNADE_BASE_URL


def _database() -> str:
    from django.db import connection

    from . import server

    with connection.cursor() as cursor:
        said = _sqlite(cursor) if connection.vendor == "sqlite" else _postgres(cursor)
    pending = server.pending_migrations()
    if pending:
        raise BadSetting(f"{said}; {len(pending)} changes of the tables wait for `colonnade migrate`.")
    return said


def _sqlite(cursor) -> str:
    cursor.execute("SELECT sqlite_version()")
    text = cursor.fetchone()[0]
    cursor.execute("PRAGMA journal_mode")
    mode = cursor.fetchone()[0]
    if mode == "wal" and not is_safe_sqlite(tuple(int(part) for part in text.split("."))):
        raise BadSetting(f"SQLite {text} can lose data in WAL mode; install pysqlite3 0.6.1 or newer.")
    return f"SQLite {text}, {mode}"


def is_safe_sqlite(found: tuple[int, ...]) -> bool:
    """Without the fault that can corrupt a database in WAL mode with several connections."""
    return found >= OLDEST_SAFE_SQLITE or any(found[:2] == line[:2] and found >= line for line in SAFE_BACKPORTS)


def _postgres(cursor) -> str:
    cursor.execute("SHOW server_version")
    found = cursor.fetchone()[0]
    if int(found.split(".")[0]) < 15:
        raise BadSetting(f"PostgreSQL {found} is too old; 15 is the oldest that is tested.")
    cursor.execute("SHOW synchronous_standby_names")
    standby = cursor.fetchone()[0]
    return f"PostgreSQL {found}, " + (f"synchronous standby {standby}" if standby else "no synchronous standby")


def _key() -> str:
    from django.conf import settings
    from django.db import connection

    from colonnade.kernel.crypto import master_keys

    from . import server

    keys = master_keys(settings.COLONNADE_MASTER_KEY_FILE)
    if "spaces_spacekey" in connection.introspection.table_names():
        server.demand_fitting_key()
    return f"version {keys.newest}, readable by its owner only, opens what this database has sealed"


def _static() -> str:
    from django.conf import settings

    from . import server

    if not server.is_collected():
        raise BadSetting("Static files are missing or older than the product; `colonnade serve` collects them.")
    return str(Path(settings.STATIC_ROOT))


def _mail() -> str:
    from django.conf import settings

    if not settings.COLONNADE_DELIVERS_MAIL:
        return "kept unsent (COLONNADE_SMTP_URL is empty)"
    from colonnade.activity.models import Letter
    from colonnade.activity.outbox import MOST_ATTEMPTS

    if Letter.objects.filter(sent_at=None, attempts__gte=MOST_ATTEMPTS).exists():
        raise BadSetting(f"Letters could not be delivered by {settings.EMAIL_HOST} and are no longer tried.")
    return f"delivered by {settings.EMAIL_HOST}:{settings.EMAIL_PORT}"


_CHECKS: list[tuple[str, Callable[[], str]]] = [
    ("address", _address),
    ("database", _database),
    ("keys", _key),
    ("static files", _static),
    ("mail", _mail),
]
