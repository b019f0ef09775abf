"""Settles messages of unknown fate in channels and supergroups: when it looks, and what follows."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from alerts.chat_api import (
    SET_UP_KEYBOARD,
    Posted,
    Probed,
    Rights,
    delete,
    post_set_up,
    probe,
    rights,
)
from alerts.lookup import Seen, Verdict
from alerts.search import Search
from newsroom.delivery import DeliveryState

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from alerts.answers import Answer
    from alerts.chat_api import Api
    from alerts.desk import Desk
    from alerts.search import Result
    from newsroom.delivery import Chat, Delivery
    from newsroom.settings import Channel

LOG = logging.getLogger(__name__)

#: A look that could not be made is made so much later.
_AGAIN = timedelta(seconds=5)
#: Ids before the anchor at which a set-up post of ours may have been left.
_LEFT_BEHIND = 3
_DELETE_TRIES = 3

DELETED = "somebody deleted it from the chat: it is not sent again"
_ABSENT = "it did not arrive: the chat was looked through {looks} times"
_UNCLEAR = "it may have arrived: one of several messages was deleted; look into the chat"
_TOO_MANY = (
    "it may have arrived: there are too many other posts to look through; look into the chat"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
    state: DeliveryState
    why: str | None = None
    until: timedelta | None = None
    message_id: int | None = None


class Seeker:
    """Looks for what is unknown. `turn` waits for a slot of the chat's pace."""

    def __init__(self, desk: Desk, turn: Callable[[str], Awaitable[bool]]) -> None:
        self._desk = desk
        self._turn = turn
        self._search = Search(desk.store, turn)

    async def set_up(self, chat: Chat, channel: Channel) -> Answer | None:
        """Send the set-up post, remember its id and delete it; an answer says why it cannot be.

        What an earlier try may have left is looked for before it and deleted, too.
        """
        api = self._desk.api(channel)
        assert api is not None  # noqa: S101 - only such chats are looked through
        stored = await self._desk.store.chats([chat.name])
        tried_before = chat.name in stored and stored[chat.name].anchor is None
        await self._desk.store.set_up(chat.name, kind=None, number=None, anchor=None)
        posted = await post_set_up(api, chat.address, channel.language)
        if not isinstance(posted, Posted):
            return posted
        if not await self._delete(api, chat, posted.message_id):
            LOG.warning("set-up post left chat=%s id=%s", chat.name, posted.message_id)
        if tried_before:
            await self._tidy(api, chat, posted.message_id)
        await self._desk.store.set_up(
            chat.name, kind=posted.kind, number=posted.number, anchor=posted.message_id
        )
        LOG.info("set up chat=%s anchor=%s", chat.name, posted.message_id)
        return None

    async def _delete(self, api: Api, chat: Chat, message_id: int) -> bool:
        for _ in range(_DELETE_TRIES):
            if await delete(api, chat.address, message_id):
                return True
        return False

    async def _tidy(self, api: Api, chat: Chat, anchor: int) -> None:
        """Delete a set-up post whose answer was lost, if it is certainly one."""
        allowed = await rights(api, chat.address)
        if not isinstance(allowed, Rights) or allowed.unsafe is not None:
            return
        for at in range(anchor - 1, max(anchor - 1 - _LEFT_BEHIND, 0), -1):
            if not await self._turn(chat.name):
                return
            seen = await probe(api, chat.address, at, SET_UP_KEYBOARD)
            if isinstance(seen, Probed) and seen.seen is Seen.SAME:
                await self._delete(api, chat, at)

    async def look(self, chat: Chat, unknown: Sequence[Delivery]) -> Answer | None:
        """Look through a chat for these; an answer says what is wrong with the chat."""
        api = self._desk.api(self._desk.channel(unknown[0]))
        searchable = [one for one in unknown if one.floor is not None and api is not None]
        for one in unknown:
            if one not in searchable:
                await self._stuck(one, "no id of this chat was known before it was sent")
        if not searchable or api is None:
            return None
        waits = self._desk.settings.telegram.look_up_after
        last = frozenset(one.key for one in searchable if one.looks >= len(waits))
        result = await self._search.look(api, chat, searchable, last=last, full=True)
        await self._record_found(chat, result)
        for one in searchable:
            if one.key not in result.found:
                await self._record(one, result)
        return result.broken

    async def settle(self, chat: Chat, unknown: Sequence[Delivery]) -> None:
        """Look at the ids before one that was just acknowledged: what arrived stands among them."""
        api = self._desk.api(self._desk.channel(unknown[0]))
        known = [one for one in unknown if one.floor is not None]
        if api is None or not known:
            return
        result = await self._search.look(api, chat, known, last=frozenset(), full=False)
        await self._record_found(chat, result)

    async def _record_found(self, chat: Chat, result: Result) -> None:
        ours = await self._desk.store.untraced(chat.name) if result.found else ()
        for one in ours:
            at = result.found.get(one.key)
            if at is not None and one.state is not DeliveryState.SENDING:
                LOG.info("found delivery=%s chat=%s message=%s", one.key, chat.name, at)
                await self._end(one, _End(state=DeliveryState.SENT, message_id=at))

    async def _record(self, one: Delivery, result: Result) -> None:
        """Store what a look means for a delivery that was not found."""
        if result.unsafe is not None:
            await self._stuck(one, f"it cannot be looked up: {result.unsafe}")
            return
        verdict = result.verdicts.get(one.key)
        if verdict is None:
            await self._end(one, _End(state=DeliveryState.UNKNOWN, why=one.why, until=_AGAIN))
        elif verdict is Verdict.LATER:
            await self._later(one, result)
        elif verdict is Verdict.ABSENT:
            why = _ABSENT.format(looks=one.looks + 1)
            LOG.warning("absent delivery=%s: sent again", one.key)
            await self._end(one, _End(state=DeliveryState.PENDING, why=why))
        elif verdict is Verdict.DELETED:
            await self._end(one, _End(state=DeliveryState.CANCELLED, why=DELETED))
        else:
            await self._stuck(one, _UNCLEAR if verdict is Verdict.UNCLEAR else _TOO_MANY)

    async def _later(self, one: Delivery, result: Result) -> None:
        waits = (timedelta(), *self._desk.settings.telegram.look_up_after)
        now = self._desk.now()
        await self._desk.store.record(
            one.key,
            DeliveryState.UNKNOWN,
            now=now,
            until=now + waits[one.looks + 1] - waits[one.looks],
            why=one.why,
            looks=one.looks + 1,
            probes=one.probes + result.probes,
        )

    async def _stuck(self, one: Delivery, why: str) -> None:
        LOG.warning("stuck delivery=%s chat=%s why=%s", one.key, one.chat, why)
        await self._end(one, _End(state=DeliveryState.STUCK, why=why))
        await self._desk.tell_of(one, DeliveryState.STUCK, why)

    async def _end(self, one: Delivery, end: _End) -> None:
        now = self._desk.now()
        await self._desk.store.record(
            one.key,
            end.state,
            now=now,
            until=None if end.until is None else now + end.until,
            message_id=end.message_id,
            why=end.why,
        )
