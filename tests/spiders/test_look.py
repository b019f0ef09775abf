from datetime import timedelta

import pytest

from newsroom.settings import Expects
from spiders.look import look
from spiders.workers import Workers
from tests.spiders.given import NOW, item, rss, source
from tests.standins.web import busy, page


@pytest.fixture
async def workers():
    async with Workers(count=1) as opened:
        yield opened


async def seen(site, door, workers, **changes):
    return await look(source(site.url(), **changes), door, workers, now=lambda: NOW)


async def test_a_healthy_source(site, door, workers):
    at = NOW - timedelta(hours=3)
    site.serve("/", page(rss(item("a", "https://a.example/1", at=at)), "application/rss+xml"))
    found = await seen(site, door, workers)
    assert (found.failed, found.error, found.items, found.newest) == (False, None, 1, at)
    assert found.doubts == ()
    assert found.summary == f"1 items, the newest of {at:%Y-%m-%d %H:%M} UTC"


async def test_a_source_that_fails(site, door, workers):
    site.serve("/", busy(410))
    found = await seen(site, door, workers)
    assert (found.failed, found.error) == (True, "HTTP 410")


async def test_doubts(site, door, workers):
    at = NOW - timedelta(days=40)
    site.serve("/", page(rss(item("a", "https://a.example/1", at=at)), "application/rss+xml"))
    found = await seen(site, door, workers, expects=Expects(min_items=3))
    assert found.doubts == (
        "1 items, 3 are expected (expects.min_items)",
        "the newest item is 40 days old",
    )
