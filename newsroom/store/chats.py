"""The tables `chat` and `post`: whether a chat takes messages, and which ids in it are whose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import case, delete, func, null, or_, select, update

from newsroom.delivery import DeliveryState, Standing
from newsroom.store import dialect, rows
from newsroom.store.edits import cancel_orphans
from newsroom.store.schema import chat, delivery, post
from newsroom.store.sessions import Sessions

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from newsroom.delivery import Chat
    from newsroom.store.sessions import Session

#: Deliveries that wait to be tried.
WAITING = (DeliveryState.PENDING, DeliveryState.HELD, DeliveryState.RETRY)
#: What a chat's standing makes of what waits for it.
BECOMES = {
    Standing.ACTIVE: DeliveryState.PENDING,
    Standing.SUSPENDED: DeliveryState.HELD,
    Standing.INACTIVE: DeliveryState.CANCELLED,
}
#: Ids that are remembered behind the last one.
REMEMBERED = 1000


class SqlChats(Sessions):
    """What is remembered of chats."""

    async def chats(self, names: Collection[str]) -> Mapping[str, Chat]:
        """Return what is remembered of these chats; nothing of one that was never used."""
        query = select(chat).where(chat.c.name.in_(names))
        async with self._read() as session:
            found = [rows.chat(row) for row in await session.execute(query)]
        return {one.name: one for one in found}

    async def set_up(
        self, name: str, *, kind: str | None, number: int | None, anchor: int | None
    ) -> None:
        """Remember what a chat is, and where our messages in it begin."""
        async with self._write() as session:
            await _make(session, name)
            known = {"kind": kind, "number": number, "anchor": anchor, "last_id": anchor}
            given = {key: value for key, value in known.items() if value is not None}
            if given:
                await session.execute(update(chat).where(chat.c.name == name).values(given))

    async def move(self, name: str, to: int) -> None:
        """Remember a group's new id; what is known of the old one's ids is forgotten."""
        async with self._write() as session:
            await _make(session, name)
            forgotten = dict.fromkeys(("kind", "number", "anchor", "last_id"), null())
            await session.execute(
                update(chat).where(chat.c.name == name).values(moved_to=to, **forgotten)
            )
            await session.execute(delete(post).where(post.c.chat == name))

    async def note_posts(self, number: int, ids: Collection[int]) -> None:
        """Remember ids of others' posts in the chat with this numeric id, if we use it."""
        query = select(chat.c.name).where(chat.c.number == number, chat.c.anchor.is_not(None))
        async with self._write() as session:
            for name in (await session.execute(query)).scalars().all():
                for each in ids:
                    await note_id(session, name, each)

    async def known_ids(self, name: str, *, after: int) -> set[int]:
        """Return the ids after `after` of which it is known whose they are."""
        query = select(post.c.id).where(post.c.chat == name, post.c.id > after)
        async with self._read() as session:
            return set((await session.execute(query)).scalars())

    async def probing(self, name: str, *, begun: bool) -> None:
        """Remember that a look through the chat began, or ended in good order."""
        async with self._write() as session:
            await session.execute(update(chat).where(chat.c.name == name).values(probing=begun))

    async def stand(
        self, name: str, standing: Standing, *, now: datetime, why: str | None = None
    ) -> bool:
        """Note whether a chat takes messages, and put what waits for it where that puts it.

        Waiting ones become pending, held or cancelled. False if the standing was that already.
        """
        since = None if standing is Standing.ACTIVE else now
        async with self._write() as session:
            await _make(session, name)
            done = await session.execute(
                update(chat)
                .where(chat.c.name == name, chat.c.standing != standing)
                .values(standing=standing, why=why, since=since)
            )
            await _put(session, [name], BECOMES[standing], now=now, why=why)
            return done.rowcount == 1

    async def put_waiting(
        self, names: Collection[str], state: DeliveryState, *, now: datetime, why: str | None
    ) -> int:
        """Turn all that waits for these chats into `state`; return how many changed."""
        async with self._write() as session:
            return await _put(session, names, state, now=now, why=why)


async def _put(
    session: Session,
    names: Collection[str],
    state: DeliveryState,
    *,
    now: datetime,
    why: str | None,
) -> int:
    done = await session.execute(
        update(delivery)
        .where(
            delivery.c.chat.in_(names),
            delivery.c.state.in_(WAITING),
            or_(delivery.c.state != state, delivery.c.why.is_distinct_from(why)),
        )
        .values(state=state, until=None, why=why, changed=now)
    )
    if state is DeliveryState.CANCELLED:
        await cancel_orphans(session, now)
    return done.rowcount


async def _make(session: Session, name: str) -> None:
    values: dict[str, Any] = {"name": name, "probing": False, "standing": Standing.ACTIVE}
    await session.execute(
        dialect.insert(session.kind, chat)
        .values(values)
        .on_conflict_do_nothing(index_elements=["name"])
    )


async def note_id(session: Session, name: str, number: int) -> None:
    """Remember whose an id is, if the chat was set up."""
    later = case((func.coalesce(chat.c.last_id, 0) < number, number), else_=chat.c.last_id)
    done = await session.execute(
        update(chat).where(chat.c.name == name, chat.c.anchor.is_not(None)).values(last_id=later)
    )
    if done.rowcount == 0:
        return
    await session.execute(
        dialect.insert(session.kind, post)
        .values(chat=name, id=number)
        .on_conflict_do_nothing(index_elements=["chat", "id"])
    )
