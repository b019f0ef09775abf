"""One round of routing: changes that nobody has routed, with all that their messages need."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from alerts.record import Record, record_of
from alerts.route import gather, gathered, route
from newsroom.model import ChangeKind, Telling

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsroom.delivery import Delivery
    from newsroom.model import StoredChange
    from newsroom.settings import Settings
    from newsroom.store.protocol import Store

#: So many changes are routed at once: enough that a digest that is being gathered hides nothing.
AT_ONCE = 1000
#: These never follow an earlier message.
_FIRST = frozenset({ChangeKind.NEW_STORY, ChangeKind.JOINED})


class Routing:
    """Turns stored changes into stored deliveries."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings

    async def run(
        self, now: datetime, *, all_digests: bool = False
    ) -> tuple[Sequence[StoredChange], Sequence[Delivery]]:
        """Route what waits and is ready; return the changes and what was made of them.

        Raises `StoreUnavailable`.
        """
        changes = await self._store.unrouted(limit=AT_ONCE)
        live = [one for one in changes if one.change.telling is not Telling.DIGEST]
        waiting = [one for one in changes if one.change.telling is Telling.DIGEST]
        deliveries = await self._live(live, now)
        routed = list(live)
        if gathered(waiting, now) or all_digests or len(changes) == AT_ONCE:
            deliveries += gather(waiting, self._settings, now)
            routed += waiting
        if routed:
            await self._store.route([one.change.key for one in routed], deliveries)
        return routed, deliveries

    async def _live(self, changes: Sequence[StoredChange], now: datetime) -> list[Delivery]:
        record = await self._record(changes)
        made: list[Delivery] = []
        for stored in changes:
            story = stored.change.story
            earlier: list[Delivery] = []
            if stored.change.kind not in _FIRST:
                earlier += await self._store.deliveries_of(story)
                earlier += [one for one in made if one.story == story]
            made += route(stored, self._settings, now, record=record, earlier=earlier)
        return made

    async def _record(self, changes: Sequence[StoredChange]) -> Record:
        """Read all votes, once for the round, and only where one of its changes has any."""
        if not any(stored.votes for stored in changes):
            return Record()
        return await asyncio.to_thread(record_of, await self._store.votes(), self._settings)
