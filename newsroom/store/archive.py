"""What people ask for, and what is deleted when its time is over."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from sqlalchemy import delete, exists, func, or_, select

from newsroom.store import rows
from newsroom.store.outbox import FINAL
from newsroom.store.schema import article, change, delivery, source, story
from newsroom.store.sessions import Sessions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Table

    from newsroom.model import SourceState, StoredItem
    from newsroom.store.sessions import Session

#: Rows deleted in one transaction, and the seconds for which others get their turn after it.
_AT_ONCE = 500
_PAUSE = 0.02
#: Greatest number that a row can have.
_GREATEST = 2**63 - 1

_waiting = delivery.alias("waiting")


class SqlArchive(Sessions):
    """Questions to the whole of what is stored."""

    async def items(self, needle: str) -> Sequence[StoredItem]:
        """Return items whose row number, guid, address or canonical address is `needle`."""
        asked: list[ColumnElement[bool]] = [
            column == needle
            for column in (article.c.guid, article.c.id, article.c.url, article.c.link)
        ]
        if needle.isascii() and needle.isdecimal() and int(needle) <= _GREATEST:
            asked.append(article.c.number == int(needle))
        query = (
            select(article, story.c.key.label("story_key"))
            .outerjoin(story, article.c.story == story.c.number)
            .where(or_(*asked))
            .order_by(article.c.number)
        )
        async with self._read() as session:
            return [rows.item(row) for row in await session.execute(query)]

    async def items_of(
        self, since: datetime, *, after: int = 0, limit: int = 500
    ) -> Sequence[StoredItem]:
        """Return stored items of a time not before `since`, with a greater number than `after`."""
        query = (
            select(article, story.c.key.label("story_key"))
            .outerjoin(story, article.c.story == story.c.number)
            .where(article.c.number > after, article.c.at >= since)
            .order_by(article.c.number)
            .limit(limit)
        )
        async with self._read() as session:
            return [rows.item(row) for row in await session.execute(query)]

    async def source_states(self) -> Sequence[SourceState]:
        """Return the state of every source ever polled."""
        async with self._read() as session:
            found = await session.execute(select(source).order_by(source.c.id))
            return [rows.source(row) for row in found]

    async def counts(self) -> Mapping[str, int]:
        """Return the number of `items`, `stories`, `changes` and `deliveries`."""
        tables = {"items": article, "stories": story, "changes": change, "deliveries": delivery}
        async with self._read() as session:
            return {name: await _count(session, table) for name, table in tables.items()}

    async def last_numbers(self) -> Mapping[str, int]:
        """Return the greatest number of `items` and of `stories`, 0 where there is none."""
        query = select(
            select(func.coalesce(func.max(article.c.number), 0)).scalar_subquery(),
            select(func.coalesce(func.max(story.c.number), 0)).scalar_subquery(),
        )
        async with self._read() as session:
            items, stories = (await session.execute(query)).one()
        return {"items": items, "stories": stories}

    async def prune(self, *, articles_before: datetime, deliveries_before: datetime) -> int:
        """Delete what is older; return how many rows went.

        In small transactions, so that it never stands in the way of others for long.
        """
        return (
            await self._prune(delivery, _told(deliveries_before))
            + await self._prune_articles(articles_before)
            + await self._prune(story, _forgotten())
        )

    async def _prune(self, table: Table, gone: ColumnElement[bool]) -> int:
        """Look for what may go without holding anybody up, and ask again while deleting it."""
        query = select(table.c.number).where(gone).limit(_AT_ONCE)
        total = 0
        while True:
            async with self._read() as session:
                some = list((await session.execute(query)).scalars())
            if some:
                async with self._write(alone=True) as session:
                    wanted = delete(table).where(table.c.number.in_(some), gone)
                    total += (await session.execute(wanted)).rowcount
            if len(some) < _AT_ONCE:
                return total
            await asyncio.sleep(_PAUSE)

    async def _prune_articles(self, before: datetime) -> int:
        """Delete articles with the changes that they brought."""
        query = select(article.c.number).where(_old(before)).limit(_AT_ONCE)
        total = 0
        while True:
            async with self._write(alone=True) as session:
                some = list((await session.execute(query)).scalars())
                changes = await session.execute(delete(change).where(change.c.article.in_(some)))
                await session.execute(delete(article).where(article.c.number.in_(some)))
            total += len(some) + changes.rowcount
            if len(some) < _AT_ONCE:
                return total
            await asyncio.sleep(_PAUSE)


async def _count(session: Session, table: Table) -> int:
    number: int = (await session.execute(select(func.count()).select_from(table))).scalar_one()
    return number


def _told(before: datetime) -> ColumnElement[bool]:
    """Say of a delivery that it is over and that none that waits comes after it."""
    awaited = exists().where(
        _waiting.c.after_mark == delivery.c.key_mark, _waiting.c.state.not_in(FINAL)
    )
    return (delivery.c.created < before) & delivery.c.state.in_(FINAL) & ~awaited


def _old(before: datetime) -> ColumnElement[bool]:
    """Say of an article that it is old, gone from its source's listing, and waits for nothing."""
    unrouted = exists().where(change.c.article == article.c.number, ~change.c.routed)
    last = func.coalesce(article.c.listed, article.c.seen)
    stands = exists().where(source.c.id == article.c.source, last >= source.c.listed_since)
    # It is seen before it is listed again: the index is on that.
    return (article.c.seen < before) & (last < before) & ~unrouted & ~stands


def _forgotten() -> ColumnElement[bool]:
    """Say of a story that nothing holds it any more."""
    return ~or_(
        exists().where(article.c.story == story.c.number),
        exists().where(change.c.story == story.c.number),
        exists().where(delivery.c.story_mark == story.c.key_mark, delivery.c.state.not_in(FINAL)),
    )
