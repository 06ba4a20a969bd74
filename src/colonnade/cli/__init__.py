"""The `colonnade` command: serve, worker, migrate, settings, doctor, seed and demo."""

from __future__ import annotations

import argparse
import os
import sys

from colonnade.kernel.errors import BadSetting

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """Run one command; a setting that does not fit is one sentence on stderr and exit code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "colonnade.config.settings")
    chosen = _parser().parse_args(arguments)
    try:
        return _run(chosen)
    except BadSetting as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="colonnade", description="Career conversations, self-hosted.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    serve = commands.add_parser("serve", help="migrate, collect static files and serve the product")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    commands.add_parser("worker", help="deliver mail and tidy up, until stopped")
    commands.add_parser("migrate", help="make or change the tables")
    commands.add_parser("settings", help="list every setting with its default")
    commands.add_parser("doctor", help="check this installation")
    seed = commands.add_parser("seed", help="fill an empty database with a generated organisation")
    seed.add_argument("--people", type=int, required=True)
    demo = commands.add_parser("demo", help="serve the sample organisation on this computer only")
    demo.add_argument("--port", type=int, default=8000)
    demo.add_argument("--reset", action="store_true", help="start over with a fresh sample organisation")
    return parser


def _run(chosen: argparse.Namespace) -> int:
    if chosen.command == "settings":
        return _settings()
    if chosen.command == "demo":
        from colonnade.demo.commands import run_demo

        return run_demo(chosen.port, chosen.reset)
    from . import server

    if chosen.command == "serve":
        server.refuse_demo_token()
        server.prepare()
        server.print_start_link()
        return server.run(chosen.host, chosen.port)
    if chosen.command == "doctor":
        from .doctor import examine

        return examine()
    server.prepare(static=False)
    if chosen.command == "worker":
        from .worker import work

        return work()
    if chosen.command == "seed":
        from colonnade.demo.commands import run_seed

        return run_seed(chosen.people)
    return 0


def _settings() -> int:
    from colonnade.config.env import SETTINGS

    for name, (kind, default, sentence) in SETTINGS.items():
        print(f"{name}  ({kind}, default {default!r})\n    {sentence}")
    return 0
