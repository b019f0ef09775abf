import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.fetched import FetchOutcome, Validators
from newsroom.model import SourceState
from tests.newsroom.store.samples import (
    HOUR,
    NOW,
    a_change,
    a_full_item,
    an_article,
    an_item,
    file,
    mark,
)

#: What may stand in a stored text (security.md R8 keeps the rest out).
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
_fresh = count()


async def stored(store, needle):
    (item,) = await store.items(needle)
    return item


async def known(store, *identities, source="un-press"):
    async with store.reading() as tx:
        return [set(found) for found in await tx.known(source, identities)]


async def copies(store, article, within=48 * HOUR):
    async with store.reading() as tx:
        return [copy.article for copy in await tx.copies(article, within=within)]


# --- what goes in comes out ---------------------------------------------------------------------


async def test_an_item_comes_back_as_it_went_in(store):
    item = a_full_item()
    (number,) = await file(store, item)
    assert number > 0
    assert await stored(store, "full") == replace(item, number=number)


async def test_what_is_unknown_stays_unknown(store):
    item = an_item(
        identity=mark(title_day="title|day"), id=None, url=None, lang=None, published=None
    )
    (number,) = await file(store, item)
    assert await stored(store, str(number)) == replace(item, number=number)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(title=TEXTS, body=TEXTS, mark_text=TEXTS, author=TEXTS)
async def test_any_text_comes_back(store, title, body, mark_text, author):
    identity = mark(f"{next(_fresh)} {mark_text}", mark_text, mark_text)
    item = an_item(identity=identity, title=title, body=body, authors=(author,))
    (number,) = await file(store, item)
    assert await stored(store, identity.guid) == replace(item, number=number)
    assert identity in (await known(store, mark(identity.guid)))[0]


@pytest.mark.parametrize(
    "moment",
    [
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
        datetime(2026, 11, 24, 9, 30, 15, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    ],
)
async def test_times_come_back_to_the_microsecond_and_in_utc(store, moment):
    await file(store, an_item(published=moment))
    found = (await stored(store, "g1")).article.published
    assert found == moment
    assert found.tzinfo is UTC


async def test_very_long_marks_are_stored_and_found(store):
    long = mark("ж" * 1000, "example.org/" + "a" * 2000, "Ж" * 2000 + "|day")
    item = an_item(identity=long, title_fold="ж" * 2000, story="s/" + "я" * 4000, starts=True)
    await file(store, item)
    assert (await known(store, mark(title_day=long.title_day)))[0] == {long}
    assert len(await copies(store, an_article(title_fold="ж" * 2000))) == 1


# --- filing -------------------------------------------------------------------------------------


async def test_an_item_is_stored_once(store):
    first, second = await file(store, an_item(), an_item(title="Another title"))
    assert first == second
    assert (await stored(store, "g1")).article.title == "Title g1"


async def test_a_second_storing_brings_no_story_and_no_change(store):
    await file(store, an_item())
    await file(store, an_item(story="s/1", starts=True))
    counts = await store.counts()
    assert (counts["items"], counts["stories"], counts["changes"]) == (1, 0, 0)


@pytest.mark.parametrize(
    "other",
    [
        mark("g1", "example.org/other", "t|day"),
        mark("g1", None, "t|day"),
        mark(None, "example.org/1", "t|day"),
        mark("g1", "example.org/1", None),
        mark("g1|example.org/1|t", None, "day"),
    ],
)
async def test_items_that_differ_in_one_mark_are_two(store, other):
    same = mark("g1", "example.org/1", "t|day")
    numbers = await file(store, an_item(identity=same), an_item(identity=other))
    assert len(set(numbers)) == 2


async def test_the_same_marks_in_another_source_are_another_item(store):
    numbers = await file(store, an_item(), an_item(source="reuters"))
    assert len(set(numbers)) == 2


async def test_stories_are_numbered_as_they_begin(store):
    await file(
        store,
        an_item("a", story="s/a", starts=True),
        an_item("b", story="s/b", starts=True),
        an_item("c", story="s/a"),
    )
    async with store.reading() as tx:
        numbers = [await tx.story_number(key) for key in ("s/a", "s/b", "s/none")]
    assert numbers == [1, 2, None]
    assert (await stored(store, "c")).verdict.story == "s/a"


async def test_a_story_that_nobody_began_cannot_be_joined(store):
    with pytest.raises(LookupError):
        await file(store, an_item("a", story="s/none"))
    assert (await store.counts())["items"] == 0


async def test_a_change_with_a_known_key_is_left_as_it_is(store):
    async with store.writing() as tx:
        await tx.add(an_item("a", story="s/1", starts=True), a_change())
        await tx.add(an_item("b", story="s/1"), a_change(at=NOW + HOUR))
    (waiting,) = await store.unrouted()
    assert waiting.change.at == NOW
    assert waiting.item.article.id == "a"


async def test_an_error_inside_undoes_everything(store):
    async def work():
        async with store.writing() as tx:
            await tx.add(an_item(story="s/1", starts=True), a_change())
            await tx.save_source(SourceState(id="un-press"), {"u": Validators(etag="1")})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await work()
    assert set((await store.counts()).values()) == {0}
    assert await store.source_states() == []
    assert await file(store, an_item()) != []


async def test_a_cancelled_transaction_is_undone_and_lets_others_in(store):
    reached = asyncio.Event()

    async def work():
        async with store.writing() as tx:
            await tx.add(an_item(), None)
            reached.set()
            while True:
                await tx.known("un-press", [mark("x")])
                await asyncio.sleep(0)

    task = asyncio.create_task(work())
    await reached.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await file(store, an_item("b"))
    assert (await store.counts())["items"] == 1


async def test_cancelled_at_any_moment_it_is_all_or_nothing(store):
    for number in range(30):
        items = [an_item(f"{number}/{part}") for part in range(5)]
        task = asyncio.create_task(file(store, *items))
        await asyncio.sleep(number / 3000)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert task.cancelled() or task.exception() is None
        assert (await store.counts())["items"] % 5 == 0
    assert len(await file(store, an_item("after"))) == 1


async def test_writers_of_one_process_stand_in_line(store):
    async def work(number):
        async with store.writing() as tx:
            (found,) = await tx.known("un-press", [mark("g")])
            await asyncio.sleep(0)
            if not found:
                await tx.add(an_item(identity=mark("g", str(number))), None)

    await asyncio.gather(*(work(number) for number in range(8)))
    assert (await store.counts())["items"] == 1


async def test_a_reader_does_not_see_what_is_not_committed(store):
    async with store.writing() as tx:
        await tx.add(an_item(), None)
        assert await known(store, mark("g1")) == [set()]
        assert [set(found) for found in await tx.known("un-press", [mark("g1")])] != [set()]
    assert await known(store, mark("g1")) != [set()]


# --- known --------------------------------------------------------------------------------------


async def test_known_gives_for_each_identity_those_that_share_a_mark(store):
    one, two = mark("1", "l/1", "t|1"), mark("2", "l/2", "t|2")
    await file(store, an_item(identity=one), an_item(identity=two))
    assert await known(
        store,
        mark("1"),
        mark(None, "l/2"),
        mark("1", "l/2", "t|3"),
        mark(None, None, "t|2"),
        mark("3", "l/3", "t|3"),
        mark(),
        # A mark of one kind is no mark of another.
        mark("l/1", "1", "2"),
    ) == [{one}, {two}, {one, two}, {two}, set(), set(), set()]


async def test_known_looks_at_one_source_only(store):
    await file(store, an_item(source="reuters"))
    assert await known(store, mark("g1")) == [set()]


async def test_known_takes_thousands(store):
    async with store.writing() as tx:
        for number in range(0, 5000, 100):
            await tx.add(an_item(str(number)), None)
    found = await known(store, *(mark(str(number)) for number in range(5000)))
    assert len(found) == 5000
    assert [number for number, ones in enumerate(found) if ones] == list(range(0, 5000, 100))


async def test_a_mark_shared_by_all_items_does_not_hide_the_one_that_shares_two(store):
    page = "example.org/all"
    await file(store, *(an_item(identity=mark(str(n), page)) for n in range(120)))
    (found,) = await known(store, mark("3", page))
    assert mark("3", page) in found


# --- copies -------------------------------------------------------------------------------------


async def test_the_same_title_is_a_copy_within_the_window_only(store):
    at = NOW
    (number,) = await file(store, an_item("a", title_fold="shelling near sotk", at=at))

    def later(by):
        return an_article("b", title_fold="shelling near sotk", at=at + by, source="other")

    edge = 48 * HOUR
    assert await copies(store, later(edge)) == [number]
    assert await copies(store, later(-edge)) == [number]
    assert await copies(store, later(edge + timedelta(microseconds=1))) == []
    assert await copies(store, later(-edge - timedelta(microseconds=1))) == []


async def test_the_same_link_is_a_copy_at_any_time_and_from_any_source(store):
    (number,) = await file(store, an_item(identity=mark("a", "example.org/1")))
    other = an_article(
        identity=mark("b", "example.org/1"), source="other", at=NOW + 9000 * HOUR, title_fold="x"
    )
    assert await copies(store, other) == [number]


async def test_nothing_is_a_copy_by_an_empty_title_or_without_a_link(store):
    await file(store, an_item(identity=mark("a"), title_fold=""))
    assert await copies(store, an_article(identity=mark("b"), title_fold="")) == []


async def test_copies_with_a_story_come_first_then_the_oldest(store):
    numbers = await file(
        store,
        an_item("young", title_fold="t", at=NOW),
        an_item("old", title_fold="t", at=NOW - HOUR),
        an_item("told", title_fold="t", at=NOW, story="s/1", starts=True),
    )
    young, old, told = numbers
    article = an_article("new", title_fold="t", at=NOW)
    assert await copies(store, article) == [told, old, young]
    async with store.reading() as tx:
        first = (await tx.copies(article, within=HOUR))[0]
    assert (first.story, first.source, first.title_fold, first.at) == ("s/1", "un-press", "t", NOW)


async def test_an_article_alike_in_both_is_one_copy(store):
    (number,) = await file(store, an_item("a", identity=mark("a", "l"), title_fold="t"))
    assert await copies(store, an_article("b", identity=mark("b", "l"), title_fold="t")) == [number]


# --- sources ------------------------------------------------------------------------------------


async def test_a_source_is_remembered_with_its_validators(store):
    state = SourceState(
        id="un-press",
        last_poll=NOW,
        first_success=NOW - HOUR,
        last_success=NOW,
        last_outcome=FetchOutcome.HTTP_ERROR,
        last_error="HTTP 500 from press.un.org",
        failures=3,
        retry_at=NOW + HOUR,
        last_item=NOW - 2 * HOUR,
    )
    validators = Validators(etag='W/"ü"', last_modified="Tue", body_hash="00ff")
    async with store.writing() as tx:
        assert await tx.source_state("un-press") is None
        await tx.save_source(state, {"https://a": validators, "https://b": Validators()})
    async with store.reading() as tx:
        assert await tx.source_state("un-press") == state
        assert await tx.validators("un-press") == {
            "https://a": validators,
            "https://b": Validators(),
        }
        assert await tx.validators("other") == {}


async def test_saving_a_source_again_replaces_what_is_given(store):
    old, new = Validators(etag="old"), Validators(etag="new")
    async with store.writing() as tx:
        await tx.save_source(SourceState(id="a", last_error="x", failures=1), {"u": old, "v": old})
    async with store.writing() as tx:
        await tx.save_source(SourceState(id="a"), {"u": new})
        await tx.save_source(SourceState(id="b"))
    async with store.reading() as tx:
        assert await tx.validators("a") == {"u": new, "v": old}
    assert await store.source_states() == [SourceState(id="a"), SourceState(id="b")]


# --- what people ask for ------------------------------------------------------------------------


@pytest.mark.parametrize("needle", ["1", "guid/7", "https://example.org/a?utm=1", "example.org/a"])
async def test_an_item_is_found_by_all_its_names(store, needle):
    item = an_item(
        identity=mark("guid/7", "example.org/a"), id="guid/7", url="https://example.org/a?utm=1"
    )
    await file(store, item, an_item("other"))
    assert (await stored(store, needle)).article.identity == item.article.identity


@pytest.mark.parametrize("needle", ["", "0", "-1", "99999999999999999999999", "²", "٣", "'; --"])
async def test_nothing_is_found_by_nonsense(store, needle):
    await file(store, an_item())
    assert await store.items(needle) == []


async def test_the_last_numbers_are_those_given_last(store):
    assert await store.last_numbers() == {"items": 0, "stories": 0}
    numbers = await file(store, an_item("a", story="s/1", starts=True), an_item("b"))
    assert await store.last_numbers() == {"items": max(numbers), "stories": 1}


# --- all items of some days ---------------------------------------------------------------------


async def test_items_of_some_days_come_in_batches_by_their_number(store):
    ages = [0, 3, 1, 9, 2]
    items = [an_item(f"age-{age}", at=NOW - age * 24 * HOUR, title=f"{age} days") for age in ages]
    await file(store, *items)
    since = NOW - 72 * HOUR
    first = await store.items_of(since, limit=3)
    rest = await store.items_of(since, after=first[-1].number, limit=3)
    assert [one.article.title for one in (*first, *rest)] == [
        "0 days", "3 days", "1 days", "2 days",
    ]  # fmt: skip
    assert await stored(store, str(first[0].number)) == first[0]
    assert await store.items_of(since, after=rest[-1].number) == []
