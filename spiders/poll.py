"""One poll of one source, from its lease to its stored state. What a site does never escapes it.

1. Not before the back-off of the last failure is over, and only with the lease `poll:<source>`.
2. Fetch the listings with the stored validators, read what changed in a worker.
3. Plan; where nothing on the listing was known, page back for what may have been missed.
4. File what needs no page, then read and file page by page, oldest first.
5. The validators and the source's state are stored with the last items, never before.
"""

from __future__ import annotations

import logging
import random
import time
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from newsroom import ingest
from newsroom.errors import StoreError
from newsroom.ingest import Closing
from newsroom.model import FetchOutcome
from spiders.filing import Filing, lease_of
from spiders.listings import gather
from spiders.look import Look, look
from spiders.means import HEALTHY, Means, PollOptions, PollResult

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from newsroom.model import Failed, SourceState
    from newsroom.settings import Source
    from spiders.listings import Gathered

__all__ = ["Look", "Means", "PollOptions", "PollResult", "due", "look", "poll"]

_log = logging.getLogger(__name__)

#: A source where nothing changes has its state stored this often; an outage lasts 30 min.
_SAVED_EVERY = timedelta(minutes=1)


def due(state: SourceState | None, now: datetime) -> bool:
    """Say whether a source may be polled: its back-off after a failure is over."""
    return state is None or state.retry_at is None or now >= state.retry_at


async def poll(source: Source, means: Means, options: PollOptions) -> PollResult:
    """Poll a source once. Raises nothing but `CancelledError`; what was filed by then stays."""
    began = time.monotonic()
    try:
        async with _leased(source, means) as ours:
            result = await _poll(source, means, options) if ours else _busy(source)
    except StoreError as error:
        _log.error("poll not stored source=%s: %s", source.id, error)
        result = _failed(source, means, str(error))
    except Exception as error:  # noqa: BLE001 - the one place: nothing of a source stops the program
        _log.exception("poll failed source=%s", source.id)
        result = _failed(source, means, f"unexpected: {type(error).__name__}: {error}")
    _log.info(
        "poll source=%s outcome=%s items=%d pages=%d",
        source.id, result.outcome, len(result.lines), result.pages,
    )  # fmt: skip
    return replace(result, seconds=time.monotonic() - began)


@asynccontextmanager
async def _leased(source: Source, means: Means) -> AsyncIterator[bool]:
    """Hold the source's lease for the block; False where another process has it."""
    name = lease_of(source)
    if means.keeper is None:
        yield True
    elif await means.keeper.take(name):
        try:
            yield True
        finally:
            # It outlives by itself; what the poll brought is stored already.
            with suppress(StoreError):
                await means.keeper.give_back(name)
    else:
        yield False


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
    gathered = await gather(source, means.door, means.workers, known)
    if gathered.failure is not None:
        return await _note_failure(source, means, state, gathered.failure)
    if not gathered.read:
        return await _note_unchanged(source, means, state, gathered)
    return await Filing(source, means, options).run(gathered)


async def _note_failure(
    source: Source, means: Means, state: SourceState | None, failure: Failed
) -> PollResult:
    now = means.now()
    after = ingest.failed(state, source, failure, now=now, jitter=random.random())
    async with means.store.writing() as tx:
        await tx.save_source(after)
    return PollResult(source=source.id, outcome=failure.outcome, error=failure.reason)


async def _note_unchanged(
    source: Source, means: Means, state: SourceState | None, gathered: Gathered
) -> PollResult:
    """Remember the success, but not at every poll: it is the only thing to write."""
    now = means.now()
    closing = Closing(
        outcome=FetchOutcome.UNCHANGED, error=gathered.note, validators=gathered.validators
    )
    if not _fresh(state, gathered.note, now):
        after = ingest.succeeded(state, source.id, closing, now=now, newest=None)
        async with means.store.writing() as tx:
            await tx.save_source(after, closing.validators)
    return PollResult(source=source.id, outcome=FetchOutcome.UNCHANGED, error=gathered.note)


def _fresh(state: SourceState | None, error: str | None, now: datetime) -> bool:
    """Say whether the stored state still says what is true."""
    return (
        state is not None
        and state.last_success is not None
        and state.last_outcome in HEALTHY
        and state.last_error == error
        and timedelta() <= now - state.last_success < _SAVED_EVERY
    )
