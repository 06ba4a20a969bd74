"""Prints the reference figures against the bar, and the speed: `python -m tests.paths.evaluate DATA_FOLDER`.

Nothing is fitted here. The spread after ± is the standard error over origins.
"""

from __future__ import annotations

import csv
import math
import resource
import sys
import time
from collections import defaultdict
from pathlib import Path

import numpy as np

from colonnade_paths import Demands, Framework, Landscape, match, rank, rank_next
from colonnade_paths.importers import read_framework
from tests.paths.measures import auc, mean, ndcg, recall, reciprocal_rank

TIERS = {"Primary-Short": 3.0, "Primary-Long": 2.0, "Supplemental": 1.0}
ONET = "O*NET-SOC Code"


def main(folder: Path) -> None:
    """All figures of one data folder."""
    started = time.process_time()
    onet = Landscape.of(_read("onet", folder / "onet_29_3"))
    _line("O*NET imported and compared, CPU-s", time.process_time() - started, 20, above=False)
    onet_figures(onet, folder)
    rome_figures(Landscape.of(_read("rome", folder / "rome_v347")), folder)
    gdad_figures(Landscape.of(_read("gdad", folder / "uk_gdad_pcf")), folder)
    speed()


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


def rome_figures(landscape: Landscape, folder: Path) -> None:
    """Expert moves, and whether they go sideways (Proche) or up (Evolution)."""
    moves: dict[str, dict[str, bool]] = defaultdict(dict)
    for row in _rows(folder / "dev" / "rome_mobility.csv"):
        if row["code_rome"] != row["code_rome_cible"]:
            moves[row["code_rome"]][row["code_rome_cible"]] = row["code_type_mobilite"] == "2"
    lists = [ndcg(_codes(landscape, code), dict.fromkeys(targets, 1.0)) for code, targets in moves.items()]
    _show("ROME expert moves, nDCG@20", lists, 0.66)
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
    """Exact top 20 with gaps for a whole organisation of invented people."""
    random = np.random.default_rng(1)
    have = random.integers(0, 6, (people, skills), dtype=np.uint8)
    level = (random.integers(1, 6, (roles, skills)) * (random.random((roles, skills)) < 0.5)).astype(np.float32)
    weight = np.where(level > 0, random.integers(1, 4, level.shape), 0).astype(np.float32)
    names = ([f"role {number}" for number in range(roles)], [f"skill {number}" for number in range(skills)])
    started = time.process_time()
    match(have, Demands(*names, level, weight), 20)
    _line(f"{people:,} x {roles:,} x {skills} matched, CPU-s", time.process_time() - started, 3, above=False)
    _line("memory at its highest, with all of the above, MB", _megabytes(), 500, above=False)


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _read(kind: str, path: Path) -> Framework:
    return read_framework(kind, path)[0]


def _codes(landscape: Landscape, code: str) -> list[str]:
    return [suggestion.role.code for suggestion in rank(landscape, code, 20)]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _show(name: str, values: list[float], bar: float) -> None:
    spread = math.sqrt(mean([(value - mean(values)) ** 2 for value in values]) / len(values))
    _line(name, mean(values), bar, note=f"± {spread:.3f} over {len(values)} origins")


def _line(name: str, value: float, bar: float, *, above: bool = True, note: str = "") -> None:
    is_met = value >= bar if above else value <= bar
    sign = "≥" if above else "≤"
    word = "met" if is_met else "not met"
    sys.stdout.write(f"{name:50}{value:8.3f}  bar {sign} {bar:<5} {word:8} {note}\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say which folder the data is in: python -m tests.paths.evaluate DATA_FOLDER")
    main(Path(sys.argv[1]))
