"""The tables `change` and `delivery`: what waits to be routed, and what waits to be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, and_, bindparam, exists, func, literal, or_, select, update

from newsroom.delivery import DeliveryState
from newsroom.store import dialect, rows
from newsroom.store.ballots import with_votes
from newsroom.store.chats import note_id
from newsroom.store.edits import cancel_orphans, merged
from newsroom.store.items import chunks
from newsroom.store.schema import article, change, delivery
from newsroom.store.schema import story as story_table
from newsroom.store.sessions import Sessions

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement

    from newsroom.delivery import Delivery, Operation, Payload
    from newsroom.model import StoredChange
    from newsroom.store.sessions import Session

#: Nothing leaves these.
FINAL = (DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.CANCELLED)
#: These wait for their time.
TIMED = (DeliveryState.HELD, DeliveryState.RETRY)

_of_change, _of_item = story_table.alias("of_change"), story_table.alias("of_item")
_CHANGES = (
    select(
        article,
        _of_item.c.key.label("story_key"),
        change.c.key.label("change_key"),
        _of_change.c.key.label("change_story"),
        _of_change.c.number.label("change_story_number"),
        change.c.kind.label("change_kind"),
        change.c.telling.label("change_telling"),
        change.c.only_for.label("change_only_for"),
        change.c.at.label("change_at"),
        change.c.revised.label("change_revised"),
        change.c.facts.label("change_facts"),
    )
    .select_from(change)
    .join(article, change.c.article == article.c.number)
    .join(_of_change, change.c.story == _of_change.c.number)
    .outerjoin(_of_item, article.c.story == _of_item.c.number)
)
_before = delivery.alias("before")
#: Said of a delivery: it is not over. In the words of the partial index, so that it is used.
OPEN = delivery.c.state.not_in(
    bindparam("final", [state.value for state in FINAL], expanding=True, literal_execute=True)
)
#: Said of a delivery: what it comes after was sent; an answer to what never will be goes alone.
_FREE = or_(
    delivery.c.after_mark.is_(None),
    exists().where(
        _before.c.key_mark == delivery.c.after_mark,
        or_(
            _before.c.state == "sent",
            and_(delivery.c.operation == "reply", _before.c.state.in_(("failed", "cancelled"))),
        ),
    ),
)
_TARGET = (
    select(_before.c.message_id)
    .where(_before.c.key_mark == delivery.c.after_mark)
    .scalar_subquery()
    .label("target")
)


async def changes_where(session: Session, key: str) -> Sequence[StoredChange]:
    """Return the changes of a story, oldest first."""
    query = _CHANGES.where(_of_change.c.key_mark == rows.mark(key)).order_by(change.c.number)
    return await with_votes(session, (await session.execute(query)).all())


def _due(now: datetime) -> ColumnElement[bool]:
    """Say of a delivery that it may be tried."""
    timely = and_(
        delivery.c.state.in_(TIMED), or_(delivery.c.until.is_(None), delivery.c.until <= now)
    )
    return and_(or_(delivery.c.state == DeliveryState.PENDING, timely), _FREE)


class SqlOutbox(Sessions):
    """Claim, send, record: each step is committed before it returns."""

    async def unrouted(self, *, limit: int = 100) -> Sequence[StoredChange]:
        """Return changes that nobody has routed yet, oldest first."""
        query = _CHANGES.where(~change.c.routed).order_by(change.c.number).limit(limit)
        async with self._read() as session:
            return await with_votes(session, (await session.execute(query)).all())

    async def changes(self, keys: Collection[str]) -> Sequence[StoredChange]:
        """Return these changes, routed or not, oldest first; those that are still stored."""
        found = []
        async with self._read() as session:
            for some in chunks(tuple(keys)):
                query = _CHANGES.where(change.c.key_mark.in_([rows.mark(key) for key in some]))
                brought = await session.execute(query.order_by(change.c.number))
                found += await with_votes(session, brought.all())
        return found

    async def route(self, changes: Collection[str], deliveries: Sequence[Delivery]) -> int:
        """Mark the changes as routed and store the deliveries, in one transaction.

        If another process routed one of the changes in between, nothing is stored.
        """
        async with self._write(alone=True) as session:
            if not await _mark_routed(session, tuple(dict.fromkeys(changes))):
                await session.rollback()
                return 0
            return sum([await insert(session, each) for each in deliveries])

    async def due(
        self, chats: Collection[str], now: datetime, *, limit: int = 100
    ) -> Sequence[Delivery]:
        """Return for each chat the deliveries that may be tried now, in the order of sending."""
        place = func.row_number().over(
            partition_by=delivery.c.chat,
            order_by=(delivery.c.severity.desc(), delivery.c.number),
        )
        ranked = (
            select(delivery, _TARGET, place.label("place"))
            .where(delivery.c.chat.in_(chats), OPEN, _due(now))
            .subquery()
        )
        query = (
            select(ranked)
            .where(ranked.c.place <= limit)
            .order_by(ranked.c.severity.desc(), ranked.c.number)
        )
        return await self._deliveries(query)

    async def claim(
        self, key: str, payload: Payload, *, holder: str, now: datetime, floor: int | None = None
    ) -> bool:
        """Turn a due delivery into `sending`, with its payload frozen and its attempt counted."""
        payload_type = delivery.c.payload.type
        frozen = func.coalesce(
            delivery.c.payload, literal(rows.of_payload(payload), payload_type), type_=payload_type
        )
        async with self._write() as session:
            done = await session.execute(
                update(delivery)
                .where(delivery.c.key_mark == rows.mark(key), _due(now))
                .values(
                    state=DeliveryState.SENDING,
                    attempts=delivery.c.attempts + 1,
                    payload=frozen,
                    holder=holder,
                    changed=now,
                    floor=floor,
                    looks=0,
                    probes=0,
                )
            )
            return done.rowcount == 1

    async def record(  # noqa: PLR0913 - the columns that an answer may change
        self,
        key: str,
        state: DeliveryState,
        *,
        now: datetime,
        until: datetime | None = None,
        message_id: int | None = None,
        why: str | None = None,
        looks: int | None = None,
        probes: int | None = None,
        repeat: bool | None = None,
        operation: Operation | None = None,
    ) -> None:
        """Store what became of an attempt; what is sent, failed or cancelled stays so."""
        values: dict[str, Any] = {"state": state, "until": until, "why": why, "changed": now}
        given = {
            "message_id": message_id,
            "looks": looks,
            "probes": probes,
            "repeat": repeat,
            "operation": operation,
        }
        values |= {name: value for name, value in given.items() if value is not None}
        if state is not DeliveryState.SENDING:
            values["holder"] = None
        async with self._write() as session:
            of_chat = await session.scalar(
                update(delivery)
                .where(delivery.c.key_mark == rows.mark(key), delivery.c.state.not_in(FINAL))
                .values(values)
                .returning(delivery.c.chat)
            )
            if of_chat is not None and message_id is not None:
                await note_id(session, of_chat, message_id)
            if state in {DeliveryState.FAILED, DeliveryState.CANCELLED}:
                await cancel_orphans(session, now)

    async def abandoned(self, chats: Collection[str], holder: str) -> Sequence[Delivery]:
        """Return deliveries that somebody other than `holder` left in `sending`."""
        return await self._deliveries(
            select(delivery)
            .where(
                delivery.c.chat.in_(chats),
                OPEN,
                delivery.c.state == DeliveryState.SENDING,
                delivery.c.holder.is_distinct_from(holder),
            )
            .order_by(delivery.c.number)
        )

    async def unknown(self, chats: Collection[str], now: datetime) -> Sequence[Delivery]:
        """Return deliveries in `unknown` whose time to be looked up has come, oldest first."""
        return await self._deliveries(
            select(delivery)
            .where(
                delivery.c.chat.in_(chats),
                OPEN,
                delivery.c.state == DeliveryState.UNKNOWN,
                or_(delivery.c.until.is_(None), delivery.c.until <= now),
            )
            .order_by(delivery.c.number)
        )

    async def deliveries_of(self, story: str) -> Sequence[Delivery]:
        """Return a story's deliveries, oldest first, then those of stories merged into it."""
        own = rows.mark(story)
        into = story_table.alias()
        absorbed = (
            select(story_table.c.key_mark)
            .join(into, story_table.c.merged_into == into.c.number)
            .where(into.c.key_mark == own)
        )
        mine = delivery.c.story_mark == own
        return await self._deliveries(
            select(delivery)
            .where(or_(mine, delivery.c.story_mark.in_(absorbed)))
            .order_by(mine.desc(), delivery.c.number)
        )

    async def delivery_counts(self) -> Mapping[DeliveryState, int]:
        """Return how many deliveries stand in each state."""
        query = select(delivery.c.state, func.count()).group_by(delivery.c.state)
        async with self._read() as session:
            found = (await session.execute(query)).all()
        return {DeliveryState(state): number for state, number in found}

    async def next_due(self, chats: Collection[str]) -> datetime | None:
        """Return the earliest time at which a waiting delivery of these chats may be tried."""
        waiting = (DeliveryState.PENDING, *TIMED, DeliveryState.UNKNOWN)
        query = select(func.min(func.coalesce(delivery.c.until, delivery.c.created))).where(
            delivery.c.chat.in_(chats), OPEN, delivery.c.state.in_(waiting), _FREE
        )
        async with self._read() as session:
            earliest: datetime | None = (await session.execute(query)).scalar()
        return earliest

    async def _deliveries(self, query: Select[Any]) -> Sequence[Delivery]:
        async with self._read() as session:
            return [rows.delivery(row) for row in await session.execute(query)]


async def _mark_routed(session: Session, keys: Sequence[str]) -> bool:
    """Say whether all of them still waited."""
    marked = 0
    for some in chunks(keys):
        done = await session.execute(
            update(change)
            .where(change.c.key_mark.in_([rows.mark(key) for key in some]), ~change.c.routed)
            .values(routed=True)
        )
        marked += done.rowcount
    return marked == len(keys)


async def insert(session: Session, new: Delivery) -> int:
    """Store a delivery unless its key is there; return how many are new."""
    done = await session.execute(
        dialect.insert(session.kind, delivery)
        .values(rows.of_delivery(await merged(session, new)))
        .on_conflict_do_nothing(index_elements=["key_mark"])
        .returning(delivery.c.number)
    )
    return 0 if done.first() is None else 1
