"""Measures of ranked lists and scores, as the reference figures use them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

Gains = Mapping[str, float]


def ndcg(found: Sequence[str], gains: Gains, at: int = 20) -> float:
    """Discounted gain of the first `at`, against the best order (Järvelin and Kekäläinen, 2002)."""
    got = sum(gains.get(code, 0.0) / math.log2(place + 2) for place, code in enumerate(found[:at]))
    best = sorted(gains.values(), reverse=True)[:at]
    return got / sum(gain / math.log2(place + 2) for place, gain in enumerate(best))


def recall(found: Sequence[str], wanted: set[str], at: int = 10) -> float:
    """Share of the wanted among the first `at`."""
    return len(wanted.intersection(found[:at])) / len(wanted)


def reciprocal_rank(found: Sequence[str], wanted: str) -> float:
    """1 over the place of the wanted, 0 where it is absent."""
    return 1.0 / (found.index(wanted) + 1) if wanted in found else 0.0


def auc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Chance that a positive scores above a negative, ties counting half."""
    wins = sum((p > n) + 0.5 * (p == n) for p in positive for n in negative)
    return wins / (len(positive) * len(negative))


def mean(values: Sequence[float]) -> float:
    """Arithmetic mean."""
    return sum(values) / len(values)
