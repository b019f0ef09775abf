"""Filing what a poll read: planned, completed by older listings and by pages, and stored."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from newsroom import ingest
from newsroom.errors import LeaseLost
from newsroom.fetched import FetchOutcome
from newsroom.polled import Closing
from spiders.kinds import KINDS
from spiders.listings import bring, merged
from spiders.look import doubts_about
from spiders.means import PollResult
from spiders.pages import Pages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsroom.fetched import Validators
    from newsroom.ingest import Line, Plan
    from newsroom.model import Entry, Listing, Reading
    from newsroom.settings import Source
    from spiders.listings import Gathered
    from spiders.means import Means, PollOptions

_log = logging.getLogger(__name__)

#: Items of one transaction, so that others may write in between.
_CHUNK = 100
#: Listings that are paged back for what may have been missed.
_MOST_BACK = 5


def lease_of(source: Source) -> str:
    """Return the name of the lease that whoever polls a source holds."""
    return f"poll:{source.id}"


class Filing:
    """One poll's filing, in as many transactions as it takes."""

    def __init__(self, source: Source, means: Means, options: PollOptions) -> None:
        self._source = source
        self._means = means
        self._options = options
        self._lines: list[Line] = []

    async def run(self, gathered: Gathered) -> PollResult:
        """File what the listings brought. Raises `StoreError`."""
        whole = gathered.listing
        plan = await self._plan(chosen(whole, self._options))
        missed = None
        if plan.overflow and not self._picky:
            older, missed = await self._page_back(gathered.read, whole)
            whole = merged((whole, older))
            plan = await self._plan(whole)
        doubts = [*filter(None, (gathered.note, missed)), *doubts_about(self._source, whole)]
        error = "; ".join(doubts) or None
        pages = await self._file(plan, self._closing(plan, whole, gathered, error))
        self._lines += [ingest.seen_line(self._source, entry) for entry in plan.seen]
        return PollResult(
            source=self._source.id,
            outcome=FetchOutcome.OK,
            error=error,
            lines=tuple(self._lines),
            pages=pages,
        )

    @property
    def _picky(self) -> bool:
        """Say whether only some of the items are wanted."""
        options = self._options
        return any(one is not None for one in (options.since, options.until, options.limit))

    async def _plan(self, listing: Listing) -> Plan:
        means = self._means
        return await ingest.plan(means.store, means.desk, self._source, listing, now=means.now())

    def _closing(
        self, plan: Plan, whole: Listing, gathered: Gathered, error: str | None
    ) -> Closing | None:
        """Return what ends the poll; None where items were left out, for then it is not over.

        A listing that is not as expected is read again next time, though it may not change.
        """
        if len(plan.fresh) + len(plan.seen) < len(whole.entries):
            return None
        as_expected = not any(doubts_about(self._source, whole))
        validators: Mapping[str, Validators] = gathered.validators if as_expected else {}
        return Closing(outcome=FetchOutcome.OK, error=error, validators=validators)

    async def _page_back(
        self, addresses: Sequence[str], first: Listing
    ) -> tuple[Listing, str | None]:
        """Read older listings until something known turns up; say so where it does not."""
        older = KINDS[self._source.kind].older
        found: list[Listing] = []
        whole = older is not None
        for address in addresses if older is not None else ():
            back, reached = await self._back_from(address)
            found += back
            whole = whole and reached
        _log.warning(
            "overflow source=%s items=%d pages_back=%d complete=%s",
            self._source.id, len(first.entries), len(found), whole,
        )  # fmt: skip
        note = f"none of the {len(first.entries)} items was there at the last poll"
        return merged(found), None if whole else f"{note}: some before them may have been missed"

    async def _back_from(self, address: str) -> tuple[list[Listing], bool]:
        older = KINDS[self._source.kind].older
        found: list[Listing] = []
        for _ in range(_MOST_BACK if older is not None else 0):
            address = older(address) if older is not None else address
            means = self._means
            brought = await bring(address, self._source, means.door, means.workers)
            if brought.listing is None:
                return found, False
            found.append(brought.listing)
            if (await self._plan(brought.listing)).seen:
                return found, True
        return found, False

    async def _file(self, plan: Plan, closing: Closing | None) -> int:
        """File all that is fresh, and the poll's end with the last of it; return the pages read."""
        pages = Pages(self._source, self._means.door, self._means.workers)
        bare = [await pages.without(one.entry) for one in plan.fresh if not one.page]
        paged = [one.entry for one in plan.fresh if one.page]
        chunks = [bare[at : at + _CHUNK] for at in range(0, len(bare), _CHUNK)]
        if not paged:
            *before, last = chunks or [[]]
            for chunk in before:
                await self._store(plan, chunk, None)
            await self._store(plan, last, closing)
            return 0
        for chunk in chunks:
            await self._store(plan, chunk, None)
        for entry in paged:
            ending = closing if entry is paged[-1] else None
            await self._store(plan, [await pages.read(entry)], ending)
        return pages.fetched

    async def _store(self, plan: Plan, readings: list[Reading], closing: Closing | None) -> None:
        means = self._means
        if not readings and closing is None:
            return
        if means.keeper is not None and not means.keeper.holds(lease_of(self._source)):
            raise LeaseLost("another process has taken over this source")
        self._lines += await ingest.file(
            means.store,
            means.desk,
            self._source,
            plan,
            readings,
            now=means.now(),
            telling=self._options.telling,
            only_for=self._options.only_for,
            closing=closing,
        )


def chosen(listing: Listing, options: PollOptions) -> Listing:
    """Return the wanted items, in the listing's order: by time, then the newest so many."""
    kept = [entry for entry in listing.entries if _within(entry, options)]
    if options.limit is not None:
        # Sorting is stable: what has no date stays in the order of the listing, after the rest.
        newest = sorted(kept, key=_age_rank)[: options.limit]
        wanted = {id(entry) for entry in newest}
        kept = [entry for entry in kept if id(entry) in wanted]
    return replace(listing, entries=tuple(kept))


def _within(entry: Entry, options: PollOptions) -> bool:
    at = entry.published
    if at is None:
        return True
    return (options.since is None or at >= options.since) and (
        options.until is None or at <= options.until
    )


def _age_rank(entry: Entry) -> float:
    return -entry.published.timestamp() if entry.published else float("inf")
