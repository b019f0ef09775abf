from dataclasses import replace
from datetime import timedelta

import pytest

from newsroom.delivery import DeliveryState, Operation, Payload
from newsroom.model import ChangeKind, Telling
from tests.newsroom.store.samples import (
    HELLO,
    HOUR,
    NOW,
    a_change,
    a_delivery,
    a_full_item,
    an_item,
    file,
)

S = DeliveryState
CHAT = ["@news"]
ME, OTHER = "here/1:10:a", "here/1:11:b"


async def put(store, *deliveries):
    return await store.route((), deliveries)


async def due(store, *, chats=CHAT, now=NOW, limit=100):
    return [one.key for one in await store.due(chats, now, limit=limit)]


async def one(store):
    (found,) = await store.deliveries_of("s/1")
    return found


# --- changes ------------------------------------------------------------------------------------


async def test_a_change_waits_with_all_that_an_alert_is_made_of(store):
    item = a_full_item()
    change = a_change(kind=ChangeKind.NEW_STORY, telling=Telling.DIGEST)
    async with store.writing() as tx:
        number = await tx.add(item, change)
        story = await tx.story_number("s/1")
    (waiting,) = await store.unrouted()
    assert waiting.change == change
    assert waiting.item == replace(item, number=number)
    assert waiting.story_number == story


async def test_changes_wait_in_the_order_in_which_they_were_stored(store):
    async with store.writing() as tx:
        for name, at in (("z", NOW), ("a", NOW - HOUR), ("m", NOW + HOUR)):
            story = f"s/{name}"
            await tx.add(an_item(name, story=story, starts=True), a_change(story, at=at))
    waiting = [stored.change.story for stored in await store.unrouted()]
    assert waiting == ["s/z", "s/a", "s/m"]
    assert [stored.change.story for stored in await store.unrouted(limit=2)] == waiting[:2]


async def test_routing_takes_changes_away_and_brings_deliveries(store):
    await file(store, an_item("a", story="s/1", starts=True))
    delivery = a_delivery(
        story="s/1",
        watch="w",
        severity=3,
        operation=Operation.REPLY,
        state=S.HELD,
        until=NOW + HOUR,
        payload=Payload(html="<b>Սոթք</b> 🕊", plain="Սոթք", silent=False),
        why="quiet",
    )
    assert await store.route(["s/1/new_story"], [delivery]) == 1
    assert await store.unrouted() == []
    assert await one(store) == delivery


async def test_many_changes_are_routed_at_once(store):
    keys = [f"s/1/joined/{number}" for number in range(1100)]
    async with store.writing() as tx:
        await tx.add(an_item("a", story="s/1", starts=True), None)
        for key in keys:
            await tx.add(an_item(key, story="s/1"), a_change(key=key))
    assert await store.route(keys, [a_delivery()]) == 1
    assert await store.unrouted() == []


@pytest.mark.parametrize("second", [["s/a/new_story"], ["s/b/new_story", "s/a/new_story"], ["?"]])
async def test_what_somebody_else_routed_is_not_routed_again(store, second):
    await file(
        store, an_item("a", story="s/a", starts=True), an_item("b", story="s/b", starts=True)
    )
    await store.route(["s/a/new_story"], [a_delivery("first")])
    assert await store.route(second, [a_delivery("second")]) == 0
    assert [stored.change.story for stored in await store.unrouted()] == ["s/b"]
    assert await due(store) == ["first"]


async def test_a_delivery_with_a_known_key_is_left_as_it_is(store):
    assert await put(store, a_delivery(severity=1)) == 1
    assert await put(store, a_delivery(severity=3), a_delivery("new")) == 1
    assert [found.severity for found in await store.due(CHAT, NOW)] == [1, 1]


# --- what may be tried --------------------------------------------------------------------------


async def test_the_more_severe_goes_first_then_the_order_of_storing(store):
    severities = {"a": 1, "b": 3, "c": 1, "d": 3, "e": 2}
    await put(store, *(a_delivery(key, severity=each) for key, each in severities.items()))
    assert await due(store) == ["b", "d", "e", "a", "c"]
    assert await due(store, limit=3) == ["b", "d", "e"]


async def test_the_limit_is_for_each_chat(store):
    for chat in ("@news", "@other"):
        await put(store, *(a_delivery(f"{chat}{n}", chat=chat) for n in range(3)))
    assert await due(store, chats=["@news", "@other"], limit=1) == ["@news0", "@other0"]
    assert await due(store, chats=["@other"]) == ["@other0", "@other1", "@other2"]
    assert await due(store, chats=[]) == []


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("until", [None, NOW, NOW + timedelta(microseconds=1)])
async def test_due_is_what_is_pending_and_what_waited_long_enough(store, state, until):
    await put(store, a_delivery(state=state, until=until))
    waited = state in {S.HELD, S.RETRY} and until != NOW + timedelta(microseconds=1)
    assert await due(store) == (["d1"] if state is S.PENDING or waited else [])
    assert await store.claim("d1", HELLO, holder=ME, now=NOW) is (state is S.PENDING or waited)


async def test_what_comes_after_another_waits_until_that_one_is_sent(store):
    await put(store, a_delivery("b", after="a"), a_delivery("a"), a_delivery("c", after="nowhere"))
    assert await due(store) == ["a"]
    assert not await store.claim("b", HELLO, holder=ME, now=NOW)
    await store.claim("a", HELLO, holder=ME, now=NOW)
    await store.record("a", S.SENT, now=NOW, message_id=7)
    assert await due(store) == ["b"]
    assert await store.claim("b", HELLO, holder=ME, now=NOW)


async def test_what_is_being_sent_or_unknown_holds_nothing_up(store):
    await put(store, a_delivery("a", state=S.SENDING), a_delivery("b", state=S.UNKNOWN))
    await put(store, a_delivery("c"))
    assert await due(store) == ["c"]


# --- claim, send, record ------------------------------------------------------------------------


async def test_a_claim_freezes_the_payload_and_counts_the_attempt(store):
    await put(store, a_delivery(story="s/1"))
    assert await store.claim("d1", HELLO, holder=ME, now=NOW)
    assert await one(store) == a_delivery(story="s/1", state=S.SENDING, attempts=1, payload=HELLO)
    await store.record("d1", S.RETRY, now=NOW, until=NOW + HOUR, why="HTTP 502")
    other = Payload(html="other", plain="other")
    assert await store.claim("d1", other, holder=ME, now=NOW + HOUR)
    found = await one(store)
    assert (found.attempts, found.payload) == (2, HELLO)


async def test_a_payload_that_came_with_the_delivery_stays(store):
    await put(store, a_delivery(story="s/1", payload=HELLO))
    await store.claim("d1", Payload(html="other", plain="other"), holder=ME, now=NOW)
    assert (await one(store)).payload == HELLO


async def test_only_the_first_claim_wins(store):
    await put(store, a_delivery())
    assert await store.claim("d1", HELLO, holder=ME, now=NOW)
    assert not await store.claim("d1", HELLO, holder=OTHER, now=NOW)
    assert not await store.claim("d1", HELLO, holder=ME, now=NOW)
    assert not await store.claim("unheard of", HELLO, holder=ME, now=NOW)


async def test_a_record_says_what_became_of_it(store):
    await put(store, a_delivery(story="s/1"))
    await store.claim("d1", HELLO, holder=ME, now=NOW)
    await store.record("d1", S.UNKNOWN, now=NOW, until=NOW + HOUR, why="reset while sending")
    found = await one(store)
    assert (found.state, found.until, found.why) == (S.UNKNOWN, NOW + HOUR, "reset while sending")
    await store.record("d1", S.SENT, now=NOW, message_id=2**40)
    found = await one(store)
    assert (found.state, found.message_id, found.until, found.why) == (S.SENT, 2**40, None, None)


@pytest.mark.parametrize("final", [S.SENT, S.FAILED, S.CANCELLED])
@pytest.mark.parametrize("state", list(S))
async def test_nothing_leaves_a_final_state(store, final, state):
    await put(store, a_delivery(story="s/1", state=final, message_id=5, why="why"))
    await store.record("d1", state, now=NOW, message_id=6, why="other")
    found = await one(store)
    assert (found.state, found.message_id, found.why) == (final, 5, "why")


async def test_recording_what_is_not_there_does_nothing(store):
    await store.record("unheard of", S.SENT, now=NOW)
    assert await store.delivery_counts() == {}


# --- what was cut off ---------------------------------------------------------------------------


async def test_abandoned_is_what_another_holder_left_in_sending(store):
    keys = ("mine", "theirs", "waiting")
    await put(store, *(a_delivery(key) for key in keys), a_delivery("elsewhere", chat="@other"))
    await store.claim("mine", HELLO, holder=ME, now=NOW)
    await store.claim("theirs", HELLO, holder=OTHER, now=NOW)
    await store.claim("elsewhere", HELLO, holder=OTHER, now=NOW)
    assert [found.key for found in await store.abandoned(CHAT, ME)] == ["theirs"]
    assert [found.key for found in await store.abandoned(CHAT, OTHER)] == ["mine"]
    await store.record("theirs", S.UNKNOWN, now=NOW)
    assert await store.abandoned(CHAT, ME) == []


async def test_unknown_ones_come_up_when_their_time_has_come(store):
    times = {"later": NOW + HOUR, "now": NOW, "at once": None}
    for key, until in times.items():
        await put(store, a_delivery(key, state=S.UNKNOWN, until=until))
    await put(store, a_delivery("pending"), a_delivery("x", chat="@other", state=S.UNKNOWN))
    assert [found.key for found in await store.unknown(CHAT, NOW)] == ["now", "at once"]


# --- questions ----------------------------------------------------------------------------------


async def test_deliveries_are_counted_by_state(store):
    states = [S.SENT, S.SENT, S.PENDING, S.STUCK]
    await put(store, *(a_delivery(str(n), state=state) for n, state in enumerate(states)))
    assert await store.delivery_counts() == {S.SENT: 2, S.PENDING: 1, S.STUCK: 1}


@pytest.mark.parametrize(
    ("deliveries", "expected"),
    [
        ([], None),
        ([a_delivery()], NOW),
        ([a_delivery(state=S.RETRY, until=NOW + HOUR)], NOW + HOUR),
        ([a_delivery(state=S.HELD, until=NOW + 2 * HOUR), a_delivery("b", created=NOW + HOUR)],
         NOW + HOUR),
        ([a_delivery(state=S.UNKNOWN, until=NOW + HOUR)], NOW + HOUR),
        ([a_delivery(state=S.SENT), a_delivery("b", state=S.SENDING)], None),
        ([a_delivery(state=S.STUCK, until=NOW)], None),
        ([a_delivery(after="other")], None),
        ([a_delivery(chat="@other")], None),
    ],
)  # fmt: skip
async def test_the_next_time_something_is_due(store, deliveries, expected):
    await put(store, *deliveries)
    assert await store.next_due(CHAT) == expected


async def test_a_storys_deliveries_come_oldest_first(store):
    await put(store, a_delivery("z", story="s/1"), a_delivery("y", story="s/2"))
    await put(store, a_delivery("a", story="s/1"))
    assert [found.key for found in await store.deliveries_of("s/1")] == ["z", "a"]
