"""Votes in memory, over those of a database that is only read."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsroom.ballot import Origin
from newsroom.store.rows import mark
from newsroom.store.shelf import Fate, Home, Shelf, lookup_marks, spine_of
from newsroom.un.series import order
from newsroom.un.sourced import same_text
from newsroom.un.symbols import base, key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from newsroom.ballot import Sourced
    from newsroom.model import Errand
    from newsroom.store.protocol import ReadTransaction


@dataclass(slots=True)
class Ballots:
    """The tables about votes; the values are frozen."""

    votes: dict[bytes, Sourced] = field(default_factory=dict)
    stored: dict[bytes, datetime] = field(default_factory=dict)
    #: A vote's slot to its story, and its place there.
    homes: dict[bytes, tuple[Home, int]] = field(default_factory=dict)
    #: None: what is below is forgotten.
    errands: dict[tuple[str, str], Errand | None] = field(default_factory=dict)
    #: What is below was looked at.
    loaded: bool = False

    def copy(self) -> Ballots:
        """Return tables that can be written without touching these."""
        return replace(
            self,
            votes=dict(self.votes),
            stored=dict(self.stored),
            homes=dict(self.homes),
            errands=dict(self.errands),
        )

    def put(
        self, one: Sourced, shelf: Shelf, now: datetime, *, instead_of: Sourced | None = None
    ) -> Fate:
        """Put a vote up where it has its place, and let it keep its story."""
        spine = spine_of(one)
        fate, emptied = shelf.put(spine)
        if instead_of is not None and fate in {Fate.NEW, Fate.REPLACED}:
            emptied = (*emptied, spine_of(instead_of).slot)
        for slot in emptied:
            self.votes.pop(slot, None)
            home = self.homes.pop(slot, None)
            if home is not None:
                self.homes.setdefault(spine.slot, home)
        if fate in {Fate.NEW, Fate.REPLACED}:
            self.votes[spine.slot] = one
            self.stored[spine.slot] = now
        return fate

    def put_all(self, votes: Iterable[Sourced], now: datetime) -> Mapping[Fate, int]:
        """Put votes up, all or none of them; return what became of how many."""
        # All are read before the first is stored: one that cannot be read leaves nothing.
        whole = tuple(votes)
        shelf = Shelf.of(map(spine_of, self.votes.values()))
        return Counter([self.put(one, shelf, now) for one in whole])

    def of_story(self, key: str) -> tuple[Sourced, ...]:
        """Return a story's votes, in its order."""
        own = [
            (home.article, place, slot)
            for slot, (home, place) in self.homes.items()
            if home.story == key
        ]
        return tuple(self.votes[slot] for _, _, slot in sorted(own) if slot in self.votes)

    def drop_article(self, number: int) -> None:
        """Forget what an item brought."""
        self.homes = {slot: one for slot, one in self.homes.items() if one[0].article != number}
        self.errands = {
            key: one for key, one in self.errands.items() if one is None or one.article != number
        }


class ReadingVotes:
    """What recording a vote needs to know."""

    _ballots: Ballots
    _below: ReadTransaction | None

    async def rivals(self, one: Sourced) -> Sequence[Sourced]:
        """Return the stored tellings of this vote: of its resolution, its draft, its id."""
        slot = spine_of(one).slot
        return [
            other
            for at, other in self._ballots.votes.items()
            if at == slot or same_text(one, other)
        ]

    async def home_of(self, votes: Iterable[Sourced]) -> Home | None:
        """Return the story of the first of these votes that has one."""
        asked = tuple(votes)
        marks = [spine_of(one).slot for one in asked]
        own = next(
            (self._ballots.homes[slot] for slot in marks if slot in self._ballots.homes), None
        )
        if own is None and self._below is not None:
            return await self._below.home_of(asked)
        return own[0] if own else None

    async def votes_of_story(self, key: str) -> Sequence[Sourced]:
        """Return the votes that a story tells of, in its order."""
        below = await self._below.votes_of_story(key) if self._below else ()
        own = self._ballots.of_story(key)
        return [*(one for one in below if one not in own), *own]

    async def votes_of_pages(self, since: datetime) -> Sequence[Sourced]:
        """Return the votes stored since then of which only pages tell, oldest first."""
        below = await self._below.votes_of_pages(since) if self._below else ()
        ballots = self._ballots
        kept = [one for one in below if ballots.votes.get(spine_of(one).slot) == one]
        own = [
            ballots.votes[slot]
            for slot, at in ballots.stored.items()
            if at >= since and slot in ballots.votes
        ]
        return [*kept, *(one for one in own if one.origin is Origin.PAGE and one not in kept)]

    async def errands(self, source: str) -> Sequence[Errand]:
        """Return what a source is still to be asked for, the first due first."""
        below = await self._below.errands(source) if self._below else ()
        found: dict[str, Errand | None] = {one.key: one for one in below}
        found |= {key: one for (of, key), one in self._ballots.errands.items() if of == source}
        left = [one for one in found.values() if one is not None]
        return sorted(left, key=lambda one: (one.due, one.key))


class WritingVotes(ReadingVotes):
    """What recording a vote writes."""

    async def put_vote(
        self, one: Sourced, now: datetime, *, instead_of: Sourced | None = None
    ) -> Fate:
        """Store a vote unless a better source tells of it; it keeps its story."""
        known = [spine_of(other) for other in await self.rivals(one)]
        return self._ballots.put(one, Shelf.of(known), now, instead_of=instead_of)

    async def save_votes(self, votes: Iterable[Sourced], now: datetime) -> Mapping[Fate, int]:
        """Store very many votes, as `Votes.save_votes` does; they keep their stories."""
        return self._ballots.put_all(votes, now)

    async def link_votes(self, home: Home, votes: Sequence[Sourced]) -> None:
        """Note that a story tells of these votes, in this order; one that has a story keeps it."""
        for place, one in enumerate(votes):
            if await self.home_of((one,)) is None:
                self._ballots.homes[spine_of(one).slot] = (home, place)

    async def save_errand(self, one: Errand) -> None:
        """Store what a source is to be asked for again, in place of what its key had."""
        self._ballots.errands[one.source, one.key] = one

    async def drop_errands(self, source: str, keys: Collection[str]) -> None:
        """Forget what needs no asking any more."""
        for name in keys:
            self._ballots.errands[source, name] = None


class MemoryVotes(ABC):
    """The part of a store that keeps votes."""

    @abstractmethod
    async def _ballots_now(self) -> Ballots:
        """Return the tables about votes, with those of the database below."""

    async def save_votes(self, votes: Iterable[Sourced], now: datetime) -> Mapping[Fate, int]:
        """Store votes, all or none of them; return what became of how many."""
        return (await self._ballots_now()).put_all(votes, now)

    async def votes(self) -> Sequence[Sourced]:
        """Return all stored votes, oldest first."""
        found = (await self._ballots_now()).votes.values()
        return sorted(found, key=lambda one: order(one.vote))

    async def votes_on(self, symbol: str) -> Sequence[Sourced]:
        """Return the votes on a resolution, or on a draft in any of its revisions."""
        wanted = {(0, mark(key(symbol))), (1, mark(base(symbol)))}
        return [one for one in await self.votes() if wanted & set(enumerate(lookup_marks(one)))]
