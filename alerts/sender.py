"""Sends what is due to one chat: the lease, the claim, the pace, the send, the record."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from alerts.answers import Refusal, Refused, Sent, Unknown
from alerts.fate import Fate, fate, resends, settled
from alerts.pace import Pacer
from newsroom.errors import StoreUnavailable
from newsroom.model import DeliveryState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from alerts.answers import Answer
    from alerts.channels import Transport
    from newsroom.model import Delivery
    from newsroom.settings import Channel, Settings
    from newsroom.store.protocol import Outbox as OutboxStore

LOG = logging.getLogger(__name__)

#: Sends under way at once: a server that hangs holds no more connections than this.
_AT_ONCE = 32
_STALE_PAUSE = 0.5
_FIRST_RECORD_PAUSE = 0.2
_LONGEST_RECORD_PAUSE = 5.0


class Keeper(Protocol):
    """Holds leases and renews them; see `newsroom.store.lease`."""

    @property
    def holder(self) -> str:
        """This process, by the name that its claims bear."""

    async def take(self, name: str) -> bool:
        """Take a lease, or keep it; False if somebody else has it."""

    def holds(self, name: str) -> bool:
        """Say whether a lease is certainly still ours."""


class Sender:
    """One process's hand on all chats."""

    def __init__(  # noqa: PLR0913 - what it is wired with
        self,
        *,
        store: OutboxStore,
        keeper: Keeper,
        settings: Settings,
        transports: Mapping[str, Transport],
        now: Callable[[], datetime],
        stopping: asyncio.Event,
    ) -> None:
        self._store = store
        self._keeper = keeper
        self._settings = settings
        self._transports = transports
        self._now = now
        self._stopping = stopping
        self._pacer = Pacer(settings.telegram.pace)
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._ours: set[str] = set()
        self._rests: dict[str, float] = {}
        self._failures: Counter[str] = Counter()
        self._refused: dict[str, str] = {}
        self.tally: Counter[DeliveryState] = Counter()
        self.in_flight = 0

    async def holds(self, chat: str) -> bool:
        """Take or keep a chat's lease; once it is ours, settle what a dead process left there."""
        name = _lease(chat)
        if chat in self._ours and self._keeper.holds(name):
            return True
        self._ours.discard(chat)
        if not await self._keeper.take(name):
            return False
        for delivery in await self._store.abandoned([chat], self._keeper.holder):
            await self._settle(delivery)
        self._ours.add(chat)
        return True

    def rest(self, chat: str, seconds: float) -> None:
        """Send nothing to a chat for so long."""
        self._rests[chat] = max(self._rests.get(chat, 0), time.monotonic() + seconds)

    def resting(self, chat: str) -> float:
        """Return the seconds for which a chat still rests."""
        return max(self._rests.get(chat, 0) - time.monotonic(), 0)

    async def serve(self, chat: str, batch: Sequence[Delivery]) -> None:
        """Send these, in order, until the chat has to rest, the lease is lost or we are stopped.

        Raises `StoreUnavailable`, but never between a send and its record.
        """
        for delivery in batch:
            channel = self._channel(delivery)
            transport = self._transports[channel.id]
            if transport.paced and await self._paced(chat):
                return
            async with self._slots:
                if self._stopping.is_set() or not self._keeper.holds(_lease(chat)):
                    return
                if not await self._one(delivery, channel, transport):
                    return

    async def _one(self, delivery: Delivery, channel: Channel, transport: Transport) -> bool:
        """Claim, send and record one delivery; say whether the next may follow at once."""
        payload = delivery.payload
        if payload is None:
            await self._record(delivery, Fate(state=DeliveryState.FAILED, why="nothing to send"))
            return True
        now = self._now()
        if not await self._store.claim(delivery.key, payload, holder=self._keeper.holder, now=now):
            # Somebody has decided about it since the queue was read: read it again, without haste.
            self.rest(delivery.chat, _STALE_PAUSE)
            return False
        answer = await self._send(delivery, channel, transport)
        if transport.paced:
            self._pacer.used(delivery.chat, time.monotonic())
        outcome = self._judge(delivery, channel, answer)
        self._report(delivery, outcome)
        await self._record(delivery, outcome)
        self._rest_after(delivery.chat, channel, outcome)
        return outcome.rest is None

    async def _send(self, delivery: Delivery, channel: Channel, transport: Transport) -> Answer:
        self.in_flight += 1
        try:
            return await transport.send(delivery, channel)
        except Exception as error:  # noqa: BLE001 - the one broad catch, around one delivery
            why = self._settings.redactor.clean(f"{type(error).__name__}: {error}")
            LOG.error("broken transport=%s error=%s", channel.kind, why)  # noqa: TRY400 - a traceback may hold the token
            return Unknown(why=why)
        finally:
            self.in_flight -= 1

    def _judge(self, delivery: Delivery, channel: Channel, answer: Answer) -> Fate:
        chat = delivery.chat
        ended = isinstance(answer, Sent) or (
            isinstance(answer, Refused) and answer.kind in {Refusal.MESSAGE, Refusal.PERSON}
        )
        self._failures[chat] = 0 if ended else self._failures[chat] + 1
        return fate(
            answer,
            resend=resends(channel, self._settings.telegram.on_unknown),
            failures=max(self._failures[chat], 0 if ended else delivery.attempts + 1),
            jitter=random.random(),
        )

    async def _settle(self, delivery: Delivery) -> None:
        """Settle what was cut off between its send and its record."""
        channel = self._channel(delivery)
        resend = resends(channel, self._settings.telegram.on_unknown)
        outcome = settled("the program ended while it was being sent", resend=resend)
        self._report(delivery, outcome)
        await self._store.record(delivery.key, outcome.state, now=self._now(), why=outcome.why)

    async def _record(self, delivery: Delivery, outcome: Fate) -> None:
        """Store what became of an attempt, however long the database stays away."""
        pause = _FIRST_RECORD_PAUSE
        while True:
            now = self._now()
            until = None if outcome.until is None else now + outcome.until
            try:
                await self._store.record(
                    delivery.key,
                    outcome.state,
                    now=now,
                    until=until,
                    message_id=outcome.message_id,
                    why=outcome.why,
                )
            except StoreUnavailable as error:
                if pause == _FIRST_RECORD_PAUSE:
                    LOG.warning("unrecorded delivery=%s: %s", delivery.key, error)
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_RECORD_PAUSE)
            else:
                return

    def _rest_after(self, chat: str, channel: Channel, outcome: Fate) -> None:
        if outcome.rest is None:
            return
        seconds = outcome.rest.total_seconds()
        self.rest(chat, seconds)
        if outcome.all_rest:
            for other in self._settings.channels:
                if other.kind == channel.kind:
                    self.rest(other.chat, seconds)

    def _report(self, delivery: Delivery, outcome: Fate) -> None:
        """Log what became of an attempt; a refusal that goes on is said once."""
        self.tally[outcome.state] += 1
        state, chat = outcome.state, delivery.chat
        if state is DeliveryState.SENT:
            self._refused.pop(chat, None)
            self._refused.pop("", None)
            LOG.info("sent delivery=%s chat=%s message=%s", delivery.key, chat, outcome.message_id)
            return
        told = outcome.why or ""
        place = "" if outcome.all_rest else chat
        quiet = state is DeliveryState.HELD and self._refused.get(place) == told
        if state is DeliveryState.HELD:
            self._refused[place] = told
        LOG.log(
            logging.DEBUG if quiet else logging.WARNING,
            "%s delivery=%s chat=%s why=%s",
            state,
            delivery.key,
            chat,
            told,
        )

    async def _paced(self, chat: str) -> bool:
        """Wait for a slot; say whether we were stopped meanwhile."""
        wait = self._pacer.reserve(chat, time.monotonic()) - time.monotonic()
        if wait > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), wait)
        return self._stopping.is_set()

    def _channel(self, delivery: Delivery) -> Channel:
        """Return the delivery's channel; one that was renamed is found by its chat."""
        own = [one for one in self._settings.channels if one.id == delivery.channel]
        same = [one for one in self._settings.channels if one.chat == delivery.chat]
        return [*own, *same][0]


def _lease(chat: str) -> str:
    return f"sender:{chat}"
