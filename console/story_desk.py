"""What an operator decides about stories: merged, split, withdrawn. Each is one transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsroom.facts import State
from newsroom.model import Change, ChangeKind, Telling
from newsroom.stories.developments import develop
from newsroom.stories.record import Phase
from newsroom.stories.said import Report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsroom.facts import StoryFacts
    from newsroom.model import StoredItem
    from newsroom.settings import Source
    from newsroom.store.protocol import Store
    from newsroom.stories.record import StoryRecord

    Sources = Sequence[Source]


async def merge(store: Store, into: int, other: int, *, sources: Sources, now: datetime) -> str:
    """Make one story a part of another; raises `LookupError` where there is nothing to merge."""
    kept, gone = await _open(store, into), await _open(store, other)
    if kept.number == gone.number:
        raise LookupError(f"#{into} is one story already")
    reports = [*await store.reports(kept.key), *await store.reports(gone.key)]
    facts = _facts(reports, sources, now)
    async with store.writing() as tx:
        await tx.merge_stories(kept.key, gone.key)
        await tx.save_story(kept.key, facts, kept.phase)
        change = _change(f"{kept.key}/merged/{gone.key}", kept.key, ChangeKind.MERGED, now=now)
        change = replace(change, facts=replace(facts, other=gone.number) if facts else None)
        await tx.add_change(change, _last(reports, into).number)
    return f"#{other} is part of #{into} now."


async def split(
    store: Store, number: int, articles: Sequence[int], *, sources: Sources, now: datetime
) -> str:
    """Give some of a story's articles a story of their own; raises `LookupError`."""
    record = await _open(store, number)
    reports = await store.reports(record.key)
    known = {one.number for one in reports}
    strangers = sorted(set(articles) - known)
    if strangers:
        raise LookupError(f"#{number} has no article {strangers[0]}")
    if known <= set(articles):
        raise LookupError(f"nothing would stay in #{number}")
    away = [one for one in reports if one.number in set(articles)]
    stay = [one for one in reports if one.number not in set(articles)]
    key = f"{record.key}/split/{min(articles)}"
    facts = _facts(away, sources, now)
    async with store.writing() as tx:
        await tx.split_story(key, articles)
        begun = await tx.story_number(key)
        await tx.save_story(key, facts, Phase.DEVELOPING)
        left = _facts(stay, sources, now)
        await tx.save_story(record.key, left, record.phase)
        change = _change(f"{key}/split", record.key, ChangeKind.SPLIT, now=now)
        change = replace(change, facts=replace(left, other=begun) if left else None)
        await tx.add_change(change, _last(stay, number).number)
    return f"#{begun} has {len(away)} articles of #{number} now."


async def withdraw(store: Store, number: int, *, sources: Sources, now: datetime) -> str:
    """Withdraw a story, so that those who were told of it are told so; raises `LookupError`."""
    record = await _open(store, number)
    reports = await store.reports(record.key)
    facts = record.facts or _facts(reports, sources, now)
    facts = replace(facts, state=State.WITHDRAWN) if facts else None
    async with store.writing() as tx:
        await tx.save_story(record.key, facts, Phase.WITHDRAWN)
        change = _change(f"{record.key}/withdrawn", record.key, ChangeKind.WITHDRAWN, now=now)
        change = replace(change, facts=facts)
        await tx.add_change(change, _last(reports, number).number)
    return f"#{number} is withdrawn."


async def _open(store: Store, number: int) -> StoryRecord:
    record = await store.story(number)
    if record is None:
        raise LookupError(f"there is no story #{number}")
    if record.merged_into is not None:
        raise LookupError(f"#{number} is part of #{record.merged_into}")
    return record


def _last(reports: Sequence[StoredItem], number: int) -> StoredItem:
    if not reports:
        raise LookupError(f"#{number} has no article any more")
    return reports[-1]


def _change(key: str, story: str, kind: ChangeKind, *, now: datetime) -> Change:
    """Return what an operator decided about a story, to be told at once."""
    return Change(key=key, story=story, kind=kind, telling=Telling.LIVE, at=now)


def _facts(reports: Sequence[StoredItem], sources: Sources, now: datetime) -> StoryFacts | None:
    """Tell a story anew, from its reports in the order of their arrival."""
    facts = None
    for one in sorted(reports, key=lambda item: item.number):
        report = Report(article=one.article, judgement=one.judgement)
        facts = develop(facts, report, {source.id: source for source in sources}, now).facts
    return facts
