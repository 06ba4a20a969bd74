"""Run in a process of its own: makes the tables of a data folder and the nine people of the tests.

`cast` stops there, `talk` adds a talk of Priya and Marta who are in its room.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "colonnade.config.settings")


def main(what: str) -> None:
    from colonnade.cli import server

    server.prepare()
    from tests.cast import make_cast

    cast = make_cast()
    if what == "talk":
        from tests.stories import tell

        tell(cast.employee, cast.manager, "meeting")


if __name__ == "__main__":
    main(sys.argv[1])
