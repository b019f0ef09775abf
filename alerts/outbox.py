"""Changes become deliveries, deliveries become messages: each once, and none is lost.

A restart at any line leaves either a delivery that was certainly not tried, or one that stands in
`sending` and is therefore of unknown fate: nothing in between, nothing sent twice by guessing.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from alerts.desk import Desk
from alerts.queue import ready, seconds_until
from alerts.routing import Routing
from alerts.sender import Sender
from newsroom.delivery import DeliveryState, Standing
from newsroom.errors import StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
    from datetime import datetime

    from alerts.alarm import Alarm
    from alerts.channels import Transport
    from alerts.desk import Keeper
    from newsroom.delivery import Delivery
    from newsroom.settings import Settings
    from newsroom.store.protocol import Store

LOG = logging.getLogger(__name__)

#: Another process may have written changes or freed a lease meanwhile. Seconds.
LOOK_EVERY = 3.0
_LONGEST_STORE_PAUSE = 30.0
_BROKEN_PAUSE = 60.0
#: Deliveries that wait for a later time are looked at as well: they hold up those behind them.
_LOOK_AHEAD = timedelta(days=1)
#: A chat with so many messages of unknown fate gets no more until they are settled.
MOST_UNKNOWN = 2
#: The task that asks whether the token is accepted again; no chat has this name.
_TOKEN = ""
_WAITING = (
    DeliveryState.HELD,
    DeliveryState.PENDING,
    DeliveryState.SENDING,
    DeliveryState.RETRY,
)


class Outbox:
    """The loop from stored changes to messages.

    1. Route the changes that nobody has routed: their deliveries are stored in one transaction
       with the mark that they are routed. Those for a digest wait until the catching up is
       gathered.
    2. For each chat take or keep the lease `sender:<chat>`; without it, leave the chat to its
       holder.
    3. A chat that has just become ours: what a dead process left in `sending` is of unknown fate,
       and is settled by policy before anything else leaves. A chat that takes nothing is asked now
       and then whether it does again.
    4. For each chat that is due, in a task of its own and in the chat's pace: look through it for
       what is of unknown fate; then claim the first delivery by a conditional update that freezes
       its payload and counts the attempt, so before the request leaves.
    5. Send it.
    6. Record what became of it. A database that is away is waited for; the chat waits with it.
    """

    def __init__(  # noqa: PLR0913 - what it is wired with
        self,
        store: Store,
        keeper: Keeper,
        settings: Settings,
        transports: Mapping[str, Transport],
        now: Callable[[], datetime],
        *,
        grace: float = 8.0,
        alarm: Alarm | None = None,
    ) -> None:
        """`transports`: by channel. `grace`: seconds for sends in flight when it is stopped."""
        self._store = store
        self._routing = Routing(store, settings)
        self._now = now
        self._grace = grace
        self._desk = Desk(
            store=store,
            keeper=keeper,
            settings=settings,
            transports=transports,
            now=now,
            alarm=alarm,
        )
        self._chats = frozenset(self._desk.chats())
        self._stopping = asyncio.Event()
        self._news = asyncio.Event()
        self._sender = Sender(self._desk, self._stopping)
        self._tasks: dict[str, asyncio.Task[None]] = {}
        #: `run` and `drain` at once would settle one abandoned delivery twice.
        self._starting = asyncio.Lock()
        self._store_failures = 0

    @property
    def tally(self) -> Mapping[DeliveryState, int]:
        """How many attempts of this process ended in which state."""
        return self._sender.tally

    @property
    def in_flight(self) -> int:
        """How many requests have left and have no answer yet."""
        return self._sender.in_flight

    @property
    def trouble(self) -> str | None:
        """Why nothing at all can be sent; None while something can."""
        return self._sender.standings.barred

    @property
    def desk(self) -> Desk:
        """What it is wired with: a bot answers by the same."""
        return self._desk

    def wake(self) -> None:
        """Say that there are new changes."""
        self._news.set()

    def ask_soon(self, chat: str) -> None:
        """Say that something has changed in a chat: it may take messages again."""
        self._sender.standings.ask_soon(chat)
        self.wake()

    async def pending(self) -> int:
        """Count the deliveries that wait or are being sent. Raises `StoreUnavailable`."""
        counts = await self._store.delivery_counts()
        return sum(counts.get(state, 0) for state in _WAITING)

    async def run(self, stop: asyncio.Event) -> None:
        """Route and send until `stop`; then finish the sends in flight within `grace` seconds."""
        stopping = asyncio.ensure_future(stop.wait())
        stopping.add_done_callback(lambda _: self._stop())
        try:
            while not stop.is_set():
                self._news.clear()
                pause = await self._round()
                await self._wait(pause)
        finally:
            stopping.cancel()
            self._stop()
            await self._finish()

    async def drain(self) -> None:
        """Send everything that is due now, digests among it, and return.

        What has to wait, for a refused chat or a lease that another process holds, stays for it.
        May be called while `run` runs, but not after it. Raises `StoreUnavailable`.
        """
        await self._route(all_digests=True)
        while not self._stopping.is_set():
            await self._start_chats()
            if not self._tasks:
                return
            await asyncio.wait(self._tasks.values(), return_when=asyncio.FIRST_COMPLETED)
            await self._route(all_digests=True)

    async def _round(self) -> float:
        """Do one round; return the seconds until the next is due at the latest."""
        try:
            await self._route()
            pause = await self._start_chats()
        except StoreUnavailable as error:
            self._store_failures += 1
            if self._store_failures == 1:
                LOG.warning("store away: alerts wait until it is back: %s", error)
            return min(LOOK_EVERY * self._store_failures, _LONGEST_STORE_PAUSE)
        if self._store_failures:
            LOG.info("store back after=%s tries", self._store_failures)
            self._store_failures = 0
        return pause

    async def _route(self, *, all_digests: bool = False) -> None:
        routed, deliveries = await self._routing.run(self._now(), all_digests=all_digests)
        if routed:
            await self._sender.standings.hold_new({one.chat for one in deliveries})
            LOG.info("routed changes=%s deliveries=%s", len(routed), len(deliveries))

    async def _start_chats(self) -> float:
        """Start a task for each idle chat that has something to send; return the next time."""
        async with self._starting:
            return await self._start_idle()

    async def _start_idle(self) -> float:
        idle = {chat for chat in self._chats if self._idle(chat)}
        for chat in idle:
            if not await self._sender.holds(chat):
                self._sender.rest(chat, LOOK_EVERY)
                idle = idle - {chat}
        await self._sender.know(sorted(idle))
        idle = {chat for chat in idle if not self._ask_again(chat)}
        soon = [self._sender.standings.due(chat) for chat in (_TOKEN, *self._chats)]
        pause = min([LOOK_EVERY, *(wait for wait in soon if wait > 0)])
        return min(pause, await self._start_open(idle))

    def _ask_again(self, chat: str) -> bool:
        """Ask a chat that takes nothing, or the token, when it is time; say whether that is so."""
        standings, known = self._sender.standings, self._sender.chat(chat)
        channel = self._desk.channel_of(chat)
        if standings.takes(known, channel.kind):
            return False
        closed = known.standing is not Standing.ACTIVE
        name = chat if closed and standings.barred is None else _TOKEN
        if not standings.due(name) and self._idle(name) and not self._stopping.is_set():
            work = standings.check_token() if name == _TOKEN else standings.check(known, channel)
            self._start(name, work)
        return True

    async def _start_open(self, chats: Collection[str]) -> float:
        """Start a task for each of these chats that is due; return the time of the next."""
        now, pause = self._now(), LOOK_EVERY
        queues: dict[str, list[Delivery]] = defaultdict(list)
        unknown: dict[str, list[Delivery]] = defaultdict(list)
        for delivery in await self._store.unknown(chats, now + _LOOK_AHEAD):
            unknown[delivery.chat].append(delivery)
        for delivery in await self._store.due(chats, now + _LOOK_AHEAD):
            queues[delivery.chat].append(delivery)
        for chat in queues.keys() | unknown.keys():
            batch, wait = ready(queues[chat], now)
            waits = [seconds_until(one.until, now) for one in unknown[chat]]
            pause = min([pause, wait, *(one for one in waits if one > 0)])
            looked = [one for one, at in zip(unknown[chat], waits, strict=True) if at <= 0]
            if len(unknown[chat]) >= MOST_UNKNOWN:
                batch = []
            if (batch or looked) and self._idle(chat) and not self._stopping.is_set():
                self._start(chat, self._serve(chat, looked, batch, unknown[chat]))
        rests = [self._sender.resting(chat) for chat in self._chats if chat not in self._tasks]
        return min([pause, *(rest for rest in rests if rest > 0)])

    def _idle(self, chat: str) -> bool:
        return chat not in self._tasks and self._sender.resting(chat) <= 0

    def _start(self, name: str, work: Coroutine[None, None, None]) -> None:
        self._tasks[name] = asyncio.create_task(self._guarded(name, work))

    async def _serve(
        self,
        chat: str,
        looked: Sequence[Delivery],
        batch: Sequence[Delivery],
        unknown: Sequence[Delivery],
    ) -> None:
        if looked:
            # What was found or not changes what may follow: the queue is read again.
            await self._sender.look(chat, looked)
        else:
            await self._sender.serve(chat, batch, unknown)

    async def _guarded(self, chat: str, work: Coroutine[None, None, None]) -> None:
        try:
            await work
        except StoreUnavailable as error:
            # Nothing was sent: what was sent is recorded however long that takes.
            LOG.debug("store away chat=%s: %s", chat, error)
            self._sender.rest(chat, LOOK_EVERY)
        except Exception:
            # A mistake of ours in one chat neither stops the others nor spins.
            LOG.exception("broken chat=%s", chat)
            self._sender.rest(chat, _BROKEN_PAUSE)
        finally:
            del self._tasks[chat]
            self.wake()

    async def _wait(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), seconds)

    def _stop(self) -> None:
        self._stopping.set()
        self.wake()

    async def _finish(self) -> None:
        """Let the sends in flight end; what does not stays in `sending`, of unknown fate."""
        tasks = set(self._tasks.values())
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=self._grace)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        if late:
            LOG.warning("stopped sends=%s without an answer: their fate is unknown", len(late))
