"""Looking at a source without storing anything: what it shows now, and what seems wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spiders.listings import gather

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from newsroom.model import Entry, Listing
    from newsroom.settings import Source
    from spiders.door import Door
    from spiders.workers import Workers

#: A listing whose newest item is older than this makes one wonder.
_OLD_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a source showed when it was looked at."""

    source: str
    #: None where it answered.
    error: str | None = None
    items: int = 0
    newest: datetime | None = None
    #: What an operator should look into.
    doubts: tuple[str, ...] = ()
    #: One line: how many items, how old the newest.
    summary: str = ""

    @property
    def failed(self) -> bool:
        """Say whether it brought no items."""
        return self.error is not None


async def look(
    source: Source, door: Door, workers: Workers, *, now: Callable[[], datetime]
) -> Look:
    """Fetch and read a source's listings once."""
    gathered = await gather(source, door, workers, {})
    if gathered.failure is not None:
        return Look(source=source.id, error=gathered.failure.reason)
    listing = gathered.listing
    dates = [entry.published for entry in listing.entries if entry.published is not None]
    newest = max(dates, default=None)
    doubts = [gathered.note] if gathered.note else []
    doubts += [*doubts_about(source, listing), *listing.notes, *_stale(newest, now())]
    return Look(
        source=source.id,
        items=len(listing.entries),
        newest=newest,
        doubts=tuple(doubts),
        summary=_summary(listing, newest),
    )


def _summary(listing: Listing, newest: datetime | None) -> str:
    when = f"the newest of {newest:%Y-%m-%d %H:%M} UTC" if newest else "without dates"
    return f"{len(listing.entries)} items, {when}"


def _stale(newest: datetime | None, now: datetime) -> Iterator[str]:
    if newest is not None and (days := (now - newest).days) > _OLD_DAYS:
        yield f"the newest item is {days} days old"


def doubts_about(source: Source, listing: Listing) -> Iterator[str]:
    """Say in which way a listing is not what the configuration expects of it."""
    expects = source.expects
    if expects is None:
        return
    found = len(listing.entries)
    if found < expects.min_items:
        yield f"{found} items, {expects.min_items} are expected (expects.min_items)"
    undated = sum(_undated(entry) for entry in listing.entries)
    if expects.dated and undated * 2 > found:
        yield f"{undated} of {found} items have no date that can be read (expects.dated)"


def _undated(entry: Entry) -> bool:
    return entry.published is None
