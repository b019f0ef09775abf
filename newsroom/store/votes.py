"""The table `vote`: what pages and records say of votes at the United Nations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_

from newsroom.store.ballots import WHOLE, save, sourced
from newsroom.store.rows import mark
from newsroom.store.schema import vote
from newsroom.store.sessions import Sessions
from newsroom.un.series import order
from newsroom.un.symbols import base, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from newsroom.ballot import Sourced
    from newsroom.store.shelf import Fate


class SqlVotes(Sessions):
    """Votes at the United Nations."""

    async def save_votes(self, votes: Iterable[Sourced], now: datetime) -> Mapping[Fate, int]:
        """Store votes, all or none of them; return what became of how many."""
        async with self._write(alone=True) as session:
            return await save(session, votes, now)

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
