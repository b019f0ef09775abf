"""Votes in memory, over those of a database that is only read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newsroom.store.rows import mark
from newsroom.store.shelf import Fate, Shelf, lookup_marks, spine_of
from newsroom.un.series import order
from newsroom.un.symbols import base, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from newsroom.store.protocol import Store
    from newsroom.un.sourced import Sourced


class MemoryVotes:
    """The part of a store that keeps votes."""

    def __init__(self, base: Store | None) -> None:
        self._below = base
        #: By slot; None: what is below was not looked at yet.
        self._votes: dict[bytes, Sourced] | None = None

    async def save_votes(self, votes: Iterable[Sourced], now: datetime) -> Mapping[Fate, int]:
        """Store votes, all or none of them; return what became of how many."""
        del now
        kept = dict(await self._all())
        shelf = Shelf.of(map(spine_of, kept.values()))
        counts: Counter[Fate] = Counter()
        for one in votes:
            spine = spine_of(one)
            fate, emptied = shelf.put(spine)
            counts[fate] += 1
            for slot in emptied:
                kept.pop(slot, None)
            if fate in {Fate.NEW, Fate.REPLACED}:
                kept[spine.slot] = one
        self._votes = kept
        return counts

    async def votes(self) -> Sequence[Sourced]:
        """Return all stored votes, oldest first."""
        return sorted((await self._all()).values(), key=lambda one: order(one.vote))

    async def votes_on(self, symbol: str) -> Sequence[Sourced]:
        """Return the votes on a resolution, or on a draft in any of its revisions."""
        wanted = {(0, mark(key(symbol))), (1, mark(base(symbol)))}
        return [one for one in await self.votes() if wanted & set(enumerate(lookup_marks(one)))]

    async def _all(self) -> dict[bytes, Sourced]:
        if self._votes is None:
            below = await self._below.votes() if self._below else ()
            self._votes = {spine_of(one).slot: one for one in below}
        return self._votes
