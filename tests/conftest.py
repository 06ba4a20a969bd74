from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, sync_playwright

from colonnade.careers import framework
from colonnade.spaces import reading
from colonnade.workspace.chrome import organisation
from tests.cast import Cast, make_cast
from tests.settings_env import FOLDER

# `pytest --hypothesis-profile=long` for the nightly form.
hypothesis_settings.register_profile("short", max_examples=20, deadline=None)
hypothesis_settings.register_profile("long", max_examples=2000, deadline=None)
hypothesis_settings.load_profile("short")


@pytest.fixture(autouse=True)
def _fast_and_fresh(settings) -> Iterator[None]:
    """Cheap passwords, plain static addresses, and nothing remembered from the test before."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    reading._written.clear()
    organisation.forget()
    framework.forget()
    yield


@pytest.fixture
def cast(db) -> Cast:
    return make_cast()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, request) -> None:
    """On SQLite a file in this worker's own folder, so that journal mode and locks are the product's."""


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix(request) -> None:
    from django.conf import settings

    database = settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        database.setdefault("TEST", {})["NAME"] = str(FOLDER / "test.sqlite3")
        return
    worker = getattr(request.config, "workerinput", {}).get("workerid", "")
    database.setdefault("TEST", {})["NAME"] = f"test_colonnade_{worker}"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = os.environ.get("COLONNADE_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "The journeys need Chromium: apt-get install chromium, or set COLONNADE_TEST_CHROMIUM."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


def pytest_terminal_summary(terminalreporter) -> None:
    """How many requests the access matrix tried, over all workers."""
    said = [dict(report.user_properties) for report in terminalreporter.getreports("passed")]
    said += [dict(report.user_properties) for report in terminalreporter.getreports("failed")]
    requests = sum(properties.get("matrix_requests", 0) for properties in said)
    if requests:
        leaks = sum(properties.get("matrix_leaks", 0) for properties in said)
        terminalreporter.write_line(f"access matrix: requests={requests} leaks={leaks}")
