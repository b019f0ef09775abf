"""Stories of the store in memory: keys, fingerprints, what is known, merging and splitting."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsroom.stories.merge import Candidate
from newsroom.stories.record import Phase, StoryRecord
from newsroom.stories.shelf import CANDIDATES, PER_KEY

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime, timedelta

    from newsroom.facts import StoryFacts
    from newsroom.model import StoredChange, StoredItem
    from newsroom.store.memory_outbox import Waiting
    from newsroom.store.memory_tables import Tables
    from newsroom.store.protocol import ReadTransaction, Store
    from newsroom.stories.fingerprint import Fingerprint


@dataclass(slots=True)
class Tales:
    """The tables about stories; the values are frozen."""

    fingerprints: dict[int, Fingerprint] = field(default_factory=dict)
    by_key: dict[int, tuple[int, ...]] = field(default_factory=dict)
    records: dict[str, StoryRecord] = field(default_factory=dict)
    #: A merged story, and the one that it was found to be.
    moved: dict[str, str] = field(default_factory=dict)

    def copy(self) -> Tales:
        """Return tables that can be written without touching these."""
        return Tales(
            dict(self.fingerprints), dict(self.by_key), dict(self.records), dict(self.moved)
        )

    def drop_article(self, number: int) -> None:
        """Forget what an article was found by."""
        if self.fingerprints.pop(number, None) is not None:
            for key, numbers in self.by_key.items():
                self.by_key[key] = tuple(one for one in numbers if one != number)

    def current(self, key: str) -> str:
        """Return the story that a story was merged into, or itself."""
        while key in self.moved:
            key = self.moved[key]
        return key

    def absorbed(self, key: str) -> Collection[str]:
        """Return the stories that were merged into one."""
        return {one for one in self.moved if self.current(one) == key}

    def sharing(
        self, keys: Sequence[int], around: datetime, within: timedelta
    ) -> Sequence[tuple[int, Fingerprint]]:
        """Return the articles that share the most keys, with their fingerprints."""
        shared: Counter[int] = Counter()
        for key in keys:
            near = [
                number
                for number in self.by_key.get(key, ())
                if abs(self.fingerprints[number].at - around) <= within
            ]
            near.sort(key=lambda number: (self.fingerprints[number].at, number))
            shared.update(near[-PER_KEY:])
        best = sorted(shared, key=lambda number: (-shared[number], -number))[:CANDIDATES]
        return [(number, self.fingerprints[number]) for number in sorted(best)]


class ReadingStories:
    """What placing an article needs to know."""

    _tables: Tables
    _below: ReadTransaction | None

    async def candidates(
        self, keys: Sequence[int], around: datetime, *, within: timedelta
    ) -> Sequence[Candidate]:
        """Return recent reports that share the most of these keys."""
        tales = self._tables.tales
        found = []
        if self._below is not None:
            below = await self._below.candidates(keys, around, within=within)
            found = [replace(one, story=tales.current(one.story)) for one in below]
        for number, own in tales.sharing(keys, around, within):
            story = self._tables.items[number].verdict.story
            if story is not None:
                found.append(Candidate(story=story, article=number, fingerprint=own))
        return found

    async def story_record(self, key: str) -> StoryRecord | None:
        """Return what is remembered of a story; None if nobody began it."""
        own = self._tables.tales.records.get(key)
        if own is not None:
            return own
        if (number := self._tables.stories.get(key)) is not None:
            return StoryRecord(key=key, number=number)
        return await self._below.story_record(key) if self._below else None


class WritingStories(ReadingStories):
    """What placing an article writes."""

    async def save_fingerprint(self, number: int, own: Fingerprint, keys: Sequence[int]) -> None:
        """Let a stored article be found by these keys."""
        tales = self._tables.tales
        tales.fingerprints[number] = own
        for key in dict.fromkeys(keys):
            tales.by_key[key] = (*tales.by_key.get(key, ()), number)

    async def save_story(self, key: str, facts: StoryFacts | None, phase: Phase) -> None:
        """Remember what is known of a story now."""
        record = await self.story_record(key)
        if record is not None:
            self._tables.tales.records[key] = replace(record, facts=facts, phase=phase)

    async def merge_stories(self, into: str, other: str) -> None:
        """Give all that the other story has to `into`; raises `LookupError` without one of them."""
        kept, gone = await self.story_record(into), await self.story_record(other)
        if kept is None or gone is None:
            raise LookupError(f"no story {into if kept is None else other!r}")
        tables = self._tables
        for number, item in tables.items.items():
            if item.verdict.story == other:
                tables.items[number] = _filed(item, into)
        tables.tales.records[other] = replace(gone, merged_into=kept.number)
        for key, record in tables.tales.records.items():
            if record.merged_into == gone.number:
                tables.tales.records[key] = replace(record, merged_into=kept.number)
        tables.tales.moved[other] = into

    async def split_story(self, key: str, articles: Collection[int]) -> None:
        """Begin a story with these stored articles, whatever they belonged to."""
        self._tables.last_story += 1
        self._tables.stories[key] = self._tables.last_story
        for number in articles:
            if number in self._tables.items:
                self._tables.items[number] = _filed(self._tables.items[number], key)


def _filed(item: StoredItem, story: str) -> StoredItem:
    return replace(item, verdict=replace(item.verdict, story=story))


class MemoryStories:
    """Stories for people."""

    _tables: Tables
    _base: Store | None

    if TYPE_CHECKING:
        # Of the outbox, which the same store is.
        def _stored(self, one: Waiting) -> StoredChange: ...

    async def stories(self, *, limit: int = 100) -> Sequence[StoryRecord]:
        """Return the newest stories that were not merged into others, the newest last."""
        below = await self._base.stories(limit=limit) if self._base else ()
        found = {one.key: one for one in below}
        for key, number in self._tables.stories.items():
            found[key] = StoryRecord(key=key, number=number)
        found |= self._tables.tales.records
        open_ones = [one for one in found.values() if one.merged_into is None]
        return sorted(open_ones, key=lambda one: one.number)[-limit:]

    async def story(self, number: int) -> StoryRecord | None:
        """Return a story by its number."""
        for key, own in self._tables.stories.items():
            if own == number:
                record = self._tables.tales.records.get(key)
                return record or StoryRecord(key=key, number=number)
        below = await self._base.story(number) if self._base else None
        return self._tables.tales.records.get(below.key, below) if below else None

    async def reports(self, key: str) -> Sequence[StoredItem]:
        """Return a story's articles, the first stored one first."""
        below = await self._base.reports(key) if self._base else ()
        own = (item for item in self._tables.items.values() if item.verdict.story == key)
        return [*below, *own]

    async def report_counts(self, keys: Collection[str]) -> Mapping[str, int]:
        """Return how many articles each of these stories has."""
        below = await self._base.report_counts(keys) if self._base else {}
        own = Counter(item.verdict.story for item in self._tables.items.values())
        counts = {key: below.get(key, 0) + own[key] for key in keys}
        return {key: count for key, count in counts.items() if count}

    async def changes_of(self, key: str) -> Sequence[StoredChange]:
        """Return what happened to a story, oldest first."""
        below = await self._base.changes_of(key) if self._base else ()
        own = [one for one in self._tables.changes.values() if one.change.story == key]
        return [*below, *(self._stored(one) for one in own)]
