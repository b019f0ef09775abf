from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from newsroom.facts import NewFact, PlaceFact, State, StoryFacts, VoiceFact
from newsroom.model import ChangeKind
from newsroom.store.fingerprints import as_json, fingerprint_from
from newsroom.stories.fingerprint import Fingerprint
from newsroom.stories.record import Phase
from tests.newsroom.store.samples import HOUR, NOW, a_change, a_delivery, an_item, file

WINDOW = timedelta(days=14)
FACTS = StoryFacts(
    type="clash",
    places=(PlaceFact(id="sotk", name="Sotk"),),
    severity=2,
    state=State.CONFIRMED,
    since=NOW,
    killed=(1, 4),
    voices=(VoiceFact(origin="AM/defence-ministry", side="AM", outlets=("a", "b"), killed=1),),
    news=(NewFact(what="killed", before=0, after=1, at=NOW),),
)


def a_print(at=NOW, **values):
    return Fingerprint(
        **{"at": at, "lang": "hy", "source": "a", "names": ("skrt",), "days": (at.date(),)} | values
    )


async def filed(store, guid, *, story, keys, at=NOW):
    """Store an article of a story that is found by these keys; return its number."""
    async with store.reading() as tx:
        known = await tx.story_number(story) is not None
    (number,) = await file(store, an_item(guid, story=story, starts=not known, at=at))
    async with store.writing() as tx:
        await tx.save_fingerprint(number, a_print(at), keys)
    return number


async def asked(store, keys, around=NOW, within=WINDOW):
    async with store.reading() as tx:
        return await tx.candidates(keys, around, within=within)


async def test_reports_that_share_a_key_come_back_as_they_went_in(store):
    number = await filed(store, "g1", story="s/1", keys=(11, 2**62))
    await filed(store, "g2", story="s/2", keys=(12,))
    (found,) = await asked(store, (2**62, 99))
    assert (found.story, found.article) == ("s/1", number)
    assert found.fingerprint == a_print()


async def test_only_reports_within_the_window_are_compared(store):
    await filed(store, "old", story="s/1", keys=(11,), at=NOW - 15 * 24 * HOUR)
    await filed(store, "new", story="s/2", keys=(11,), at=NOW - 13 * 24 * HOUR)
    assert [one.story for one in await asked(store, (11,))] == ["s/2"]
    assert not await asked(store, (11,), within=HOUR)


async def test_a_report_without_a_story_is_no_candidate(store):
    (number,) = await file(store, an_item("g1"))
    async with store.writing() as tx:
        await tx.save_fingerprint(number, a_print(), (11,))
    assert not await asked(store, (11,))


async def test_of_a_key_that_very_many_share_the_newest_are_compared(store):
    async with store.writing() as tx:
        for index in range(70):
            at = NOW - timedelta(minutes=index)
            item = an_item(f"g{index}", story="s/1", starts=index == 0, at=at)
            number = await tx.add(item, None)
            await tx.save_fingerprint(number, a_print(at), (11,))
    found = await asked(store, (11,))
    assert len(found) == 64
    assert min(one.fingerprint.at for one in found) == NOW - timedelta(minutes=63)


async def test_what_is_known_of_a_story_is_remembered_and_told_with_its_change(store):
    await file(store, an_item("g1", story="s/1", starts=True))
    async with store.writing() as tx:
        assert (await tx.story_record("s/1")).facts is None
        await tx.save_story("s/1", FACTS, Phase.CORRECTED)
        change = a_change("s/1", "s/1/toll", kind=ChangeKind.TOLL_CHANGED, facts=FACTS)
        await tx.add_change(change, 1)
    async with store.reading() as tx:
        record = await tx.story_record("s/1")
        assert await tx.story_record("s/9") is None
    assert (record.number, record.phase, record.facts) == (1, Phase.CORRECTED, FACTS)
    told = await store.unrouted()
    assert [one.facts for one in told] == [None, FACTS]
    assert told[1].change == change
    assert [one.change.key for one in await store.changes_of("s/1")] == [
        "s/1/new_story",
        "s/1/toll",
    ]


async def test_a_merged_story_gives_its_reports_away_and_points_to_the_other(store):
    one = await filed(store, "g1", story="s/1", keys=(11,))
    two = await filed(store, "g2", story="s/2", keys=(11,))
    async with store.writing() as tx:
        await tx.merge_stories("s/1", "s/2")
        with pytest.raises(LookupError, match="s/9"):
            await tx.merge_stories("s/9", "s/1")
    assert {one.story for one in await asked(store, (11,))} == {"s/1"}
    assert [item.number for item in await store.reports("s/1")] == [one, two]
    assert await store.reports("s/2") == []
    assert (await store.story(2)).merged_into == 1
    assert [record.number for record in await store.stories()] == [1]
    assert await store.report_counts(["s/1", "s/2"]) == {"s/1": 2}


async def test_what_told_of_a_merged_story_is_known_to_the_one_that_it_became(store):
    await filed(store, "g1", story="s/1", keys=(11,))
    await filed(store, "g2", story="s/2", keys=(11,))
    await filed(store, "g3", story="s/3", keys=(11,))
    told = (("b", "s/2"), ("a", "s/1"), ("c", "s/3"))
    await store.route((), [a_delivery(key, story=story) for key, story in told])
    async with store.writing() as tx:
        await tx.merge_stories("s/1", "s/2")
    assert [one.key for one in await store.deliveries_of("s/1")] == ["a", "b"]
    assert [one.key for one in await store.deliveries_of("s/3")] == ["c"]


async def test_a_split_story_begins_with_the_reports_that_it_is_given(store):
    await filed(store, "g1", story="s/1", keys=(11,))
    two = await filed(store, "g2", story="s/1", keys=(11,))
    async with store.writing() as tx:
        await tx.split_story("s/1/split/1", [two])
    assert [item.number for item in await store.reports("s/1/split/1")] == [two]
    assert [one.story for one in await asked(store, (11,))] == ["s/1", "s/1/split/1"]
    assert [record.key for record in await store.stories(limit=1)] == ["s/1/split/1"]


async def test_a_report_that_is_pruned_is_found_no_more(store):
    await filed(store, "g1", story="s/1", keys=(11,), at=NOW)
    await store.route(["s/1/new_story"], [])
    later = NOW + timedelta(days=3)
    await store.prune(articles_before=later, deliveries_before=later)
    assert not await asked(store, (11,))


def test_a_fingerprint_of_a_later_version_can_still_be_read():
    own = a_print()
    assert fingerprint_from({**as_json(own), "mood": "grim"}) == own
    assert fingerprint_from(as_json(replace(own, lang=None))) == replace(own, lang=None)
