"""Run in a process of its own: makes the tables of a data folder and, with `cast`, the nine people of the tests."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "colonnade.config.settings")


def main(what: str) -> None:
    from colonnade.cli import server

    server.prepare()
    if what == "cast":
        from tests.cast import make_cast

        make_cast()


if __name__ == "__main__":
    main(sys.argv[1])
