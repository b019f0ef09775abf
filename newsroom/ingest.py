"""From what a spider brought to what is remembered: plan what to read, then file what was read.

`plan` is cheap and generous: it leaves out only what is certainly seen already. `file` judges and
decides inside one exclusive transaction, so that two processes never take one event for two.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from newsroom import following, recording
from newsroom.judge.decide import COPY_WINDOW, RECENT, believable, decide, telling
from newsroom.model import (
    Article,
    Errand,
    Judgement,
    Outcome,
    StoredItem,
    Telling,
)
from newsroom.polled import succeeded
from newsroom.read.identity import identity, same
from newsroom.read.text import title_fold
from newsroom.settings import FirstRun
from newsroom.store.shelf import Home
from newsroom.stories.likeness import Comparer, comparer_of
from newsroom.stories.said import Report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsroom.judge.watches import Watches
    from newsroom.model import Entry, Identity, Listing, Reading, SourceState, Verdict
    from newsroom.polled import Closing
    from newsroom.settings import Fetch, Settings, Source
    from newsroom.store.protocol import Store, WriteTransaction

#: A feed that carries this many characters of an item carries its full text.
FULL_TEXT = 1500
#: That an item still stands in its listing is noted so often.
LISTED_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Who decides: one configuration snapshot and its compiled watches."""

    settings: Settings
    watches: Watches
    #: What tells whether two reports are of one event.
    compare: Comparer = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compare", comparer_of(self.settings))


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """An unseen entry, and whether its page is worth fetching."""

    entry: Entry
    page: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to do with a listing."""

    #: Unseen entries, oldest first.
    fresh: tuple[Planned, ...]
    seen: tuple[Entry, ...]
    state: SourceState | None
    telling: Telling
    #: Not one item of this poll was known: something may have slipped through between two polls.
    overflow: bool
    #: Stored items that stand in the listing.
    standing: tuple[Identity, ...] = ()

    @property
    def first_poll(self) -> bool:
        """Say whether this source has never been read before."""
        return self.state is None or self.state.first_success is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What became of one entry: a line of `vedette crawl --json`."""

    source: str
    id: str | None
    url: str | None
    title: str
    #: What the source states.
    published: datetime | None
    lang: str | None
    outcome: Outcome
    reason: str
    #: Row number; 0 where nothing was stored.
    number: int = 0
    #: A change that wants to be told was stored.
    told: bool = False


async def plan(
    store: Store,
    desk: Desk,
    source: Source,
    listing: Listing,
    *,
    now: datetime,
) -> Plan:
    """Tell the unseen entries of a listing from the seen ones, and which pages to fetch."""
    identities = [identity(entry) for entry in listing.entries]
    async with store.reading() as tx:
        state = await tx.source_state(source.id)
        stored = await tx.known(source.id, identities)
    fresh: list[Entry] = []
    seen: list[Entry] = []
    standing: list[Identity] = []
    met: dict[str, list[Identity]] = {}
    for entry, own, others in zip(listing.entries, identities, stored, strict=True):
        earlier = [other for mark in _marks(own) for other in met.get(mark, ())]
        old = any(same(own, other) for other in (*others, *earlier))
        (seen if old else fresh).append(entry)
        standing += [other for other in others if same(own, other)]
        for mark in _marks(own):
            met.setdefault(mark, []).append(own)
    first = state is None or state.first_success is None
    fetch = desk.settings.fetch
    return Plan(
        fresh=tuple(
            Planned(entry=entry, page=_wants_page(source, entry, fetch, first=first, now=now))
            for entry in reversed(fresh)
        ),
        seen=tuple(seen),
        state=state,
        telling=telling(state, source, desk.settings.catch_up, now),
        overflow=not first and bool(fresh) and not any(stored),
        standing=tuple(standing),
    )


def _marks(own: Identity) -> tuple[str, ...]:
    marked = (("guid", own.guid), ("link", own.link), ("title", own.title_day))
    return tuple(f"{name} {mark}" for name, mark in marked if mark)


def _wants_page(source: Source, entry: Entry, fetch: Fetch, *, first: bool, now: datetime) -> bool:
    """Say whether an entry's page may change what becomes of it.

    Not where the feed has the full text, and not for what will end as baseline or stale anyway.
    """
    if not source.full_text or entry.link is None or len(entry.body) >= FULL_TEXT:
        return False
    age = now - believable(entry.published, now, day_only=entry.day_only)[0]
    if first and fetch.first_run is FirstRun.RECENT and entry.published is not None:
        return age <= RECENT or entry.day_only
    if first and fetch.first_run is not FirstRun.ALERT:
        return False
    return age <= fetch.fresh + timedelta(days=1)


async def file(  # noqa: PLR0913 - each is a different thing
    store: Store,
    desk: Desk,
    source: Source,
    plan: Plan,
    readings: Sequence[Reading],
    *,
    now: datetime,
    telling: Telling | None = None,
    only_for: str | None = None,
    closing: Closing | None = None,
) -> tuple[Line, ...]:
    """Judge, decide and store these items, and the poll's end if it is theirs, in one transaction.

    `telling` overrides how their changes are told, `only_for` names the one channel that is told
    (an operator's ad hoc crawl). Raises `StoreUnavailable`; then nothing of it is stored.
    """
    sitting = _Sitting(
        desk=desk,
        source=source,
        plan=plan,
        now=now,
        telling=telling or plan.telling,
        only_for=only_for,
    )
    articles = [article(source, reading, now) for reading in readings]
    # Judging a long article takes some ten milliseconds: not on the loop, nor while others wait
    # for the transaction.
    judged = await asyncio.to_thread(_judged, desk.watches, readings, articles)
    async with store.writing() as tx:
        lines = await sitting.file_all(tx, list(zip(readings, articles, judged, strict=True)))
        if closing is not None:
            at = [reading.entry.published for reading in readings if reading.entry.published]
            state = succeeded(plan.state, source.id, closing, now=now, newest=max(at, default=None))
            since = now - LISTED_EVERY
            await tx.listed(source.id, plan.standing, now=now, since=since)
            await tx.save_source(replace(state, listed_since=since), closing.validators)
    return lines


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sitting:
    """One transaction's worth of deciding."""

    desk: Desk
    source: Source
    plan: Plan
    now: datetime
    telling: Telling
    only_for: str | None

    async def file_all(
        self, tx: WriteTransaction, items: Sequence[tuple[Reading, Article, Judgement]]
    ) -> tuple[Line, ...]:
        """File each item, but not one that another process stored meanwhile."""
        stored = await tx.known(self.source.id, [one.identity for _, one, _ in items])
        lines = []
        for (reading, one, judgement), others in zip(items, stored, strict=True):
            if any(same(one.identity, other) for other in others):
                lines.append(seen_line(self.source, reading.entry, one.lang))
            else:
                lines.append(await self._file_one(tx, reading, one, judgement))
        return tuple(lines)

    async def _file_one(
        self, tx: WriteTransaction, reading: Reading, one: Article, judgement: Judgement
    ) -> Line:
        settings = self.desk.settings
        votes = recording.of_page(reading.votes, one.url or self.source.url)
        placed = await following.place(tx, one, judgement, settings, self.desk.compare)
        if placed.joins and await recording.tells_of_others(tx, placed.joins.story, votes):
            placed = placed.alone()
        verdict = decide(
            one,
            judgement,
            copies=await tx.copies(one, within=COPY_WINDOW),
            joins=placed.joins,
            fetch=settings.fetch,
            first_poll=self.plan.first_poll,
            unreadable=reading.unreadable,
            page_failed=reading.page_failed,
            now=self.now,
        )
        verdict = await recording.of_its_vote(tx, verdict, votes)
        stored = await recording.store_votes(tx, votes, now=self.now)
        item = StoredItem(
            article=one, judgement=judgement, verdict=verdict, config=settings.version
        )
        report = Report(article=one, judgement=judgement)
        story = await following.developed(tx, verdict, report, settings.sources, now=self.now)
        change = following.change(verdict, one, story, at=self.now, telling=self.telling)
        if change is not None:
            change = replace(change, only_for=self.only_for)
        number = await tx.add(item, change, [each.pair for each in stored])
        home = Home(story=verdict.story, article=number) if verdict.story else None
        await recording.settle(tx, home, votes, stored, begun=verdict.starts, now=self.now)
        await following.remember(tx, placed, verdict, number, story)
        await following.bridge(tx, placed, verdict, number, now=self.now, telling=self.telling)
        await self._ask_again(tx, reading, number)
        told = verdict.starts and change is not None and self.telling is not Telling.NONE
        return _line(one, verdict, number, told=told)

    async def _ask_again(self, tx: WriteTransaction, reading: Reading, number: int) -> None:
        if reading.again is not None and reading.entry.link is not None:
            errand = Errand(
                source=self.source.id,
                key=reading.entry.link,
                article=number,
                since=self.now,
                due=self.now + reading.again,
                validators=reading.validators,
            )
            await tx.save_errand(errand)


def _judged(
    watches: Watches, readings: Sequence[Reading], articles: Sequence[Article]
) -> list[Judgement]:
    """Return what the watches say of each article; nothing of one that could not be read."""
    return [
        Judgement()
        if reading.unreadable is not None
        else watches.judge(one.title, one.body, one.lang, one.at)
        for reading, one in zip(readings, articles, strict=True)
    ]


def article(source: Source, reading: Reading, now: datetime) -> Article:
    """Put together what the entry and its page say of one item."""
    entry, page = reading.entry, reading.page
    title = entry.title or (page.title if page else "")
    body = entry.body
    if page and len(page.text) > len(body):
        body = page.text
    published, day_only = entry.published, entry.day_only
    if page and page.published and (published is None or day_only > page.day_only):
        published, day_only = page.published, page.day_only
    at, doubt = believable(published, now, day_only=day_only)
    lang = (page.lang if page and body == page.text else None) or entry.lang
    authors = entry.authors or (page.authors if page else ())
    return Article(
        source=source.id,
        identity=identity(replace(entry, title=title)),
        id=entry.guid or entry.link,
        url=entry.link,
        title=title,
        body=body,
        lang=lang,
        published=published,
        day_only=day_only,
        seen=now,
        at=at,
        title_fold=title_fold(title),
        authors=authors,
        notes=(*entry.notes, *((doubt,) if doubt else ())),
    )


def _line(one: Article, verdict: Verdict, number: int, *, told: bool) -> Line:
    return Line(
        source=one.source,
        id=one.id,
        url=one.url,
        title=one.title,
        published=one.published,
        lang=one.lang,
        outcome=verdict.outcome,
        reason=verdict.reason,
        number=number,
        told=told,
    )


def seen_line(source: Source, entry: Entry, lang: str | None = None) -> Line:
    """Return the line of an entry that was stored before."""
    return Line(
        source=source.id,
        id=entry.guid or entry.link,
        url=entry.link,
        title=entry.title,
        published=entry.published,
        lang=lang or entry.lang,
        outcome=Outcome.SEEN,
        reason="stored before",
    )
