"""All that was found in one article before anybody decides what it means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from newsroom.meaning import Signal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from newsroom.judge.fields import Field, Fields, Hit
    from newsroom.judge.places import PlaceHit, PlaceIndex
    from newsroom.judge.signals import Mark
    from newsroom.judge.tolls import Toll
    from newsroom.meaning import Evidence

#: An act under one of these did not happen now: denied, to come, long ago, counted up.
UNREAL: Final = frozenset({Signal.DENIAL, Signal.PLAN, Signal.ANNIVERSARY, Signal.STATISTIC})
#: Owners of bodies of the region, as the ids of their lists begin.
_OWN: Final = frozenset(
    {"AM", "AZ", "GE", "KARABAKH", "ABKHAZIA", "SOUTH_OSSETIA"}
    | {"RU-CHECHNYA", "RU-DAGESTAN", "RU-INGUSHETIA"}
)
#: So many sentences of the body tell the news; what follows is often background.
LEAD: Final = 2
#: So many sentences of the body tell what happened; what comes later in a long article is history,
#: other events and what somebody thinks of it.
BEGINNING: Final = 5


@dataclass(frozen=True, kw_only=True)
class Facts:
    """An article with its words, places, signals and toll."""

    both: Fields
    lang: str | None
    at: datetime
    #: Hits of the vocabulary, by list.
    hits: Mapping[str, Sequence[Hit]]
    marks: Sequence[Mark]
    places: Sequence[PlaceHit]
    #: Words such as `Armenian`, with the place that they belong to.
    peoples: Sequence[PlaceHit]
    toll: Toll
    index: PlaceIndex

    def field(self, hit: Hit) -> Field:
        """Return the field that a hit stands in."""
        return self.both.of(hit.field)

    def evidence(self, hits: Iterable[Hit]) -> tuple[Evidence, ...]:
        """Return what hits are in the original."""
        return tuple(self.field(hit).evidence(hit) for hit in hits)

    def of(self, *lists: str, field: str | None = None) -> list[Hit]:
        """Return the hits of some lists, in one field or in both."""
        return [
            hit
            for name in lists
            for hit in self.hits.get(name, ())
            if field is None or hit.field == field
        ]

    def has(self, *lists: str, field: str | None = None) -> bool:
        """Say whether one of some lists has a hit."""
        return any(
            field is None or hit.field == field for name in lists for hit in self.hits.get(name, ())
        )

    def unreal(self, hit: Hit) -> Signal | None:
        """Return the signal by which a hit tells nothing new; None: it does."""
        for mark in self.marks:
            if mark.signal in UNREAL and mark.covers(hit) and not self._overruled(mark):
                return mark.signal
        return None

    def _overruled(self, mark: Mark) -> bool:
        """Say whether people were hurt where a drill or a denial is spoken of."""
        if mark.signal is Signal.PLAN and (self.toll.killed or self.toll.wounded):
            return any(hit.field == mark.field for hit in self.toll.hits)
        if mark.signal is Signal.STATISTIC and self._worst_since(mark):
            return True
        return self._only_harm(mark) or self._denied_behind(mark) or self._just_mourned(mark)

    def _just_mourned(self, mark: Mark) -> bool:
        """Say whether mourning is told with a toll of now: three days of it after twenty died."""
        mourned = mark.hit.why.startswith("obituary") and not self.has("event_funeral")
        return mourned and (self.toll.killed or 0) > 1 and self._by_toll(mark)

    def _worst_since(self, mark: Mark) -> bool:
        """Say whether a count beside the mark is one of now: 30 killed, the worst since 1994."""
        counted = self.toll.killed or self.toll.wounded
        return bool(counted) and not self.toll.recalled and self._by_toll(mark)

    def _by_toll(self, mark: Mark) -> bool:
        return any(hit.field == mark.field and hit.first in mark.scope for hit in self.toll.hits)

    def _denied_behind(self, mark: Mark) -> bool:
        """Say whether harm is told, and only then who denies it: soldier killed, Yerevan denies."""
        if mark.signal is not Signal.DENIAL or not (self.toll.killed or self.toll.wounded):
            return False
        field = self.field(mark.hit)
        spoken = any(hit.first == mark.hit.first for hit in self.of("says", field=mark.field))
        return spoken and any(
            "," in field.original[field.spans[one.first][1] : field.spans[mark.hit.first][0]]
            for one in self.toll.hits
            if one.field == mark.field and one.first < mark.hit.first
        )

    def _only_harm(self, mark: Mark) -> bool:
        """Say whether a denial is about people hurt, not about what happened: no casualties."""
        return mark.signal is Signal.DENIAL and any(
            one.field == mark.field
            and one.first < mark.hit.first + mark.hit.length
            and mark.hit.first < one.first + one.length
            for one in self.toll.nobody
        )

    def state(self, key: str) -> bool:
        """Say whether a place is a State."""
        place = self.index[key]
        if place.kind == "elsewhere":
            return bool(place.country) and not place.within
        return place.kind == "country" or place.name == place.country

    def leads(self, hit: Hit) -> bool:
        """Say whether a hit stands where the news is told: title or first sentences."""
        return hit.field == "title" or self.both.body.sentence_of(hit.first) < LEAD

    def begins(self, hit: Hit) -> bool:
        """Say whether a hit stands before the background of a long article."""
        return hit.field == "title" or self.both.body.sentence_of(hit.first) < BEGINNING

    def told(self, *lists: str) -> bool:
        """Say whether one of some lists has a hit before the background."""
        return any(self.begins(hit) for name in lists for hit in self.hits.get(name, ()))

    @cached_property
    def harm(self) -> bool:
        """Say whether people were killed or hurt in what is told, not in its background."""
        counted = self.toll.deadly or self.toll.hurting
        return counted and any(
            hit.why != "toll: captured" and self.begins(hit) for hit in self.toll.hits
        )

    def marked(self, signal: Signal, field: str = "title") -> bool:
        """Say whether a field carries a signal."""
        return any(
            mark.signal is signal and mark.field == field and not self._overruled(mark)
            for mark in self.marks
        )

    @cached_property
    def regional(self) -> tuple[Hit, ...]:
        """Words that name a place, a people or a body of the region."""
        named = [
            found.hit
            for found in (*self.places, *self.peoples)
            if self.index.in_region(found.place)
        ]
        bodies = [
            hit
            for name, hits in self.hits.items()
            if name.partition("/")[0] in _OWN and name.partition("/")[2] != "any"
            for hit in hits
        ]
        # `Georgia` of the United States names no State of the region either.
        return (*named, *(hit for hit in bodies if not self._outside(hit)))

    def _outside(self, hit: Hit) -> bool:
        return any(
            found.hit.field == hit.field and found.hit.first == hit.first
            for found in self.places
            if not self.index.in_region(found.place)
        )

    @cached_property
    def sides(self) -> frozenset[str]:
        """States of the region and Russia that the text speaks of, through places or peoples."""
        countries = {
            self.index[found.place].country
            for found in (*self.places, *self.peoples)
            if found.place in self.index
        }
        return frozenset(country for country in countries if country)
