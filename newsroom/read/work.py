"""What worker processes run: the readers, with each text's language corrected.

Top-level functions with plain arguments, so that they can be sent to another process by name. All
raise `Unreadable`. `usual` are the languages that a source is known to publish in.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsroom.read.feeds import read_feed
from newsroom.read.languages import detect
from newsroom.read.listings import read_listing
from newsroom.read.pages import read_page
from newsroom.read.un_press import read_un_listing, read_un_page

if TYPE_CHECKING:
    from newsroom.model import Entry, Listing, Page
    from newsroom.settings import Select

Usual = tuple[str, ...]
#: Declared by nobody and too plain for rules: only the model can tell its language.
_PLAIN = "The ministers met again in the town hall to speak about the border and the road."


def warm() -> None:
    """Import and load what the readers otherwise load at their first use, about a second's work."""
    document = f"<html><body><h1>Title</h1><article><p>{_PLAIN}</p></article></body></html>"
    read_any_page(document.encode(), "text/html", None)
    item = f"<item><title>{_PLAIN}</title></item>"
    feed(f"<rss version='2.0'><channel>{item}</channel></rss>".encode(), None, "http://a/", ())


def feed(body: bytes, content_type: str | None, url: str, usual: Usual) -> Listing:
    """Read a feed of any kind."""
    return _in_its_language(read_feed(body, content_type, url), usual)


def page_listing(
    body: bytes, content_type: str | None, url: str, usual: Usual, select: Select
) -> Listing:
    """Read the rows of a listing page by selectors."""
    return _in_its_language(read_listing(body, content_type, url, select), usual)


def un_listing(body: bytes, content_type: str | None, url: str, usual: Usual) -> Listing:
    """Read a listing of press.un.org."""
    return _in_its_language(read_un_listing(body, content_type, url), usual)


def article(
    body: bytes, content_type: str | None, url: str, usual: Usual, select: Select | None = None
) -> Page:
    """Read an article's page; selectors, where given, hold against what it says elsewhere."""
    page = read_page(
        body,
        content_type,
        url,
        title_css=None,
        date_css=select.date if select else None,
        body_css=select.body if select else None,
    )
    return _corrected(page, usual)


def un_article(body: bytes, content_type: str | None, url: str, usual: Usual) -> Page:
    """Read an article's page of press.un.org."""
    return _corrected(read_un_page(body, content_type, url), usual)


def read_any_page(body: bytes, content_type: str | None, url: str | None) -> Page:
    """Read a page of which nothing is known; `url` is None for a file."""
    return _corrected(read_page(body, content_type, url), ())


def _in_its_language(listing: Listing, usual: Usual) -> Listing:
    return replace(listing, entries=tuple(_said(entry, usual) for entry in listing.entries))


def _said(entry: Entry, usual: Usual) -> Entry:
    lang = detect(f"{entry.title}\n{entry.body}", entry.lang, usual)
    return entry if lang == entry.lang else replace(entry, lang=lang)


def _corrected(page: Page, usual: Usual) -> Page:
    lang = detect(f"{page.title}\n{page.text}", page.lang, usual)
    return page if lang == page.lang else replace(page, lang=lang)
