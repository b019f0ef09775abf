"""Builds the rooms from one configuration snapshot and wires them together."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alerts.alarm import Alarm
from alerts.bot import Bot
from alerts.channels import listening, open_transports
from alerts.outbox import Outbox
from console.iso import utc_now
from newsroom.ingest import Desk
from newsroom.judge.readers import watches_of
from newsroom.store.database import open_store
from newsroom.store.lease import Keeper
from newsroom.store.memory import Rehearsal
from spiders.door import Door
from spiders.poll import Means
from spiders.workers import Workers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from alerts.chat_api import Api
    from alerts.terminal import Terminal
    from newsroom.settings import Settings
    from newsroom.store.protocol import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """Everything that a command needs, opened."""

    settings: Settings
    store: Store
    #: None in a dry run: nothing is leased, nothing sent.
    keeper: Keeper | None
    means: Means
    outbox: Outbox | None
    #: None without a token.
    bot: Bot | None = None


@asynccontextmanager
async def reading_room(settings: Settings) -> AsyncIterator[tuple[Door, Workers]]:
    """Open the way in alone: for commands that fetch and store nothing."""
    async with Door(settings.fetch, redactor=settings.redactor) as door, Workers() as workers:
        yield door, workers


@asynccontextmanager
async def rooms(settings: Settings, terminal: Terminal) -> AsyncIterator[Rooms]:
    """Open everything for real; close it in reverse order."""
    async with AsyncExitStack() as stack:
        store = await open_store(settings.secrets.database)
        stack.push_async_callback(store.close)
        keeper = await stack.enter_async_context(Keeper(store))
        door, workers = await stack.enter_async_context(reading_room(settings))
        transports = await stack.enter_async_context(open_transports(settings, terminal))
        alarm = Alarm(settings, utc_now)
        stack.push_async_callback(alarm.close)
        outbox = Outbox(
            store=store,
            keeper=keeper,
            settings=settings,
            transports=transports,
            now=utc_now,
            alarm=alarm,
        )
        yield Rooms(
            settings=settings,
            store=store,
            keeper=keeper,
            means=_means(settings, door, workers, store, keeper),
            outbox=outbox,
            bot=_bot(outbox, listening(transports)),
        )


def _bot(outbox: Outbox, api: Api | None) -> Bot | None:
    if api is None:
        return None
    return Bot(api, outbox.desk, ask_soon=outbox.ask_soon, wake=outbox.wake)


@asynccontextmanager
async def rehearsal(settings: Settings) -> AsyncIterator[Rooms]:
    """Open everything for a dry run: the database is only read, nothing is leased or sent."""
    async with AsyncExitStack() as stack:
        base = await open_store(settings.secrets.database, read_only=True)
        if base is not None:
            stack.push_async_callback(base.close)
        store = Rehearsal(base)
        door, workers = await stack.enter_async_context(reading_room(settings))
        yield Rooms(
            settings=settings,
            store=store,
            keeper=None,
            means=_means(settings, door, workers, store, None),
            outbox=None,
        )


def _means(
    settings: Settings, door: Door, workers: Workers, store: Store, keeper: Keeper | None
) -> Means:
    desk = Desk(settings=settings, watches=watches_of(settings))
    return Means(door=door, workers=workers, store=store, desk=desk, keeper=keeper, now=utc_now)
