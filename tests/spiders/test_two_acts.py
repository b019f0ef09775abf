"""From the page of the day to the record: what one channel is told, and in how many messages."""

from dataclasses import replace

import pytest

from alerts.routing import Routing
from newsroom.delivery import DeliveryState, Operation
from newsroom.settings import Channel
from newsroom.store.memory import Rehearsal
from tests.spiders.test_un_desk import RECORD, Here, UnDesk


@pytest.fixture
def un(site, door):
    made = UnDesk(site, door, Here(), Rehearsal())
    main = Channel(id="main", kind="telegram", chat="@main", watches=("assembly",))
    made.settings = replace(made.settings, channels=(main,))
    return made


async def routed(un):
    """Route what waits, and let the messages arrive."""
    _, deliveries = await Routing(un.store, un.settings).run(un.now)
    for number, one in enumerate(deliveries, start=1):
        if one.state is DeliveryState.PENDING:
            await un.store.claim(one.key, one.payload, holder="one", now=un.now)
            await un.store.record(one.key, DeliveryState.SENT, now=un.now, message_id=number)
    return deliveries


async def test_the_page_is_the_message_and_the_record_its_answer(un):
    await un.poll(un.press)
    (first,) = await routed(un)
    lines = first.payload.plain.split("\n")
    assert lines[0].startswith("General Assembly adopts ")
    assert lines[0].endswith(", 141–5–35")
    assert "Russian Federation: no" in lines
    # The page names those against only.
    assert "Armenia, Azerbaijan, Georgia, Türkiye, Iran: not published yet" in lines
    assert first.payload.picture.count("<text") > 10

    un.answers(RECORD)
    await un.poll(un.library, days=20)
    later = await routed(un)
    assert [(one.operation, one.after) for one in later] == [
        (Operation.EDIT, first.key),
        (Operation.REPLY, first.key),
    ]
    edit, reply = later
    assert reply.payload.plain.startswith("Roll call complete: A/RES/ES-11/1, 141–5–35\n")
    for one in (edit, reply):
        assert "Azerbaijan: did not vote" in one.payload.plain
        assert "not published yet" not in one.payload.plain
    assert "Roll call now complete, 193 of 193." in edit.payload.plain
    assert edit.payload.picture != first.payload.picture
    assert await routed(un) == []
