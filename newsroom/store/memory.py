"""A store in memory, over a database that is only read: for dry runs, and as a fake in tests.

It keeps the promises of `protocol.Store` and passes the same tests as the databases.
"""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from newsroom.model import Copy, StoredItem
from newsroom.store.memory_chats import MemoryChats
from newsroom.store.memory_leases import MemoryLeases
from newsroom.store.memory_letters import MemoryLetters
from newsroom.store.memory_outbox import FINAL, Waiting
from newsroom.store.memory_stories import MemoryStories, ReadingStories, WritingStories
from newsroom.store.memory_tables import Tables, drop, drop_stories, marks_of
from newsroom.store.memory_votes import Ballots, MemoryVotes, ReadingVotes, WritingVotes
from newsroom.store.shelf import spine_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Mapping, Sequence
    from datetime import datetime, timedelta

    from newsroom.ballot import Sourced
    from newsroom.fetched import Validators
    from newsroom.model import Article, Change, Identity, SourceState
    from newsroom.store.ballots import Revised
    from newsroom.store.protocol import ReadTransaction, Store

Key = TypeVar("Key")
Value = TypeVar("Value")


class Reading(ReadingVotes, ReadingStories):
    """A transaction that looks: into memory, and below it into the database."""

    def __init__(self, tables: Tables, below: ReadTransaction | None) -> None:
        self._tables = tables
        self._ballots = tables.ballots
        self._below = below

    async def source_state(self, source: str) -> SourceState | None:
        """Return what is remembered of a source; None if it was never polled."""
        own = self._tables.sources.get(source)
        if own is None and self._below is not None:
            return await self._below.source_state(source)
        return own

    async def validators(self, source: str) -> Mapping[str, Validators]:
        """Return the stored validators of a source, by address."""
        below = await self._below.validators(source) if self._below else {}
        return {**below, **self._tables.validators.get(source, {})}

    async def item_number(self, source: str, identity: Identity) -> int | None:
        """Return the row number of the item with exactly these three marks."""
        own = self._tables.by_identity.get((source, identity))
        if own is None and self._below is not None:
            return await self._below.item_number(source, identity)
        return own

    async def story_number(self, key: str) -> int | None:
        """Return the number of a story."""
        own = self._tables.stories.get(key)
        if own is None and self._below is not None:
            return await self._below.story_number(key)
        return own

    async def story_of(self, article: int) -> str | None:
        """Return the story of an item; None if it has none, or is no longer stored."""
        own = self._tables.items.get(article)
        if own is None and self._below is not None:
            return await self._below.story_of(article)
        return own.verdict.story if own else None

    async def change(self, key: str) -> Change | None:
        """Return a stored change, routed or not."""
        own = self._tables.changes.get(key)
        if own is None and self._below is not None:
            return await self._below.change(key)
        return own.change if own else None

    async def known(
        self, source: str, identities: Sequence[Identity]
    ) -> Sequence[Sequence[Identity]]:
        """Return for each identity the stored ones of this source that share a mark with it."""
        own = [self._known(source, one) for one in identities]
        if self._below is None:
            return own
        below = await self._below.known(source, identities)
        return [
            tuple(dict.fromkeys((*ours, *theirs))) for ours, theirs in zip(own, below, strict=True)
        ]

    def _known(self, source: str, one: Identity) -> tuple[Identity, ...]:
        marks = (("guid", one.guid), ("link", one.link), ("title_day", one.title_day))
        return tuple(
            dict.fromkeys(
                item.article.identity
                for kind, mark in marks
                for item in self._tables.marked(kind, mark)
                if item.article.source == source
            )
        )

    async def copies(self, article: Article, *, within: timedelta) -> Sequence[Copy]:
        """Return stored articles with the same link, or the same title not long before or after."""
        linked = self._tables.marked("link", article.identity.link)
        titled = (
            item
            for item in self._tables.marked("title_fold", article.title_fold)
            if abs(item.article.at - article.at) <= within
        )
        found = [_copy(item) for item in {one.number: one for one in (*linked, *titled)}.values()]
        if self._below is not None:
            found += await self._below.copies(article, within=within)
        return sorted(found, key=lambda copy: (copy.story is None, copy.at, copy.article))


def _copy(item: StoredItem) -> Copy:
    return Copy(
        article=item.number,
        source=item.article.source,
        story=item.verdict.story,
        link=item.article.identity.link,
        title_fold=item.article.title_fold,
        at=item.article.at,
    )


class Writing(Reading, WritingVotes, WritingStories):
    """An exclusive transaction that also files: into tables of its own until it commits."""

    def __init__(
        self, tables: Tables, below: ReadTransaction | None, base: Store | None = None
    ) -> None:
        super().__init__(tables, below)
        self._base = base

    async def add(self, item: StoredItem, change: Change | None, revised: Revised = ()) -> int:
        """Store an item with its outcome, story and change; return its row number."""
        article = item.article
        number = await self.item_number(article.source, article.identity)
        if number is not None:
            return number
        tables = self._tables
        if item.verdict.story is not None:
            await self._story(item.verdict.story, starts=item.verdict.starts)
        if change is not None:
            await self._story(change.story, starts=False)
        tables.last_item += 1
        stored = replace(item, number=tables.last_item)
        tables.items[stored.number] = stored
        tables.by_identity[article.source, article.identity] = stored.number
        for mark in marks_of(stored):
            tables.by_mark[mark] = (*tables.by_mark.get(mark, ()), stored.number)
        if change is not None:
            await self.add_change(change, stored.number, revised)
        return stored.number

    async def add_change(self, new: Change, article: int, revised: Revised = ()) -> None:
        """Store a change of a stored story, brought by this item; not one whose key is there."""
        number = await self._story(new.story, starts=False)
        item = self._tables.items.get(article)
        if item is None and self._base is not None:
            item = next(i for i in await self._base.items(str(article)) if i.number == article)
        if item is not None and new.key not in self._tables.changes:
            self._tables.changes[new.key] = Waiting(new, item, number, revised=tuple(revised))

    async def _story(self, key: str, *, starts: bool) -> int:
        number = await self.story_number(key)
        if number is not None:
            return number
        if not starts:
            raise LookupError(f"no story {key!r} to join")
        self._tables.last_story += 1
        self._tables.stories[key] = self._tables.last_story
        return self._tables.last_story

    async def listed(
        self, source: str, identities: Sequence[Identity], *, now: datetime, since: datetime
    ) -> None:
        """Note that these stored items stand in a listing; those noted `since` are left."""
        for one in identities:
            number = self._tables.by_identity.get((source, one))
            if number and self._tables.last_listed(self._tables.items[number]) < since:
                self._tables.listed[number] = now

    async def save_source(
        self, state: SourceState, validators: Mapping[str, Validators] | None = None
    ) -> None:
        """Store a source's state and, where given, the validators of these addresses."""
        self._tables.sources[state.id] = state
        old = self._tables.validators.get(state.id, {})
        self._tables.validators[state.id] = {**old, **(validators or {})}


class Rehearsal(MemoryLeases, MemoryLetters, MemoryChats, MemoryVotes, MemoryStories):
    """A store that forgets: what is below it is read, and never written.

    Leases, changes and deliveries are its own only: a rehearsal sends nothing of the real backlog.
    """

    read_only = False

    def __init__(self, base: Store | None = None) -> None:
        MemoryLeases.__init__(self)
        MemoryChats.__init__(self)
        self.revision = base.revision if base else "memory"
        self._base = base
        self._tables = Tables()
        self._changes = self._tables.changes
        self._counting = False

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Reading]:
        """Look without writing."""
        async with AsyncExitStack() as stack:
            await self._ballots_now()
            yield Reading(self._tables, await self._look_below(stack))

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Writing]:
        """Begin an exclusive transaction; it commits at the end of the block."""
        async with self._line, AsyncExitStack() as stack:
            await self._count_on()
            await self._ballots_now()
            tables = self._tables.copy()
            yield Writing(tables, await self._look_below(stack), self._base)
            self._tables = tables
            self._changes = tables.changes

    async def _look_below(self, stack: AsyncExitStack) -> ReadTransaction | None:
        return None if self._base is None else await stack.enter_async_context(self._base.reading())

    async def _ballots_now(self) -> Ballots:
        """Return the tables about votes, with those of the database below."""
        ballots = self._tables.ballots
        if not ballots.loaded and self._base is not None:
            ballots.votes = {spine_of(one).slot: one for one in await self._base.votes()}
        ballots.loaded = True
        return ballots

    def _votes_of(self, story: str) -> tuple[Sourced, ...]:
        return self._tables.ballots.of_story(story)

    def _absorbed(self, story: str) -> Collection[str]:
        return self._tables.tales.absorbed(story)

    async def _count_on(self) -> None:
        """Give new rows numbers that the database below has not given."""
        if self._base is not None and not self._counting:
            last = await self._base.last_numbers()
            self._tables.last_item, self._tables.last_story = last["items"], last["stories"]
        self._counting = True

    async def items(self, needle: str) -> Sequence[StoredItem]:
        """Return items whose row number, guid, address or canonical address is `needle`."""
        below = await self._base.items(needle) if self._base else ()
        own = (item for item in self._tables.items.values() if needle in _names(item))
        return [*below, *own]

    async def items_of(
        self, since: datetime, *, after: int = 0, limit: int = 500
    ) -> Sequence[StoredItem]:
        """Return stored items of a time not before `since`, with a greater number than `after`."""
        below = await self._base.items_of(since, after=after, limit=limit) if self._base else ()
        own = (
            item
            for item in self._tables.items.values()
            if item.number > after and item.article.at >= since
        )
        return sorted((*below, *own), key=lambda item: item.number)[:limit]

    async def source_states(self) -> Sequence[SourceState]:
        """Return the state of every source ever polled."""
        below = await self._base.source_states() if self._base else ()
        states = {state.id: state for state in below} | self._tables.sources
        return [states[source] for source in sorted(states)]

    async def sources_of(self, key: str) -> Sequence[str]:
        """Return the ids of the sources that reported a story, the first one first."""
        below = await self._base.sources_of(key) if self._base else ()
        own = (
            item.article.source for item in self._tables.items.values() if item.verdict.story == key
        )
        return tuple(dict.fromkeys((*below, *own)))

    async def counts(self) -> Mapping[str, int]:
        """Return the number of `items`, `stories`, `changes` and `deliveries`."""
        below = await self._base.counts() if self._base else {}
        own = {
            "items": len(self._tables.items),
            "stories": len(self._tables.stories),
            "changes": len(self._changes),
            "deliveries": len(self._deliveries),
        }
        return {name: number + below.get(name, 0) for name, number in own.items()}

    async def last_numbers(self) -> Mapping[str, int]:
        """Return the greatest number of `items` and of `stories`, 0 where there is none."""
        async with self._line:
            await self._count_on()
        return {"items": self._tables.last_item, "stories": self._tables.last_story}

    async def prune(self, *, articles_before: datetime, deliveries_before: datetime) -> int:
        """Delete what is older here; return how many rows went."""
        async with self._line:
            tables = self._tables.copy()
            gone = self._prune_deliveries(deliveries_before)
            waiting = {one.item.number for one in tables.changes.values() if not one.routed}
            old = [
                item
                for item in tables.items.values()
                if tables.last_listed(item) < articles_before
                and item.number not in waiting
                and not tables.stands(item)
            ]
            for item in old:
                gone += drop(tables, item)
            gone += drop_stories(tables, self._told_of())
            self._tables, self._changes = tables, tables.changes
        return gone

    def _told_of(self) -> set[str | None]:
        return {one.story for one in self._deliveries.values() if one.state not in FINAL}

    async def close(self) -> None:
        """Do nothing: what is below belongs to who opened it."""


def _names(item: StoredItem) -> set[str | None]:
    article = item.article
    identity = article.identity
    return {str(item.number), identity.guid, article.id, article.url, identity.link}


if TYPE_CHECKING:
    # Checked by mypy: the promise is kept to the letter.
    _promise: type[Store] = Rehearsal
