"""Importers: each turns the files of one publisher into the one framework model, and reports what it did."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from colonnade_paths.importers.esco import read_esco
from colonnade_paths.importers.gdad import read_gdad
from colonnade_paths.importers.onet import read_onet
from colonnade_paths.importers.own_tables import read_tables
from colonnade_paths.importers.rome import read_rome
from colonnade_paths.importers.yaml_ladders import read_yaml
from colonnade_paths.model import Framework
from colonnade_paths.reading import Source
from colonnade_paths.reading.source import Progress
from colonnade_paths.report import ImportRefusedError, ImportReport

READERS: dict[str, Callable[[Source], Framework]] = {
    "onet": read_onet,
    "rome": read_rome,
    "gdad": read_gdad,
    "esco": read_esco,
    "yaml": read_yaml,
    "csv": read_tables,
}


def read_framework(kind: str, path: str | Path, progress: Progress | None = None) -> tuple[Framework, ImportReport]:
    """Read the official folder, zip or file at `path`; gives the framework and the report of its import.

    `kind` is one of `READERS`. Raises `ImportRefusedError`, with its report, or `PathsError`.
    """
    source = Source(path, ImportReport(), progress)
    framework = READERS[kind](source)
    if not framework.roles:
        raise ImportRefusedError(f"Nothing was imported: {path} holds no role.", source.report)
    return framework, source.report
