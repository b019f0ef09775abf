"""Why a pending delivery waits."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from console.waiting import explained, with_reasons
from newsroom.delivery import Chat, Delivery, DeliveryState, Operation, Standing
from newsroom.store.memory import Rehearsal

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ONE = Delivery(
    key="s/new_story@main", channel="main", chat="@main", state=DeliveryState.PENDING, created=NOW
)


def before(state, minutes=1, **more):
    key = f"{state}{minutes}@main"
    return replace(ONE, key=key, state=state, created=NOW - timedelta(minutes=minutes), **more)


def test_a_chat_that_takes_nothing_says_so():
    chat = Chat(name="@main", standing=Standing.SUSPENDED, why="the bot was removed")
    assert explained(ONE, {"@main": chat}, [ONE]).why == (
        "its chat takes nothing now: the bot was removed"
    )


def test_what_stands_before_it_is_counted():
    queue = [before(DeliveryState.RETRY, 5), before(DeliveryState.PENDING), ONE]
    assert explained(ONE, {}, queue).why == "behind 2 in its chat, the first retry"
    assert explained(ONE, {}, [ONE]).why == "goes out next"


def test_an_edit_waits_for_its_message():
    first = before(DeliveryState.UNKNOWN)
    edit = replace(ONE, operation=Operation.EDIT, after=first.key)
    assert (
        explained(edit, {}, [first, edit]).why == "waits for the message that it edits or answers"
    )


def test_a_reason_of_its_own_stays():
    held = replace(ONE, state=DeliveryState.HELD, why="no right to post")
    assert explained(held, {}, [held]) == held


async def test_the_store_is_asked_for_both():
    store = Rehearsal()
    (told,) = await with_reasons(store, [ONE])
    assert told.why == "goes out next"
