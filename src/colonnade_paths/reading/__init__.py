"""Reads tables and texts out of folders, zips and single files, row by row, and reports what it mends."""

from colonnade_paths.reading.source import Row, Source

__all__ = ["Row", "Source"]
