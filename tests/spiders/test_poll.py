import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsroom.errors import StoreUnavailable
from newsroom.fetched import FetchOutcome
from newsroom.ingest import Desk
from newsroom.judge.readers import watches_of
from newsroom.model import Outcome, SourceState, Telling
from newsroom.settings import Expects, FirstRun, Select
from newsroom.store.lease import Keeper
from newsroom.store.memory import Rehearsal
from spiders import filing
from spiders.means import Means, PollOptions
from spiders.poll import due, poll
from spiders.workers import Limits, Workers
from tests.spiders.given import NOW, article, item, rss, settings, source
from tests.standins.web import busy, hang, in_turn, page, redirect, reset

QUIET = PollOptions()
FEED = "/feed.xml"


@pytest.fixture
async def workers():
    async with Workers(count=1) as opened:
        yield opened


class Desktop:
    """A source on the stand-in site, with a store of its own and a clock that can be set."""

    def __init__(self, site, door, workers, store):
        self.site = site
        self.store = store
        self.now = NOW
        self.source = source(site.url(FEED), full_text=False)
        self._door = door
        self._workers = workers
        self.keeper = None
        self.settings = settings(self.source)

    def means(self):
        desk = Desk(settings=self.settings, watches=watches_of(self.settings))
        return Means(
            door=self._door, workers=self._workers, store=self.store, desk=desk,
            keeper=self.keeper, now=lambda: self.now,
        )  # fmt: skip

    async def poll(self, options=QUIET, **changes):
        return await poll(replace(self.source, **changes), self.means(), options)

    def shows(self, *items, path=FEED, **how):
        self.site.serve(path, page(rss(*items), "application/rss+xml", **how))

    def first_run(self, first):
        fetch = replace(self.settings.fetch, first_run=first)
        self.settings = replace(self.settings, fetch=fetch)

    async def state(self):
        async with self.store.reading() as tx:
            return await tx.source_state("one")

    async def validators(self):
        async with self.store.reading() as tx:
            return await tx.validators("one")


@pytest.fixture
def desk(site, door, workers):
    return Desktop(site, door, workers, Rehearsal())


def old(number):
    return item(f"Football {number}", f"https://example.org/{number}", at=NOW - timedelta(hours=9))


def outcomes(result):
    return [line.outcome for line in result.lines]


# --- the ordinary way ----------------------------------------------------------------------------


async def test_first_poll_is_baseline_and_later_news_is_news(desk):
    desk.shows(old(1), old(2))
    first = await desk.poll()
    assert (first.outcome, first.error) == (FetchOutcome.OK, None)
    assert outcomes(first) == [Outcome.BASELINE] * 2
    desk.shows(item("Gunfire near Sotk", "https://example.org/3"), old(1), old(2))
    second = await desk.poll()
    assert outcomes(second) == [Outcome.NEW_STORY, Outcome.SEEN, Outcome.SEEN]
    assert second.lines[0].told
    assert not second.failed


async def test_state_after_a_poll(desk):
    desk.shows(old(1), etag='"1"')
    await desk.poll()
    state = await desk.state()
    assert state.first_success == state.last_success == NOW
    assert (state.last_outcome, state.last_error, state.failures) == ("ok", None, 0)
    assert (await desk.validators())[desk.source.url].etag == '"1"'


async def test_an_unchanged_feed_is_neither_read_nor_written(desk):
    desk.shows(old(1), etag='"1"')
    await desk.poll()
    desk.store = _Counting(desk.store)
    result = await desk.poll()
    assert (result.outcome, result.lines, result.failed) == (FetchOutcome.UNCHANGED, (), False)
    assert desk.store.written == 0


async def test_the_same_bytes_are_unchanged(desk):
    desk.shows(old(1))
    await desk.poll()
    assert (await desk.poll()).outcome is FetchOutcome.UNCHANGED


async def test_success_without_news_is_remembered_once_a_minute(desk):
    desk.shows(old(1))
    await desk.poll()
    desk.now += timedelta(seconds=59)
    await desk.poll()
    assert (await desk.state()).last_success == NOW
    desk.now += timedelta(seconds=2)
    await desk.poll()
    assert (await desk.state()).last_success == desk.now


class _Counting:
    """A store that counts its write transactions."""

    def __init__(self, store):
        self._store = store
        self.written = 0

    def __getattr__(self, name):
        return getattr(self._store, name)

    def writing(self):
        self.written += 1
        return self._store.writing()


async def test_a_long_feed_is_filed_in_several_transactions(desk):
    desk.shows(*(old(number) for number in range(250)))
    desk.store = _Counting(desk.store)
    result = await desk.poll()
    assert len(result.lines) == 250
    assert desk.store.written == 3


# --- pages ---------------------------------------------------------------------------------------


@pytest.fixture
def paged(desk):
    """Let the items of a feed have pages, all of them worth fetching."""
    desk.first_run(FirstRun.ALERT)
    desk.source = replace(desk.source, full_text=True)
    return desk


def on(site, *paths, title="News of the day"):
    return [
        item(f"{title} {path}", site.url(path), at=NOW - timedelta(minutes=number))
        for number, path in enumerate(paths)
    ]


async def test_pages_are_read_oldest_first_and_judged_with_their_text(paged, site):
    text = "Soldiers were wounded by gunfire near Sotk, the ministry said on Monday. " * 6
    site.serve("/1", page(article("News of the day /1", text)))
    site.serve("/2", page(article("News of the day /2")))
    paged.shows(*on(site, "/1", "/2"))
    result = await paged.poll()
    assert result.pages == 2
    assert [(line.url, line.outcome) for line in result.lines] == [
        (site.url("/2"), Outcome.NO_MATCH),
        (site.url("/1"), Outcome.NEW_STORY),
    ]
    assert [one.path for one in site.log[-2:]] == ["/2", "/1"]


@pytest.mark.parametrize(
    "behaviour", [busy(404), reset, page(b"\x00\x01", "image/png"), redirect("/x")]
)
async def test_an_entry_is_judged_by_itself_where_its_page_does_not_come(paged, site, behaviour):
    site.serve("/1", behaviour)
    paged.shows(*on(site, "/1", title="Gunfire near Sotk"))
    assert outcomes(await paged.poll()) == [Outcome.NEW_STORY]


async def test_a_page_that_has_its_worker_killed_makes_the_item_unreadable(
    paged, site, monkeypatch
):
    site.serve("/1", page(article("x")))
    site.serve("/2", page(article("News of the day /2")))
    paged.shows(*on(site, "/1", "/2"))
    paged._workers._limits = Limits(deadline=1.0)
    monkeypatch.setitem(
        filing.KINDS, "feed", replace(filing.KINDS["feed"], read_page=_spin_on_the_first)
    )
    result = await paged.poll()
    assert [(line.url, line.outcome) for line in result.lines] == [
        (site.url("/2"), Outcome.NO_MATCH),
        (site.url("/1"), Outcome.UNREADABLE),
    ]
    assert result.lines[1].reason == "took longer than 1 s to read"


def _spin_on_the_first(body, content_type, url, usual):
    from newsroom.read.work import article as read  # noqa: PLC0415 - in the worker

    while url.endswith("/1"):
        pass
    return read(body, content_type, url, usual)


async def test_a_site_that_says_too_many_is_left_alone(paged, site):
    for path in ("/1", "/2", "/3"):
        site.serve(path, busy(429))
    paged.shows(*on(site, "/1", "/2", "/3"))
    assert len((await paged.poll()).lines) == 3
    assert sum(len(site.asked(path)) for path in ("/1", "/2", "/3")) == 1


async def test_a_site_that_no_longer_answers_is_not_asked_for_every_page(paged, site):
    paths = [f"/{number}" for number in range(9)]
    for path in paths:
        site.serve(path, reset)
    paged.shows(*on(site, *paths))
    assert len((await paged.poll()).lines) == 9
    assert {one.path for one in site.log} & set(paths) == {"/8", "/7", "/6"}


async def test_what_is_baseline_anyway_has_no_page_fetched(desk, site):
    desk.shows(*(item(f"x {n}", site.url(f"/{n}"), at=NOW - timedelta(days=1)) for n in range(3)))
    result = await desk.poll(full_text=True)
    assert (result.pages, outcomes(result)) == (0, [Outcome.BASELINE] * 3)


# --- failures ------------------------------------------------------------------------------------


async def test_a_failure_is_remembered_and_waited_out(desk, site):
    site.serve(FEED, busy(503, retry_after="120"))
    result = await desk.poll()
    assert (result.outcome, result.failed) == (FetchOutcome.HTTP_ERROR, True)
    assert result.error == "HTTP 503; asked to wait 120 s"
    state = await desk.state()
    assert (state.failures, state.last_error) == (1, "HTTP 503; asked to wait 120 s")
    assert state.retry_at == NOW + timedelta(seconds=120)
    desk.now += timedelta(seconds=119)
    again = await desk.poll()
    assert (again.waiting, again.failed, again.error) == (True, True, result.error)
    assert len(site.asked(FEED)) == 1
    desk.shows(old(1))
    desk.now += timedelta(seconds=2)
    assert (await desk.poll()).outcome is FetchOutcome.OK
    assert (await desk.state()).last_error is None


async def test_a_crawl_that_is_asked_for_does_not_wait(desk, site):
    site.serve(FEED, busy(503, retry_after="120"))
    await desk.poll()
    assert not (await desk.poll(PollOptions(unconditional=True))).waiting
    assert len(site.asked(FEED)) == 2


async def test_unchanged_after_a_failure_is_healthy_again_at_once(desk, site):
    desk.shows(old(1), etag='"1"')
    await desk.poll()
    site.serve(FEED, in_turn(busy(500), page(rss(old(1)), etag='"1"')))
    await desk.poll()
    assert (await desk.state()).last_error == "HTTP 500"
    desk.now += timedelta(seconds=30)
    assert (await desk.poll()).outcome is FetchOutcome.UNCHANGED
    state = await desk.state()
    assert (state.last_error, state.failures, state.retry_at) == (None, 0, None)


_WRONG = {
    "a page": (page("<html><body>hello</body></html>"), FetchOutcome.UNREADABLE),
    "nothing": (page(""), FetchOutcome.UNREADABLE),
    "no items": (page(rss(), "application/rss+xml"), FetchOutcome.EMPTY),
    "too large": (page(bytes(2_000_000)), FetchOutcome.TOO_LARGE),
    "hangs": (hang, FetchOutcome.TIMED_OUT),
}


@pytest.mark.parametrize(("behaviour", "outcome"), _WRONG.values(), ids=_WRONG)
async def test_what_is_no_feed_is_a_fault_of_the_source(desk, site, behaviour, outcome):
    site.serve(FEED, behaviour)
    result = await desk.poll()
    assert (result.outcome, result.lines) == (outcome, ())
    assert "\n" not in result.error
    state = await desk.state()
    assert (state.failures, state.last_success) == (1, None)
    assert await desk.validators() == {}


async def test_a_listing_that_is_not_as_expected_says_so_and_is_filed_all_the_same(desk):
    desk.shows(old(1), item("Undated", "https://example.org/u", at=None), etag='"1"')
    expects = Expects(min_items=5, dated=False)
    for _ in range(2):
        result = await desk.poll(expects=expects)
        assert result.error == "2 items, 5 are expected (expects.min_items)"
        assert not result.failed
        assert (await desk.state()).last_error == result.error
    assert len(result.lines) == 2


async def test_missing_dates_where_dates_are_expected(desk):
    desk.shows(*(item(f"x{n}", f"https://example.org/{n}", at=None) for n in range(3)))
    result = await desk.poll(expects=Expects(dated=True))
    assert result.error == "3 of 3 items have no date that can be read (expects.dated)"


class _Broken:
    """A store whose database is away; its error carries a password."""

    def reading(self):
        raise StoreUnavailable("cannot reach postgresql://u:s3cret-token@db\nat all")


async def test_a_database_that_is_away_is_a_result(desk):
    desk.store = _Broken()
    result = await desk.poll()
    assert result.outcome is FetchOutcome.FAILED
    assert result.error == "cannot reach postgresql://u:[secret]@db at all"


async def test_a_bug_in_one_source_is_logged_and_stays_there(desk, caplog):
    desk.shows(old(1))
    result = await desk.poll(kind="no such kind")
    assert result.outcome is FetchOutcome.FAILED
    assert result.error.startswith("unexpected: KeyError")
    assert "poll failed source=one" in caplog.text


# --- leases and stopping -------------------------------------------------------------------------


async def test_two_processes_do_not_file_one_source_at_a_time(desk):
    desk.shows(old(1))
    async with Keeper(desk.store, holder="here:1:1") as ours:
        async with Keeper(desk.store, holder="elsewhere:1:1") as theirs:
            await theirs.take("poll:one")
            desk.keeper = ours
            result = await desk.poll()
            assert (result.outcome, result.busy, result.lines) == (FetchOutcome.BUSY, True, ())
        assert (await desk.poll()).outcome is FetchOutcome.OK
        assert await desk.store.holders() == {}


async def test_a_crawl_waits_until_the_other_process_is_done(desk):
    desk.shows(old(1))
    async with Keeper(desk.store, holder="here:1:1") as ours:
        async with Keeper(desk.store, holder="elsewhere:1:1") as theirs:
            await theirs.take("poll:one")
            desk.keeper = ours
            crawl = asyncio.ensure_future(desk.poll(PollOptions(unconditional=True)))
            await asyncio.sleep(0.3)
            assert not crawl.done()
        assert (await crawl).outcome is FetchOutcome.OK


async def test_an_unchanged_poll_takes_no_lease(desk):
    desk.shows(old(1))
    async with Keeper(desk.store, holder="here:1:1") as desk.keeper:
        await desk.poll()
        async with Keeper(desk.store, holder="elsewhere:1:1") as theirs:
            await theirs.take("poll:one")
            assert (await desk.poll()).outcome is FetchOutcome.UNCHANGED


async def test_a_lease_that_was_lost_ends_the_filing(desk, monkeypatch):
    desk.shows(old(1))
    async with Keeper(desk.store, holder="here:1:1") as desk.keeper:
        monkeypatch.setattr(desk.keeper, "holds", lambda _: False)
        result = await desk.poll()
    assert (result.outcome, result.lines) == (FetchOutcome.FAILED, ())
    assert await desk.validators() == {}


async def test_a_poll_that_is_stopped_keeps_what_it_filed_and_not_its_validators(paged, site):
    site.serve("/2", page(article("News of the day /2")))
    site.serve("/1", hang)
    paged.shows(*on(site, "/1", "/2"), item("No page", "https://x.invalid/", at=None), etag='"1"')
    async with Keeper(paged.store, holder="here:1:1") as paged.keeper:
        polling = asyncio.ensure_future(paged.poll())
        async with asyncio.timeout(5):
            while not site.asked("/1"):  # noqa: ASYNC110 - another thread answers
                await asyncio.sleep(0.02)
        polling.cancel()
        with pytest.raises(asyncio.CancelledError):
            await polling
        assert await paged.store.holders() == {}
    assert await paged.validators() == {}
    assert (await paged.store.counts())["items"] >= 1
    site.serve("/1", page(article("News of the day /1")))
    result = await paged.poll()
    assert outcomes(result).count(Outcome.SEEN) >= 1
    assert len(result.lines) == 3


# --- ad hoc crawls -------------------------------------------------------------------------------


async def test_a_crawl_shows_every_item_although_nothing_changed(desk):
    desk.shows(old(1), old(2), etag='"1"')
    await desk.poll()
    result = await desk.poll(PollOptions(unconditional=True))
    assert outcomes(result) == [Outcome.SEEN] * 2


def days_old(*ages):
    return [
        item(f"Day {age}", f"https://example.org/d{age}", at=NOW - timedelta(days=age))
        for age in ages
    ]


async def test_since_and_until_leave_out_what_is_older_or_younger(desk):
    desk.shows(*days_old(1, 3, 5), item("Undated", "https://example.org/u", at=None))
    options = PollOptions(
        since=NOW - timedelta(days=4), until=NOW - timedelta(days=2), unconditional=True
    )
    titles = {line.title for line in (await desk.poll(options)).lines}
    assert titles == {"Day 3", "Undated"}


async def test_limit_takes_the_newest(desk):
    desk.shows(*days_old(5, 1, 3), item("Undated", "https://example.org/u", at=None))
    result = await desk.poll(PollOptions(limit=2, unconditional=True))
    assert [line.title for line in result.lines] == ["Day 3", "Day 1"]


async def test_a_crawl_of_some_items_leaves_the_rest_to_the_next_poll(desk):
    desk.shows(*days_old(1, 3, 5), etag='"1"')
    await desk.poll(PollOptions(limit=1, unconditional=True))
    assert (await desk.state(), await desk.validators()) == (None, {})
    result = await desk.poll()
    assert outcomes(result) == [Outcome.BASELINE, Outcome.BASELINE, Outcome.SEEN]


async def test_the_operator_decides_how_changes_are_told(desk):
    desk.first_run(FirstRun.ALERT)
    desk.shows(item("Gunfire near Sotk", "https://example.org/3"))
    await desk.poll(PollOptions(telling=Telling.NONE, unconditional=True))
    waiting = await desk.store.unrouted()
    assert [one.change.telling for one in waiting] == [Telling.NONE]


# --- several listings, overflow ------------------------------------------------------------------


def _row(number, day):
    return (
        '<div class="views-row"><article class="node node--view-mode-content-list-item clearfix">'
        f'<div class="field--name-field-dated"><time datetime="2026-03-{day:02}T12:00:00Z"></time>'
        f'</div><h3><a href="/en/2026/sc{number}.doc.htm">Council meeting {number}</a></h3>'
        "</article></div>"
    )


def un_page(*numbers):
    rows = "".join(_row(number, 1 + number % 28) for number in numbers)
    return page(f'<html lang="en"><body><div class="view-content">{rows}</div></body></html>')


_LISTING = "/en/content/security-council/meetings-coverage"


@pytest.fixture
def council(desk, site):
    """One listing of a UN press site."""
    desk.source = source(site.url(_LISTING), kind="un_press", full_text=False)
    desk.settings = settings(desk.source)
    return desk


async def test_un_listings_are_read(council, site):
    site.serve(_LISTING, un_page(16302, 16301))
    result = await council.poll()
    assert result.error is None
    assert [line.url for line in result.lines] == [
        site.url("/en/2026/sc16301.doc.htm"),
        site.url("/en/2026/sc16302.doc.htm"),
    ]


async def test_a_front_page_stands_for_several_listings_of_which_one_may_fail(desk, site):
    from newsroom.read.un_address import un_listing_urls  # noqa: PLC0415 - only here

    first, *others = un_listing_urls(site.url("/en"))
    site.serve(first.removeprefix(site.url("")), un_page(16302, 16301))
    desk.source = source(site.url("/en"), kind="un_press", full_text=False)
    result = await desk.poll()
    assert len(others) >= 1
    assert (result.outcome, len(result.lines)) == (FetchOutcome.OK, 2)
    assert f"{len(others)} of {len(others) + 1} listings failed" in result.error
    assert (await desk.state()).last_error == result.error


async def test_a_source_fails_when_all_its_listings_do(desk, site):
    desk.source = source(site.url("/en"), kind="un_press", full_text=False)
    result = await desk.poll()
    assert (result.outcome, result.error) == (FetchOutcome.HTTP_ERROR, "HTTP 404")


async def test_an_item_on_two_listings_comes_once(desk, site):
    from newsroom.read.un_address import un_listing_urls  # noqa: PLC0415 - only here

    for url in un_listing_urls(site.url("/en")):
        site.serve(url.removeprefix(site.url("")), un_page(16302, 16301))
    desk.source = source(site.url("/en"), kind="un_press", full_text=False)
    assert outcomes(await desk.poll()) == [Outcome.BASELINE] * 2


async def test_an_overflow_is_paged_back_until_something_known_turns_up(council, site):
    site.serve(_LISTING, un_page(101, 100))
    await council.poll()
    site.serve(_LISTING, un_page(107, 106))
    site.serve(_LISTING + "?page=1", un_page(105, 104))
    site.serve(_LISTING + "?page=2", un_page(103, 102, 101))
    site.serve(_LISTING + "?page=3", un_page(100))
    result = await council.poll()
    assert result.error is None
    assert outcomes(result).count(Outcome.SEEN) == 1
    assert len(result.lines) == 7
    assert not site.asked(_LISTING + "?page=3")


async def test_an_overflow_that_has_no_end_is_told(council, site, caplog):
    site.serve(_LISTING, un_page(100))
    await council.poll()
    site.serve(_LISTING, un_page(200))
    for number in range(1, 9):
        site.serve(f"{_LISTING}?page={number}", un_page(200 - number))
    result = await council.poll()
    assert "some before them may have been missed" in result.error
    assert len(result.lines) == 6
    assert "overflow source=one" in caplog.text


async def test_a_feed_without_older_pages_tells_of_its_overflow(desk):
    desk.shows(old(1))
    await desk.poll()
    desk.shows(old(2))
    result = await desk.poll()
    assert result.error == (
        "none of the 1 items was there at the last poll: some before them may have been missed"
    )
    assert not result.failed


async def test_a_page_source_is_read_by_selectors(desk, site):
    rows = "".join(f'<li class="n"><a href="/{n}">Row {n}</a></li>' for n in (1, 2))
    site.serve("/news", page(f"<html><body><ul>{rows}</ul></body></html>"))
    desk.source = source(
        site.url("/news"), kind="page", full_text=False, select=Select(item="li.n")
    )
    titles = [line.title for line in (await desk.poll()).lines]
    assert sorted(titles) == ["Row 1", "Row 2"]


def test_due():
    now = datetime(2026, 3, 1, tzinfo=UTC)
    state = SourceState(id="one", retry_at=now + timedelta(seconds=5))
    assert due(None, now)
    assert due(SourceState(id="one"), now)
    assert not due(state, now)
    assert due(state, now + timedelta(seconds=5))
