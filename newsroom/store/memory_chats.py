"""Chats in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from newsroom.delivery import Chat, DeliveryState, Standing
from newsroom.store.chats import BECOMES, WAITING
from newsroom.store.memory_outbox import MemoryOutbox

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime


class MemoryChats(MemoryOutbox):
    """The part of a store that remembers chats."""

    async def chats(self, names: Collection[str]) -> Mapping[str, Chat]:
        """Return what is remembered of these chats; nothing of one that was never used."""
        return {name: self._chats[name] for name in names if name in self._chats}

    async def set_up(
        self, name: str, *, kind: str | None, number: int | None, anchor: int | None
    ) -> None:
        """Remember what a chat is, and where our messages in it begin."""
        known = {"kind": kind, "number": number, "anchor": anchor, "last_id": anchor}
        self._change(name, **{key: value for key, value in known.items() if value is not None})

    async def move(self, name: str, to: int) -> None:
        """Remember a group's new id; what is known of the old one's ids is forgotten."""
        self._change(name, moved_to=to, kind=None, number=None, anchor=None, last_id=None)
        self._posts.pop(name, None)

    async def note_posts(self, number: int, ids: Collection[int]) -> None:
        """Remember ids of others' posts in the chat with this numeric id, if we use it."""
        for one in tuple(self._chats.values()):
            if one.number == number:
                for each in ids:
                    self._note_id(one.name, each)

    async def known_ids(self, name: str, *, after: int) -> set[int]:
        """Return the ids after `after` of which it is known whose they are."""
        return {number for number in self._posts.get(name, ()) if number > after}

    async def probing(self, name: str, *, begun: bool) -> None:
        """Remember that a look through the chat began, or ended in good order."""
        if name in self._chats:
            self._change(name, probing=begun)

    async def stand(
        self, name: str, standing: Standing, *, now: datetime, why: str | None = None
    ) -> bool:
        """Note whether a chat takes messages, and put what waits for it where that puts it."""
        changed = self._chats.get(name, Chat(name=name)).standing is not standing
        if changed:
            since = None if standing is Standing.ACTIVE else now
            self._change(name, standing=standing, why=why, since=since)
        await self.put_waiting([name], BECOMES[standing], now=now, why=why)
        return changed

    async def put_waiting(
        self,
        names: Collection[str],
        state: DeliveryState,
        *,
        now: datetime,  # noqa: ARG002 - the databases note it
        why: str | None,
    ) -> int:
        """Turn all that waits for these chats into `state`; return how many changed."""
        found = self._those(
            names, lambda one: one.state in WAITING and (one.state, one.why) != (state, why)
        )
        for one in found:
            self._deliveries[one.key] = replace(one, state=state, until=None, why=why)
        self._cancel_orphans()
        return len(found)

    def _change(self, name: str, **values: Any) -> None:  # noqa: ANN401 - fields of a Chat
        self._chats[name] = replace(self._chats.get(name, Chat(name=name)), **values)
