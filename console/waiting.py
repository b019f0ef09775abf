"""Why a delivery waits, where nothing of its own says so: its chat, or what stands before it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsroom.delivery import DeliveryState, Standing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsroom.delivery import Chat, Delivery
    from newsroom.store.protocol import Store

_OPEN = frozenset(
    {
        DeliveryState.PENDING,
        DeliveryState.SENDING,
        DeliveryState.RETRY,
        DeliveryState.UNKNOWN,
    }
)


async def with_reasons(store: Store, deliveries: Sequence[Delivery]) -> tuple[Delivery, ...]:
    """Return deliveries with the reason why each pending one still waits."""
    if not any(one.state is DeliveryState.PENDING and not one.why for one in deliveries):
        return tuple(deliveries)
    chats = await store.chats({one.chat for one in deliveries})
    queue = await store.letters(_OPEN, limit=1000)
    return tuple(explained(one, chats, queue) for one in deliveries)


def explained(one: Delivery, chats: Mapping[str, Chat], queue: Sequence[Delivery]) -> Delivery:
    """Return a delivery with its reason; `queue`: what is open, oldest first."""
    if one.state is not DeliveryState.PENDING or one.why:
        return one
    chat = chats.get(one.chat)
    if chat is not None and chat.standing is not Standing.ACTIVE:
        return replace(one, why=f"its chat takes nothing now: {chat.why or chat.standing}")
    if one.after is not None and any(other.key == one.after for other in queue):
        return replace(one, why="waits for the message that it edits or answers")
    before = [
        other
        for other in queue
        if other.chat == one.chat and other.key != one.key and other.created <= one.created
    ]
    if not before:
        return replace(one, why="goes out next")
    first = f", the first {before[0].state}" if before[0].state is not one.state else ""
    return replace(one, why=f"behind {len(before)} in its chat{first}")
