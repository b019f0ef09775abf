import math
from datetime import timedelta

import pytest

from alerts.queue import BATCH, ready
from newsroom.delivery import Delivery, DeliveryState
from tests.alerts.given import NOW

PENDING, RETRY, HELD = DeliveryState.PENDING, DeliveryState.RETRY, DeliveryState.HELD


def waiting(name, state=PENDING, until=None):
    moment = None if until is None else NOW + timedelta(seconds=until)
    return Delivery(key=name, channel="m", chat="c", state=state, until=moment, created=NOW)


@pytest.mark.parametrize(
    ("queue", "expected", "wait"),
    [
        ([], "", math.inf),
        ([("a",), ("b",)], "ab", math.inf),
        ([("a", RETRY, 5), ("b",)], "", 5),
        ([("b",), ("a", RETRY, 5)], "", 5),
        ([("a", RETRY, -1), ("b",)], "ab", math.inf),
        ([("a", HELD, 9), ("b",)], "b", 9),
        ([("a", HELD, 9), ("b", HELD, 4)], "", 4),
        ([("a", HELD), ("b", HELD, -4)], "ab", math.inf),
        ([("a", PENDING, 30), ("b",)], "ab", math.inf),
    ],
)
def test_the_front_of_the_queue_may_leave(queue, expected, wait):
    batch, soonest = ready([waiting(*one) for one in queue], NOW)
    assert "".join(one.key for one in batch) == expected
    assert soonest == wait


def test_a_batch_is_small():
    assert len(ready([waiting(str(n)) for n in range(50)], NOW)[0]) == BATCH
