"""Checks of an installation, one line each."""

from __future__ import annotations

from collections.abc import Callable

from colonnade.kernel.errors import BadSetting

OLDEST_SAFE_SQLITE = (3, 51, 3)


def examine() -> int:
    """Print a line per check; exit code 1 when one of them fails."""
    failed = 0
    for name, check in _CHECKS:
        try:
            print(f"ok    {name}: {check()}")
        except (BadSetting, AssertionError, OSError) as error:
            failed += 1
            print(f"FAIL  {name}: {error}")
    return 1 if failed else 0


def _settings() -> str:
    from colonnade.config import env

    return f"{len(env.read())} read, none unknown"


def _key() -> str:
    from . import server

    server.prepare(static=False)
    return "the file opens what this database has sealed"


def _database() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return _sqlite(cursor)
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0]}"


def _sqlite(cursor) -> str:
    cursor.execute("SELECT sqlite_version()")
    version = cursor.fetchone()[0]
    cursor.execute("PRAGMA journal_mode")
    mode = cursor.fetchone()[0]
    safe = tuple(int(part) for part in version.split(".")) >= OLDEST_SAFE_SQLITE
    if not safe and mode == "wal":
        raise BadSetting(f"SQLite {version} can lose data in WAL mode; install pysqlite3 0.6.1 or newer.")
    return f"SQLite {version}, {mode}"


def _mail() -> str:
    from django.conf import settings

    return "delivered by SMTP" if settings.COLONNADE_DELIVERS_MAIL else "kept unsent (COLONNADE_SMTP_URL is empty)"


_CHECKS: list[tuple[str, Callable[[], str]]] = [
    ("settings", _settings),
    ("keys", _key),
    ("database", _database),
    ("mail", _mail),
]
