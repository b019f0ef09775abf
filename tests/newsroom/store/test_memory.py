"""A rehearsal over a database; by itself it passes the contract tests."""

import pytest

from newsroom.fetched import Validators
from newsroom.model import SourceState
from newsroom.store.database import open_store
from newsroom.store.memory import Rehearsal
from tests.newsroom.store.samples import HOUR, NOW, a_delivery, an_article, an_item, file, mark

E1, E2 = Validators(etag="1"), Validators(etag="2")


@pytest.fixture
async def base(database_url):
    """Return a database, read-only, with a story, two sources and a backlog in it."""
    writer = await open_store(database_url)
    await file(
        writer,
        an_item("a", story="s/1", starts=True, title_fold="t", at=NOW),
        an_item("b"),
    )
    await writer.route([], [a_delivery()])
    async with writer.writing() as tx:
        await tx.save_source(SourceState(id="un-press", failures=1), {"u": E1, "v": E1})
        await tx.save_source(SourceState(id="other"))
    await writer.close()
    store = await open_store(database_url, read_only=True)
    yield store
    await store.close()


@pytest.fixture
def rehearsal(base):
    return Rehearsal(base)


async def test_it_sees_what_is_below(rehearsal):
    async with rehearsal.reading() as tx:
        assert (await tx.source_state("un-press")).failures == 1
        assert await tx.validators("un-press") == {"u": E1, "v": E1}
        assert await tx.story_number("s/1") == 1
        assert [len(found) for found in await tx.known("un-press", [mark("a"), mark("x")])] == [
            1,
            0,
        ]
        (copy,) = await tx.copies(an_article("c", title_fold="t", at=NOW), within=HOUR)
    assert copy.story == "s/1"
    assert len(await rehearsal.items("a")) == 1
    assert [state.id for state in await rehearsal.source_states()] == ["other", "un-press"]
    assert rehearsal.revision
    assert not rehearsal.read_only


async def test_what_it_stores_comes_beside_and_never_below(rehearsal, base):
    numbers = await file(rehearsal, an_item("c", title_fold="t", at=NOW - HOUR), an_item("d"))
    assert numbers == [3, 4]
    async with rehearsal.writing() as tx:
        await tx.save_source(SourceState(id="un-press"), {"u": E2})
    async with rehearsal.reading() as tx:
        assert (await tx.source_state("un-press")).failures == 0
        assert await tx.validators("un-press") == {"u": E2, "v": E1}
        found = await tx.copies(an_article("e", title_fold="t", at=NOW), within=HOUR)
        assert [copy.article for copy in found] == [1, 3]
        found = await tx.known("un-press", [mark("a"), mark("c"), mark(None, "example.org/a")])
        assert [len(each) for each in found] == [1, 1, 1]
    assert await base.counts() == {"items": 2, "stories": 1, "changes": 1, "deliveries": 1}
    assert (await rehearsal.counts())["items"] == 4


async def test_an_item_that_is_below_is_not_stored_again(rehearsal):
    assert await file(rehearsal, an_item("b", title="Another")) == [2]
    assert (await rehearsal.counts())["items"] == 2


async def test_a_story_below_is_joined_under_its_number(rehearsal):
    await file(rehearsal, an_item("c", story="s/1"), an_item("d", story="s/2", starts=True))
    async with rehearsal.reading() as tx:
        assert [await tx.story_number(key) for key in ("s/1", "s/2")] == [1, 2]
    assert await rehearsal.last_numbers() == {"items": 4, "stories": 2}


async def test_the_backlog_below_is_none_of_its_business(rehearsal):
    assert await rehearsal.unrouted() == []
    assert await rehearsal.due(["@news"], NOW) == []
    assert await rehearsal.delivery_counts() == {}
    await file(rehearsal, an_item("c", story="s/2", starts=True))
    (waiting,) = await rehearsal.unrouted()
    assert waiting.story_number == 2


async def test_it_prunes_its_own_only(rehearsal, base):
    await file(rehearsal, an_item("c", seen=NOW - HOUR))
    assert await rehearsal.prune(articles_before=NOW + HOUR, deliveries_before=NOW + HOUR) == 1
    assert (await base.counts())["items"] == 2
