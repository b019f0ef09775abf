"""One round of routing: changes that nobody has routed, with all that their messages need."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING

from alerts.record import Record, record_of
from alerts.rewrite import PATIENCE, Rewriter
from alerts.route import gather, gathered, languages, route
from newsroom.model import ChangeKind, Telling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
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
        self._rewriter = Rewriter(settings.llm, settings) if settings.llm else None
        #: From when to when a round waited for the model.
        self._waited: tuple[datetime, datetime] | None = None

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
        retold = await self._retold(changes, now)
        made: list[Delivery] = []
        for stored in changes:
            story = stored.change.story
            earlier: list[Delivery] = []
            if stored.change.kind not in _FIRST:
                earlier += await self._store.deliveries_of(story)
                earlier += [one for one in made if one.story == story]
            made += route(
                stored,
                self._settings,
                now,
                record=record,
                earlier=earlier,
                retold=retold.get(stored.change.key),
            )
        return made

    async def _retold(
        self, changes: Sequence[StoredChange], now: datetime
    ) -> Mapping[str, Mapping[str, str]]:
        """Return what a model makes of changes, by their keys and by language."""
        if self._rewriter is None or not changes:
            return {}
        wanted = []
        for stored in changes:
            first = stored.change.kind in _FIRST
            earlier = [] if first else await self._store.deliveries_of(stored.change.story)
            wanted += [(stored, one) for one in languages(stored, self._settings, earlier)]
        patience = PATIENCE - self._waited_already(changes)
        begun = monotonic()
        texts = await self._rewriter.retell(wanted, now, patience)
        self._waited = (now, now + timedelta(seconds=monotonic() - begun))
        return texts

    def _waited_already(self, changes: Sequence[StoredChange]) -> float:
        """Return for how many seconds one of these waited while the round before asked."""
        if self._waited is None:
            return 0.0
        begun, ended = self._waited
        oldest = min(one.change.at for one in changes)
        return max(0.0, (ended - max(begun, oldest)).total_seconds())

    async def _record(self, changes: Sequence[StoredChange]) -> Record:
        """Read all votes, once for the round, and only where one of its changes has any."""
        if not any(stored.votes for stored in changes):
            return Record()
        return await asyncio.to_thread(record_of, await self._store.votes(), self._settings)
