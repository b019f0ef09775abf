"""What people and the way out ask of single deliveries, and what they decide about them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_, select, update

from newsroom.delivery import DeliveryState
from newsroom.store import rows
from newsroom.store.chats import WAITING
from newsroom.store.edits import cancel_orphans
from newsroom.store.outbox import OPEN, SqlOutbox, insert
from newsroom.store.schema import article, delivery, story

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement

    from newsroom.delivery import Delivery

_REF = re.compile(r"[0-9a-f]{4,32}")
_MARK_DIGITS = 32
#: Deliveries that a look through a chat may come upon.
_UNTRACED = 50


class SqlLetters(SqlOutbox):
    """Single deliveries."""

    async def find_deliveries(self, ref: str) -> Sequence[Delivery]:
        """Return the deliveries with this key, or whose mark begins with these hex digits."""
        asked: list[ColumnElement[bool]] = [delivery.c.key_mark == rows.mark(ref)]
        if _REF.fullmatch(ref):
            first, last = (bytes.fromhex(ref.ljust(_MARK_DIGITS, digit)) for digit in "0f")
            asked.append(delivery.c.key_mark.between(first, last))
        return await self._deliveries(
            select(delivery).where(or_(*asked)).order_by(delivery.c.number).limit(20)
        )

    async def letters(
        self, states: Collection[DeliveryState], *, limit: int = 100
    ) -> Sequence[Delivery]:
        """Return the newest deliveries in these states, oldest first."""
        query = (
            select(delivery)
            .where(delivery.c.state.in_(states))
            .order_by(delivery.c.number.desc())
            .limit(limit)
        )
        return tuple(reversed(await self._deliveries(query)))

    async def untraced(self, chat: str) -> Sequence[Delivery]:
        """Return the chat's deliveries that were tried and have no message id, oldest first."""
        return await self._deliveries(
            select(delivery)
            .where(
                delivery.c.chat == chat,
                OPEN,
                delivery.c.attempts > 0,
                delivery.c.message_id.is_(None),
                delivery.c.operation != "edit",
            )
            .order_by(delivery.c.number)
            .limit(_UNTRACED)
        )

    async def decide(
        self,
        key: str,
        state: DeliveryState,
        *,
        leaving: Collection[DeliveryState],
        now: datetime,
        why: str,
    ) -> bool:
        """Put a delivery that is in one of `leaving` into `state`; False if it is in none.

        What has nothing to send cannot become pending.
        """
        sendable = or_(state is not DeliveryState.PENDING, delivery.c.payload.is_not(None))  # type: ignore[arg-type] # a plain bool is a constant
        async with self._write() as session:
            done = await session.execute(
                update(delivery)
                .where(
                    delivery.c.key_mark == rows.mark(key),
                    delivery.c.state.in_(leaving),
                    sendable,
                )
                .values(state=state, until=None, why=why, changed=now, looks=0, probes=0)
            )
            await cancel_orphans(session, now)
            return done.rowcount == 1

    async def bundle(
        self, keys: Collection[str], into: Delivery, *, now: datetime, why: str
    ) -> bool:
        """Cancel these waiting deliveries and store the one that tells all of them.

        False, and nothing done, if one of them waits no longer.
        """
        marks = [rows.mark(key) for key in keys]
        async with self._write(alone=True) as session:
            done = await session.execute(
                update(delivery)
                .where(delivery.c.key_mark.in_(marks), delivery.c.state.in_(WAITING))
                .values(state=DeliveryState.CANCELLED, until=None, why=why, changed=now)
            )
            if done.rowcount != len(marks):
                await session.rollback()
                return False
            await insert(session, into)
            await cancel_orphans(session, now)
            return True

    async def sources_of(self, key: str) -> Sequence[str]:
        """Return the ids of the sources that reported a story, the first one first."""
        query = (
            select(article.c.source)
            .join(story, and_(story.c.number == article.c.story))
            .where(story.c.key_mark == rows.mark(key))
            .group_by(article.c.source)
            .order_by(func.min(article.c.number))
        )
        async with self._read() as session:
            return (await session.execute(query)).scalars().all()
