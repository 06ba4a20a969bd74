"""Gaps, closeness, direction and routes between roles, explained; plain Python on numpy."""

from colonnade_paths.closeness import Closeness
from colonnade_paths.gaps import Gap, gaps
from colonnade_paths.landscape import Landscape
from colonnade_paths.matching import Demands, Matches, match
from colonnade_paths.model import Framework, Level, Move, Need, Person, Role, Skill
from colonnade_paths.ranking import Suggestion, rank, rank_next
from colonnade_paths.report import ImportReport, PathsError, Problem
from colonnade_paths.routes import Route, routes
from colonnade_paths.storage import load, save

__all__ = [
    "Closeness",
    "Demands",
    "Framework",
    "Gap",
    "ImportReport",
    "Landscape",
    "Level",
    "Matches",
    "Move",
    "Need",
    "PathsError",
    "Person",
    "Problem",
    "Role",
    "Route",
    "Skill",
    "Suggestion",
    "gaps",
    "load",
    "match",
    "rank",
    "rank_next",
    "routes",
    "save",
]
