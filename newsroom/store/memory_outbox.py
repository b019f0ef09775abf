"""Changes and deliveries in memory."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from newsroom.delivery import DeliveryState, Operation, edit_beside
from newsroom.model import StoredChange
from newsroom.store.edits import ORPHANED, REPLACED, SAID_AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from newsroom.ballot import Sourced
    from newsroom.delivery import Chat, Delivery, Payload
    from newsroom.model import Change, StoredItem

#: Nothing leaves these.
FINAL = frozenset({DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.CANCELLED})
_TIMED = frozenset({DeliveryState.HELD, DeliveryState.RETRY})
_WAITING = _TIMED | {DeliveryState.PENDING, DeliveryState.UNKNOWN}
_NOT_SENT = FINAL - {DeliveryState.SENT}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A change in its table, with the item that brought it."""

    change: Change
    item: StoredItem
    story_number: int
    routed: bool = False
    #: Of votes: what was known before, and what the change brought.
    revised: tuple[tuple[Sourced | None, Sourced], ...] = ()


class MemoryOutbox(ABC):
    """The part of a store that routes, claims and records."""

    def __init__(self) -> None:
        # Who writes stands in line here.
        self._line = asyncio.Lock()
        self._changes: dict[str, Waiting] = {}
        # In the order in which they were stored.
        self._deliveries: dict[str, Delivery] = {}
        self._senders: dict[str, str] = {}
        self._chats: dict[str, Chat] = {}
        #: By chat: ids of which it is known whose they are.
        self._posts: dict[str, set[int]] = {}

    async def unrouted(self, *, limit: int = 100) -> Sequence[StoredChange]:
        """Return changes that nobody has routed yet, oldest first."""
        waiting = [one for one in self._changes.values() if not one.routed]
        return [self._stored(one) for one in waiting[:limit]]

    def _stored(self, one: Waiting) -> StoredChange:
        return StoredChange(
            change=one.change,
            item=one.item,
            story_number=one.story_number,
            votes=self._votes_of(one.change.story),
            revised=one.revised,
            facts=one.change.facts,
        )

    @abstractmethod
    def _votes_of(self, story: str) -> tuple[Sourced, ...]:
        """Return a story's votes, in its order."""

    async def route(self, changes: Collection[str], deliveries: Sequence[Delivery]) -> int:
        """Mark the changes as routed and store the deliveries."""
        async with self._line:
            found = [self._changes.get(key) for key in changes]
            if any(one is None or one.routed for one in found):
                return 0
            for one in found:
                assert one is not None  # noqa: S101 - looked at above
                self._changes[one.change.key] = replace(one, routed=True)
            before = len(self._deliveries)
            for each in deliveries:
                if each.key not in self._deliveries:
                    self._deliveries[each.key] = self._merged(each)
            return len(self._deliveries) - before

    def _merged(self, edit: Delivery) -> Delivery:
        """Return an edit as it is to be stored, after it has done what can be done at once."""
        beside = self._deliveries.get(edit_beside(edit.key))
        if edit.operation is Operation.REPLY and beside and beside.why == SAID_AT_ONCE:
            return replace(edit, state=DeliveryState.CANCELLED, why=SAID_AT_ONCE)
        if edit.operation is not Operation.EDIT or edit.after is None:
            return edit
        of = self._deliveries.get(edit.after)
        untried = {DeliveryState.PENDING, DeliveryState.HELD}
        if of and edit.payload and of.attempts == 0 and of.state in untried:
            self._deliveries[of.key] = replace(of, payload=edit.payload)
            return replace(edit, state=DeliveryState.CANCELLED, why=SAID_AT_ONCE)
        if of and of.state in _NOT_SENT:
            return replace(edit, state=DeliveryState.CANCELLED, why=ORPHANED)
        self._cancel_edits(lambda one: one.after == edit.after, REPLACED)
        return edit

    def _cancel_orphans(self) -> None:
        """Cancel edits of messages that will never be sent."""
        over = {one.key for one in self._deliveries.values() if one.state in _NOT_SENT}
        self._cancel_edits(lambda one: one.after in over, ORPHANED)

    def _cancel_edits(self, which: Callable[[Delivery], bool], why: str) -> None:
        waiting = _TIMED | {DeliveryState.PENDING}
        for one in tuple(self._deliveries.values()):
            if one.operation is Operation.EDIT and one.state in waiting and which(one):
                self._deliveries[one.key] = replace(
                    one, state=DeliveryState.CANCELLED, why=why, until=None
                )

    async def changes(self, keys: Collection[str]) -> Sequence[StoredChange]:
        """Return these changes, routed or not, oldest first."""
        return [self._stored(one) for key, one in self._changes.items() if key in keys]

    async def due(
        self, chats: Collection[str], now: datetime, *, limit: int = 100
    ) -> Sequence[Delivery]:
        """Return for each chat the deliveries that may be tried now, in the order of sending."""
        found = self._those(chats, lambda one: self._is_due(one, now))
        found.sort(key=lambda one: -one.severity)
        taken: Counter[str] = Counter()
        first = []
        for one in found:
            taken[one.chat] += 1
            if taken[one.chat] <= limit:
                before = self._deliveries.get(one.after or "")
                first.append(replace(one, target=before.message_id if before else None))
        return first

    def _is_due(self, one: Delivery, now: datetime) -> bool:
        timely = one.state in _TIMED and (one.until is None or one.until <= now)
        return (timely or one.state is DeliveryState.PENDING) and self._is_free(one)

    def _is_free(self, one: Delivery) -> bool:
        """Say whether what it comes after has been sent."""
        if one.after is None:
            return True
        before = self._deliveries.get(one.after)
        if before is not None and one.operation is Operation.REPLY:
            return before.state in FINAL
        return before is not None and before.state is DeliveryState.SENT

    def _those(self, chats: Collection[str], wanted: Callable[[Delivery], bool]) -> list[Delivery]:
        return [one for one in self._deliveries.values() if one.chat in chats and wanted(one)]

    async def claim(
        self, key: str, payload: Payload, *, holder: str, now: datetime, floor: int | None = None
    ) -> bool:
        """Turn a due delivery into `sending`, with its payload frozen and its attempt counted."""
        one = self._deliveries.get(key)
        if one is None or not self._is_due(one, now):
            return False
        self._senders[key] = holder
        self._deliveries[key] = replace(
            one,
            state=DeliveryState.SENDING,
            attempts=one.attempts + 1,
            payload=one.payload or payload,
            floor=floor,
            looks=0,
            probes=0,
        )
        return True

    async def record(  # noqa: PLR0913 - the columns that an answer may change
        self,
        key: str,
        state: DeliveryState,
        *,
        now: datetime,  # noqa: ARG002 - the databases note it
        until: datetime | None = None,
        message_id: int | None = None,
        why: str | None = None,
        looks: int | None = None,
        probes: int | None = None,
        repeat: bool | None = None,
        operation: Operation | None = None,
    ) -> None:
        """Store what became of an attempt; what is sent, failed or cancelled stays so."""
        one = self._deliveries.get(key)
        if one is None or one.state in FINAL:
            return
        given = {
            "message_id": message_id,
            "looks": looks,
            "probes": probes,
            "repeat": repeat,
            "operation": operation,
        }
        more: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        self._deliveries[key] = replace(one, state=state, until=until, why=why, **more)
        if message_id is not None:
            self._note_id(one.chat, message_id)
        if state in _NOT_SENT:
            self._cancel_orphans()

    def _note_id(self, name: str, number: int) -> None:
        """Remember whose an id is, if the chat was set up."""
        chat = self._chats.get(name)
        if chat is not None and chat.anchor is not None:
            self._chats[name] = replace(chat, last_id=max(chat.last_id or 0, number))
            self._posts.setdefault(name, set()).add(number)

    async def abandoned(self, chats: Collection[str], holder: str) -> Sequence[Delivery]:
        """Return deliveries that somebody other than `holder` left in `sending`."""
        return self._those(
            chats,
            lambda one: one.state is DeliveryState.SENDING and self._senders.get(one.key) != holder,
        )

    async def unknown(self, chats: Collection[str], now: datetime) -> Sequence[Delivery]:
        """Return deliveries in `unknown` whose time to be looked up has come, oldest first."""
        return self._those(
            chats,
            lambda one: (
                one.state is DeliveryState.UNKNOWN and (one.until is None or one.until <= now)
            ),
        )

    async def deliveries_of(self, story: str) -> Sequence[Delivery]:
        """Return a story's deliveries, oldest first, then those of stories merged into it."""
        absorbed = self._absorbed(story)
        own = [one for one in self._deliveries.values() if one.story == story]
        return [*own, *(one for one in self._deliveries.values() if one.story in absorbed)]

    @abstractmethod
    def _absorbed(self, story: str) -> Collection[str]:
        """Return the keys of the stories that were merged into one."""

    async def delivery_counts(self) -> Mapping[DeliveryState, int]:
        """Return how many deliveries stand in each state."""
        return Counter(one.state for one in self._deliveries.values())

    async def next_due(self, chats: Collection[str]) -> datetime | None:
        """Return the earliest time at which a waiting delivery of these chats may be tried."""
        waiting = self._those(chats, lambda one: one.state in _WAITING and self._is_free(one))
        return min((one.until or one.created for one in waiting), default=None)

    def _prune_deliveries(self, before: datetime) -> int:
        awaited = {one.after for one in self._deliveries.values() if one.state not in FINAL}
        gone = [
            one.key
            for one in self._deliveries.values()
            if one.created < before and one.state in FINAL and one.key not in awaited
        ]
        for key in gone:
            del self._deliveries[key]
        return len(gone)
