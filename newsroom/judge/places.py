"""Which places a text names, and how places lie to each other.

A name that means something else as well (Georgia, Quba, Gal) counts only with company: another
place or people of the same part of the world, in the same text. Of several places of one name the
one with the closest company is meant.
"""

from __future__ import annotations

from collections import defaultdict
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

from newsroom.judge.fields import Hit
from newsroom.judge.place_names import PlaceNames
from newsroom.read.text import title_fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.judge.fields import Fields
    from newsroom.judge.place_names import Candidate, Span
    from newsroom.settings import Place

#: Every place of the watched region lies in it.
REGION: Final = "caucasus"
#: Kinds of rows that are no places: sports clubs with the words of sport, and other things.
CLUB: Final = "club"
OTHER: Final = "other"

#: What a doubtful name may mean by itself.
_SETTLED: Final = frozenset({"city", "town", "village", "district"})

_EARTH_KM: Final = 6371.0


class PlaceHit(NamedTuple):
    """A place that a text names."""

    #: Key of the place.
    place: str
    hit: Hit
    #: The name alone would not have counted: other words of the text decided.
    second_signal: bool


class PlaceIndex:
    """All places, their names compiled once."""

    def __init__(self, places: Sequence[Place]) -> None:
        """Compile the names; raises `ValueError` for one without a letter."""
        self._places = {place.id: place for place in places}
        self._names = PlaceNames(places)
        self._above = {place.id: self._chain(place) for place in places}
        self._called: dict[str, list[str]] = defaultdict(list)
        for place in places:
            if place.kind not in {CLUB, OTHER}:
                for name in _all_names(place):
                    if place.id not in self._called[name]:
                        self._called[name].append(place.id)

    def _chain(self, place: Place) -> frozenset[str]:
        above: set[str] = set()
        waiting = list(place.within)
        while waiting:
            key = waiting.pop()
            if key in self._places and key not in above:
                above.add(key)
                waiting.extend(self._places[key].within)
        return frozenset(above)

    def __getitem__(self, id: str) -> Place:  # noqa: A002 - the key of a place
        """Return the place with this key; raises `KeyError`."""
        return self._places[id]

    def __contains__(self, key: object) -> bool:
        """Say whether there is a place with this key."""
        return key in self._places

    def areas(self, name: str) -> tuple[str, ...]:
        """Return the keys of what an operator calls so, in any language; () if nothing is.

        Georgia is the country: where something in the Caucasus is called so, others are not meant.
        """
        if name in self._places:
            return (name,)
        called = self._called.get(title_fold(name), [])
        return tuple(filter(self.in_region, called)) or tuple(called)

    def above(self, place: str) -> frozenset[str]:
        """Return the keys of all that a place lies in."""
        return self._above[place]

    def within(self, place: str, area: str) -> bool:
        """Say whether a place is an area or lies in it; `area` is a key or a name."""
        around = self._above[place] | {place}
        return any(one in around for one in self.areas(area))

    def in_region(self, place: str) -> bool:
        """Say whether a place lies in the Caucasus."""
        return place == REGION or REGION in self._above[place]

    def near(self, a: str, b: str) -> float | None:
        """Return how far two places are apart in km: 0 if one lies in the other, None: unknown.

        From a border, a river or a road nobody knows how far; elsewhere the centres count.
        """
        if a == b or a in self._above[b] or b in self._above[a]:
            return 0.0
        one, other = self._places[a], self._places[b]
        return None if {one.kind, other.kind} & _LINES else _distance(one, other)

    def find(self, both: Fields) -> tuple[PlaceHit, ...]:
        """Return the places that a text names, in the order of the text."""
        return self.find_all(both)[0]

    def doubtful(self, both: Fields) -> tuple[PlaceHit, ...]:
        """Return places of the region whose names have no company in the text, in its order.

        They are meant where the text speaks of fire or drones; whole States are left out.
        """
        return tuple(
            _hit(span, one)
            for field in both
            for span in self._names.spans(field)
            for one in span.candidates[:1]
            if one.name.second_signal
            and one.place.kind in _SETTLED
            and not one.name.people
            and self.in_region(one.place.id)
        )

    def peoples(self, both: Fields) -> tuple[PlaceHit, ...]:
        """Return words such as `Armenian` with the place that they belong to; no place is named."""
        return self.find_all(both)[1]

    def find_all(self, both: Fields) -> tuple[tuple[PlaceHit, ...], tuple[PlaceHit, ...]]:
        """Return `find` and `peoples` of a text that is searched once."""
        spans = [span for field in both for span in self._names.spans(field)]
        company = _Company(self, spans)
        named: list[PlaceHit] = []
        peoples: list[PlaceHit] = []
        for span in spans:
            place = company.decide(span)
            people = next((one for one in span.candidates if one.name.people), None)
            if place is not None:
                named.append(place)
            elif people is not None:
                peoples.append(_hit(span, people))
        return tuple(named), tuple(peoples)


def canonical_names(places: Sequence[Place]) -> dict[str, str]:
    """Return the canonical name for each folded name, in any language, that only one place has."""
    called: dict[str, set[str]] = defaultdict(set)
    own = {title_fold(place.name): place.name for place in places}
    for place in places:
        for name in _all_names(place):
            called[name].add(place.name)
    return {name: min(names) for name, names in called.items() if len(names) == 1} | own


class _Company:
    """The sure names of a text, by which the doubtful ones are decided."""

    def __init__(self, index: PlaceIndex, spans: Sequence[Span]) -> None:
        self._index = index
        self._sport = [
            span.sentence
            for span in spans
            if any(one.place.kind == CLUB for one in span.candidates)
        ]
        self._sure = [
            (span, one.place)
            for span in spans
            for one in span.candidates
            if not one.name.second_signal
            and one.place.kind not in {CLUB, OTHER}
            and not self._club(span, one)
        ]

    def decide(self, span: Span) -> PlaceHit | None:
        """Return the place that a name means here, if it means one."""
        best: tuple[int, bool] = (-1, False)
        chosen: Candidate | None = None
        for one in span.candidates:
            weight = self._weight(span, one)
            rank = (weight, not one.name.second_signal)
            counts = weight > 0 or not one.name.second_signal
            if counts and rank > best and not self._club(span, one):
                best, chosen = rank, one
        if chosen is None or chosen.name.people or chosen.place.kind in {CLUB, OTHER}:
            return None
        return _hit(span, chosen)

    def _club(self, span: Span, one: Candidate) -> bool:
        """Say whether a name is that of a club here: sport beside it, in the title, or twice."""
        if not one.name.club:
            return False
        if not self._sport:
            return span.scored
        return (
            span.scored
            or len(self._sport) > 1
            or self._sport[0] == span.sentence
            or (self._sport[0][0] == span.field.name == "title")
        )

    def _weight(self, span: Span, one: Candidate) -> int:
        """Say how much of the company of a name speaks for one of its places."""
        place, total = one.place, 0
        heard = set()
        for where, other in self._sure:
            if where is span or other.id in heard:
                continue
            if one.name.same_sentence and where.sentence != span.sentence:
                continue
            heard.add(other.id)
            total += self._kinship(place, other)
        return total

    def _kinship(self, place: Place, other: Place) -> int:
        """Return 0 for strangers, 1 in the region, 2 in one State, more within one province."""
        index = self._index
        near = index.near(place.id, other.id) == 0 and REGION not in {place.id, other.id}
        if place.country and place.country == other.country:
            shared = index.above(place.id) & index.above(other.id)
            small = [one for one in shared if index[one].country and index[one].kind not in _WIDE]
            return 2 + len(small) + near
        both = index.in_region(place.id) and index.in_region(other.id)
        return int(both or near)


#: Long things: the middle of one says little.
_LINES: Final = frozenset({"border", "river", "road", "corridor"})
#: Two places in one of these need not be neighbours.
_WIDE: Final = frozenset({"country", "elsewhere"})


def _hit(span: Span, one: Candidate) -> PlaceHit:
    hit = Hit(span.field.name, span.first, span.length, f"place: {one.place.name}")
    return PlaceHit(one.place.id, hit, one.name.second_signal)


def _all_names(place: Place) -> list[str]:
    named = [place.name, place.official, place.other]
    named += [name.text for name in place.names if not name.people]
    return [title_fold(name) for name in named if name]


def _distance(one: Place, other: Place) -> float | None:
    """Return the great-circle distance in km."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    north, south = radians(one.latitude or 0), radians(other.latitude or 0)
    east = radians((other.longitude or 0) - (one.longitude or 0))
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(east / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))
