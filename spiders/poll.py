"""One poll of one source, from its fetch to its stored state. What a site does never escapes it.

1. Not before the back-off of the last failure is over.
2. Fetch the listings with the stored validators, read what changed in a worker.
3. Only with the lease `poll:<source>` is anything written; where nothing is, none is taken.
4. Plan; where nothing on the listing was known, page back for what may have been missed.
5. File what needs no page, then read and file page by page, oldest first.
6. The validators and the source's state are stored with the last items, never before.
7. Pages whose time has come are read again, a few in each poll.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from newsroom import polled
from newsroom.errors import StoreError
from newsroom.fetched import FetchOutcome
from newsroom.polled import Closing
from spiders import library
from spiders.filing import Filing, lease_of
from spiders.listings import gather
from spiders.look import Look, look
from spiders.means import HEALTHY, Means, PollOptions, PollResult
from spiders.rereading import due_pages, read_again

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from datetime import datetime

    from newsroom.fetched import Failed, Validators
    from newsroom.model import SourceState
    from newsroom.settings import Source
    from spiders.listings import Gathered

__all__ = ["Look", "Means", "PollOptions", "PollResult", "due", "look", "poll"]

_log = logging.getLogger(__name__)

#: A source where nothing changes has its state stored this often; an outage lasts 30 min.
_SAVED_EVERY = timedelta(minutes=1)
#: Seconds for which a crawl that somebody asked for waits until another process is done.
_CRAWL_WAITS = 15.0
_LEASE_ASKED_EVERY = 0.25


def due(state: SourceState | None, now: datetime) -> bool:
    """Say whether a source may be polled: its back-off after a failure is over."""
    return state is None or state.retry_at is None or now >= state.retry_at


async def poll(source: Source, means: Means, options: PollOptions) -> PollResult:
    """Poll a source once. Raises nothing but `CancelledError`; what was filed by then stays."""
    began = time.monotonic()
    try:
        result = await _poll(source, means, options)
        if not (result.failed or result.waiting):
            again = await _read_again(source, means)
            result = replace(result, changes=result.changes + again)
    except StoreError as error:
        # Whoever asked says so: one trouble is no line for each source and each poll.
        _log.info("poll not stored source=%s: %s", source.id, error)
        result = replace(_failed(source, means, str(error)), stored=False)
    except Exception as error:  # noqa: BLE001 - the one place: nothing of a source stops the program
        _log.exception("poll failed source=%s", source.id)
        result = _failed(source, means, f"unexpected: {type(error).__name__}: {error}")
    _log.info(
        "poll source=%s outcome=%s items=%d pages=%d",
        source.id, result.outcome, len(result.lines), result.pages,
    )  # fmt: skip
    return replace(result, seconds=time.monotonic() - began)


@asynccontextmanager
async def _leased(source: Source, means: Means, *, patience: float) -> AsyncIterator[bool]:
    """Hold the source's lease for the block; False where another process keeps it.

    `patience`: seconds to wait for it.
    """
    keeper, name = means.keeper, lease_of(source)
    until = time.monotonic() + patience
    while keeper is not None and not await keeper.take(name):
        if time.monotonic() >= until:
            yield False
            return
        await asyncio.sleep(_LEASE_ASKED_EVERY)
    try:
        yield True
    finally:
        if keeper is not None:
            # It outlives by itself; what the poll brought is stored already.
            with suppress(StoreError):
                await keeper.give_back(name)


def _busy(source: Source) -> PollResult:
    return PollResult(
        source=source.id,
        outcome=FetchOutcome.BUSY,
        error="another process is polling this source",
    )


def _failed(source: Source, means: Means, text: str) -> PollResult:
    line = " ".join(means.desk.settings.redactor.clean(text).split())
    return PollResult(source=source.id, outcome=FetchOutcome.FAILED, error=line)


async def _poll(source: Source, means: Means, options: PollOptions) -> PollResult:
    async with means.store.reading() as tx:
        state = await tx.source_state(source.id)
        known = {} if options.unconditional else await tx.validators(source.id)
    if not options.unconditional and state is not None and not due(state, means.now()):
        return PollResult(
            source=source.id,
            outcome=state.last_outcome or FetchOutcome.FAILED,
            error=state.last_error,
            waiting=True,
        )
    work = _Work(source=source, means=means, options=options, state=state, known=known)
    if source.kind == "un_library":
        return await _poll_library(work)
    return await _poll_listings(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """One poll that is due."""

    source: Source
    means: Means
    options: PollOptions
    state: SourceState | None
    known: Mapping[str, Validators]

    @property
    def patience(self) -> float:
        """Seconds to wait for the lease."""
        return _CRAWL_WAITS if self.options.unconditional else 0.0


async def _poll_listings(work: _Work) -> PollResult:
    source, means, known = work.source, work.means, work.known
    gathered = await gather(source, means.door, means.workers, known)
    if (
        not gathered.read
        and not gathered.failure
        and _fresh(work.state, gathered.note, means.now())
    ):
        return _unchanged(source, gathered)
    async with _leased(source, means, patience=work.patience) as ours:
        if not ours:
            return _busy(source)
        if gathered.failure is not None:
            return await _note_failure(source, means, gathered.failure)
        if not gathered.read:
            return await _note_unchanged(source, means, gathered)
        return await Filing(source, means, work.options).run(gathered)


async def _poll_library(work: _Work) -> PollResult:
    """Poll the UN's Library: what comes are no items, but records of votes."""
    source, means = work.source, work.means
    asked = await library.ask(source, means, work.known)
    if asked.empty and _fresh(work.state, asked.note, means.now()):
        return PollResult(source=source.id, outcome=FetchOutcome.UNCHANGED, error=asked.note)
    async with _leased(source, means, patience=work.patience) as ours:
        if not ours:
            return _busy(source)
        if asked.failure is not None:
            return await _note_failure(source, means, asked.failure)
        return await library.store(source, means, asked)


async def _read_again(source: Source, means: Means) -> int:
    """Read pages again whose time has come; return how many changes that brought."""
    due_now = await due_pages(source, means)
    if not due_now:
        return 0
    async with _leased(source, means, patience=0.0) as ours:
        return await read_again(source, means, due_now) if ours else 0


async def _note_failure(source: Source, means: Means, failure: Failed) -> PollResult:
    now = means.now()
    async with means.store.writing() as tx:
        before = await tx.source_state(source.id)
        after = polled.failed(before, source, failure, now=now, jitter=random.random())
        await tx.save_source(after)
    return PollResult(source=source.id, outcome=failure.outcome, error=failure.reason)


async def _note_unchanged(source: Source, means: Means, gathered: Gathered) -> PollResult:
    outcome, validators = FetchOutcome.UNCHANGED, gathered.validators
    closing = Closing(outcome=outcome, error=gathered.note, validators=validators)
    async with means.store.writing() as tx:
        before = await tx.source_state(source.id)
        after = polled.succeeded(before, source.id, closing, now=means.now(), newest=None)
        await tx.save_source(after, validators)
    return _unchanged(source, gathered)


def _unchanged(source: Source, gathered: Gathered) -> PollResult:
    return PollResult(source=source.id, outcome=FetchOutcome.UNCHANGED, error=gathered.note)


def _fresh(state: SourceState | None, error: str | None, now: datetime) -> bool:
    """Say whether the stored state is still true enough: then an unchanged poll writes nothing."""
    return (
        state is not None
        and state.last_success is not None
        and state.last_outcome in HEALTHY
        and state.last_error == error
        and timedelta() <= now - state.last_success < _SAVED_EVERY
    )
