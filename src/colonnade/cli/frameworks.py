"""`colonnade framework import`: read a framework from files on this computer."""

from __future__ import annotations

import sys
from pathlib import Path

from colonnade_paths import ImportRefusedError, PathsError

REFUSED = 2
MOST_LINES = 12


def import_framework(kind: str, path: Path, *, public: bool) -> int:
    """Read it and keep it as a preview, or as public data; what refuses it is one sentence on stderr."""
    from colonnade.careers.flows import importing

    try:
        arrival = importing.read_path(kind, path)
    except (ImportRefusedError, PathsError) as refused:
        print(" ".join(str(refused).split()), file=sys.stderr)
        return REFUSED
    engine = arrival.engine
    counts = f"{engine.name}: {len(engine.roles):,} roles, {len(engine.skills):,} skills, {len(engine.moves):,} moves"
    if public:
        importing.put_public(engine, report=importing.kept_report(arrival.report, kind), by=None)
        print(f"{counts}, kept as public data. Every page shows it within a quarter of a minute.")
    else:
        importing.keep_preview(arrival, kind=kind, by=None)
        print(f"{counts}, ready to be looked at: Edit the framework, Import a framework.")
    for line in arrival.report.lines(limit=MOST_LINES):
        print(f"  {line}")
    if engine.attribution:
        print(engine.attribution)
    return 0
