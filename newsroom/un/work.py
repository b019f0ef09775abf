"""What worker processes run for votes: top-level functions with plain arguments."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from newsroom.model import Entry, Listing
from newsroom.read.un_address import un_address
from newsroom.un import bodies
from newsroom.un.document import of_entry
from newsroom.un.extract import votes_in, votes_of
from newsroom.un.records import LeftOut, read_records

if TYPE_CHECKING:
    from datetime import date

    from newsroom.ballot import Sourced, Vote
    from newsroom.model import Article

#: "Draft" or "resolution", "vote", "veto" in the four languages that are read.
_VOTING: Final = re.compile(
    r"\b(?:resol|draft|vote|voting|veto|adopt|r[eé]solution|projet|voix|adopción|proyecto|vot[oa]s?\b"
    r"|резолюц|проект|голос|вето|воздерж)",
    re.IGNORECASE,
)
#: Characters of a text that are looked at: what it is about stands there.
_LOOKED_AT: Final = 20_000


def may_tell(title: str, text: str, url: str | None) -> bool:
    """Say whether a text may tell of a vote at the United Nations: of a body, and of voting.

    A press release may say "the Assembly" all along: its address tells the body.
    """
    start = f"{title}\n{text[:_LOOKED_AT]}"
    if _VOTING.search(start) is None:
        return False
    address = un_address(url or "")
    release = bodies.of_release(address.symbol) if address else None
    return release is not None or bodies.named(start) is not None


def extract_votes(body: bytes, content_type: str | None, url: str | None) -> tuple[Vote, ...]:
    """Return the votes that a page or a feed tells of; `url` is None for a file."""
    return votes_in(body, content_type, url)


def entry_votes(entry: Entry) -> tuple[Vote, ...]:
    """Return the votes that an item of a feed tells of by itself."""
    return votes_of(of_entry(entry))


def votes_told(article: Article) -> tuple[Vote, ...]:
    """Return the votes that an article's text tells of."""
    if not may_tell(article.title, article.body, article.url):
        return ()
    return entry_votes(
        Entry(
            link=article.url,
            title=article.title,
            body=article.body,
            published=article.published,
            day_only=article.day_only,
        )
    )


def records(body: bytes, today: date) -> tuple[tuple[Sourced, ...], tuple[LeftOut, ...]]:
    """Return the votes of the Library's answer, and the records that make no sense."""
    found = tuple(read_records(io.BytesIO(body), today=today))
    left_out = tuple(one for one in found if isinstance(one, LeftOut))
    return tuple(one for one in found if not isinstance(one, LeftOut)), left_out


def record_listing(
    body: bytes, content_type: str | None, url: str, usual: tuple[str, ...]
) -> Listing:
    """Return the Library's answer as a listing, for looking at it."""
    del content_type, url, usual
    votes, left_out = records(body, datetime.now(UTC).date() + timedelta(days=1))
    return Listing(
        entries=tuple(_entry(one) for one in votes),
        notes=tuple(f"record {one.record} left out: {one.why}" for one in left_out),
    )


def _entry(one: Sourced) -> Entry:
    vote = one.vote
    noon = None if vote.date is None else datetime.fromisoformat(f"{vote.date}T12:00:00+00:00")
    return Entry(
        guid=one.record,
        link=one.source if one.source.startswith("http") else None,
        title=f"{vote.symbol or vote.draft}: {vote.title}",
        published=noon,
        day_only=True,
        lang="en",
    )
