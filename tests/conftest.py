from __future__ import annotations

from collections.abc import Iterator

import pytest

from colonnade.spaces import reading
from colonnade.workspace.chrome import organisation
from tests.cast import Cast, make_cast


@pytest.fixture(autouse=True)
def _fast_and_fresh(settings) -> Iterator[None]:
    """Cheap passwords, plain static addresses, and nothing remembered from the test before."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    reading._written.clear()
    organisation.forget()
    yield


@pytest.fixture
def cast(db) -> Cast:
    return make_cast()
