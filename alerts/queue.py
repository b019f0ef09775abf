"""Which deliveries of one chat may leave now: pure, from its queue in the order of sending."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from newsroom.delivery import DeliveryState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsroom.delivery import Delivery

#: Sent to one chat before its queue is looked at again: something more severe may have come.
BATCH = 10


def ready(queue: Sequence[Delivery], now: datetime) -> tuple[list[Delivery], float]:
    """Return what may be sent now, and the seconds until that may change by time alone.

    A delivery in `retry` holds up the whole chat: the server has asked for the pause, and what
    stands behind it must not overtake it. One that is `held` waits by itself.
    """
    waits = [
        (delivery.until - now).total_seconds()
        for delivery in queue
        if delivery.until is not None and delivery.state is not DeliveryState.PENDING
    ]
    later = [wait for wait in waits if wait > 0]
    soonest = min(later, default=math.inf)
    if any(_waits(one, now) and one.state is DeliveryState.RETRY for one in queue):
        return [], soonest
    return [delivery for delivery in queue if not _waits(delivery, now)][:BATCH], soonest


def _waits(delivery: Delivery, now: datetime) -> bool:
    timed = delivery.state is not DeliveryState.PENDING and delivery.until is not None
    return timed and delivery.until is not None and delivery.until > now


def seconds_until(moment: datetime | None, now: datetime) -> float:
    """Return the seconds until a moment; none for what waits for nothing."""
    return 0.0 if moment is None else max((moment - now).total_seconds(), 0.0)
