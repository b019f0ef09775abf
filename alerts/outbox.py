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

from alerts.queue import ready
from alerts.route import gather, gathered, route
from alerts.sender import Sender
from newsroom.errors import StoreUnavailable
from newsroom.model import DeliveryState, Telling

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from alerts.channels import Transport
    from alerts.sender import Keeper
    from newsroom.model import Delivery
    from newsroom.settings import Settings
    from newsroom.store.protocol import Outbox as OutboxStore

LOG = logging.getLogger(__name__)

#: Another process may have written changes or freed a lease meanwhile. Seconds.
LOOK_EVERY = 3.0
_LONGEST_STORE_PAUSE = 30.0
_BROKEN_PAUSE = 60.0
#: Enough that a digest that is being gathered hides nothing behind it.
_CHANGES = 1000
#: Deliveries that wait for a later time are looked at as well: they hold up those behind them.
_LOOK_AHEAD = timedelta(days=1)
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
       and is settled by policy before anything else leaves.
    4. For each chat that is due, in a task of its own and in the chat's pace: claim the first
       delivery by a conditional update that freezes its payload and counts the attempt, so before
       the request leaves.
    5. Send it.
    6. Record what became of it. A database that is away is waited for; the chat waits with it.
    """

    def __init__(  # noqa: PLR0913 - what it is wired with
        self,
        store: OutboxStore,
        keeper: Keeper,
        settings: Settings,
        transports: Mapping[str, Transport],
        now: Callable[[], datetime],
        *,
        grace: float = 8.0,
    ) -> None:
        """`transports`: by channel. `grace`: seconds for sends in flight when it is stopped."""
        self._store = store
        self._settings = settings
        self._now = now
        self._grace = grace
        self._chats = frozenset(channel.chat for channel in settings.channels)
        self._stopping = asyncio.Event()
        self._news = asyncio.Event()
        self._sender = Sender(
            store=store,
            keeper=keeper,
            settings=settings,
            transports=transports,
            now=now,
            stopping=self._stopping,
        )
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

    def wake(self) -> None:
        """Say that there are new changes."""
        self._news.set()

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
        changes = await self._store.unrouted(limit=_CHANGES)
        now = self._now()
        deliveries: list[Delivery] = []
        routed: list[str] = []
        for stored in changes:
            if stored.change.telling is not Telling.DIGEST:
                deliveries += route(stored, self._settings, now)
                routed.append(stored.change.key)
        waiting = [stored for stored in changes if stored.change.telling is Telling.DIGEST]
        if gathered(waiting, now) or all_digests or len(changes) == _CHANGES:
            deliveries += gather(waiting, self._settings, now)
            routed += [stored.change.key for stored in waiting]
        if routed:
            await self._store.route(routed, deliveries)
            LOG.info("routed changes=%s deliveries=%s", len(routed), len(deliveries))

    async def _start_chats(self) -> float:
        """Start a task for each idle chat that has something to send; return the next time."""
        async with self._starting:
            return await self._start_idle()

    async def _start_idle(self) -> float:
        idle = {chat for chat in self._chats if self._idle(chat)}
        queues: dict[str, list[Delivery]] = defaultdict(list)
        for chat in idle:
            if not await self._sender.holds(chat):
                self._sender.rest(chat, LOOK_EVERY)
                idle = idle - {chat}
        now = self._now()
        for delivery in await self._store.due(idle, now + _LOOK_AHEAD):
            queues[delivery.chat].append(delivery)
        pause = LOOK_EVERY
        for chat, queue in queues.items():
            batch, wait = ready(queue, now)
            pause = min(pause, wait)
            if batch and self._idle(chat) and not self._stopping.is_set():
                self._tasks[chat] = asyncio.create_task(self._serve(chat, batch))
        rests = [self._sender.resting(chat) for chat in self._chats if chat not in self._tasks]
        return min([pause, *(rest for rest in rests if rest > 0)])

    def _idle(self, chat: str) -> bool:
        return chat not in self._tasks and self._sender.resting(chat) <= 0

    async def _serve(self, chat: str, batch: list[Delivery]) -> None:
        try:
            await self._sender.serve(chat, batch)
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
