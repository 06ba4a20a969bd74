"""Every setting of an installation: a name, a safe default, a sentence. `docs/reference/settings.md` lists them."""

from __future__ import annotations

import os
from pathlib import Path

import environ

from colonnade.kernel.errors import BadSetting

# name: (reader, default, what it is for)
SETTINGS: dict[str, tuple[str, object, str]] = {
    "COLONNADE_DATA": ("str", "./var", "Folder for the database, keys and collected static files."),
    "COLONNADE_BASE_URL": (
        "str",
        "http://localhost:8000",
        "Where people reach this installation; links in mails start so.",
    ),
    "COLONNADE_DATABASE_URL": (
        "str",
        "",
        "postgres://… for PostgreSQL; empty uses SQLite in COLONNADE_DATA.",
    ),
    "COLONNADE_MASTER_KEY_FILE": (
        "str",
        "",
        "The master key file, mode 0400; empty means master.key in the data.",
    ),
    "COLONNADE_SECRET_KEY_FILE": ("str", "", "Signs cookies and links; empty means secret.key in the data."),
    "COLONNADE_HOSTS": ("list", ["localhost", "127.0.0.1"], "Host names this installation answers to."),
    "COLONNADE_ORIGINS": ("list", [], "Origins with scheme allowed to send forms, behind a proxy."),
    "COLONNADE_TLS": (
        "bool",
        False,
        "True behind a TLS proxy: cookies are sent over TLS only and HSTS is set.",
    ),
    "COLONNADE_TRUSTED_PROXIES": ("int", 0, "How many proxies in front may name the client's address."),
    "COLONNADE_SMTP_URL": (
        "str",
        "",
        "smtp://user:password@host:port for outgoing mail; empty keeps it unsent.",
    ),
    "COLONNADE_MAIL_FROM": ("str", "Colonnade <colonnade@localhost>", "Sender of mails."),
    "COLONNADE_DEBUG": ("bool", False, "Django's debug pages; never in production."),
    "COLONNADE_LOG_LEVEL": ("str", "INFO", "DEBUG, INFO, WARNING or ERROR."),
    "COLONNADE_WORKERS": ("int", 2, "Web worker processes."),
    "COLONNADE_STATIC": ("str", "", "Folder of collected static files; empty means static in the data."),
}
# Read by the tests and by the demo command, not by installations.
INTERNAL = {"COLONNADE_DEMO_TOKEN", "COLONNADE_TEST_DATABASE_URL", "COLONNADE_TEST_CHROMIUM"}


def read() -> dict[str, object]:
    """All settings with their values; raises `BadSetting` for an unknown or unreadable one."""
    unknown = sorted(
        name for name in os.environ if name.startswith("COLONNADE_") and name not in {*SETTINGS, *INTERNAL}
    )
    if unknown:
        raise BadSetting(
            f"Unknown setting {unknown[0]}. The settings are listed in docs/reference/settings.md"
            f" and by `colonnade settings`."
        )
    env = environ.Env()
    values: dict[str, object] = {}
    for name, (kind, default, _) in SETTINGS.items():
        try:
            values[name] = getattr(env, kind)(name, default=default)
        except ValueError as error:
            raise BadSetting(f"{name} should be {_in_words(kind)}, not {os.environ[name]!r}.") from error
    return values


def data_folder(values: dict[str, object]) -> Path:
    return Path(str(values["COLONNADE_DATA"])).expanduser().resolve()


def _in_words(kind: str) -> str:
    return {"bool": "true or false", "int": "a whole number", "list": "words with commas between"}.get(kind, "a text")
