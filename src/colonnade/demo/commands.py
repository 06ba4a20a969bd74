"""What `colonnade demo` and `colonnade seed` do."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from pathlib import Path

from colonnade.kernel import clock
from colonnade.kernel.errors import BadSetting

HOST = "127.0.0.1"


def run_demo(port: int, reset: bool) -> int:
    """Make or keep the demo database, start the servers on loopback, and say where the stories begin."""
    os.environ.setdefault("COLONNADE_DATA", "./var")
    folder = Path(os.environ["COLONNADE_DATA"]).expanduser().resolve() / "demo"
    if reset:
        shutil.rmtree(folder, ignore_errors=True)
    token = secrets.token_urlsafe(32)
    os.environ |= {
        "COLONNADE_DATA": str(folder),
        "COLONNADE_HOSTS": "localhost,127.0.0.1",
        "COLONNADE_BASE_URL": f"http://localhost:{port}",
        "COLONNADE_DEMO_TOKEN": token,
        "COLONNADE_LOG_LEVEL": "WARNING",
    }
    from colonnade.cli import server

    server.prepare()
    fill(token)
    print(f"\nColonnade is on http://localhost:{port}/demo/ - the stories begin there. Stop it with Ctrl-C.\n")  # noqa: T201
    return server.run(HOST, port)


def fill(token: str) -> None:
    """Load the sample organisation where there is none, and let this start's doors open."""
    from colonnade.people.models import Person

    from . import organisation
    from .models import DemoMarker, digest

    marker = DemoMarker.objects.first()
    if marker is None and Person.objects.exists():
        raise BadSetting("This database holds an organisation of its own; the demo needs an empty COLONNADE_DATA.")
    if marker is None:
        print("Loading the sample organisation ...", file=sys.stderr)  # noqa: T201
        organisation.load()
    DemoMarker.objects.update_or_create(id=1, defaults={"token_digest": digest(token)})


def run_seed(people: int) -> int:
    """Add a generated organisation of so many people to an empty database."""
    from colonnade.people.models import Organisation, Person

    from . import seeding

    if Person.objects.exists():
        raise BadSetting("Seeding needs a database without people; set COLONNADE_DATA to a new folder.")
    Organisation.objects.update_or_create(id=1, defaults={"name": "Generated organisation"})

    def progress(made: int) -> None:
        filled = made * 40 // people
        print(f"\r[{'#' * filled}{'.' * (40 - filled)}] {made:,} of {people:,}", end="", file=sys.stderr)  # noqa: T201

    seeding.seed(people, now=clock.now(), progress=progress)
    print(file=sys.stderr)  # noqa: T201
    return 0
