"""Pages that are read again some hours and days later, for they are corrected after they appeared.

What is due stands in the database. A page that has not changed costs a conditional request.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from newsroom.errors import Unreadable
from newsroom.fetched import Failed, Fetched, FetchOutcome
from newsroom.recording import reread
from newsroom.un.work import extract_votes
from spiders.kinds import KINDS, PAGES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsroom.ballot import Vote
    from newsroom.model import Errand
    from newsroom.settings import Source
    from spiders.means import Means

_log = logging.getLogger(__name__)

#: Pages read again in one poll: what is new goes before.
_MOST = 3
#: A page that did not come is asked for again after so long, until its last time has passed.
_LATER = timedelta(hours=1)


async def due_pages(source: Source, means: Means) -> Sequence[Errand]:
    """Return the pages of a source that are to be read again now, the longest due first."""
    if not KINDS[source.kind].again:
        return ()
    async with means.store.reading() as tx:
        errands = await tx.errands(source.id)
    return [one for one in errands if one.due <= means.now()][:_MOST]


async def read_again(source: Source, means: Means, due: Sequence[Errand]) -> int:
    """Read these pages again and store what changed; return how many changes there are.

    With the lease of the source. Raises `StoreError`.
    """
    changes = 0
    for errand in due:
        answer = await means.door.get(
            errand.key, source=source.id, validators=errand.validators, accept=PAGES
        )
        if isinstance(answer, Failed):
            await _put_off(source, means, errand, answer)
            if answer.outcome is FetchOutcome.RATE_LIMITED:
                break
            continue
        votes = await _votes(source, means, answer) if isinstance(answer, Fetched) else None
        known = replace(errand, validators=answer.validators)
        following = _next(known, KINDS[source.kind].again, means.now())
        changes += await _store(means, errand, votes, following)
    return changes


async def _votes(source: Source, means: Means, page: Fetched) -> tuple[Vote, ...] | None:
    try:
        return await means.workers.run(extract_votes, page.body, page.content_type, page.url)
    except Unreadable as error:
        _log.warning("votes not read source=%s page=%s: %s", source.id, page.url, error)
        return None


async def _store(
    means: Means, errand: Errand, votes: tuple[Vote, ...] | None, following: Errand | None
) -> int:
    """Store what a page tells, and when it is to be read next, in one transaction."""
    now = means.now()
    async with means.store.writing() as tx:
        changes = 0 if votes is None else await reread(tx, errand, votes, now=now)
        if following is None:
            await tx.drop_errands(errand.source, (errand.key,))
        else:
            await tx.save_errand(following)
    _log.info("read again page=%s changes=%d", errand.key, changes)
    return changes


async def _put_off(source: Source, means: Means, errand: Errand, failure: Failed) -> None:
    wait = max(_LATER, timedelta(seconds=failure.retry_after or 0))
    due = means.now() + wait
    last = errand.since + KINDS[source.kind].again[-1] + timedelta(days=1)
    following = replace(errand, due=due) if due <= last else None
    await _store(means, errand, None, following)


def _next(errand: Errand, again: Sequence[timedelta], now: datetime) -> Errand | None:
    """Return when a page is to be read next; what was slept through is made up for by this time."""
    due = next((errand.since + after for after in again if errand.since + after > now), None)
    return None if due is None else replace(errand, tries=errand.tries + 1, due=due)
