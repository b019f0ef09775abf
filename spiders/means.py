"""What a poll needs, how it may differ, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsroom.fetched import FetchOutcome

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from newsroom.ingest import Desk, Line
    from newsroom.model import Telling
    from newsroom.store.lease import Keeper
    from newsroom.store.protocol import Store
    from spiders.door import Door
    from spiders.workers import Workers

#: How a poll of a healthy source ends.
HEALTHY = frozenset({FetchOutcome.OK, FetchOutcome.UNCHANGED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What polls need of the program."""

    door: Door
    workers: Workers
    store: Store
    desk: Desk
    #: None in a dry run: nothing is leased.
    keeper: Keeper | None
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class PollOptions:
    """How an ad hoc crawl differs from a poll on schedule."""

    #: Only items published from here, and up to there; undated ones stay.
    since: datetime | None = None
    until: datetime | None = None
    #: Only so many items, the newest.
    limit: int | None = None
    #: How changes are told, whatever catching up says.
    telling: Telling | None = None
    #: The one channel that is told of them.
    only_for: str | None = None
    #: Fetch and read all of it now, whatever is remembered.
    unconditional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PollResult:
    """What a poll came to."""

    source: str
    outcome: FetchOutcome
    #: One line; None for a healthy source.
    error: str | None = None
    #: What became of the items, those seen before among them.
    lines: tuple[Line, ...] = ()
    #: Article pages that were fetched.
    pages: int = 0
    #: Voting records that came.
    records: int = 0
    #: Changes to stories that votes brought: pages read again, and voting records.
    changes: int = 0
    seconds: float = 0.0
    #: False: the database could not be used; the source may be well.
    stored: bool = True
    #: Nothing was asked: the back-off of an earlier failure is not over.
    waiting: bool = False

    @property
    def failed(self) -> bool:
        """Say whether the source brought no answer."""
        return self.outcome not in HEALTHY

    @property
    def busy(self) -> bool:
        """Say whether another process is polling the source."""
        return self.outcome is FetchOutcome.BUSY
