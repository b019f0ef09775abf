"""Two stores on one database, as two processes have them."""

import asyncio
from datetime import timedelta

import pytest

from newsroom.delivery import DeliveryState
from newsroom.store.database import open_store
from tests.newsroom.store.samples import HELLO, NOW, a_change, a_delivery, an_item, file, mark

ROUNDS = 10


@pytest.fixture
async def pair(database_url):
    first, second = await open_store(database_url), await open_store(database_url)
    yield first, second
    await first.close()
    await second.close()


async def test_what_one_commits_the_other_sees(pair):
    first, second = pair
    await file(first, an_item())
    async with second.writing() as tx:
        (found,) = await tx.known("un-press", [mark("g1")])
    assert len(found) == 1


async def test_two_writers_never_store_one_item_twice(pair):
    async def work(store, own):
        for number in range(ROUNDS):
            async with store.writing() as tx:
                (found,) = await tx.known("un-press", [mark(f"g{number}")])
                await asyncio.sleep(0)
                if not found:
                    # Not even equal in all marks: only what was read keeps them apart.
                    await tx.add(an_item(identity=mark(f"g{number}", own)), None)

    first, second = pair
    await asyncio.gather(work(first, "l/1"), work(second, "l/2"))
    assert (await first.counts())["items"] == ROUNDS


async def test_two_writers_begin_one_story_once(pair):
    async def work(store, own):
        async with store.writing() as tx:
            starts = await tx.story_number("s/1") is None
            await asyncio.sleep(0)
            await tx.add(an_item(own, story="s/1", starts=starts), a_change() if starts else None)

    await asyncio.gather(*(work(store, own) for store, own in zip(pair, "ab", strict=True)))
    counts = await pair[0].counts()
    assert (counts["items"], counts["stories"], counts["changes"]) == (2, 1, 1)


async def test_two_that_route_one_change_make_one_delivery(pair):
    first, second = pair
    keys = [f"s/{number}" for number in range(ROUNDS)]
    await file(first, *(an_item(key, story=key, starts=True) for key in keys))
    for key in keys:
        got = await asyncio.gather(
            first.route([f"{key}/new_story"], [a_delivery(f"{key}@first")]),
            second.route([f"{key}/new_story"], [a_delivery(f"{key}@second")]),
        )
        assert sorted(got) == [0, 1]
    assert await second.delivery_counts() == {DeliveryState.PENDING: ROUNDS}


async def test_two_that_claim_one_delivery_send_it_once(pair):
    first, second = pair
    keys = [f"d{number}" for number in range(ROUNDS)]
    await first.route([], [a_delivery(key) for key in keys])
    for key in keys:
        got = await asyncio.gather(
            first.claim(key, HELLO, holder="a", now=NOW),
            second.claim(key, HELLO, holder="b", now=NOW),
        )
        assert sorted(got) == [False, True]
    assert {one.attempts for one in await first.abandoned(["@news"], "c")} == {1}


async def test_two_that_want_one_lease_do_not_both_get_it(pair):
    first, second = pair
    for number in range(ROUNDS):
        got = await asyncio.gather(
            first.take(f"x{number}", "elsewhere/1:1:a", lasting=timedelta(seconds=9)),
            second.take(f"x{number}", "elsewhere/1:2:b", lasting=timedelta(seconds=9)),
        )
        assert sorted(got) == [False, True]


async def test_an_attempt_is_on_record_before_it_is_made(pair):
    first, second = pair
    await first.route([], [a_delivery()])
    await first.claim("d1", HELLO, holder="a", now=NOW)
    (cut_off,) = await second.abandoned(["@news"], "b")
    assert (cut_off.state, cut_off.attempts, cut_off.payload) == (DeliveryState.SENDING, 1, HELLO)


async def test_a_writer_waits_for_the_other_to_end(pair):
    first, second = pair
    order = []

    async def late():
        async with second.writing() as tx:
            order.append("second begins")
            (found,) = await tx.known("un-press", [mark("g1")])
            assert found

    async with first.writing() as tx:
        waiting = asyncio.create_task(late())
        await asyncio.sleep(0.1)
        await tx.add(an_item(), None)
        order.append("first ends")
    await waiting
    assert order == ["first ends", "second begins"]
