"""Settings: each is documented, and a wrong one is one sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from colonnade.cli import as_written, main
from colonnade.config import env
from colonnade.kernel.errors import BadSetting

PAGE = Path(__file__).parent.parent.parent / "docs" / "reference" / "settings.md"


def test_every_setting_is_documented_with_its_default_and_sentence():
    rows = re.findall(r"^\| `(COLONNADE_\w+)` \| (\S.*?) \| (.+) \|$", PAGE.read_text(), re.MULTILINE)

    documented = {name: ("" if default == "empty" else default.strip("`"), says) for name, default, says in rows}

    assert documented == {name: (as_written(d), says) for name, (_kind, d, says) in env.SETTINGS.items()}


def test_the_command_lists_every_setting(capsys):
    assert main(["settings"]) == 0

    assert re.findall(r"^COLONNADE_\w+", capsys.readouterr().out, re.MULTILINE) == list(env.SETTINGS)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("COLONNADE_WROKERS", "2", "Unknown setting COLONNADE_WROKERS"),
        ("COLONNADE_WORKERS", "two", "COLONNADE_WORKERS should be a whole number, not 'two'."),
        ("COLONNADE_WORKERS", "0", "COLONNADE_WORKERS should be a number from 1 to 99, not 0."),
        ("COLONNADE_TLS", "maybe", "COLONNADE_TLS should be true or false, not 'maybe'."),
        ("COLONNADE_BASE_URL", "colonnade.example", "COLONNADE_BASE_URL should be an address such as"),
        ("COLONNADE_LOG_LEVEL", "LOUD", "COLONNADE_LOG_LEVEL should be DEBUG, INFO, WARNING or ERROR"),
        ("COLONNADE_DATABASE_URL", "mysql://me:hunter2@host/x", "COLONNADE_DATABASE_URL should be postgres://"),
        ("COLONNADE_SMTP_URL", "http://me:hunter2@host", "COLONNADE_SMTP_URL should be smtp://"),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch, name, value, sentence):
    monkeypatch.setenv(name, value)

    with pytest.raises(BadSetting, match=re.escape(sentence)) as refused:
        env.read()

    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("value", ["true", "Yes", "on", "1"])
def test_true_may_be_written_in_several_ways(monkeypatch, value):
    monkeypatch.setenv("COLONNADE_TLS", value)

    assert env.read()["COLONNADE_TLS"] is True


def test_an_empty_setting_is_not_set(monkeypatch):
    monkeypatch.setenv("COLONNADE_WORKERS", "")
    monkeypatch.setenv("COLONNADE_HOSTS", "")

    assert (env.read()["COLONNADE_WORKERS"], env.read()["COLONNADE_HOSTS"]) == (2, ["localhost", "127.0.0.1"])


def test_lists_have_commas_between(monkeypatch):
    monkeypatch.setenv("COLONNADE_HOSTS", "a.example,b.example")

    assert env.read()["COLONNADE_HOSTS"] == ["a.example", "b.example"]


@pytest.mark.parametrize("url", ["postgres://me:pw@db:5432/colonnade", "postgresql://me:@/x?host=/run/pg"])
def test_addresses_of_postgresql(monkeypatch, url):
    monkeypatch.setenv("COLONNADE_DATABASE_URL", url)

    assert env.read()["COLONNADE_DATABASE_URL"] == url
