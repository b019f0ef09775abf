"""The page of the day, the page read again, the record weeks later: one story that grows."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsroom.ballot import Origin, Side
from newsroom.fetched import FetchOutcome
from newsroom.ingest import Desk
from newsroom.judge.watches import Watches
from newsroom.model import ChangeKind, Telling
from newsroom.settings import FirstRun, Watch
from newsroom.store.memory import Rehearsal
from spiders import library
from spiders.means import Means, PollOptions
from spiders.poll import poll
from spiders.workers import Workers
from tests.spiders.given import article, fetch, item, rss, settings, source
from tests.standins.web import busy, in_turn, page

DATA = Path(__file__).parents[1] / "data"
DAY = datetime(2022, 3, 2, 17, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
PAGE = (DATA / "un/ga-es11-1.html").read_text(encoding="utf-8")
RECORD = (DATA / "un-records/es-11-1.xml").read_text(encoding="utf-8")
NAMELESS = re.sub(r'  <datafield tag="993".*?</datafield>\n', "", RECORD)
ASSEMBLY = Watch(id="assembly", title="Assembly", topic="un_vote", any=("General Assembly",))
LISTING = "/en/content/general-assembly/meetings-coverage"
ADDRESS = "/en/2022/ga12407.doc.htm"
NEW = "/search"

MORE = (
    "<p>By a recorded vote of 100 in favour to 11 against, with 58 abstentions, it adopted"
    " draft resolution “Territorial integrity” (document A/ES-11/L.2).</p>"
)


def listing():
    row = (
        '<div class="views-row"><article class="node node--view-mode-content-list-item clearfix">'
        '<div class="field--name-field-dated"><time datetime="2022-03-02T12:00:00Z"></time></div>'
        f'<h3><a href="{ADDRESS}">General Assembly Meets on Ukraine</a></h3></article></div>'
    )
    return page(f'<html lang="en"><body><div class="view-content">{row}</div></body></html>')


def answer(*records):
    """Give what the Library answers to a search."""
    inside = "".join(
        re.search(r"<record>.*</record>", record, re.DOTALL).group() for record in records
    )
    return page(
        f"<!-- Search-Engine-Total-Number-Of-Results: {len(records)} -->\n"
        f'<collection xmlns="http://www.loc.gov/MARC21/slim">{inside}</collection>',
        "application/xml",
    )


class UnDesk:
    """The press site and the Library on one stand-in, with a clock that can be set."""

    def __init__(self, site, door, workers, store):
        self.site, self.store, self.now = site, store, DAY
        self.press = source(site.url(LISTING), id="un-press", kind="un_press")
        self.library = source(site.url(NEW), id="un-library", kind="un_library")
        self.settings = settings(
            self.press,
            self.library,
            fetch=fetch(first_run=FirstRun.ALERT),
            watches=(ASSEMBLY,),
        )
        self._door, self._workers = door, workers
        site.serve(LISTING, listing())
        self.shows(PAGE, etag='"1"')
        self.answers()

    def shows(self, text, **how):
        self.site.serve(ADDRESS, page(text, **how))

    def answers(self, *records, symbol=None):
        address = (
            library.newest(self.library)[0]
            if symbol is None
            else library.of_symbol(self.library, symbol)
        )
        self.site.serve(address.removeprefix(self.site.url("")), answer(*records))

    async def poll(self, one, **after):
        self.now += timedelta(**after)
        means = Means(
            door=self._door,
            workers=self._workers,
            store=self.store,
            desk=Desk(settings=self.settings, watches=Watches(self.settings.watches)),
            keeper=None,
            now=lambda: self.now,
        )
        return await poll(one, means, PollOptions())

    async def changes(self):
        """Return what was stored since, by kind."""
        found = await self.store.unrouted()
        kinds = [one.change.kind for one in found]
        assert len(set(kinds)) == len(kinds)
        return dict(zip(kinds, found, strict=True))

    async def errands(self, one):
        async with self.store.reading() as tx:
            return await tx.errands(one.id)

    async def only_vote(self):
        (one,) = await self.store.votes()
        return one


class Here:
    """Runs at once, in this process, what workers run: it is the same, and sooner done."""

    def prepare(self):
        """Need nothing."""

    async def run(self, function, *args):
        return function(*args)


@pytest.fixture
def workers():
    return Here()


@pytest.fixture
def desk(site, door, workers):
    return UnDesk(site, door, workers, Rehearsal())


# --- the page of the day -------------------------------------------------------------------------


async def test_the_votes_of_a_page_are_stored_with_it(site, door, workers, store):
    desk = UnDesk(site, door, workers, store)
    await desk.poll(desk.press)
    (one,) = await store.unrouted()
    vote = (await desk.only_vote()).vote
    assert (one.change.kind, one.votes, one.revised[0][0]) == (
        ChangeKind.NEW_STORY, (one.revised[0][1],), None,
    )  # fmt: skip
    assert one.votes[0].vote == vote
    assert (vote.draft, vote.counts[Side.YES]) == ("A/ES-11/L.1", 141)
    assert one.votes[0].source == desk.site.url(ADDRESS)


async def test_worker_processes_read_pages_and_records(site, door):
    async with Workers(count=1) as workers:
        desk = UnDesk(site, door, workers, Rehearsal())
        await desk.poll(desk.press)
        desk.answers(RECORD)
        assert (await desk.poll(desk.library)).changes == 1


async def test_an_item_of_a_feed_tells_its_vote_by_itself(desk, site):
    told = (
        "The UN General Assembly adopted the text by 141 votes in favour to 5 against,"
        " with 35 abstentions."
    )
    feed = rss(item("UN General Assembly adopts resolution on Ukraine", "https://example.org/1",
                    at=DAY, body=told))  # fmt: skip
    site.serve("/feed", page(feed, "application/rss+xml"))
    await desk.poll(source(site.url("/feed"), id="news", full_text=False))
    assert (await desk.only_vote()).vote.counts[Side.ABSTAIN] == 35


async def test_other_news_is_not_searched_for_votes(desk, site):
    site.serve("/a", page(article("Parliament adopts budget, 70 in favour to 5 against")))
    feed = rss(item("Parliament adopts budget", site.url("/a"), at=DAY))
    site.serve("/feed", page(feed, "application/rss+xml"))
    await desk.poll(source(site.url("/feed"), id="news"))
    assert await desk.store.votes() == []


async def test_what_others_say_of_the_vote_joins_its_story_and_replaces_nothing(desk, site):
    await desk.poll(desk.press)
    before = await desk.only_vote()
    story = article(
        "World votes on the war",
        "The UN General Assembly adopted draft resolution A/ES-11/L.1 on Wednesday by a recorded"
        " vote of 140 in favour to 5 against, with 35 abstentions. " + "More was said. " * 30,
    )
    site.serve("/b", page(story))
    site.serve("/feed", page(rss(item("World votes", site.url("/b"), at=DAY)), "text/xml"))
    await desk.poll(source(site.url("/feed"), id="news"))
    assert await desk.only_vote() == before
    changes = await desk.changes()
    assert set(changes) == {ChangeKind.NEW_STORY, ChangeKind.JOINED}
    assert len({one.change.story for one in changes.values()}) == 1


async def test_two_votes_of_one_body_and_day_are_two_stories_however_alike_their_titles(desk, site):
    told = (
        item("General Assembly adopts resolution on mine action without a vote",
             "https://example.org/1", at=DAY,
             body="The General Assembly today adopted without a vote a text on mine action."),
        item("General Assembly adopts resolution on peace in Ukraine by 141 votes",
             "https://example.org/2", at=DAY,
             body="The General Assembly today adopted the text by a recorded vote of 141 in favour"
                  " to 7 against, with 32 abstentions."),
    )  # fmt: skip
    site.serve("/feed", page(rss(*told), "application/rss+xml"))
    await desk.poll(source(site.url("/feed"), id="news", full_text=False))
    changes = await desk.store.unrouted()
    assert [one.change.kind for one in changes] == [ChangeKind.NEW_STORY] * 2
    assert [len(one.votes) for one in changes] == [1, 1]


async def test_a_second_report_brings_its_story_more_votes_and_lists(desk, site):
    told = article(
        "World votes on the war",
        "The UN General Assembly adopted draft resolution A/ES-11/L.1 today by a recorded vote of"
        " 141 in favour to 5 against, with 35 abstentions. " + "More was said. " * 30,
    )
    site.serve("/b", page(told))
    site.serve("/feed", page(rss(item("World votes", site.url("/b"), at=DAY)), "text/xml"))
    await desk.poll(source(site.url("/feed"), id="news"))
    desk.shows(PAGE.replace("<p><strong>Statements", f"{MORE}<p><strong>Statements"))
    await desk.poll(desk.press)
    change = (await desk.changes())[ChangeKind.VOTE_RECORDED]
    assert [one.vote.draft for one in change.votes] == ["A/ES-11/L.1", "A/ES-11/L.2"]
    assert sorted(before is None for before, _ in change.revised) == [False, True]
    assert change.votes[0].vote.roll_call["RUS"] is Side.NO


# --- read again ----------------------------------------------------------------------------------


async def test_a_page_is_read_again_after_3_h_a_day_and_a_week_then_no_more(desk):
    await desk.poll(desk.press)
    read = [len(desk.site.asked(ADDRESS))]
    for after in (2 * HOUR, HOUR, 20 * HOUR, HOUR, 5 * 24 * HOUR, 24 * HOUR, 30 * 24 * HOUR):
        await desk.poll(desk.press, seconds=after.total_seconds())
        read.append(len(desk.site.asked(ADDRESS)))
    assert read == [1, 1, 2, 2, 3, 3, 4, 4]
    assert await desk.errands(desk.press) == []
    assert set(await desk.changes()) == {ChangeKind.NEW_STORY}
    assert desk.site.asked(ADDRESS)[-1].headers["if-none-match"] == '"1"'


async def test_a_page_in_other_bytes_with_the_same_votes_changes_nothing(desk):
    await desk.poll(desk.press)
    stored = await desk.only_vote()
    desk.shows(PAGE.replace("thanked all delegations", "thanked everybody"))
    result = await desk.poll(desk.press, hours=3)
    assert (result.changes, await desk.only_vote()) == (0, stored)
    assert set(await desk.changes()) == {ChangeKind.NEW_STORY}


async def test_a_figure_that_the_page_corrects_is_a_correction(desk):
    desk.shows(PAGE.replace("141", "140"))
    await desk.poll(desk.press)
    desk.shows(PAGE)
    result = await desk.poll(desk.press, hours=3)
    changes = await desk.changes()
    assert (set(changes), result.changes) == ({ChangeKind.NEW_STORY, ChangeKind.CORRECTED}, 1)
    ((before, after),) = changes[ChangeKind.CORRECTED].revised
    assert (before.vote.counts[Side.YES], after.vote.counts[Side.YES]) == (140, 141)
    assert changes[ChangeKind.CORRECTED].votes == (after,)


async def test_a_vote_that_the_page_adds_belongs_to_its_story(desk):
    await desk.poll(desk.press)
    desk.shows(PAGE.replace("<p><strong>Statements", f"{MORE}<p><strong>Statements"))
    await desk.poll(desk.press, hours=3)
    change = (await desk.changes())[ChangeKind.VOTE_RECORDED]
    assert [one.vote.draft for one in change.votes] == ["A/ES-11/L.1", "A/ES-11/L.2"]
    ((before, after),) = change.revised
    assert (before, after.vote.draft) == (None, "A/ES-11/L.2")


async def test_a_title_that_the_page_corrects_makes_no_second_vote(desk):
    untitled = PAGE.replace(" (document A/ES‑11/L.1)", "")
    desk.shows(untitled)
    await desk.poll(desk.press)
    desk.shows(untitled.replace("Aggression against", "The aggression against"))
    await desk.poll(desk.press, hours=3)
    assert (await desk.only_vote()).vote.title == "The aggression against Ukraine"
    assert set(await desk.changes()) == {ChangeKind.NEW_STORY}


async def test_a_page_that_does_not_come_is_asked_for_an_hour_later(desk):
    await desk.poll(desk.press)
    desk.site.serve(ADDRESS, busy(503))
    await desk.poll(desk.press, hours=3)
    (errand,) = await desk.errands(desk.press)
    assert (errand.due, errand.tries) == (desk.now + HOUR, 0)
    desk.shows(PAGE.replace("35 abstentions", "34 abstentions").replace("35 Abst", "34 Abst"))
    await desk.poll(desk.press, hours=1)
    assert ChangeKind.CORRECTED in await desk.changes()


async def test_a_story_that_was_told_to_nobody_gets_no_corrections(desk):
    desk.settings = replace(desk.settings, fetch=fetch(first_run=FirstRun.SILENT, fresh=48 * HOUR))
    desk.shows(PAGE.replace("141", "140"))
    await desk.poll(desk.press)
    desk.answers(RECORD)
    await desk.poll(desk.library)
    assert await desk.changes() == {}
    assert (await desk.only_vote()).origin is Origin.RECORD


# --- the record ----------------------------------------------------------------------------------


async def test_the_record_completes_what_the_page_said(site, door, workers, store):
    desk = UnDesk(site, door, workers, store)
    await desk.poll(desk.press)
    desk.answers(RECORD)
    result = await desk.poll(desk.library, days=9)
    changes = await desk.changes()
    assert (result.outcome, result.error, result.changes) == (FetchOutcome.OK, None, 1)
    assert result.records == 1
    assert set(changes) == {ChangeKind.NEW_STORY, ChangeKind.VOTE_RECORDED}
    told = changes[ChangeKind.VOTE_RECORDED]
    ((before, after),) = told.revised
    assert (before.vote.symbol, after.vote.symbol) == (None, "A/RES/ES-11/1")
    assert (after.vote.draft, after.vote.roll_call["AZE"]) == ("A/ES-11/L.1", Side.ABSENT)
    assert told.votes == (after,)
    assert told.item.article.url == site.url(ADDRESS)
    assert told.change.telling is Telling.LIVE


@pytest.mark.parametrize("record", [RECORD, NAMELESS], ids=["names its draft", "does not"])
async def test_a_record_is_known_by_its_draft_or_by_its_numbers(desk, record):
    await desk.poll(desk.press)
    desk.answers(record)
    await desk.poll(desk.library, days=9)
    vote = (await desk.only_vote()).vote
    assert (vote.symbol, vote.draft) == ("A/RES/ES-11/1", "A/ES-11/L.1")
    assert ChangeKind.VOTE_RECORDED in await desk.changes()


async def test_a_record_without_names_still_has_the_number(desk):
    await desk.poll(desk.press)
    desk.answers(re.sub(r'  <datafield tag="967".*?</datafield>\n', "", RECORD))
    await desk.poll(desk.library, days=9)
    assert set(await desk.changes()) == {ChangeKind.NEW_STORY, ChangeKind.NUMBER_ASSIGNED}


async def test_a_record_that_differs_corrects_the_page(desk):
    slip = PAGE.replace("Eritrea, Russian", "Belize, Russian")
    desk.shows(slip)
    await desk.poll(desk.press)
    desk.answers(NAMELESS)
    await desk.poll(desk.library, days=9)
    ((before, after),) = (await desk.changes())[ChangeKind.CORRECTED].revised
    assert (before.vote.roll_call["BLZ"], after.vote.roll_call["BLZ"]) == (Side.NO, Side.YES)


async def test_the_same_record_again_changes_nothing(desk):
    await desk.poll(desk.press)
    desk.answers(RECORD)
    await desk.poll(desk.library, days=9)
    stored, changes = await desk.only_vote(), await desk.changes()
    # The same record in other bytes.
    desk.answers(RECORD.replace("<record>", "<record> "))
    result = await desk.poll(desk.library, hours=6)
    assert (result.outcome, result.changes) == (FetchOutcome.OK, 0)
    assert await desk.only_vote() == stored
    assert (await desk.changes()).keys() == changes.keys()


async def test_the_page_read_again_after_its_record_changes_nothing(desk):
    await desk.poll(desk.press)
    desk.answers(RECORD)
    await desk.poll(desk.library, hours=2)
    stored = await desk.only_vote()
    desk.shows(PAGE.replace("141", "140"))
    result = await desk.poll(desk.press, hours=2)
    assert (result.changes, await desk.only_vote()) == (0, stored)


async def test_a_record_is_asked_for_until_it_comes_less_and_less_often(desk):
    draft = library.of_symbol(desk.library, "A/ES-11/L.1").removeprefix(desk.site.url(""))
    desk.answers(symbol="A/ES-11/L.1")
    await desk.poll(desk.press)
    await desk.poll(desk.library)
    asked = []
    for after in (5, 1, 6, 6, 24, 24):
        await desk.poll(desk.library, hours=after)
        asked.append(len(desk.site.asked(draft)))
    assert asked == [0, 1, 1, 2, 3, 3]
    desk.answers(RECORD, symbol="A/ES-11/L.1")
    result = await desk.poll(desk.library, hours=48)
    assert result.changes == 1
    await desk.poll(desk.library, days=8)
    assert await desk.errands(desk.library) == []
    assert len(desk.site.asked(draft)) == 4


async def test_a_page_in_place_of_records_is_a_failure_that_waits(desk):
    path = library.newest(desk.library)[0].removeprefix(desk.site.url(""))
    desk.site.serve(path, page("<html><body>Checking your browser</body></html>"))
    result = await desk.poll(desk.library)
    assert result.outcome is FetchOutcome.UNREADABLE
    assert "no voting record" in result.error
    assert (await desk.poll(desk.library)).waiting


async def test_a_record_without_sense_is_told_and_the_others_are_stored(desk):
    bad = RECORD.replace("3959039", "3959040").replace(">141<", ">999<")
    desk.answers(bad, RECORD)
    result = await desk.poll(desk.library)
    assert (await desk.only_vote()).record == "3959039"
    assert result.error.startswith("1 records left out, the first (3959040): ")


async def test_a_single_record_that_does_not_come_is_no_failure_of_the_library(desk):
    desk.answers(symbol="A/ES-11/L.1")
    await desk.poll(desk.press)
    await desk.poll(desk.library)
    draft = library.of_symbol(desk.library, "A/ES-11/L.1").removeprefix(desk.site.url(""))
    desk.site.serve(draft, in_turn(busy(500), answer(RECORD)))
    first = await desk.poll(desk.library, hours=6)
    assert not first.failed
    assert first.error.startswith("a record did not come")
    assert (await desk.poll(desk.library, hours=1)).changes == 1
