"""The listings of a source: fetched, read in a worker, and put together; older ones on demand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsroom.errors import Unreadable
from newsroom.fetched import Failed, FetchOutcome, Unchanged
from newsroom.model import Listing
from spiders.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsroom.fetched import Fetched, Validators
    from newsroom.settings import Source
    from spiders.door import Door
    from spiders.workers import Workers


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What one address brought: a listing, nothing new, or a failure."""

    url: str
    listing: Listing | None = None
    validators: Validators | None = None
    failure: Failed | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """What all addresses of a source brought."""

    all: tuple[Brought, ...]

    @property
    def listing(self) -> Listing:
        """All items, each once."""
        return merged(one.listing for one in self.all if one.listing is not None)

    @property
    def validators(self) -> Mapping[str, Validators]:
        """The validators of the addresses that answered."""
        return {one.url: one.validators for one in self.all if one.validators is not None}

    @property
    def read(self) -> tuple[str, ...]:
        """The addresses that brought a listing."""
        return tuple(one.url for one in self.all if one.listing is not None)

    @property
    def failures(self) -> tuple[Failed, ...]:
        """What went wrong."""
        return tuple(one.failure for one in self.all if one.failure is not None)

    @property
    def failure(self) -> Failed | None:
        """The failure of the source: none as long as one of its addresses answers."""
        return self.failures[0] if len(self.failures) == len(self.all) else None

    @property
    def note(self) -> str | None:
        """What an operator should know although the source answers."""
        if not self.failures:
            return None
        first = self.failures[0]
        of = f"{len(self.failures)} of {len(self.all)} listings failed"
        return f"{of}, the first ({first.url}): {first.reason}"


async def gather(
    source: Source, door: Door, workers: Workers, validators: Mapping[str, Validators]
) -> Gathered:
    """Fetch and read every listing of a source, one after another."""
    addresses = KINDS[source.kind].listings(source)
    return Gathered(
        tuple([await bring(url, source, door, workers, validators.get(url)) for url in addresses])
    )


async def bring(
    url: str, source: Source, door: Door, workers: Workers, validators: Validators | None = None
) -> Brought:
    """Fetch and read one listing; one without items is a failure."""
    kind = KINDS[source.kind]
    if validators is None:
        # There will be something to read, and workers take a moment to start.
        workers.prepare()
    answer = await door.get(url, source=source.id, validators=validators, accept=kind.accept)
    if isinstance(answer, Failed):
        return Brought(url=url, failure=answer)
    if isinstance(answer, Unchanged):
        return Brought(url=url, validators=answer.validators)
    return await _read(url, answer, source, workers)


async def _read(url: str, answer: Fetched, source: Source, workers: Workers) -> Brought:
    kind = KINDS[source.kind]
    try:
        listing = await workers.run(
            kind.read_listing,
            answer.body,
            answer.content_type,
            answer.url,
            source.languages,
            *kind.more(source),
        )
    except Unreadable as error:
        failure = Failed(url=url, outcome=FetchOutcome.UNREADABLE, reason=str(error))
        return Brought(url=url, failure=failure)
    if not listing.entries:
        failure = Failed(url=url, outcome=FetchOutcome.EMPTY, reason=_empty(listing))
        return Brought(url=url, failure=failure)
    return Brought(url=url, listing=listing, validators=answer.validators)


def _empty(listing: Listing) -> str:
    notes = f" ({'; '.join(listing.notes)})" if listing.notes else ""
    return f"it can be read, but there is no item in it{notes}"


def merged(listings: Iterable[Listing]) -> Listing:
    """Put listings together, in order; an item that several of them show comes once."""
    parts = tuple(listings)
    if len(parts) == 1:
        return parts[0]
    entries = {
        (entry.guid, entry.link, entry.title): entry
        for listing in reversed(parts)
        for entry in reversed(listing.entries)
    }
    return Listing(
        entries=tuple(reversed(entries.values())),
        notes=tuple(note for listing in parts for note in listing.notes),
    )
