"""The pages behind the entries of a listing, one after another, until the site says enough."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from newsroom.errors import Unreadable
from newsroom.fetched import Failed, FetchOutcome, Unchanged
from newsroom.model import Reading
from newsroom.read.un_address import un_address
from newsroom.un import bodies, work
from newsroom.un.work import may_tell
from spiders.kinds import KINDS, PAGES
from spiders.workers import Overrun

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

    from newsroom.ballot import Vote
    from newsroom.fetched import Fetched
    from newsroom.model import Entry
    from newsroom.settings import Source
    from spiders.door import Door
    from spiders.workers import Workers

_log = logging.getLogger(__name__)

#: After so many pages in a row that did not come for lack of an answer, no more are asked for.
_ENOUGH = 3
_NO_ANSWER = {
    FetchOutcome.TIMED_OUT,
    FetchOutcome.NOT_CONNECTED,
    FetchOutcome.NOT_RESOLVED,
    FetchOutcome.BROKEN_ANSWER,
}


class Pages:
    """Reads the pages of one poll."""

    def __init__(self, source: Source, door: Door, workers: Workers) -> None:
        self._source = source
        self._door = door
        self._workers = workers
        self._silent = 0
        self._stop: str | None = None
        #: Pages that came.
        self.fetched = 0

    async def read(self, entry: Entry) -> Reading:
        """Return an entry with what its page adds, or with why it adds nothing.

        A page that did not come, or says nothing, leaves the entry to be judged by itself. One
        that had its worker killed makes the item unreadable.
        """
        if entry.link is None:
            return await self.without(entry)
        if self._stop is not None:
            return await self.without(entry, self._stop)
        answer = await self._door.get(entry.link, source=self._source.id, accept=PAGES)
        self._learn(answer if isinstance(answer, Failed) else None)
        if isinstance(answer, Failed | Unchanged):
            reason = answer.reason if isinstance(answer, Failed) else "nothing came"
            return await self.without(entry, reason)
        self.fetched += 1
        return await self._read(entry, answer)

    async def without(self, entry: Entry, failed: str | None = None) -> Reading:
        """Return an entry without its page, with the votes that it tells of by itself."""
        told = may_tell(entry.title, entry.body, entry.link)
        return Reading(
            entry=entry,
            page_failed=failed,
            votes=await self._votes(entry, work.entry_votes, entry) if told else (),
            again=None if failed is None else self._again(entry),
        )

    async def _read(self, entry: Entry, answer: Fetched) -> Reading:
        kind = KINDS[self._source.kind]
        more = (self._source.languages, *kind.more(self._source))
        try:
            page = await self._workers.run(
                kind.read_page, answer.body, answer.content_type, answer.url, *more
            )
        except Overrun as error:
            return Reading(entry=entry, unreadable=str(error))
        except Unreadable as error:
            if entry.title or entry.body:
                return await self.without(entry, str(error))
            return Reading(entry=entry, unreadable=str(error))
        told = may_tell(page.title, page.text, entry.link)
        args = (answer.body, answer.content_type, answer.url)
        return Reading(
            entry=entry,
            page=page,
            votes=await self._votes(entry, work.extract_votes, *args) if told else (),
            again=self._again(entry),
            validators=answer.validators,
        )

    async def _votes(
        self, entry: Entry, function: Callable[..., tuple[Vote, ...]], *args: object
    ) -> tuple[Vote, ...]:
        """Return the votes that are told; none where they cannot be read, which costs no item."""
        try:
            return await self._workers.run(function, *args)
        except Unreadable as error:
            _log.warning("votes not read source=%s page=%s: %s", self._source.id, entry.link, error)
            return ()

    def _again(self, entry: Entry) -> timedelta | None:
        """Say after how long a page is to be read again: one about a meeting that may vote."""
        again = KINDS[self._source.kind].again
        address = un_address(entry.link or "")
        covers = bodies.of_release(address.symbol) if address else None
        return again[0] if again and covers is not None else None

    def _learn(self, failure: Failed | None) -> None:
        """Stop asking a site that wants to be left alone, or does not answer."""
        if failure is not None and failure.outcome is FetchOutcome.RATE_LIMITED:
            self._stop = f"not asked for: an earlier page ended with {failure.reason}"
        no_answer = failure is not None and failure.outcome in _NO_ANSWER
        self._silent = self._silent + 1 if no_answer else 0
        if failure is not None and self._silent == _ENOUGH:
            self._stop = f"not asked for: {_ENOUGH} pages in a row did not come ({failure.reason})"
