"""Gaps, closeness, direction and routes between roles, explained; plain Python on numpy."""

from colonnade_paths.career_map import SECTORS, MapPoint, career_map
from colonnade_paths.closeness import Closeness
from colonnade_paths.comparing import Change, FrameworkDiff, diff
from colonnade_paths.exporting import csv_tables, export, rows_of, yaml_text
from colonnade_paths.gaps import Gap, SharedGap, gaps, shared_gaps, unknown
from colonnade_paths.importers import read_framework
from colonnade_paths.importers.tables import framework_of_rows
from colonnade_paths.landscape import Landscape
from colonnade_paths.matching import Demands, Matches, match
from colonnade_paths.model import Framework, Level, Move, Need, Person, Role, Skill
from colonnade_paths.ranking import Suggestion, rank, rank_next
from colonnade_paths.report import ImportRefusedError, ImportReport, PathsError, Problem
from colonnade_paths.routes import Route, routes
from colonnade_paths.storage import load, pack, save, unpack

__all__ = [
    "SECTORS",
    "Change",
    "Closeness",
    "Demands",
    "Framework",
    "FrameworkDiff",
    "Gap",
    "ImportRefusedError",
    "ImportReport",
    "Landscape",
    "Level",
    "MapPoint",
    "Matches",
    "Move",
    "Need",
    "PathsError",
    "Person",
    "Problem",
    "Role",
    "Route",
    "SharedGap",
    "Skill",
    "Suggestion",
    "career_map",
    "csv_tables",
    "diff",
    "export",
    "framework_of_rows",
    "gaps",
    "load",
    "match",
    "pack",
    "rank",
    "rank_next",
    "read_framework",
    "routes",
    "rows_of",
    "save",
    "shared_gaps",
    "unknown",
    "unpack",
    "yaml_text",
]
