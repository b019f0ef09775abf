"""The tables of the store in memory: what a transaction writes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsroom.store.memory_stories import Tales
from newsroom.store.memory_votes import Ballots

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from newsroom.fetched import Validators
    from newsroom.model import Identity, SourceState, StoredItem
    from newsroom.store.memory_outbox import Waiting


@dataclass(slots=True)
class Tables:
    """What a transaction writes; the values are frozen, so that a copy of the tables is cheap."""

    items: dict[int, StoredItem] = field(default_factory=dict)
    by_identity: dict[tuple[str, Identity], int] = field(default_factory=dict)
    #: (kind of mark, mark) to the numbers of the items that have it.
    by_mark: dict[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)
    stories: dict[str, int] = field(default_factory=dict)
    changes: dict[str, Waiting] = field(default_factory=dict)
    sources: dict[str, SourceState] = field(default_factory=dict)
    validators: dict[str, Mapping[str, Validators]] = field(default_factory=dict)
    #: Item to the last time that it was noted in a listing.
    listed: dict[int, datetime] = field(default_factory=dict)
    ballots: Ballots = field(default_factory=Ballots)
    tales: Tales = field(default_factory=Tales)
    last_item: int = 0
    last_story: int = 0

    def copy(self) -> Tables:
        """Return tables that can be written without touching these."""
        return replace(
            self,
            items=dict(self.items),
            by_identity=dict(self.by_identity),
            by_mark=dict(self.by_mark),
            stories=dict(self.stories),
            changes=dict(self.changes),
            sources=dict(self.sources),
            validators=dict(self.validators),
            listed=dict(self.listed),
            ballots=self.ballots.copy(),
            tales=self.tales.copy(),
        )

    def last_listed(self, item: StoredItem) -> datetime:
        """Return when an item was last noted in a listing."""
        return self.listed.get(item.number, item.article.seen)

    def stands(self, item: StoredItem) -> bool:
        """Say whether an item stands in the listing of its source that was read last."""
        source = self.sources.get(item.article.source)
        since = source.listed_since if source else None
        return since is not None and self.last_listed(item) >= since

    def marked(self, kind: str, mark: str | None) -> tuple[StoredItem, ...]:
        """Return the items with this mark."""
        return tuple(self.items[number] for number in self.by_mark.get((kind, mark or ""), ()))


def marks_of(item: StoredItem) -> tuple[tuple[str, str], ...]:
    """Return the marks by which an item is found."""
    identity = item.article.identity
    marks = (
        ("guid", identity.guid),
        ("link", identity.link),
        ("title_day", identity.title_day),
        ("title_fold", item.article.title_fold),
    )
    return tuple((kind, mark) for kind, mark in marks if mark)


def drop(tables: Tables, item: StoredItem) -> int:
    """Take an item out of all tables, with its changes; return how many rows went."""
    del tables.items[item.number]
    del tables.by_identity[item.article.source, item.article.identity]
    tables.listed.pop(item.number, None)
    tables.ballots.drop_article(item.number)
    tables.tales.drop_article(item.number)
    for mark in marks_of(item):
        tables.by_mark[mark] = tuple(
            number for number in tables.by_mark[mark] if number != item.number
        )
    keys = [key for key, one in tables.changes.items() if one.item.number == item.number]
    for key in keys:
        del tables.changes[key]
    return 1 + len(keys)


def drop_stories(tables: Tables, told_of: set[str | None]) -> int:
    """Forget the stories that nothing holds any more; return how many there were."""
    held = told_of | {item.verdict.story for item in tables.items.values()}
    held |= {one.change.story for one in tables.changes.values()}
    gone = [key for key in tables.stories if key not in held]
    for key in gone:
        del tables.stories[key]
        tables.tales.records.pop(key, None)
    return len(gone)
