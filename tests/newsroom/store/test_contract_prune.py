import asyncio
from datetime import timedelta

import pytest

from newsroom.delivery import DeliveryState
from newsroom.model import SourceState
from newsroom.store import archive
from tests.newsroom.store.samples import HOUR, NOW, a_change, a_delivery, an_item, file

S = DeliveryState
DAY = timedelta(days=1)
OLD = NOW - 400 * DAY


async def prune(store, *, articles=NOW - DAY, deliveries=NOW - DAY):
    return await store.prune(articles_before=articles, deliveries_before=deliveries)


async def counts(store):
    return tuple((await store.counts()).values())


async def test_old_articles_go_with_their_story_and_changes(store):
    await file(store, an_item("a", story="s/1", starts=True, seen=OLD), an_item("b", seen=NOW))
    await store.route(["s/1/new_story"], [])
    assert await prune(store) == 3
    assert await counts(store) == (1, 0, 0, 0)
    assert await prune(store) == 0


async def test_it_is_the_first_sight_that_counts(store):
    await file(store, an_item("a", seen=NOW, at=OLD, published=OLD))
    await file(store, an_item("b", seen=NOW - DAY))
    assert await prune(store) == 0


async def test_an_unrouted_change_keeps_its_article_and_its_story(store):
    await file(store, an_item("a", story="s/1", starts=True, seen=OLD))
    assert await prune(store) == 0
    assert [stored.change.story for stored in await store.unrouted()] == ["s/1"]


async def test_a_young_article_keeps_its_story(store):
    await file(store, an_item("a", story="s/1", starts=True, seen=OLD), an_item("b", story="s/1"))
    await store.route(["s/1/new_story"], [])
    assert await prune(store) == 2
    assert await counts(store) == (1, 1, 0, 0)


async def test_a_change_told_by_another_storys_article_keeps_the_story(store):
    async with store.writing() as tx:
        await tx.add(an_item("a", story="s/1", starts=True, seen=OLD), None)
        await tx.add(an_item("b", seen=NOW), a_change("s/1"))
    await store.route(["s/1/new_story"], [])
    assert await prune(store) == 1
    assert await counts(store) == (1, 1, 1, 0)


@pytest.mark.parametrize("state", list(S))
async def test_only_deliveries_that_are_over_go(store, state):
    await file(store, an_item("a", story="s/1", starts=True, seen=OLD))
    await store.route(["s/1/new_story"], [a_delivery(story="s/1", state=state, created=OLD)])
    over = state in {S.SENT, S.FAILED, S.CANCELLED}
    await prune(store)
    assert await counts(store) == ((0, 0, 0, 0) if over else (0, 1, 0, 1))


async def test_a_young_delivery_stays_without_its_story(store):
    await file(store, an_item("a", story="s/1", starts=True, seen=OLD))
    await store.route(["s/1/new_story"], [a_delivery(story="s/1", state=S.SENT)])
    await prune(store)
    assert await counts(store) == (0, 0, 0, 1)
    assert len(await store.deliveries_of("s/1")) == 1


async def test_what_a_waiting_delivery_comes_after_stays(store):
    before = a_delivery("a", state=S.SENT, created=OLD)
    await store.route([], [before, a_delivery("b", after="a", created=OLD)])
    assert await prune(store) == 0
    assert [one.key for one in await store.due(["@news"], NOW)] == ["b"]


async def test_numbers_are_not_given_twice(store):
    await file(store, an_item("a", story="s/1", starts=True, seen=OLD))
    await store.route(["s/1/new_story"], [])
    await prune(store)
    (number,) = await file(store, an_item("b", story="s/2", starts=True))
    async with store.reading() as tx:
        assert (number, await tx.story_number("s/2")) == (2, 2)


async def test_it_works_in_pieces_and_lets_others_in_between(store, monkeypatch):
    monkeypatch.setattr(archive, "_AT_ONCE", 3)
    await file(store, *(an_item(str(n), seen=OLD) for n in range(10)))
    await store.route([], [a_delivery(str(n), state=S.SENT, created=OLD) for n in range(7)])
    work = asyncio.create_task(prune(store))
    await file(store, an_item("between"))
    assert await work == 17
    assert await counts(store) == (1, 0, 0, 0)


async def test_what_was_pruned_is_unknown_again(store):
    await file(store, an_item("a", seen=OLD))
    await prune(store)
    async with store.reading() as tx:
        (found,) = await tx.known("un-press", [an_item("a").article.identity])
        assert list(found) == []
        assert list(await tx.copies(an_item("a").article, within=48 * HOUR)) == []


async def read(store, *items, at, since):
    """Note that a listing was read, and that these stand in it."""
    async with store.writing() as tx:
        identities = [item.article.identity for item in items]
        await tx.listed("un-press", identities, now=at, since=since)
        await tx.save_source(SourceState(id="un-press", listed_since=since))


async def test_what_stands_in_the_listing_that_was_read_last_stays(store):
    stands, gone = an_item("stands", seen=OLD), an_item("gone", seen=OLD)
    await file(store, stands, gone)
    await read(store, stands, at=NOW - 2 * DAY, since=NOW - 3 * DAY)
    # Not read since: the feed has not changed for longer than anything is kept.
    assert await prune(store) == 1
    assert [one.article.title for one in await store.items("stands")] == ["Title stands"]
    await read(store, at=NOW, since=NOW - HOUR)
    assert await prune(store) == 1


async def test_what_left_its_listing_is_kept_from_its_last_sight(store):
    item = an_item("a", seen=OLD)
    await file(store, item)
    await read(store, item, at=NOW - HOUR, since=NOW - 2 * HOUR)
    await read(store, at=NOW, since=NOW - HOUR / 2)
    assert await prune(store) == 0
    assert await prune(store, articles=NOW) == 1
