"""Listing pages of sites without a feed: rows and links by the operator's selectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.model import Entry, Listing
from newsroom.read.html import HtmlElement, line, only_unreadable, parse, select
from newsroom.read.languages import detect
from newsroom.read.page_meta import declared_language, read_meta
from newsroom.read.published import element_date
from newsroom.read.titles import MAX_TITLE
from newsroom.read.urls import absolute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.settings import Select

#: Newest first: what is over it is history.
MAX_ENTRIES = 5_000
_MOST_NOTES = 20


def read_listing(body: bytes, content_type: str | None, url: str, select_by: Select) -> Listing:
    """Read the rows of a listing page, in its order.

    A row that cannot be read becomes a note. Raises `Unreadable` if this is no web page or a
    selector is none.
    """
    with only_unreadable():
        tree = parse(body, content_type)
        base = base_of(tree, url)
        declared = declared_language(tree, read_meta(tree, url))
        rows = select(tree, select_by.item)[:MAX_ENTRIES]
        entries: dict[str, Entry] = {}
        notes: list[str] = []
        for number, row in enumerate(rows, start=1):
            entry = _entry(row, base, select_by, declared)
            if entry is None:
                notes.append(f"row {number} has no link that can be followed")
            elif entry.link and entry.link not in entries:
                entries[entry.link] = entry
    if not rows:
        notes.append(f"no element matches `item` selector `{select_by.item}`")
    return Listing(entries=tuple(entries.values()), notes=tuple(notes[:_MOST_NOTES]))


def base_of(tree: HtmlElement, url: str) -> str:
    """Address that relative links start from: the first `<base href>`, else the page's own."""
    hrefs = (element.get("href", "") for element in select(tree, "base[href]"))
    return next(filter(None, (absolute(href, url) for href in hrefs)), url)


def _entry(row: HtmlElement, base: str, select_by: Select, declared: str | None) -> Entry | None:
    links = list(_links(row, base, select_by.link))
    if not links:
        return None
    address = links[0][1]
    title = _title(row, [link for link, where in links if where == address], select_by.title)
    lang = detect(title, declared)
    dates = (element_date(e, lang) for e in select(row, select_by.date or "time[datetime]"))
    moment = next(filter(None, dates), None)
    return Entry(
        link=address,
        title=title,
        published=moment.at if moment else None,
        day_only=moment.day_only if moment else False,
        lang=lang,
        notes=() if title else ("the row has no title",),
    )


def _links(row: HtmlElement, base: str, css: str) -> Iterator[tuple[HtmlElement, str]]:
    """Links of a row that lead to pages; the selector may name them or what holds them."""
    for found in select(row, css):
        for link in (found, *select(found, "a[href]")):
            href = link.get("href", "").strip()
            # A link within the page leads to no other one.
            if href and not href.startswith("#") and (address := absolute(href, base)):
                yield link, address
                break


def _title(row: HtmlElement, links: list[HtmlElement], css: str | None) -> str:
    """Title by its selector, else the links' text, their title attribute, a picture's text."""
    texts = [line(element, limit=MAX_TITLE) for element in (select(row, css) if css else ())]
    texts += [line(link, limit=MAX_TITLE) for link in links]
    texts += [link.get("title", "") for link in links]
    texts += [img.get("alt", "") for link in links for img in select(link, "img[alt]")]
    return " ".join(next(filter(str.strip, texts), "").split())[:MAX_TITLE]
