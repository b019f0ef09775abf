"""The table `vote`: what pages and records say of votes at the United Nations."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, or_, select

from newsroom.store.rows import mark
from newsroom.store.schema import vote
from newsroom.store.sessions import Sessions
from newsroom.store.shelf import Fate, Shelf, Spine, data_of, lookup_marks, spine_of
from newsroom.un.memory import vote_from
from newsroom.un.series import order
from newsroom.un.sourced import Origin, Sourced
from newsroom.un.symbols import base, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from newsroom.store.sessions import Session

#: Rows written by one statement.
_AT_ONCE = 200


class SqlVotes(Sessions):
    """Votes at the United Nations."""

    async def save_votes(self, votes: Iterable[Sourced], now: datetime) -> Mapping[Fate, int]:
        """Store votes, all or none of them; return what became of how many."""
        async with self._write(alone=True) as session:
            shelf = Shelf.of([_spine(row) for row in await session.execute(_MARKS)])
            counts: Counter[Fate] = Counter()
            waiting: dict[bytes, dict[str, Any]] = {}
            gone: set[bytes] = set()
            for one in votes:
                spine = spine_of(one)
                fate, emptied = shelf.put(spine)
                counts[fate] += 1
                if fate in {Fate.NEW, Fate.REPLACED}:
                    gone.update(emptied)
                    for slot in emptied:
                        waiting.pop(slot, None)
                    waiting[spine.slot] = _row(one, spine, now)
            await _write(session, gone, waiting)
        return counts

    async def votes(self) -> Sequence[Sourced]:
        """Return all stored votes, oldest first."""
        async with self._read() as session:
            found = [_sourced(row) for row in await session.execute(_WHOLE)]
        return sorted(found, key=lambda one: order(one.vote))

    async def votes_on(self, symbol: str) -> Sequence[Sourced]:
        """Return the votes on a resolution, or on a draft in any of its revisions."""
        asked = or_(
            vote.c.symbol_mark == mark(key(symbol)), vote.c.draft_mark == mark(base(symbol))
        )
        async with self._read() as session:
            found = [_sourced(row) for row in await session.execute(_WHOLE.where(asked))]
        return sorted(found, key=lambda one: order(one.vote))


_MARKS = select(
    vote.c.slot_mark,
    vote.c.text_mark,
    vote.c.symbol_mark,
    vote.c.origin,
    vote.c.version,
    vote.c.digest,
)
_WHOLE = select(vote.c.origin, vote.c.data)


def _spine(row: Any) -> Spine:  # noqa: ANN401 - a row of `_MARKS`
    return Spine(
        slot=row.slot_mark,
        texts=() if row.text_mark is None else (row.text_mark,),
        has_symbol=row.symbol_mark is not None,
        rank=(row.origin, row.version),
        digest=row.digest,
    )


def _row(one: Sourced, spine: Spine, now: datetime) -> dict[str, Any]:
    symbol, draft = lookup_marks(one)
    return {
        "slot_mark": spine.slot,
        "text_mark": spine.texts[0] if spine.texts else None,
        "symbol_mark": symbol,
        "draft_mark": draft,
        "origin": int(one.origin),
        "version": one.version,
        "digest": spine.digest,
        "imported": now,
        "data": data_of(one),
    }


def _sourced(row: Any) -> Sourced:  # noqa: ANN401 - a row of `_WHOLE`
    data = row.data
    return Sourced(
        vote=vote_from(data, notes=data["notes"]),
        origin=Origin(row.origin),
        source=data["source"],
        record=data["record"],
        version=data["version"],
        related=tuple(data["related"]),
    )


async def _write(session: Session, gone: set[bytes], rows: Mapping[bytes, dict[str, Any]]) -> None:
    for some in _batches(sorted(gone)):
        await session.execute(delete(vote).where(vote.c.slot_mark.in_(some)))
    for batch in _batches(list(rows.values())):
        await session.execute(insert(vote).values(batch))


def _batches(values: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(values)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch
