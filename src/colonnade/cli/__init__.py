"""The `colonnade` command: serve, worker, migrate, settings, doctor, seed, framework and demo."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from colonnade.kernel.errors import BadSetting

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """Run one command; what keeps it from running is one sentence on stderr and exit code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "colonnade.config.settings")
    chosen = _parser().parse_args(arguments)
    try:
        return COMMANDS[chosen.command](chosen)
    except BadSetting as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="colonnade", description="Career conversations, self-hosted.")
    parser.add_argument("--version", action="version", version=f"colonnade {_version()}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    serve = commands.add_parser("serve", help="migrate, collect static files and serve the product")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    serve.add_argument("--port", type=_port, default=8000)
    commands.add_parser("worker", help="deliver mail and tidy up, until stopped; `serve` does it too")
    commands.add_parser("migrate", help="make or change the tables")
    commands.add_parser("settings", help="list every setting with its default")
    commands.add_parser("doctor", help="check this installation, changing nothing")
    seed = commands.add_parser("seed", help="fill an empty database with a generated organisation")
    seed.add_argument("--people", type=int, required=True)
    _add_framework(commands)
    demo = commands.add_parser("demo", help="serve the sample organisation on this computer only")
    demo.add_argument("--port", type=_port, default=8000)
    demo.add_argument("--reset", action="store_true", help="start over with a fresh sample organisation")
    return parser


def _add_framework(commands: Any) -> None:
    """`framework import`: the same as the page, for files that are too much for a request."""
    parser = commands.add_parser("framework", help="import a career framework from files on this computer")
    acts = parser.add_subparsers(dest="act", required=True, metavar="act")
    reading = acts.add_parser("import", help="read a framework; people partners then look at it before it counts")
    reading.add_argument("kind", choices=["csv", "yaml", "gdad", "esco", "rome", "onet"])
    reading.add_argument("path", type=Path)
    reading.add_argument("--public", action="store_true", help="keep it as public data to look outside, at once")


def _serve(chosen: argparse.Namespace) -> int:
    from . import server

    server.refuse_demo_token()
    server.demand_free_port(chosen.host, chosen.port)
    server.prepare()
    server.print_start_link()
    return server.run(chosen.host, chosen.port)


def _worker(chosen: argparse.Namespace) -> int:
    from . import server

    server.prepare(static=False)
    from .worker import work

    return work()


def _migrate(chosen: argparse.Namespace) -> int:
    from . import server

    server.prepare(static=False)
    print("The tables are up to date.")
    return 0


def _settings(chosen: argparse.Namespace) -> int:
    from colonnade.config.env import SETTINGS

    for name, (_kind, default, sentence) in SETTINGS.items():
        print(f"{name}\n    {sentence}\n    Default: {as_written(default) or 'empty'}")
    return 0


def _doctor(chosen: argparse.Namespace) -> int:
    from .doctor import examine

    return examine()


def _seed(chosen: argparse.Namespace) -> int:
    from . import server

    server.prepare(static=False)
    from colonnade.demo.commands import run_seed

    return run_seed(chosen.people)


def _framework(chosen: argparse.Namespace) -> int:
    from . import server

    server.prepare(static=False)
    from .frameworks import import_framework

    return import_framework(chosen.kind, chosen.path, public=chosen.public)


def _demo(chosen: argparse.Namespace) -> int:
    from colonnade.demo.commands import run_demo

    from . import server

    server.demand_free_port("127.0.0.1", chosen.port)
    return run_demo(chosen.port, chosen.reset)


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "serve": _serve,
    "worker": _worker,
    "migrate": _migrate,
    "settings": _settings,
    "doctor": _doctor,
    "seed": _seed,
    "framework": _framework,
    "demo": _demo,
}


def as_written(default: object) -> str:
    """A default as one would write it into the environment."""
    if isinstance(default, bool):
        return str(default).lower()
    return ",".join(default) if isinstance(default, list) else str(default)


def _port(text: str) -> int:
    port = int(text)
    if not 0 < port < 65536:
        raise ValueError
    return port


def _version() -> str:
    try:
        return version("colonnade")
    except PackageNotFoundError:
        return "(not installed)"
