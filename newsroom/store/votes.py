"""The table `vote`: what pages and records say of votes at the United Nations."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_

from newsroom.store.ballots import MARKS, WHOLE, move, row_of, sourced, spine_from, write
from newsroom.store.rows import mark
from newsroom.store.schema import vote
from newsroom.store.sessions import Sessions
from newsroom.store.shelf import Fate, Shelf, spine_of
from newsroom.un.series import order
from newsroom.un.symbols import base, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from newsroom.ballot import Sourced


class SqlVotes(Sessions):
    """Votes at the United Nations."""

    async def save_votes(self, votes: Iterable[Sourced], now: datetime) -> Mapping[Fate, int]:
        """Store votes, all or none of them; return what became of how many."""
        async with self._write(alone=True) as session:
            shelf = Shelf.of([spine_from(row) for row in await session.execute(MARKS)])
            counts: Counter[Fate] = Counter()
            waiting: dict[bytes, dict[str, Any]] = {}
            gone: dict[bytes, bytes] = {}
            for one in votes:
                spine = spine_of(one)
                fate, emptied = shelf.put(spine)
                counts[fate] += 1
                if fate in {Fate.NEW, Fate.REPLACED}:
                    for slot in emptied:
                        waiting.pop(slot, None)
                        _leads(gone, slot, spine.slot)
                    waiting[spine.slot] = row_of(one, spine, now)
            await write(session, set(gone), waiting)
            await move(session, gone)
        return counts

    async def votes(self) -> Sequence[Sourced]:
        """Return all stored votes, oldest first."""
        async with self._read() as session:
            found = [sourced(row) for row in await session.execute(WHOLE)]
        return sorted(found, key=lambda one: order(one.vote))

    async def votes_on(self, symbol: str) -> Sequence[Sourced]:
        """Return the votes on a resolution, or on a draft in any of its revisions."""
        asked = or_(
            vote.c.symbol_mark == mark(key(symbol)), vote.c.draft_mark == mark(base(symbol))
        )
        async with self._read() as session:
            found = [sourced(row) for row in await session.execute(WHOLE.where(asked))]
        return sorted(found, key=lambda one: order(one.vote))


def _leads(gone: dict[bytes, bytes], old: bytes, new: bytes) -> None:
    """Note where what stood in a slot stands now, also what had come there from elsewhere."""
    if old != new:
        gone.update({first: new for first, last in gone.items() if last == old})
    gone[old] = new
