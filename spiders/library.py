"""The UN Digital Library: its newest voting records, and those of votes that pages told of.

A page of the day names the small sides and the draft; the record has every name and the number of
the resolution, days or weeks later. Until it comes it is asked for, less and less often.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode, urlsplit, urlunsplit

from newsroom import polled
from newsroom.ballot import Part, Sourced
from newsroom.errors import Unreadable
from newsroom.fetched import Failed, Fetched, FetchOutcome
from newsroom.model import Errand
from newsroom.polled import Closing
from newsroom.recording import record
from newsroom.un import bodies, work
from newsroom.un.sourced import slot_of
from spiders.means import PollResult

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from newsroom.fetched import Validators
    from newsroom.settings import Source
    from newsroom.un.records import LeftOut
    from spiders.means import Means

_log = logging.getLogger(__name__)

ACCEPT: Final = "application/xml, text/xml;q=0.9, */*;q=0.5"
#: Records of one answer.
_A_PAGE: Final = 50
#: Records that are asked for in one poll, one by one.
_MOST: Final = 10
#: A record is asked for so long after its vote became known, then after twice as long each time,
_FIRST: Final = timedelta(hours=6)
_LONGEST: Final = timedelta(days=7)
#: and no more after so long.
_GIVEN_UP: Final = timedelta(days=90)
#: Bodies whose votes the Library has records of.
_RECORDED: Final = (bodies.ASSEMBLY, bodies.COUNCIL)


def newest(source: Source) -> tuple[str, ...]:
    """Return the address of the newest records."""
    return (_search(source.url, ""),)


def of_symbol(source: Source, symbol: str) -> str:
    """Return the address of the records in which a symbol stands."""
    return _search(source.url, f'"{symbol}"')


def _search(url: str, words: str) -> str:
    """Return a search of the collection of votes, the newest first, as MARCXML."""
    parts = urlsplit(url)
    query = {
        "cc": "Voting Data",
        "c": "Voting Data",
        "ln": "en",
        "p": words,
        "fct__9": "Vote",
        "rg": _A_PAGE,
        "jrec": 1,
        "so": "d",
        "of": "xm",
    }
    path = parts.path if parts.path.strip("/") else "/search"
    return urlunsplit((parts.scheme, parts.netloc, path, urlencode(query), ""))


@dataclass(slots=True, kw_only=True)
class Asked:
    """What the Library answered, and what it is to be asked for next."""

    votes: list[Sourced] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    validators: dict[str, Validators] = field(default_factory=dict)
    #: The newest records did not come.
    failure: Failed | None = None
    #: Single records did not come.
    trouble: str | None = None
    errands: list[Errand] = field(default_factory=list)
    #: Keys of records that are no longer wanted.
    over: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Say whether there is nothing to store."""
        return not (self.votes or self.left_out or self.errands or self.over or self.failure)

    @property
    def note(self) -> str | None:
        """What an operator should know although the Library answers."""
        if self.trouble is None and self.left_out:
            first = self.left_out[0]
            return f"{len(self.left_out)} records left out, the first ({first.record}): {first.why}"
        return self.trouble


async def ask(source: Source, means: Means, known: Mapping[str, Validators]) -> Asked:
    """Ask for the newest records, and for those whose time has come."""
    asked = Asked()
    (url,) = newest(source)
    answer = await _bring(url, source, means, asked, known.get(url))
    if isinstance(answer, Failed):
        asked.failure = answer
        return asked
    asked.validators[url] = answer
    await _ask_for_each(source, means, asked)
    return asked


async def _bring(
    url: str, source: Source, means: Means, asked: Asked, known: Validators | None = None
) -> Validators | Failed:
    """Fetch and read one answer; records come with their votes."""
    answer = await means.door.get(url, source=source.id, validators=known, accept=ACCEPT)
    if isinstance(answer, Failed):
        return answer
    if isinstance(answer, Fetched):
        # A record may be of tomorrow where its meeting was.
        today = means.now().date() + timedelta(days=1)
        try:
            votes, left_out = await means.workers.run(work.records, answer.body, today)
        except Unreadable as error:
            return Failed(url=url, outcome=FetchOutcome.UNREADABLE, reason=str(error))
        asked.votes += votes
        asked.left_out += left_out
    return answer.validators


async def _ask_for_each(source: Source, means: Means, asked: Asked) -> None:
    now = means.now()
    async with means.store.reading() as tx:
        pages = await tx.votes_of_pages(now - _GIVEN_UP)
        waiting = {one.key: one for one in await tx.errands(source.id)}
    came = {slot_of(one) for one in asked.votes}
    wanted = {slot_of(one): one for one in pages if _has_record(one)}
    asked.over = [key for key in waiting if key not in wanted]
    asked.errands = [
        Errand(source=source.id, key=key, since=now, due=now + _FIRST)
        for key in wanted
        if key not in waiting and key not in came
    ]
    due = [one for key, one in waiting.items() if key in wanted and one.due <= now]
    for errand in due[:_MOST]:
        vote = wanted[errand.key].vote
        url = of_symbol(source, vote.symbol or vote.draft or "")
        answer = await _bring(url, source, means, asked)
        if isinstance(answer, Failed):
            asked.trouble = f"a record did not come ({url}): {answer.reason}"
            return
        asked.errands.append(_later(errand, now))


def _has_record(one: Sourced) -> bool:
    vote = one.vote
    return vote.body in _RECORDED and vote.part is Part.WHOLE and bool(vote.symbol or vote.draft)


def _later(errand: Errand, now: datetime) -> Errand:
    wait = min(_FIRST * 2 ** min(errand.tries + 1, 10), _LONGEST)
    return replace(errand, tries=errand.tries + 1, due=now + wait)


async def store(source: Source, means: Means, asked: Asked) -> PollResult:
    """Store what came and what it changes, with the source's state, in one transaction.

    With the lease of the source. Raises `StoreError`.
    """
    now = means.now()
    outcome = FetchOutcome.OK if asked.votes or asked.left_out else FetchOutcome.UNCHANGED
    closing = Closing(outcome=outcome, error=asked.note, validators=asked.validators)
    async with means.store.writing() as tx:
        changes = await record(tx, asked.votes, since=now - _GIVEN_UP, now=now)
        await tx.drop_errands(source.id, asked.over)
        for errand in asked.errands:
            await tx.save_errand(errand)
        before = await tx.source_state(source.id)
        after = polled.succeeded(before, source.id, closing, now=now, newest=None)
        await tx.save_source(after, asked.validators)
    _log.info(
        "records source=%s votes=%d left_out=%d changes=%d",
        source.id, len(asked.votes), len(asked.left_out), changes,
    )  # fmt: skip
    return PollResult(
        source=source.id,
        outcome=outcome,
        error=asked.note,
        records=len(asked.votes),
        changes=changes,
    )
