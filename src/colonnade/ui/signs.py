"""The signs of Colonnade as SVG: pillars, lamps, scales, letters and icons.

Every picture has its words: a caption, an accessible name, or a place beside the words it repeats.
Whatever a caller hands in as text is escaped here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

State = Literal["none", "me", "other", "both", "stands"]
Turn = Literal["me", "other", "both"]
Text = Any  # str, Markup or a lazy translation: escaped where it is drawn

PILLARS = (
    gettext_lazy("Prepare"),
    gettext_lazy("Evidence"),
    gettext_lazy("Purpose"),
    gettext_lazy("Setting"),
    gettext_lazy("Listening"),
    gettext_lazy("Feedback"),
    gettext_lazy("Opportunities"),
    gettext_lazy("Goals"),
    gettext_lazy("Action plan"),
    gettext_lazy("Follow-up"),
)

SKILL_WORDS = (
    gettext_lazy("Not yet"),
    gettext_lazy("Learning"),
    gettext_lazy("Practising"),
    gettext_lazy("Independent"),
    gettext_lazy("Guiding"),
    gettext_lazy("Shaping"),
)

ICONS = Path(__file__).parent / "icons"
MIRRORED_ICONS = frozenset(
    {"arrow-left", "arrow-right", "arrow-up-right", "chevron-left", "chevron-right"}
    | {"external-link", "log-in", "log-out", "send", "undo-2"}
)

STATE_OF_LETTER: dict[str, State] = {"S": "stands", "B": "both", "M": "me", "O": "other", "N": "none"}
TURN_OF_MARK: dict[str, Turn | None] = {"": None, "+": "me", "-": "other", "*": "both"}


class PillarLike(Protocol):
    """What `colonnade` and `spark` read; `words` is the short state text, "begun by Oskar"."""

    name: Text
    url: str
    state: State
    turn: Turn | None
    words: Text


@dataclass(frozen=True, slots=True)
class Pillar:
    name: Text
    url: str = ""
    state: State = "none"
    turn: Turn | None = None
    words: Text = ""


def icon(name: str, cls: str = "") -> Markup:
    """An icon of Lucide, inlined; decorative, so its meaning must stand beside it in words."""
    classes = " ".join(part for part in ("icon", "icon--flips" if name in MIRRORED_ICONS else "", cls) if part)
    return _icon(name, classes)


def colonnade(pillars: Sequence[PillarLike], current: Text = None, caption: Text = "") -> Markup:
    """The ten pillars as the navigation of a talk; `current` is the name of the pillar one stands at."""
    items = Markup("").join(_pillar_item(pillar, is_current=_is(pillar, current)) for pillar in pillars)
    here = Markup('<span class="colonnade__here">{}</span> ').format(current) if current else ""
    return Markup(
        '<nav class="colonnade" aria-label="{label}"><ol class="colonnade__row">{items}</ol>'
        '<p class="colonnade__caption">{here}<span>{caption}</span></p></nav>'
    ).format(label=_("The ten pillars of this talk"), items=items, here=here, caption=caption)


def spark(pillars: Iterable[PillarLike], label: Text, cls: str = "") -> Markup:
    """The small row for lists; `label` says in words what the picture shows."""
    drawing = _spark_drawing(tuple((pillar.state, pillar.turn) for pillar in pillars))
    return Markup('<svg class="{cls}" viewBox="0 0 110 26" role="img" aria-label="{label}">{drawing}</svg>').format(
        cls=f"colonnade-spark {cls}".rstrip(), label=label, drawing=drawing
    )


@lru_cache(maxsize=64)
def pillar(state: State, turn: Turn | None = None, cls: str = "pillar__sign") -> Markup:
    """One pillar alone: start half me, end half the other, one column once it stands."""
    return Markup('<svg class="{}" viewBox="0 0 40 96" aria-hidden="true">{}</svg>').format(
        cls, _pillar_parts(state, turn)
    )


def turn(kind: str, text: Text) -> Markup:
    """Whose turn; `kind` is me, other, both or none, `text` names the person."""
    return Markup('<span class="turn turn--{}">{} {}</span>').format(kind, lamp(kind), text)


@cache
def lamp(kind: str) -> Markup:
    """Filled disc me, ring the other, one of each both, a dash nobody."""
    width = 28 if kind == "both" else 12
    return Markup('<svg class="turn__lamp" viewBox="0 0 {} 12" aria-hidden="true">{}</svg>').format(
        width, LAMPS[kind]
    )


LAMPS = {
    "me": Markup('<circle cx="6" cy="6" r="5.5" fill="currentColor"/>'),
    "other": Markup('<circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="2"/>'),
    "both": Markup(
        '<circle cx="6" cy="6" r="5.5" fill="currentColor"/>'
        '<circle cx="21" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="2"/>'
    ),
    "none": Markup('<path d="M1 6h10" stroke="currentColor" stroke-width="2"/>'),
}


def scale(me: int | None, other: int | None = None, need: int | None = None) -> Markup:
    """Two ratings and a need, levels 0 to 5 or None, on one line; hidden from assistive technology.

    The levels must stand beside it in words.
    """
    parts = [Markup('<span class="scale__tick"></span>') * len(SKILL_WORDS)]
    best = max((level for level in (me, other) if level is not None), default=None)
    if need is not None and best is not None and need > best:
        gap = Markup('<span class="scale__gap" data-from="{}" data-steps="{}"></span>')
        parts.append(gap.format(int(best), int(need) - int(best)))
    for kind, level in (("need", need), ("other", other), ("me", me)):
        if level is not None:
            parts.append(Markup('<span class="scale__{}" data-level="{}"></span>').format(kind, int(level)))
    return Markup('<div class="scale" aria-hidden="true">{}</div>').format(Markup("").join(parts))


@cache
def brand_sign(cls: str = "brand__sign") -> Markup:
    """The logo: ten pillars, one of them lit."""
    columns = Markup("").join(
        Markup('<path{} d="M{:g} 5.5h2.6v14.5h-2.6z" fill="currentColor"/>').format(
            Markup(' class="lit"') if at == 3 else "", 1.6 + 4.2 * at
        )
        for at in range(10)
    )
    return Markup(
        '<svg class="{}" viewBox="0 0 44 24" aria-hidden="true">'
        '<path d="M0 1.2h44v2.6H0z" fill="currentColor"/>{}'
        '<path d="M0 21.2h44v2.6H0z" fill="currentColor"/></svg>'
    ).format(cls, columns)


def big_sign(states: str | Iterable[str | tuple[State, Turn | None]], cls: str) -> Markup:
    """Ten pillars in one picture, for doors and empty pages.

    `states` is "S S B+ M …" (S stands, B both, M me, O other, N none; + my turn, - the other's, * both)
    or a list of such letters or of (state, turn) pairs.
    """
    pairs = read_states(states)
    pillars = (
        Markup('<g transform="translate({} 6)">{}</g>').format(40 * at, _pillar_parts(state, turn))
        for at, (state, turn) in enumerate(pairs)
    )
    standing = "".join("1" if state == "stands" else "0" for state, _turn in pairs)
    beams = (
        Markup('<path class="p-beam" d="M{start} 0h{width}v4h-{width}z"/>').format(
            start=40 * run.start(), width=40 * len(run.group())
        )
        for run in re.finditer("1+", standing)
    )
    return Markup(
        '<svg class="{}" viewBox="-14 0 428 112" aria-hidden="true">{}{}'
        '<path class="p-base" d="M-6 102.6h412v3H-6zM-14 107h428v3H-14z"/></svg>'
    ).format(cls, Markup("").join(pillars), Markup("").join(beams))


def letter() -> Markup:
    """A sealed letter: it is there, it is whole, and nobody else has read it."""
    return LETTER


LETTER = Markup(
    '<svg class="sealed__letter" viewBox="0 0 208 128" aria-hidden="true">'
    '<path class="leaf" d="M14 22h180v96H14z"/><path class="fold" d="M14 118l68-52M194 118l-68-52"/>'
    '<path class="leaf" d="M14 22l90 58 90-58z"/><circle class="wax" cx="104" cy="74" r="21"/>'
    '<path class="wax-sign" d="M91 64h26v2.4H91zM92.6 68h2.8v11h-2.8zM98 68h2.8v11H98zM103.3 68h2.8v11h-2.8z'
    'M108 68h2.8v11H108zM113 68h2.8v11H113zM91 80.6h26V83H91z"/></svg>'
)


def read_states(
    states: str | Iterable[str | tuple[State, Turn | None]],
) -> list[tuple[State, Turn | None]]:
    """The (state, turn) pairs of "S B+ N" or of a list of such letters or pairs."""
    parts = states.split() if isinstance(states, str) else states
    return [(STATE_OF_LETTER[part[0]], TURN_OF_MARK[part[1:]]) if isinstance(part, str) else part for part in parts]


def _is(pillar: PillarLike, current: Text) -> bool:
    return current is not None and str(pillar.name) == str(current)


def _pillar_item(item: PillarLike, *, is_current: bool) -> Markup:
    href = Markup(' href="{}"').format(item.url) if item.url else ""
    lit = Markup(' data-turn="{}"').format(item.turn) if item.turn else ""
    here = Markup(' aria-current="page"') if is_current else ""
    return Markup(
        '<li><a class="pillar"{href} data-state="{state}"{lit}{here}>{sign}'
        '<span class="pillar__text"><span class="pillar__name">{name}</span>'
        '<span class="visually-hidden">, </span><span class="pillar__state">{words}</span></span></a></li>'
    ).format(
        href=href,
        state=item.state,
        lit=lit,
        here=here,
        sign=pillar(item.state, item.turn),
        name=item.name,
        words=item.words,
    )


def _pillar_parts(state: State, turn: Turn | None) -> Markup:
    if state == "stands":
        return COLUMN + BASE
    mine, theirs = state in ("me", "both"), state in ("other", "both")
    parts = [HALVES["me"] if mine else "", HALVES["other"] if theirs else ""]
    parts.append(
        Markup('<path class="p-ghost" d="M15.3 8V{}M24.7 8V{}"/>').format(45 if mine else 89, 45 if theirs else 89)
    )
    parts.append(QUIET_BASE if state == "none" else BASE)
    parts.append(PILLAR_LAMPS[turn] if turn else "")
    return Markup("").join(parts)


COLUMN = Markup(
    '<path class="p-capital" d="M11 0h18v2.8H11zM12.6 3.4h14.8l-2.7 3.8h-9.4z"/>'
    '<path class="p-shaft" d="M15.7 7.8h8.6l.9 81.6H14.8z"/>'
    '<path class="p-flute" d="M18.5 11l-.3 76M21.5 11l.3 76"/>'
)
BASE = Markup('<path class="p-base" d="M13.5 90h13v2.2h-13zM11.5 92.7h17v3.3h-17z"/>')
QUIET_BASE = Markup('<path class="p-base--quiet" d="M13.5 90h13v2.2h-13zM11.5 92.7h17v3.3h-17z"/>')
HALVES = {
    "me": Markup('<path class="p-me" d="M14.9 46h4.6v43.4h-4.8z"/>'),
    "other": Markup('<path class="p-other" d="M20.5 46h4.6l.2 43.4h-4.8z"/>'),
}
PILLAR_LAMPS = {
    "me": Markup('<circle class="p-lamp-me" cx="20" cy="27" r="4"/>'),
    "other": Markup('<circle class="p-lamp-other" cx="20" cy="27" r="3.4"/>'),
    "both": Markup(
        '<circle class="p-lamp-me" cx="14.6" cy="27" r="3.8"/>'
        '<circle class="p-lamp-other" cx="25.4" cy="27" r="3.2"/>'
    ),
}


@lru_cache(maxsize=1024)
def _spark_drawing(pairs: tuple[tuple[State, Turn | None], ...]) -> Markup:
    step = _path("p-base", "M0 24h110v1.5H0z")
    return step + Markup("").join(_spark_pillar(state, turn, 5.5 + 11 * at) for at, (state, turn) in enumerate(pairs))


def _spark_pillar(state: State, turn: Turn | None, x: float) -> Markup:
    if state == "stands":
        return _path("p-shaft", f"M{x - 5.5:g} 0h11v2h-11zM{x - 3.5:g} 3h7v1.6h-7zM{x - 2.2:g} 5h4.4v19h-4.4z")
    parts = []
    if state in ("me", "both"):
        parts.append(_path("p-me", f"M{x - 2.4:g} 13.5h2.1v10.5h-2.1z"))
    if state in ("other", "both"):
        parts.append(_path("p-other", f"M{x + 0.3:g} 13.5h2.1v10.5h-2.1z"))
    if state == "none":
        parts.append(_path("p-base--quiet", f"M{x - 1.2:g} 20h2.4v4h-2.4z"))
    if turn in ("me", "both"):
        parts.append(Markup('<circle class="p-lamp-me" cx="{:g}" cy="7.5" r="2.9"/>').format(x))
    if turn == "other":
        parts.append(Markup('<circle class="p-lamp-other" cx="{:g}" cy="7.5" r="2.3"/>').format(x))
    return Markup("").join(parts)


def _path(cls: str, drawn: str) -> Markup:
    return Markup('<path class="{}" d="{}"/>').format(cls, drawn)


@lru_cache(maxsize=512)
def _icon(name: str, classes: str) -> Markup:
    return Markup(
        '<svg class="{}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" '
        'stroke-linejoin="round" aria-hidden="true">{}</svg>'
    ).format(classes, _drawings()[name])


@cache
def _drawings() -> dict[str, Markup]:
    return {path.stem: _inner(path.read_text(encoding="utf-8")) for path in sorted(ICONS.glob("*.svg"))}


def _inner(svg: str) -> Markup:
    found = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    if found is None:
        raise ValueError("not an SVG")
    lines = "".join(line.strip() for line in found.group(1).splitlines())
    return Markup(lines.replace(" />", "/>"))  # noqa: S704 (our own vendored files)


__all__ = [
    "ICONS",
    "PILLARS",
    "SKILL_WORDS",
    "Pillar",
    "PillarLike",
    "big_sign",
    "brand_sign",
    "colonnade",
    "icon",
    "lamp",
    "letter",
    "pillar",
    "read_states",
    "scale",
    "spark",
    "turn",
]
