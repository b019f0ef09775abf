"""From files into the store: whole files, broken ones, any order, any number of times."""

import asyncio
from itertools import permutations
from pathlib import Path

import pytest

from newsroom.ballot import Origin, Side
from newsroom.importing import import_file
from newsroom.model import ChangeKind
from newsroom.store.database import open_store
from newsroom.store.memory import Rehearsal
from newsroom.store.shelf import Home
from tests.newsroom.store.samples import NOW, a_change, an_item
from tests.newsroom.un.votes_given import a_vote, sourced

DATA = Path(__file__).parents[1] / "data" / "un-records"
FILES = sorted(DATA.iterdir())


async def take(store, path, told=None):
    progress = ([] if told is None else told).append
    return await import_file(store, path, now=NOW, progress=progress)


async def test_a_file_of_records(store):
    done = await take(store, DATA / "search.xml")
    assert (done.new, done.votes, done.error) == (4, 4, None)
    assert [one.record for one in done.left_out] == ["555", "774001"]
    assert not done.whole
    assert len(await store.votes()) == 4


async def test_the_same_again_changes_nothing(store):
    for path in FILES:
        await take(store, path)
    before = list(await store.votes())
    for path in FILES:
        again = await take(store, path)
        assert again.new == again.replaced == 0
        assert again.unchanged + again.outranked == again.votes
    assert list(await store.votes()) == before


async def test_the_order_of_files_does_not_matter():
    answers = []
    for order in permutations(FILES):
        store = Rehearsal()
        for path in order:
            await take(store, path)
        answers.append(await store.votes())
    assert all(answer == answers[0] for answer in answers)
    assert len(answers[0]) == 7


@pytest.mark.parametrize("name", ["search.xml", "assembly.csv"])
async def test_nothing_is_kept_of_a_file_cut_in_the_middle(store, tmp_path, name):
    data = (DATA / name).read_bytes()
    cut = tmp_path / name
    cut.write_bytes(data[: len(data) * 3 // 4])
    done = await take(store, cut)
    assert done.error
    assert (done.votes, done.left_out) == (0, ())
    assert list(await store.votes()) == []


async def test_a_file_that_cannot_be_read_is_named(tmp_path):
    done = await take(Rehearsal(), tmp_path)
    assert done.error
    assert done.error.startswith("cannot be read: ")
    assert done.file == str(tmp_path)


async def test_progress_ends_with_the_last_byte():
    told = []
    await take(Rehearsal(), DATA / "assembly.csv", told)
    assert told[-1] == (DATA / "assembly.csv").stat().st_size
    assert told == sorted(told)


async def test_two_imports_at_once_store_each_vote_once(database_url):
    stores = [await open_store(database_url) for _ in range(2)]
    done = await asyncio.gather(*(take(store, DATA / "search.xml") for store in stores))
    assert sorted(one.new for one in done) == [0, 4]
    assert len(await stores[0].votes()) == 4
    for store in stores:
        await store.close()


async def test_a_file_tells_the_story_of_a_vote_what_is_new_in_it(store):
    page = sourced(
        a_vote(None, {"RUS": "N"}, draft="A/ES-11/L.1", counts={Side.YES: 140}), Origin.PAGE
    )
    async with store.writing() as tx:
        number = await tx.add(an_item(story="s", starts=True), a_change("s"), [(None, page)])
        await tx.put_vote(page, NOW)
        await tx.link_votes(Home(story="s", article=number), [page])
    for _ in range(2):
        done = await take(store, DATA / "es-11-1.xml")
    assert (done.replaced, done.unchanged) == (0, 1)
    _, change = await store.unrouted()
    ((before, after),) = change.revised
    assert (change.change.kind, before, after.vote.counts[Side.YES]) == (
        ChangeKind.CORRECTED, page, 141,
    )  # fmt: skip
