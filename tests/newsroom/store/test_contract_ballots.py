"""Votes within a transaction: they keep their story, and changes carry what they brought."""

from dataclasses import replace
from datetime import timedelta

import pytest

from newsroom.ballot import Origin
from newsroom.fetched import Validators
from newsroom.model import ChangeKind, Errand, Telling
from newsroom.store.memory import Rehearsal
from newsroom.store.shelf import Fate, Home
from tests.newsroom.store.samples import HOUR, NOW, a_change, an_item
from tests.newsroom.un.votes_given import a_vote, sourced

DRAFT = sourced(a_vote(None, draft="A/ES-11/L.1"), Origin.PAGE)
OTHER = sourced(a_vote(None, draft="A/ES-11/L.2"), Origin.PAGE)
RECORD = sourced(a_vote("A/RES/ES-11/1", {"ARM": "A"}), related=("A/ES-11/L.1",), record="1")


async def begin(store, *votes, revised=()):
    """Store a story that tells of these votes; return its item's number."""
    async with store.writing() as tx:
        number = await tx.add(an_item(story="s", starts=True), a_change("s"), revised)
        for one in votes:
            await tx.put_vote(one, NOW)
        await tx.link_votes(Home(story="s", article=number), votes)
    return number


async def put(store, one, **how):
    async with store.writing() as tx:
        return await tx.put_vote(one, NOW, **how)


async def home_of(store, *votes):
    async with store.reading() as tx:
        return await tx.home_of(votes)


async def test_a_change_has_all_votes_of_its_story_as_they_are_now(store):
    await begin(store, OTHER, DRAFT, revised=[(None, DRAFT)])
    (one,) = await store.unrouted()
    assert (one.votes, one.revised) == ((OTHER, DRAFT), ((None, DRAFT),))
    await put(store, RECORD)
    (one,) = await store.unrouted()
    assert (one.votes, one.revised) == ((OTHER, RECORD), ((None, DRAFT),))
    (again,) = await store.changes(["s/new_story"])
    assert again == one


async def test_a_change_without_votes_has_none(store):
    await begin(store)
    (one,) = await store.unrouted()
    assert (one.votes, one.revised) == ((), ())


@pytest.mark.parametrize("imported", [True, False])
async def test_a_record_takes_the_drafts_place_in_its_story(store, imported):
    number = await begin(store, DRAFT)
    if imported:
        assert dict(await store.save_votes([RECORD], NOW)) == {Fate.REPLACED: 1}
    else:
        assert await put(store, RECORD) is Fate.REPLACED
    assert await home_of(store, RECORD) == Home(story="s", article=number)
    assert await home_of(store, DRAFT) is None
    async with store.reading() as tx:
        assert list(await tx.votes_of_story("s")) == [RECORD]
        assert list(await tx.rivals(DRAFT)) == [RECORD]


async def test_a_vote_keeps_the_story_that_told_it_first(store):
    number = await begin(store, DRAFT)
    async with store.writing() as tx:
        second = await tx.add(an_item("g2", story="t", starts=True), a_change("t"))
        await tx.link_votes(Home(story="t", article=second), [DRAFT, OTHER])
    assert await home_of(store, DRAFT) == Home(story="s", article=number)
    assert (await home_of(store, OTHER)).story == "t"
    assert (await home_of(store, OTHER, DRAFT)).story == "t"


async def test_a_record_of_a_vote_that_another_story_told_by_its_number_stays_there(store):
    await begin(store, DRAFT)
    page = replace(RECORD, origin=Origin.PAGE, related=(), record=None)
    async with store.writing() as tx:
        second = await tx.add(an_item("g2", story="t", starts=True), a_change("t"))
        await tx.put_vote(page, NOW)
        await tx.link_votes(Home(story="t", article=second), [page])
    await put(store, RECORD)
    assert (await home_of(store, RECORD)).story == "t"


async def test_a_telling_may_take_the_place_of_one_that_it_has_nothing_in_common_with(store):
    number = await begin(store, DRAFT)
    record = replace(RECORD, related=())
    assert await put(store, record, instead_of=DRAFT) is Fate.NEW
    assert list(await store.votes()) == [record]
    assert await home_of(store, record) == Home(story="s", article=number)


async def test_nothing_of_a_broken_transaction_stays(store):
    async def break_off():
        async with store.writing() as tx:
            number = await tx.add(an_item(story="s", starts=True), None)
            await tx.put_vote(DRAFT, NOW)
            await tx.link_votes(Home(story="s", article=number), [DRAFT])
            await tx.save_errand(errand())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await break_off()
    async with store.reading() as tx:
        assert await tx.home_of([DRAFT]) is None
        assert list(await tx.errands("un-press")) == []
    assert list(await store.votes()) == []


async def test_a_change_is_stored_once_and_only_of_a_story(store):
    number = await begin(store, DRAFT)
    corrected = a_change("s", "s/corrected/1", kind=ChangeKind.CORRECTED, telling=Telling.LIVE)
    for _ in range(2):
        async with store.writing() as tx:
            await tx.add_change(corrected, number, [(DRAFT, RECORD)])
    _, one = await store.unrouted()
    assert (one.change, one.revised, one.item.number) == (corrected, ((DRAFT, RECORD),), number)
    async with store.reading() as tx:
        assert await tx.change("s/corrected/1") == corrected
        assert await tx.change("s/corrected/2") is None
        assert (await tx.story_of(number), await tx.story_of(number + 1)) == ("s", None)
    with pytest.raises(LookupError):
        async with store.writing() as tx:
            await tx.add_change(a_change("z"), number)


async def test_votes_that_only_pages_tell(store):
    await put(store, DRAFT)
    await put(store, OTHER)
    await put(store, sourced(a_vote("A/RES/1/1")))
    await put(store, RECORD)
    async with store.reading() as tx:
        assert list(await tx.votes_of_pages(NOW)) == [OTHER]
        assert list(await tx.votes_of_pages(NOW + HOUR)) == []


# --- errands -------------------------------------------------------------------------------------


def errand(key="https://example.org/1", **values):
    return Errand(**{"source": "un-press", "key": key, "since": NOW, "due": NOW} | values)


async def test_errands_come_back_as_they_went_the_first_due_first(store):
    number = await begin(store)
    late = errand("late", due=NOW + HOUR, article=number, validators=Validators(etag='"1"'))
    for one in (late, errand(), errand("elsewhere", source="un-library")):
        async with store.writing() as tx:
            await tx.save_errand(one)
    async with store.writing() as tx:
        assert list(await tx.errands("un-press")) == [errand(), late]
        later = replace(errand(), tries=1, due=NOW + 2 * HOUR)
        await tx.save_errand(later)
        assert list(await tx.errands("un-press")) == [late, later]
        await tx.drop_errands("un-press", ["late", "unknown"])
        assert list(await tx.errands("un-press")) == [later]
        assert len(await tx.errands("un-library")) == 1


async def test_what_an_item_brought_goes_with_it(store):
    number = await begin(store, DRAFT)
    async with store.writing() as tx:
        await tx.save_errand(errand(article=number))
    await store.route(["s/new_story"], [])
    later = NOW + timedelta(days=500)
    await store.prune(articles_before=later, deliveries_before=later)
    async with store.reading() as tx:
        assert list(await tx.errands("un-press")) == []
        assert await tx.home_of([DRAFT]) is None
    assert list(await store.votes()) == [DRAFT]


async def test_a_rehearsal_goes_on_from_what_is_below(store):
    number = await begin(store, DRAFT)
    async with store.writing() as tx:
        await tx.save_errand(errand(article=number))
    rehearsal = Rehearsal(store)
    async with rehearsal.writing() as tx:
        assert await tx.home_of([DRAFT]) == Home(story="s", article=number)
        assert (await tx.change("s/new_story")).key == "s/new_story"
        assert await tx.story_of(number) == "s"
        assert list(await tx.votes_of_pages(NOW)) == [DRAFT]
        await tx.drop_errands("un-press", [errand().key])
        assert list(await tx.errands("un-press")) == []
        await tx.add_change(a_change("s", "s/corrected/1"), number, [(DRAFT, RECORD)])
    (one,) = await rehearsal.unrouted()
    assert one.item.number == number
    async with store.reading() as tx:
        assert len(await tx.errands("un-press")) == 1
        assert await tx.change("s/corrected/1") is None
