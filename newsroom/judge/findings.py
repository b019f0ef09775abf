"""What one article holds of all that the watches ask for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from newsroom.judge.conditions import Spot, Spots
from newsroom.meaning import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from newsroom.judge.conditions import Asked
    from newsroom.judge.fields import Field, Fields, Hit
    from newsroom.meaning import Meaning


class ReadsLists(Protocol):
    """Finds words of the vocabulary."""

    def find(self, both: Fields, lang: str | None = None) -> Mapping[str, Sequence[Hit]]:
        """Return the hits of each list that has one."""

    def __contains__(self, list_id: object, /) -> bool: ...


class ReadsPlaces(Protocol):
    """Knows what lies in what."""

    def within(self, place: str, area: str) -> bool:
        """Say whether a place is an area or lies in it."""

    def areas(self, name: str) -> Sequence[str]:
        """Return the keys of the places meant by a name."""


class Reads(Protocol):
    """Says what a text means."""

    @property
    def lists(self) -> ReadsLists:
        """The vocabulary."""

    @property
    def places(self) -> ReadsPlaces:
        """The places."""

    def read(self, both: Fields, lang: str | None, at: datetime) -> Meaning:
        """Read an article of a time."""


class Found:
    """What was found in one article; what only few watches ask for is looked up when asked."""

    def __init__(
        self, both: Fields, lang: str | None, meaning: Meaning | None, reader: Reads | None
    ) -> None:
        self.both = both
        self.lang = lang
        self.meaning = meaning
        self._reader = reader
        self._noted: dict[int, list[Spot]] = defaultdict(list)
        self._asked: dict[Asked, Spots | None] = {}
        self.words: Mapping[int, Spots] = {}

    def field(self, name: str) -> Field:
        """Return a field of the article."""
        return self.both.of(name)

    # --- filling ---

    def note(self, rule: int, spot: Spot) -> None:
        """Remember that a term of a rule stands there."""
        self._noted[rule].append(spot)

    def sort(self) -> None:
        """Put in order what was noted."""
        self.words = {rule: Spots(spots) for rule, spots in self._noted.items()}

    # --- what the reader knows ---

    def asked(self, condition: Asked) -> Spots | None:
        """Return where what is asked for stands; None: nowhere. Empty: it is true as a whole."""
        if condition not in self._asked:
            self._asked[condition] = self._look_up(condition)
        return self._asked[condition]

    def _look_up(self, condition: Asked) -> Spots | None:
        match condition.kind:
            case "incident":
                return self._incident(condition.names)
            case "topic":
                return self._topics(condition.names)
            case "list":
                return Spots(self._of_lists(condition.names)) or None
            case _:
                return Spots(self._of_places(condition.names)) or None

    def _incident(self, types: Sequence[str]) -> Spots | None:
        incident = self.meaning.incident if self.meaning else None
        if incident is None or incident.type not in types:
            return None
        return Spots(self._spot(proof, f"incident: {incident.type}") for proof in incident.evidence)

    def _topics(self, topics: Sequence[str]) -> Spots | None:
        if self.meaning is None:
            return None
        held = [topic for topic in self.meaning.topics if topic in topics]
        if not held:
            return None
        incident = self.meaning.incident
        proofs = self.meaning.evidence or (incident.evidence if incident is not None else ())
        return Spots(self._spot(proof, f"topic: {held[0]}") for proof in proofs)

    def _of_lists(self, names: Sequence[str]) -> Iterator[Spot]:
        for name in names:
            for hit in self._list_hits.get(name, ()):
                yield Spot(hit.field, hit.first, hit.length, f"list: {hit.why}")

    @cached_property
    def _list_hits(self) -> Mapping[str, Sequence[Hit]]:
        return self._reader.lists.find(self.both, self.lang) if self._reader else {}

    def _of_places(self, names: Sequence[str]) -> Iterator[Spot]:
        """Yield where a place is named that is one of these, or lies in one."""
        if self._reader is None or self.meaning is None:
            return
        places = self._reader.places
        areas = [area for name in names for area in places.areas(name)]
        for found in self.meaning.named:
            if any(places.within(found.id, area) for area in areas):
                yield from (self._spot(proof, f"place: {found.name}") for proof in found.evidence)

    def _spot(self, proof: Evidence, why: str) -> Spot:
        return spot_at(self.both.of(proof.field), proof.start, proof.end, why)


def spot_at(field: Field, start: int, end: int, why: str) -> Spot:
    """Return where some code points of a field stand among its words."""
    begins = [begin for begin, _ in field.spans]
    first = max(0, bisect_right(begins, start) - 1)
    last = max(first, bisect_left(begins, end) - 1)
    return Spot(field.name, first, last - first + 1, why, (start, end))


def proof(spot: Spot, both: Fields) -> Evidence:
    """Return what a spot is in the original text."""
    field = both.of(spot.field)
    if spot.span is None:
        start, _ = field.spans[spot.first]
        _, end = field.spans[spot.first + spot.length - 1]
    else:
        start, end = spot.span
    text = field.original[start:end]
    return Evidence(field=spot.field, start=start, end=end, text=text, why=spot.why)
