"""The career map: which roles stand around somebody, how near, and where each is drawn.

Only the page of the person asks; nothing of it is kept outside this process.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from colonnade_paths import MapPoint, PathsError, Person, career_map

from .framework import Edition, Role

MOST_PLACES = 24
ON_A_PHONE = 12
_NO_ROLE = ""


@dataclass(frozen=True)
class Frame:
    """A drawing: its size, where I stand, how far the farthest place is to each side and up, the size of a place."""

    width: int
    height: int
    place_width: int
    place_height: int
    letters: int
    reach_x: float = 0.0
    reach_y: float = 0.0

    @property
    def me(self) -> tuple[float, float]:
        return self.width / 2, self.height - 20


WIDE = Frame(1160, 800, 170, 48, 23, reach_x=480, reach_y=716)
# From the sides to the middle; up is up.
_FROM_THE_SIDES = ("sideways", "across", "up")
_NEAREST = 0.26
_GAP = 9
_HALF_TURN = 176
_DOOR = 84


@dataclass(frozen=True)
class Place:
    """A role on the map, with what is missing and why it stands there, in words."""

    role: Role
    sector: str
    kind: str
    distance: float
    missing: tuple[tuple[str, int], ...]
    why: tuple[str, ...]
    bridge: str
    try_out: str

    @property
    def in_short(self) -> str:
        if not self.missing:
            return _("nothing missing, as rated")
        return ngettext("one skill to build", "{count} skills to build", len(self.missing)).format(
            count=len(self.missing)
        )


@dataclass(frozen=True)
class Spot:
    """Where a place is drawn: the middle of its box."""

    place: Place
    number: int
    x: float
    y: float


def places_around(edition: Edition, role_code: str, have: Mapping[str, int]) -> tuple[Place, ...]:
    """At most 24 roles around a role, or around rated skills alone; empty where neither is known."""
    if role_code not in edition.roles:
        role_code = _NO_ROLE
    return _places(edition, role_code, frozenset(have.items()))


@lru_cache(maxsize=2048)
def _places(edition: Edition, role_code: str, have: frozenset[tuple[str, int]]) -> tuple[Place, ...]:
    """Computed once for a version and a profile; a new rating or version is another key."""
    levels = {code: float(level) for code, level in have if code in edition.skills}
    if role_code:
        # What the present role asks for counts as there where nobody has rated it.
        levels = {code: float(need) for code, need in edition.roles[role_code].needs} | levels
    try:
        points = career_map(edition.landscape(), Person(levels, role_code), MOST_PLACES)
    except PathsError:
        return ()
    return tuple(_place(edition, role_code, point) for point in points if point.suggestion.role.code != role_code)


def _place(edition: Edition, origin: str, point: MapPoint) -> Place:
    found = point.suggestion
    move = edition.engine.written_moves.get((origin, found.role.code))
    missing = [(gap.skill, round(gap.missing)) for gap in found.gaps if gap.missing > 0]
    return Place(
        role=edition.roles[found.role.code],
        sector=point.sector,
        kind=found.kind,
        distance=float(point.distance),
        missing=tuple(missing),
        why=tuple(found.why),
        bridge=move.bridge if move else "",
        try_out=move.try_out if move else "",
    )


def nearest_of_each(places: Sequence[Place], most: int) -> list[Place]:
    """The nearest, evenly from the sectors, in the order given."""
    ranked: dict[str, list[Place]] = {}
    for place in sorted(places, key=lambda one: one.distance):
        ranked.setdefault(place.sector, []).append(place)
    rounds = [row[turn] for turn in range(most) for row in ranked.values() if turn < len(row)]
    chosen = {place.role.code for place in rounds[:most]}
    return [place for place in places if place.role.code in chosen]


@lru_cache(maxsize=512)
def drawn(places: tuple[Place, ...], frame: Frame = WIDE) -> tuple[Spot, ...]:
    """Each place at its distance in its sector, none on another; the nearest find their seat first."""
    wings = _wings(places)
    taken: list[tuple[float, float]] = []
    spots: dict[str, tuple[float, float]] = {}
    for place in sorted(places, key=lambda one: one.distance):
        spots[place.role.code] = seat = _seat(place, wings[place.sector], frame, taken)
        taken.append(seat)
    return tuple(Spot(place, number, *spots[place.role.code]) for number, place in enumerate(places, start=1))


def drawn_tall(places: Sequence[Place]) -> tuple[Frame, list[Spot]]:
    """For a narrow page: bands from me upwards, two places in a row, the nearer the lower in each band."""
    rows: list[list[Place]] = []
    for sector in _FROM_THE_SIDES:
        band = sorted((one for one in places if one.sector == sector), key=lambda one: one.distance)
        rows += [band[at : at + 2] for at in range(0, len(band), 2)]
    frame = Frame(360, 100 + 58 * len(rows), 170, 46, 19)
    seats = {}
    for number, row in enumerate(rows):
        y = frame.height - 116 - 58 * number
        for place, x in zip(row, (90, 270) if len(row) == 2 else (180,), strict=True):
            seats[place.role.code] = (x, y)
    return frame, [Spot(place, number, *seats[place.role.code]) for number, place in enumerate(places, start=1)]


def _wings(places: Sequence[Place]) -> dict[str, list[float]]:
    """The angles of each sector, from its middles outwards: as much of the half circle as it has places."""
    counts = {sector: sum(place.sector == sector for place in places) for sector in _FROM_THE_SIDES}
    each = _HALF_TURN / 2 / (sum(counts.values()) or 1)
    wings, low = {}, 2.0
    for sector, count in counts.items():
        high = low + each * count
        right = [low + (high - low) * step / 16 for step in range(17)]
        middle = 90.0 if sector == "up" else (low + high) / 2
        right.sort(key=lambda angle, middle=middle: abs(angle - middle))
        wings[sector] = [angle for one in right for angle in (one, 180 - one)]
        low = high
    return wings


def _seat(place: Place, angles: list[float], frame: Frame, taken: list[tuple[float, float]]) -> tuple[float, float]:
    for seat in _seats(place, angles, frame):
        if _is_free(seat, frame, taken):
            return seat
    seats = _seats(place, angles, frame)
    return max(seats, key=lambda seat: min(math.dist(seat, other) for other in taken))


def _seats(place: Place, angles: list[float], frame: Frame) -> Iterator[tuple[float, float]]:
    """Seats to try, the best first: at the right distance, then a little farther or nearer."""
    wanted = _NEAREST + (1 - _NEAREST) * place.distance
    radii = sorted((step / 32 for step in range(round(_NEAREST * 32), 33)), key=lambda radius: abs(radius - wanted))
    x, y = frame.me
    turns = [
        (frame.reach_x * math.cos(math.radians(one)), frame.reach_y * math.sin(math.radians(one))) for one in angles
    ]
    for radius in radii:
        for to_side, upwards in turns:
            yield round(x + radius * to_side, 1), round(y - radius * upwards, 1)


def _is_free(seat: tuple[float, float], frame: Frame, taken: list[tuple[float, float]]) -> bool:
    x, y = seat
    half_width, half_height = frame.place_width / 2, frame.place_height / 2
    if not (half_width <= x <= frame.width - half_width and half_height <= y <= frame.height - half_height - 24):
        return False
    my_x, my_y = frame.me
    if abs(x - my_x) < half_width + _DOOR and abs(y - my_y) < half_height + _DOOR:
        return False
    return all(
        abs(x - other_x) >= frame.place_width + _GAP or abs(y - other_y) >= frame.place_height + _GAP
        for other_x, other_y in taken
    )
