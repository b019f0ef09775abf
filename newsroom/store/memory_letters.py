"""Single deliveries in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsroom.delivery import DeliveryState, Operation
from newsroom.store.chats import WAITING
from newsroom.store.memory_outbox import FINAL, MemoryOutbox
from newsroom.store.rows import mark

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from newsroom.delivery import Delivery

_SHORTEST_REF = 4


class MemoryLetters(MemoryOutbox):
    """The part of a store that people decide with."""

    async def find_deliveries(self, ref: str) -> Sequence[Delivery]:
        """Return the deliveries with this key, or whose mark begins with these hex digits."""
        return [
            one
            for one in self._deliveries.values()
            if one.key == ref or (len(ref) >= _SHORTEST_REF and mark(one.key).hex().startswith(ref))
        ][:20]

    async def letters(
        self, states: Collection[DeliveryState], *, limit: int = 100
    ) -> Sequence[Delivery]:
        """Return the newest deliveries in these states, oldest first."""
        return [one for one in self._deliveries.values() if one.state in states][-limit:]

    async def untraced(self, chat: str) -> Sequence[Delivery]:
        """Return the chat's deliveries that were tried and have no message id, oldest first."""
        return self._those(
            [chat],
            lambda one: (
                one.state not in FINAL
                and one.attempts > 0
                and one.message_id is None
                and one.operation is not Operation.EDIT
            ),
        )[:50]

    async def decide(
        self,
        key: str,
        state: DeliveryState,
        *,
        leaving: Collection[DeliveryState],
        now: datetime,  # noqa: ARG002 - the databases note it
        why: str,
    ) -> bool:
        """Put a delivery that is in one of `leaving` into `state`; False if it is in none."""
        one = self._deliveries.get(key)
        if one is None or one.state not in leaving:
            return False
        if state is DeliveryState.PENDING and one.payload is None:
            return False
        self._deliveries[key] = replace(one, state=state, until=None, why=why, looks=0, probes=0)
        self._cancel_orphans()
        return True

    async def bundle(
        self,
        keys: Collection[str],
        into: Delivery,
        *,
        now: datetime,  # noqa: ARG002 - the databases note it
        why: str,
    ) -> bool:
        """Cancel these waiting deliveries and store the one that tells all of them."""
        found = [self._deliveries[key] for key in keys if key in self._deliveries]
        if len(found) != len(keys) or any(one.state not in WAITING for one in found):
            return False
        for one in found:
            self._deliveries[one.key] = replace(
                one, state=DeliveryState.CANCELLED, until=None, why=why
            )
        self._deliveries.setdefault(into.key, into)
        self._cancel_orphans()
        return True
