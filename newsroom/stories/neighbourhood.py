"""How near two places are for two reports to be of one event there."""

from __future__ import annotations

from math import cos, hypot, radians
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.settings import Place

#: That two reports name the same country, or region, says less than that they name one village.
_WIDE: Final = {
    "country": 0.25,
    "elsewhere": 0.4,
    "region": 0.5,
    "club": 0.4,
    "border": 0.6,
    "river": 0.6,
    "republic": 0.7,
    "province": 0.8,
}
#: Much happens in a capital.
_CAPITALS: Final = frozenset({"baku", "moscow", "tbilisi", "yerevan"})
_CAPITAL: Final = 0.55
_SPECIFIC: Final = 1.0
#: Borders run between these: what one side tells of its district happened in the other's village.
_WIDE_BY_KM: Final = ((45, 0.3), (80, 0.15))
_BORDERLAND: Final = frozenset({"province", "district", "river"})
#: One place in the other, by how many steps up that is: village, district, province.
_BY_STEPS: Final = (0.75, 0.6, 0.5)
_BY_KM: Final = ((12, 0.7), (30, 0.4))
_KM_A_DEGREE: Final = 111.2


class Neighbourhood:
    """The places of the configuration, by how near they are to each other."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._places = {place.id: place for place in places}
        self._above: dict[str, dict[str, int]] = {}

    def __call__(self, a: str, b: str) -> float:
        """Return 1 for one village, less for one place in the other or near it, 0 for far apart."""
        if a == b:
            return self._width(a)
        one, two = self._places.get(a), self._places.get(b)
        if one is None or two is None:
            return 0.0
        for inner, outer in ((a, b), (b, a)):
            if steps := self._steps(inner).get(outer):
                return min(_BY_STEPS[min(steps, len(_BY_STEPS)) - 1], self._width(outer))
        return _by_distance(one, two)

    def _steps(self, inner: str) -> dict[str, int]:
        """Return all that a place lies in, with how many steps up that is."""
        if inner not in self._above:
            found: dict[str, int] = {}
            queue = [(outer, 1) for outer in self._within(inner)]
            for outer, steps in queue:
                if outer not in found:
                    found[outer] = steps
                    queue += [(further, steps + 1) for further in self._within(outer)]
            self._above[inner] = found
        return self._above[inner]

    def _within(self, place: str) -> tuple[str, ...]:
        found = self._places.get(place)
        return found.within if found else ()

    def _width(self, place: str) -> float:
        if place in _CAPITALS:
            return _CAPITAL
        found = self._places.get(place)
        return _WIDE.get(found.kind, _SPECIFIC) if found else _SPECIFIC


def _by_distance(one: Place, two: Place) -> float:
    """Return how near two places are that do not lie in each other."""
    if one.latitude is None or one.longitude is None or two.latitude is None:
        return 0.0
    kinds = {one.kind, two.kind}
    if two.longitude is None or kinds & _WIDE.keys() - _BORDERLAND:
        return 0.0
    east = (one.longitude - two.longitude) * cos(radians(one.latitude))
    apart = _KM_A_DEGREE * hypot(east, one.latitude - two.latitude)
    shares = _WIDE_BY_KM if kinds & _BORDERLAND else _BY_KM
    return next((share for km, share in shares if apart <= km), 0.0)
