"""Every setting of an installation: a name, a safe default, a sentence. `docs/reference/settings.md` lists them."""

from __future__ import annotations

import os
import re
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
        "smtp://user:password@host:port for outgoing mail (smtp+tls://, smtp+ssl://); empty keeps it unsent.",
    ),
    "COLONNADE_MAIL_FROM": ("str", "Colonnade <colonnade@localhost>", "Sender of mails."),
    "COLONNADE_TRANSCRIPT_DAYS": (
        "int",
        30,
        "Days until an imported transcript and its mirrors are deleted, 1 to 90.",
    ),
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
    values = {name: _value(name, kind, default) for name, (kind, default, _sentence) in SETTINGS.items()}
    for name, (fits, wanted) in SHAPES.items():
        if not re.fullmatch(fits, str(values[name])):
            raise BadSetting(f"{name} should be {wanted}, not {_shown(name, values[name])}.")
    return values


# What a value must look like beyond its type: name -> (pattern, in words).
SHAPES = {
    "COLONNADE_BASE_URL": (r"https?://[^/\s?#]+(/[^\s?#]*)?", "an address such as https://colonnade.example.org"),
    "COLONNADE_DATABASE_URL": (r"|postgres(ql)?://\S+", "postgres://user:password@host:port/name"),
    "COLONNADE_SMTP_URL": (r"|smtp(s|\+tls|\+ssl)?://\S+", "smtp://user:password@host:port"),
    "COLONNADE_LOG_LEVEL": (r"DEBUG|INFO|WARNING|ERROR", "DEBUG, INFO, WARNING or ERROR"),
    "COLONNADE_WORKERS": (r"[1-9]\d?", "a number from 1 to 99"),
    "COLONNADE_TRUSTED_PROXIES": (r"\d", "a number from 0 to 9"),
    "COLONNADE_TRANSCRIPT_DAYS": (r"[1-9]|[1-8]\d|90", "a number from 1 to 90"),
}
# These may hold a password, which does not belong on a screen or in a log.
SECRET = {"COLONNADE_DATABASE_URL", "COLONNADE_SMTP_URL"}
TRUTHS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


def _value(name: str, kind: str, default: object) -> object:
    typed = os.environ.get(name, "").strip()
    if not typed:
        return default
    if kind == "bool" and typed.lower() not in TRUTHS:
        raise BadSetting(f"{name} should be true or false, not {typed!r}.")
    try:
        return TRUTHS[typed.lower()] if kind == "bool" else getattr(environ.Env(), kind)(name)
    except ValueError as error:
        raise BadSetting(f"{name} should be {_in_words(kind)}, not {typed!r}.") from error


def _shown(name: str, value: object) -> str:
    return "what it is now" if name in SECRET else repr(value)


def data_folder(values: dict[str, object]) -> Path:
    return Path(str(values["COLONNADE_DATA"])).expanduser().resolve()


def _in_words(kind: str) -> str:
    return {"int": "a whole number", "list": "words with commas between"}.get(kind, "a text")
