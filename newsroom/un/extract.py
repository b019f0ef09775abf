"""Votes from pages and feeds: the tellings of a document made into checked votes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newsroom.read.feeds import read_feed
from newsroom.read.text import fold_plain
from newsroom.un import bodies, symbols
from newsroom.un.check import checked
from newsroom.un.document import of_entry, read_document
from newsroom.un.merge import merged
from newsroom.un.tellings import tellings
from newsroom.un.votes import Method, Side, Vote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsroom.un.document import Document


def votes_of_page(body: bytes, content_type: str | None, url: str | None) -> tuple[Vote, ...]:
    """Return the votes that a page tells of as taken in its meeting; raises `Unreadable`."""
    return votes_of(read_document(body, content_type, url))


def votes_of_feed(body: bytes, content_type: str | None, url: str | None) -> tuple[Vote, ...]:
    """Return the votes that the items of a feed state, each once; raises `Unreadable`."""
    listing = read_feed(body, content_type, url or "http://localhost/")
    return _numbered(_once(vote for entry in listing.entries for vote in votes_of(of_entry(entry))))


_FEED: Final = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)


def votes_in(body: bytes, content_type: str | None, url: str | None) -> tuple[Vote, ...]:
    """Return the votes of a page or a feed, whichever the bytes are; raises `Unreadable`."""
    start = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if _FEED.search(start) or start[:1] == b"{":
        return votes_of_feed(body, content_type, url)
    return votes_of_page(body, content_type, url)


def votes_of(document: Document) -> tuple[Vote, ...]:
    """Return the votes of a document."""
    told = merged(tellings(document))
    if len(told) == 1 and document.body is None and not told[0].object.quoted:
        # A story about one vote is headed by it; what follows "on" there is a part of a sentence.
        told = [replace(told[0], object=replace(told[0].object, title=document.title))]
    found = [checked(telling, document) for telling in told]
    kept = [vote for vote in found if vote is not None]
    if len(kept) == 1 and not kept[0].title:
        kept = [replace(kept[0], title=document.title)]
    return _numbered(kept)


# --- ids ----------------------------------------------------------------------------------------

_LONGEST_SLUG: Final = 60


def _numbered(votes: Iterable[Vote]) -> tuple[Vote, ...]:
    """Give each vote its id; votes on the same part of the same text are numbered in order."""
    seen: dict[str, int] = {}
    numbered: list[Vote] = []
    for vote in votes:
        text = vote.draft or vote.symbol or _slug(vote.title)
        prefix = f"{bodies.CODES[vote.body]}/{vote.date or 'undated'}/{text}/{vote.part.value}"
        seen[prefix] = seen.get(prefix, 0) + 1
        numbered.append(replace(vote, id=f"{prefix}/{seen[prefix]}".replace(" ", "")))
    return tuple(numbered)


def _slug(title: str) -> str:
    words = re.findall(r"[^\W_]+", fold_plain(title))
    slug = "-".join(words)[:_LONGEST_SLUG].strip("-")
    return slug or "untitled"


# --- the same vote in several items of a feed ---------------------------------------------------


def _once(votes: Iterable[Vote]) -> list[Vote]:
    kept: list[Vote] = []
    for vote in votes:
        if not any(_same(vote, other) for other in kept):
            kept.append(vote)
    return kept


def _same(one: Vote, two: Vote) -> bool:
    """Tell a vote that two items tell: the same document, or the same day and all three numbers."""
    if one.body != two.body or one.part is not two.part:
        return False
    for mine, other in ((one.draft, two.draft), (one.symbol, two.symbol)):
        if mine and other:
            return symbols.key(mine) == symbols.key(other) and dict(one.counts) == dict(two.counts)
    counted = {Side.YES, Side.NO, Side.ABSTAIN} <= set(one.counts)
    return (
        counted
        and one.date == two.date
        and dict(one.counts) == dict(two.counts)
        and one.method is not Method.WITHOUT_A_VOTE
    )
