"""The kinds of source: what to poll, how it is read, and where older items are. A row is a kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from newsroom.read import work
from newsroom.read.un_address import next_listing, un_listing_urls
from newsroom.un.work import record_listing
from spiders import library

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsroom.model import Listing, Page
    from newsroom.settings import Source

_FEEDS = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)
PAGES = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How sources of one kind are polled and read."""

    #: Accept header for its listings.
    accept: str
    #: Addresses of its listings.
    listings: Callable[[Source], tuple[str, ...]]
    #: Functions of `newsroom.read.work`, with what they take after body, type, address, languages.
    read_listing: Callable[..., Listing]
    read_page: Callable[..., Page]
    more: Callable[[Source], tuple[Any, ...]]
    #: The address of the older items of a listing; None where there is none.
    older: Callable[[str], str] | None = None
    #: When its pages are read again, counted from first sight: they are corrected.
    again: tuple[timedelta, ...] = ()


def _own_address(source: Source) -> tuple[str, ...]:
    return (source.url,)


def _nothing(_source: Source) -> tuple[Any, ...]:
    return ()


KINDS: Mapping[str, Kind] = {
    "feed": Kind(
        accept=_FEEDS,
        listings=_own_address,
        read_listing=work.feed,
        read_page=work.article,
        more=_nothing,
    ),
    "page": Kind(
        accept=PAGES,
        listings=_own_address,
        read_listing=work.page_listing,
        read_page=work.article,
        more=lambda source: (source.select,),
    ),
    "un_press": Kind(
        accept=PAGES,
        listings=lambda source: un_listing_urls(source.url),
        read_listing=work.un_listing,
        read_page=work.un_article,
        more=_nothing,
        older=next_listing,
        again=(timedelta(hours=3), timedelta(hours=24), timedelta(days=7)),
    ),
    # Its records are no items: `poll` hands it to `library.py`. As a listing it is only looked at.
    "un_library": Kind(
        accept=library.ACCEPT,
        listings=library.newest,
        read_listing=record_listing,
        read_page=work.article,
        more=_nothing,
    ),
}
