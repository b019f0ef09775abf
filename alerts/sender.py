"""Sends what is due to one chat: the lease, the claim, the pace, the send, the record."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from alerts.answers import NotSent, Refusal, Refused, Sent, Unknown
from alerts.fate import Fate, Policy, fate, policy, refused_pause, settled
from alerts.pace import Floods, Pacer
from alerts.seeker import Seeker
from alerts.standing import Standings
from newsroom.delivery import Chat, DeliveryState, Operation
from newsroom.errors import StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alerts.answers import Answer
    from alerts.channels import Transport
    from alerts.desk import Desk
    from newsroom.delivery import Delivery
    from newsroom.settings import Channel

LOG = logging.getLogger(__name__)

#: Sends under way at once: a server that hangs holds no more connections than this.
_AT_ONCE = 48
_STALE_PAUSE = 0.5
_STANDING = frozenset({Refusal.CHAT, Refusal.PERSON, Refusal.TOKEN})
_FIRST_RECORD_PAUSE = 0.2
_LONGEST_RECORD_PAUSE = 5.0


class Sender:
    """One process's hand on all chats."""

    def __init__(self, desk: Desk, stopping: asyncio.Event) -> None:
        self._desk = desk
        self._stopping = stopping
        self._pacer = Pacer(desk.settings.telegram.pace)
        self._floods = Floods()
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._ours: set[str] = set()
        self._rests: dict[str, float] = {}
        self._failures: Counter[str] = Counter()
        self._refused: dict[str, str] = {}
        self._chats: dict[str, Chat] = {}
        self.standings = Standings(desk)
        self.seeker = Seeker(desk, self._turn)
        self.tally: Counter[DeliveryState] = Counter()
        self.in_flight = 0

    async def holds(self, chat: str) -> bool:
        """Take or keep a chat's lease; once it is ours, settle what a dead process left there."""
        name = _lease(chat)
        if chat in self._ours and self._desk.keeper.holds(name):
            return True
        self._ours.discard(chat)
        if not await self._desk.keeper.take(name):
            return False
        await self.know([chat])
        for delivery in await self._desk.store.abandoned([chat], self._desk.keeper.holder):
            await self._settle(delivery)
        self._ours.add(chat)
        return True

    async def know(self, chats: Sequence[str]) -> None:
        """Read what is remembered of these chats."""
        stored = await self._desk.store.chats(chats)
        for name in chats:
            self._chats[name] = stored.get(name, Chat(name=name))

    def chat(self, name: str) -> Chat:
        """Return what was read of a chat last."""
        return self._chats.get(name, Chat(name=name))

    def rest(self, chat: str, seconds: float) -> None:
        """Send nothing to a chat for so long."""
        self._rests[chat] = max(self._rests.get(chat, 0), time.monotonic() + seconds)

    def resting(self, chat: str) -> float:
        """Return the seconds for which a chat still rests."""
        return max(self._rests.get(chat, 0) - time.monotonic(), 0)

    async def look(self, chat: str, unknown: Sequence[Delivery]) -> None:
        """Look through a chat for what is of unknown fate there. Raises `StoreUnavailable`."""
        broken = await self.seeker.look(self.chat(chat), unknown)
        await self.know([chat])
        if broken is not None:
            await self._after_trouble(chat, broken)

    async def serve(
        self, chat: str, batch: Sequence[Delivery], unknown: Sequence[Delivery]
    ) -> None:
        """Send these, in order, until the chat has to rest, the lease is lost or we are stopped.

        `unknown`: what is of unknown fate there; a message that is acknowledged may settle it.
        Raises `StoreUnavailable`, but never between a send and its record.
        """
        for delivery in batch:
            channel = self._desk.channel(delivery)
            transport = self._desk.transport(channel)
            if not await self._anchored(chat, channel):
                return
            if transport.paced and not await self._turn(chat):
                return
            async with self._slots:
                if self._stopping.is_set() or not self._desk.keeper.holds(_lease(chat)):
                    return
                outcome = await self._one(delivery, channel, transport)
            if outcome is None or outcome.rest is not None:
                return
            if unknown and outcome.message_id is not None:
                await self.seeker.settle(self.chat(chat), unknown)

    async def _anchored(self, chat: str, channel: Channel) -> bool:
        """Make sure that a message of unknown fate could be looked up; False: not now."""
        known = self.chat(chat)
        if known.anchor is not None or self._policy(channel, known) is not Policy.LOOK_UP:
            return True
        if not await self._turn(chat):
            return False
        answer = await self.seeker.set_up(known, channel)
        # The set-up post counts like any other, from when it reached the other side.
        self._pacer.used(chat, time.monotonic())
        if answer is None:
            await self.know([chat])
            return True
        await self._after_trouble(chat, answer)
        return False

    async def _after_trouble(self, chat: str, answer: Answer) -> None:
        """Draw the conclusions from an answer that is about no delivery."""
        self._failures[chat] += 1
        channel = self._desk.channel_of(chat)
        outcome = fate(
            answer,
            policy=Policy.HOLD,
            operation=Operation.SEND,
            failures=self._failures[chat],
            jitter=random.random(),
        )
        why = "" if isinstance(answer, Sent) else answer.why
        LOG.warning("not ready chat=%s why=%s", chat, why)
        rest = outcome.rest or refused_pause(self._failures[chat])
        await self._conclude(chat, channel, answer, replace(outcome, rest=rest))

    async def _one(self, delivery: Delivery, channel: Channel, transport: Transport) -> Fate | None:
        """Claim, send and record one delivery; None if somebody else was first."""
        payload, chat = delivery.payload, self.chat(delivery.chat)
        if payload is None:
            nothing = Fate(state=DeliveryState.FAILED, why="nothing to send")
            await self._record(delivery, nothing)
            return nothing
        looked_up = self._policy(channel, chat) is Policy.LOOK_UP and payload.button is not None
        claimed = await self._desk.store.claim(
            delivery.key,
            payload,
            holder=self._desk.keeper.holder,
            now=self._desk.now(),
            floor=chat.last_id if looked_up else None,
        )
        if not claimed:
            # Somebody has decided about it since the queue was read: read it again, without haste.
            self.rest(delivery.chat, _STALE_PAUSE)
            return None
        answer = await self._send(replace(delivery, chat=chat.address), channel, transport)
        if transport.paced:
            self._pacer.used(delivery.chat, time.monotonic())
        outcome = self._judge(delivery, channel, answer, looked_up=looked_up)
        self._report(delivery, answer, outcome)
        await self._record(delivery, outcome)
        await self._conclude(delivery.chat, channel, answer, outcome)
        await self._tell(delivery, outcome)
        return outcome

    async def _send(self, delivery: Delivery, channel: Channel, transport: Transport) -> Answer:
        self.in_flight += 1
        try:
            return await transport.send(delivery, channel)
        except Exception as error:  # noqa: BLE001 - the one broad catch, around one delivery
            why = self._desk.settings.redactor.clean(f"{type(error).__name__}: {error}")
            LOG.error("broken transport=%s error=%s", channel.kind, why)  # noqa: TRY400 - a traceback may hold the token
            return Unknown(why=why)
        finally:
            self.in_flight -= 1

    def _policy(self, channel: Channel, chat: Chat) -> Policy:
        on_unknown = self._desk.settings.telegram.on_unknown
        can_look = self._desk.api(channel) is not None
        return policy(channel, chat.address, on_unknown, can_look=can_look)

    def _judge(
        self, delivery: Delivery, channel: Channel, answer: Answer, *, looked_up: bool
    ) -> Fate:
        chat = delivery.chat
        ended = isinstance(answer, Sent) or (
            isinstance(answer, Refused) and answer.kind in {Refusal.MESSAGE, Refusal.PERSON}
        )
        self._failures[chat] = 0 if ended else self._failures[chat] + 1
        wanted = self._policy(channel, self.chat(chat))
        return fate(
            answer,
            policy=Policy.HOLD if wanted is Policy.LOOK_UP and not looked_up else wanted,
            operation=delivery.operation,
            failures=max(self._failures[chat], 0 if ended else delivery.attempts + 1),
            jitter=random.random(),
        )

    async def _settle(self, delivery: Delivery) -> None:
        """Settle what was cut off between its send and its record."""
        wanted = self._policy(self._desk.channel(delivery), self.chat(delivery.chat))
        if wanted is Policy.LOOK_UP and delivery.floor is None:
            wanted = Policy.HOLD
        why = "the program ended while it was being sent"
        outcome = settled(why, policy=wanted, operation=delivery.operation)
        self._report(delivery, Unknown(why=why), outcome)
        await self._store_once(delivery, outcome)
        await self._tell(delivery, outcome)

    async def _record(self, delivery: Delivery, outcome: Fate) -> None:
        """Store what became of an attempt, however long the database stays away."""
        pause = _FIRST_RECORD_PAUSE
        while True:
            try:
                await self._store_once(delivery, outcome)
            except StoreUnavailable as error:
                if pause == _FIRST_RECORD_PAUSE:
                    LOG.warning("unrecorded delivery=%s: %s", delivery.key, error)
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_RECORD_PAUSE)
            else:
                return

    async def _store_once(self, delivery: Delivery, outcome: Fate) -> None:
        now = self._desk.now()
        await self._desk.store.record(
            delivery.key,
            outcome.state,
            now=now,
            until=None if outcome.until is None else now + outcome.until,
            message_id=outcome.message_id,
            why=outcome.why,
            repeat=outcome.repeat,
            operation=outcome.operation,
        )
        known = self.chat(delivery.chat)
        if outcome.message_id is not None and known.anchor is not None:
            last = max(known.last_id or 0, outcome.message_id)
            self._chats[delivery.chat] = replace(known, last_id=last)

    async def _conclude(self, chat: str, channel: Channel, answer: Answer, outcome: Fate) -> None:
        """Let the chat rest, all chats where the answer is about all, and note where it stands."""
        if isinstance(answer, Sent):
            self._floods.accepted()
        if isinstance(answer, Refused):
            await self.standings.refused(self.chat(chat), channel, answer)
            await self.know([chat])
        # Who refuses us for good is asked again by its standing, not after a rest.
        if outcome.rest is None or (isinstance(answer, Refused) and answer.kind in _STANDING):
            return
        flood = isinstance(answer, NotSent) and answer.retry_after is not None
        every = flood and self._floods.refused(chat, time.monotonic())
        for other in self._desk.chats(channel.kind) if every else (chat,):
            self.rest(other, outcome.rest.total_seconds())

    async def _tell(self, delivery: Delivery, outcome: Fate) -> None:
        """Tell the operators what needs a hand or an eye."""
        note = outcome.state is DeliveryState.SENT and outcome.why
        if note or outcome.state in {DeliveryState.STUCK, DeliveryState.FAILED}:
            await self._desk.tell_of(delivery, outcome.state, outcome.why or "")

    def _report(self, delivery: Delivery, answer: Answer, outcome: Fate) -> None:
        """Log what became of an attempt; a refusal that goes on is said once."""
        self.tally[outcome.state] += 1
        state, chat = outcome.state, delivery.chat
        if state is DeliveryState.SENT:
            self._refused.clear()
            LOG.info("sent delivery=%s chat=%s message=%s", delivery.key, chat, outcome.message_id)
            return
        told = outcome.why or ""
        token = isinstance(answer, Refused) and answer.kind is Refusal.TOKEN
        place = "" if token else chat
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

    async def _turn(self, chat: str) -> bool:
        """Wait for a slot of the chat's pace; False: we are stopped, or it is no longer ours."""
        while (wait := self._pacer.wait(chat, time.monotonic())) > 0:
            if not await self._pause(wait):
                return False
        wait = self._pacer.reserve(chat, time.monotonic()) - time.monotonic()
        return await self._pause(wait) and self._desk.keeper.holds(_lease(chat))

    async def _pause(self, seconds: float) -> bool:
        if seconds > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), seconds)
        return not self._stopping.is_set()


def _lease(chat: str) -> str:
    return f"sender:{chat}"
