"""Deliveries as people see them: in words, by a short reference; and what they may decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alerts.envelope import short_key
from newsroom.delivery import DeliveryState

if TYPE_CHECKING:
    from datetime import datetime

    from newsroom.delivery import Delivery
    from newsroom.store.protocol import Letters

#: What needs a hand or an eye, or still waits: everything that is not over.
OPEN = tuple(
    state
    for state in DeliveryState
    if state not in {DeliveryState.SENT, DeliveryState.CANCELLED, DeliveryState.FAILED}
)
#: Nothing happens to these by itself any more.
DEAD = (DeliveryState.STUCK, DeliveryState.FAILED)
_RESENDABLE = (*DEAD, DeliveryState.CANCELLED)
_DISCARDABLE = (
    *DEAD,
    DeliveryState.HELD,
    DeliveryState.PENDING,
    DeliveryState.RETRY,
    DeliveryState.UNKNOWN,
)
_REF_DIGITS = 10
_WORDS = {
    DeliveryState.HELD: "held until its chat takes messages again",
    DeliveryState.PENDING: "waits for its turn",
    DeliveryState.SENDING: "is being sent",
    DeliveryState.SENT: "sent",
    DeliveryState.RETRY: "did not arrive; is tried again",
    DeliveryState.UNKNOWN: "may have arrived; its chat is being looked through",
    DeliveryState.STUCK: "may have arrived; look into the chat, then resend or discard it",
    DeliveryState.FAILED: "refused for good; resend or discard it",
    DeliveryState.CANCELLED: "not sent",
}


def ref(delivery: Delivery) -> str:
    """Return the short reference by which people name a delivery."""
    return short_key(delivery.key)[:_REF_DIGITS]


def title(delivery: Delivery) -> str:
    """Return its first line, or its key where it has no words."""
    return delivery.payload.plain.partition("\n")[0] if delivery.payload else delivery.key


def words(delivery: Delivery) -> str:
    """Say where it stands, and why."""
    told = _WORDS[delivery.state]
    if delivery.state is DeliveryState.SENT and delivery.message_id is not None:
        told = f"sent as message {delivery.message_id}"
    return f"{told}: {delivery.why}" if delivery.why else told


async def resend(store: Letters, delivery: Delivery, now: datetime) -> str | None:
    """Put a delivery that is over, or stuck, into the queue again; a sentence says why not."""
    if delivery.payload is None:
        return "there is nothing to send: it was cancelled before it was written"
    if await store.decide(
        delivery.key,
        DeliveryState.PENDING,
        leaving=_RESENDABLE,
        now=now,
        why="an operator asked for it to be sent again",
    ):
        return None
    return f"only what is stuck, failed or cancelled can be sent again; it {words(delivery)}"


async def discard(store: Letters, delivery: Delivery, now: datetime) -> str | None:
    """Give a delivery up for good; a sentence says why not."""
    if await store.decide(
        delivery.key,
        DeliveryState.CANCELLED,
        leaving=_DISCARDABLE,
        now=now,
        why="discarded by an operator",
    ):
        return None
    return f"what is over or being sent cannot be discarded; it {words(delivery)}"
