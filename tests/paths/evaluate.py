"""Prints the reference figures against the bar, and the speed: `python -m tests.paths.evaluate [DATA_FOLDER]`.

Without a folder it runs on the small frameworks in `own/`, written for this project with the moves one would
expect of them. Nothing is fitted here. The spread after ± is the standard error over origins.
"""

from __future__ import annotations

import csv
import math
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from colonnade_paths import Demands, Framework, Landscape, PathsError, Person, career_map, match, rank, rank_next
from colonnade_paths.importers import read_framework
from colonnade_paths.standing import Standing
from tests.paths.invented import make_invented
from tests.paths.measures import auc, mean, ndcg, recall, reciprocal_rank

OWN = Path(__file__).parent / "own"
TIERS = {"Primary-Short": 3.0, "Primary-Long": 2.0, "Supplemental": 1.0}
ONET = "O*NET-SOC Code"
# How the folders of a data folder are called, and what kind of files lie in them.
KINDS = {"onet*": "onet", "rome*": "rome", "*gdad*": "gdad", "esco*": "esco", "frameworks/*": "yaml"}


def main(folder: Path | None = None) -> None:
    """All figures of one data folder, of what is there; of our own small frameworks without one."""
    if folder is None:
        own_figures()
    else:
        frameworks_of(folder)
    speed()


def frameworks_of(folder: Path) -> None:
    """Import every framework of the folder, and measure those with references in its `dev`."""
    for kind, path in found_in(folder):
        _figures_of(kind, path, folder)


def found_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every framework of the folder with its kind."""
    for pattern, kind in KINDS.items():
        yield from ((kind, path) for path in sorted(folder.glob(pattern)) if path.is_dir())


def _figures_of(kind: str, path: Path, folder: Path) -> None:
    started = time.process_time()
    try:
        framework = _imported(kind, path)
    except PathsError as error:
        sys.stdout.write(f"{path.name}: {error}\n")
        return
    if kind not in FIGURES or not (folder / "dev").is_dir():
        return
    landscape = Landscape.of(framework)
    if kind == "onet":
        _line("O*NET imported and compared, CPU-s", time.process_time() - started, 20, above=False)
    FIGURES[kind](landscape, folder)


def _imported(kind: str, path: Path) -> Framework:
    started = time.process_time()
    framework, report = read_framework(kind, path)
    counts = (
        f"{len(framework.roles):,} roles, {len(framework.skills):,} skills, {sum(report.read.values()):,} rows, "
        f"{report.mended_count:,} mended, {report.refused_count:,} refused, {len(report.absent)} tables absent"
    )
    sys.stdout.write(f"{kind} {path.name}: {counts}, {time.process_time() - started:.1f} CPU-s\n")
    return framework


def own_figures() -> None:
    """Expected moves of our own frameworks: too few to tell engines apart, enough to see that one works."""
    for kind, name in (("yaml", "harbour.yaml"), ("csv", "workshop")):
        landscape = Landscape.of(_imported(kind, OWN / name))
        moves: dict[str, dict[str, bool]] = defaultdict(dict)
        for row in _rows(OWN / f"{Path(name).stem}.expected.csv"):
            moves[row["from"]][row["to"]] = row["kind"] == "up"
        lists = [ndcg(_codes(landscape, code), dict.fromkeys(targets, 1.0)) for code, targets in moves.items()]
        _show("expected moves, nDCG@20", lists, None)
        _show_directions(landscape, moves)


def onet_figures(landscape: Landscape, folder: Path) -> None:
    """Guards: related occupations and career changers."""
    related: dict[str, dict[str, float]] = defaultdict(dict)
    for row in _rows(folder / "dev" / "onet_related_29_3.csv"):
        related[row[ONET]][row["Related " + ONET]] = TIERS[row["Relatedness Tier"]]
    changers: dict[str, set[str]] = defaultdict(set)
    known = landscape.framework.roles
    for row in _rows(folder / "dev" / "onet_career_changers_25_1.csv"):
        if row[ONET] in known and row["Related " + ONET] in known:
            changers[row[ONET]].add(row["Related " + ONET])
    found = {code: _codes(landscape, code) for code in {*related, *changers}}
    primary = {code: {other for other, gain in gains.items() if gain > 1} for code, gains in related.items()}
    _show("O*NET related, nDCG@20", [ndcg(found[code], gains) for code, gains in related.items()], 0.75)
    _show("O*NET related, R@10", [recall(found[code], wanted) for code, wanted in primary.items()], 0.62)
    _show("career changers, R@10", [recall(found[code], wanted) for code, wanted in changers.items()], 0.33)
    hidden_levels(landscape)


def rome_figures(landscape: Landscape, folder: Path) -> None:
    """Expert moves, and whether they go sideways (Proche) or up (Evolution)."""
    moves: dict[str, dict[str, bool]] = defaultdict(dict)
    for row in _rows(folder / "dev" / "rome_mobility.csv"):
        if row["code_rome"] != row["code_rome_cible"]:
            moves[row["code_rome"]][row["code_rome_cible"]] = row["code_type_mobilite"] == "2"
    lists = [ndcg(_codes(landscape, code), dict.fromkeys(targets, 1.0)) for code, targets in moves.items()]
    _show("ROME expert moves, nDCG@20", lists, 0.66)
    _show_directions(landscape, moves)


def _show_directions(landscape: Landscape, moves: dict[str, dict[str, bool]]) -> None:
    """How well direction tells moves up from moves sideways."""
    direction = landscape.standing.direction
    scores: dict[bool, list[float]] = {True: [], False: []}
    within: list[float] = []
    for origin, targets in moves.items():
        mine: dict[bool, list[float]] = {True: [], False: []}
        for target, is_up in targets.items():
            mine[is_up].append(direction(origin, target))
        for is_up, values in mine.items():
            scores[is_up] += values
        if mine[True] and mine[False]:
            within.append(auc(mine[True], mine[False]))
    _line("sideways or up, AUC over all pairs", auc(scores[True], scores[False]), 0.82)
    _show("sideways or up, AUC within an origin", within, 0.82)


def hidden_levels(landscape: Landscape) -> None:
    """Job zones of O*NET taken away: how often the estimate puts two occupations of different zones right."""
    framework = landscape.framework
    zones = {code: framework.parity(role) for code, role in framework.roles.items()}
    for role in framework.roles.values():
        role.level, role.education = "", None
    values = Standing.of(framework, landscape.closeness).values
    rated = [row for row, code in enumerate(framework.codes) if zones[code] is not None]
    zone = np.array([zones[framework.codes[row]] for row in rated])
    higher = zone[:, None] > zone[None, :]
    found = values[rated]
    right = (found[:, None] > found[None, :]) + 0.5 * (found[:, None] == found[None, :])
    _line("hidden job zones put in order, AUC", float(right[higher].mean()), None)


def gdad_figures(landscape: Landscape, folder: Path) -> None:
    """Next level among all others, by `next` and by `related`."""
    roles = landscape.framework.roles
    steps = [
        (row["from_level"].strip(), row["next_level"].strip())
        for row in _rows(folder / "dev" / "gdad_next_level.csv")
    ]
    steps = [step for step in steps if step[0] in roles and step[1] in roles]
    found = [[s.role.code for s in rank_next(landscape, origin, len(roles))] for origin, _ in steps]
    ranks = [reciprocal_rank(codes, target) for codes, (_, target) in zip(found, steps, strict=True)]
    _show("GDaD next level, MRR", ranks, 0.90)


def speed(people: int = 100_000, roles: int = 1000, skills: int = 200) -> None:
    """Exact top 20 with gaps for a whole organisation of invented people; one person's map."""
    _time_map(Landscape.of(make_invented(roles, skills)))
    random = np.random.default_rng(1)
    have = random.integers(0, 6, (people, skills), dtype=np.uint8)
    level = (random.integers(1, 6, (roles, skills)) * (random.random((roles, skills)) < 0.5)).astype(np.float32)
    weight = np.where(level > 0, random.integers(1, 4, level.shape), 0).astype(np.float32)
    names = ([f"role {number}" for number in range(roles)], [f"skill {number}" for number in range(skills)])
    started = time.process_time()
    match(have, Demands(*names, level, weight), 20)
    _line(f"{people:,} x {roles:,} x {skills} matched, CPU-s", time.process_time() - started, 3, above=False)
    _line("memory at its highest, with all of the above, MB", _megabytes(), 500, above=False)


def _time_map(landscape: Landscape) -> None:
    have = {
        skill: float(number % 6) if number % 5 else None for number, skill in enumerate(landscape.framework.skills)
    }
    times = []
    for number in range(20):
        person = Person(have, f"r{number}" if number % 2 else "")
        started = time.process_time()
        career_map(landscape, person)
        times.append(1000 * (time.process_time() - started))
    _line("a person's map of 24 among all roles, CPU-ms", float(np.median(times)), 15, above=False)


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _codes(landscape: Landscape, code: str) -> list[str]:
    return [suggestion.role.code for suggestion in rank(landscape, code, 20)]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _show(name: str, values: list[float], bar: float | None) -> None:
    spread = math.sqrt(mean([(value - mean(values)) ** 2 for value in values]) / len(values))
    _line(name, mean(values), bar, note=f"± {spread:.3f} over {len(values)} origins")


def _line(name: str, value: float, bar: float | None, *, above: bool = True, note: str = "") -> None:
    if bar is None:
        sys.stdout.write(f"{name:50}{value:8.3f}  no bar               {note}\n")
        return
    is_met = value >= bar if above else value <= bar
    sign = "≥" if above else "≤"
    word = "met" if is_met else "not met"
    sys.stdout.write(f"{name:50}{value:8.3f}  bar {sign} {bar:<5} {word:8} {note}\n")


FIGURES: dict[str, Callable[[Landscape, Path], None]] = {
    "onet": onet_figures,
    "rome": rome_figures,
    "gdad": gdad_figures,
}

if __name__ == "__main__":
    if len(sys.argv) > 2:
        sys.exit("Say at most one folder: python -m tests.paths.evaluate [DATA_FOLDER]")
    main(Path(sys.argv[1]) if sys.argv[1:] and sys.argv[1] else None)
