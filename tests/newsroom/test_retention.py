"""However little is kept: what was told once is never new again while it stands in its feed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from console.service import prune
from newsroom import ingest
from newsroom.fetched import FetchOutcome
from newsroom.ingest import Desk
from newsroom.judge.readers import watches_of
from newsroom.model import Entry, Listing, Outcome, Reading
from newsroom.polled import Closing
from newsroom.settings import FirstRun, Retention, Source, Watch
from tests.alerts.given import settings

BEGAN = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SOURCE = Source(id="outlet", name="Outlet", kind="feed", url="https://a.example/feed")


def entry(name, published=None):
    return Entry(
        guid=name, link=f"https://a.example/{name}", title=f"Gunfire {name}", published=published
    )


@pytest.fixture
def config():
    watch = Watch(id="w", title="W", topic="t", any=("gunfire",))
    made = settings(
        sources=(SOURCE,), watches=(watch,), retention=Retention(articles=timedelta(hours=1))
    )
    return replace(made, fetch=replace(made.fetch, first_run=FirstRun.ALERT))


async def poll(store, config, *entries, at):
    """File what a listing brings, as a poll does; return the outcomes of what was not seen."""
    desk = Desk(settings=config, watches=watches_of(config))
    plan = await ingest.plan(store, desk, SOURCE, Listing(entries=entries), now=at)
    readings = [Reading(entry=one.entry) for one in plan.fresh]
    closing = Closing(outcome=FetchOutcome.OK, error=None, validators={})
    lines = await ingest.file(store, desk, SOURCE, plan, readings, now=at, closing=closing)
    # What waits to be told is kept whatever its age.
    await store.route([one.change.key for one in await store.unrouted()], [])
    return [(line.id, line.outcome) for line in lines]


async def pruned(store, config, *, at):
    means = SimpleNamespace(now=lambda: at)
    await prune(SimpleNamespace(settings=config, store=store, means=means))
    return (await store.counts())["items"]


async def test_an_undated_item_that_stays_in_its_feed_is_never_new_again(store, config):
    undated = entry("undated")
    assert await poll(store, config, undated, at=BEGAN) == [("undated", Outcome.NEW_STORY)]
    for days in range(1, 40, 3):
        assert await poll(store, config, undated, at=BEGAN + days * DAY) == []
        assert await pruned(store, config, at=BEGAN + (days + 1) * DAY) == 1


async def test_nor_after_its_feed_stood_still_for_longer_than_anything_is_kept(store, config):
    undated, dated = entry("undated"), entry("dated", BEGAN - timedelta(hours=1))
    await poll(store, config, undated, dated, at=BEGAN)
    assert await pruned(store, config, at=BEGAN + 500 * DAY) == 2
    new = entry("new", BEGAN + 500 * DAY)
    assert await poll(store, config, new, undated, dated, at=BEGAN + 500 * DAY) == [
        ("new", Outcome.NEW_STORY)
    ]


async def test_a_dated_item_that_comes_back_is_too_old_by_then(store, config):
    dated = entry("dated", BEGAN - timedelta(hours=1))
    await poll(store, config, dated, at=BEGAN)
    await poll(store, config, entry("other", BEGAN), at=BEGAN + timedelta(hours=2))
    assert await pruned(store, config, at=BEGAN + DAY) == 2
    assert await poll(store, config, dated, at=BEGAN + DAY) == []
    await poll(store, config, entry("third", BEGAN), at=BEGAN + 9 * DAY)
    assert await pruned(store, config, at=BEGAN + 15 * DAY) == 1
    assert await poll(store, config, dated, at=BEGAN + 15 * DAY) == [("dated", Outcome.STALE)]


async def test_what_is_gone_from_its_feed_goes_in_the_end(store, config):
    await poll(store, config, entry("undated"), at=BEGAN)
    await poll(store, config, entry("other", BEGAN), at=BEGAN + DAY)
    assert await pruned(store, config, at=BEGAN + 9 * DAY) == 1
