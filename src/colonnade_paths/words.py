"""Words of a text, as the terms that views count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from colonnade_paths.model import plain

# Seven letters keep the stem of most English and French words and cut what varies.
STEM = 7
WORD = re.compile(r"[a-z0-9+#]{2,}")
STOP = frozenset(
    """
    an and the or of to in for with by on at from as into other all not this that is are be may such using use
    including etc de la le les des du un une et ou en dans sur par pour avec au aux selon son sa ses ce cet
    cette est sont qu que qui ne pas se der die das und oder mit von zu im
    """.split()  # noqa: SIM905 - a list of ninety quoted words is harder to read
)


def terms(text: str) -> list[str]:
    """Stems of the words that say something, in order."""
    return [word[:STEM] for word in WORD.findall(plain(text)) if word not in STOP]


def count_terms(texts: Iterable[str]) -> Counter[str]:
    """How often each stem occurs in all of the texts together."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(terms(text))
    return counts
