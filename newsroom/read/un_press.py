"""press.un.org: its listings and its articles, in the markup of each time since 1995.

Texts are kept whole and in order, annexes with their lists too: votes are read from them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsroom.errors import Unreadable
from newsroom.model import Entry, Listing, Page
from newsroom.read.dates import page_date
from newsroom.read.html import (
    brief,
    class_id,
    line,
    lines,
    only_unreadable,
    outermost,
    parse,
    select,
)
from newsroom.read.languages import detect
from newsroom.read.listings import base_of
from newsroom.read.page_meta import canonical
from newsroom.read.titles import MAX_TITLE
from newsroom.read.un_address import UnAddress, next_listing, un_address, un_listing_urls
from newsroom.read.urls import absolute

if TYPE_CHECKING:
    from newsroom.read.html import HtmlElement

__all__ = [
    "UnArticle",
    "next_listing",
    "read_un_article",
    "read_un_listing",
    "read_un_page",
    "un_article_of",
    "un_listing_urls",
]

#: The rows of 2026, of the search, and of the site before 2020.
_ROWS = (
    'article[class*="node--view-mode-content-list-item"], '
    'article[class*="node--view-mode-search-result"], '
    "div.views-row:has(div.views-field-title a)"
)
_ROW_TAGS = frozenset({"article", "tr", "li"})
_BODY = '[class*="field--name-body"], [class*="field-name-body"]'
_DATED = '[class*="name-field-dated"] time[datetime], [class*="date-display"][content]'
_DATE_TEXT = (
    '[class*="name-field-dated"], [class*="date-display"], [class*="views-field-field-dated"]'
)
_TITLE_TAIL = re.compile(
    r"\s*\|\s*(?:UN Press|Meetings Coverage and Press Releases|Couverture des réunions.*)\s*$",
    re.IGNORECASE,
)
#: The last line of an article; what follows belongs to the page.
_FOOTER = re.compile(
    r"^\W*(?:For information media\W+not an official record"
    r"|À l['’]intention des organes d['’]information\W+(?:document )?non officiel)\W*$",
    re.IGNORECASE | re.MULTILINE,
)
_IN_PROGRESS = re.compile(r"In progress at UNHQ|En cours au Siège de l['’]ONU", re.IGNORECASE)
_LONGEST_SIDE_BLOCK = 3_000
_RULE = re.compile(r"\n[\s*_\-–—]*\Z")
_SYMBOL = re.compile(r"\b[A-Z]{2,4}(?:/[A-Z]{1,4})?/\d{3,5}\b")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
#: How much of a text may hold the line with its date.
_HEAD_LINES = 15
_LONGEST_DATE_LINE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class UnArticle:
    """An article, and what only the UN's pages say of themselves."""

    page: Page
    #: `GA/12492`, by the address; by the text where the address tells none.
    symbol: str | None
    #: The first symbol that the text prints: another one than `symbol` is an oddity.
    printed: str | None
    #: `Meetings Coverage`, `Press Release` and their French names.
    doctype: str | None


# --- listings -----------------------------------------------------------------------------------


def read_un_listing(body: bytes, content_type: str | None, url: str) -> Listing:
    """Read a listing or search page; what is no article (live blogs) is left out.

    Raises `Unreadable` if this is no web page.
    """
    with only_unreadable():
        tree = parse(body, content_type)
        base = base_of(tree, url)
        rows = select(tree, _ROWS)
        notes = () if rows else ("no row of a known kind: every link to an article was taken",)
        entries: dict[str, Entry] = {}
        for link, row in _article_links(tree, rows):
            address = absolute(link.get("href"), base)
            if address and address not in entries and (entry := _entry(link, row, address)):
                entries[address] = entry
    if not entries:
        notes = ("no link to an article on the page",)
    return Listing(entries=tuple(entries.values()), notes=notes)


def _article_links(
    tree: HtmlElement, rows: list[HtmlElement]
) -> list[tuple[HtmlElement, HtmlElement]]:
    """Links to articles with their rows; without known rows, with what looks like one."""
    if rows:
        return [(a, row) for row in rows for a in select(row, "a[href]") if _is_article(a)]
    return [(a, _row_of(a)) for a in select(tree, "a[href]") if _is_article(a)]


def _is_article(link: HtmlElement) -> bool:
    return un_address(link.get("href")) is not None and bool(line(link))


def _row_of(link: HtmlElement) -> HtmlElement:
    for block in link.iterancestors():
        if block.tag in _ROW_TAGS or "views-row" in class_id(block):
            return block
    return link


def _entry(link: HtmlElement, row: HtmlElement, address: str) -> Entry | None:
    where = un_address(address)
    if where is None:
        return None
    published = _dated(row, where) or _first_day(select(row, "time[datetime]"))
    return Entry(
        link=address,
        title=line(link, limit=MAX_TITLE),
        body="\n".join(lines(element) for element in outermost(select(row, _BODY))),
        published=published,
        day_only=published is not None,
        lang=where.lang,
    )


# --- articles -----------------------------------------------------------------------------------


def read_un_page(body: bytes, content_type: str | None, url: str | None) -> Page:
    """Read an article's page; raises `Unreadable` if it has no title and no text."""
    return read_un_article(body, content_type, url).page


def read_un_article(body: bytes, content_type: str | None, url: str | None) -> UnArticle:
    """Read an article's page with its symbol and kind; raises `Unreadable` as `read_un_page`."""
    with only_unreadable():
        return un_article_of(parse(body, content_type), url)


def un_article_of(tree: HtmlElement, url: str | None) -> UnArticle:
    """Read an article from its tree, and change it; raises `Unreadable` as `read_un_page`."""
    named = canonical(tree, url)
    where = un_address(url or "") or un_address(named or "")
    title = _title(tree)
    text = _text(tree, title)
    printed = _SYMBOL.search(text)
    published = _dated(tree, where) or _day_in_text(text, where)
    doctypes = [line(e) for e in select(tree, '[class*="field-doctype"] a, [class*="doctype"]')]
    if not title and not text:
        raise Unreadable("nothing readable on the page")
    page = Page(
        url=named,
        title=title,
        text=text,
        published=published,
        day_only=published is not None,
        lang=where.lang if where else detect(f"{title}\n{text}", tree.get("lang")),
    )
    stated = printed.group() if printed else None
    return UnArticle(
        page=page,
        symbol=(where.symbol if where else None) or stated,
        printed=stated,
        doctype=next(filter(None, doctypes), None),
    )


def _title(tree: HtmlElement) -> str:
    for css in ("h1.page-header", "h1", "title"):
        for element in select(tree, css):
            if text := _TITLE_TAIL.sub("", line(element, limit=MAX_TITLE)):
                return text
    metas = select(tree, 'meta[property="og:title"][content]')
    return " ".join(metas[0].get("content").split())[:MAX_TITLE] if metas else ""


def _text(tree: HtmlElement, title: str) -> str:
    """Return the body field where there is one, else all between the title and the last line."""
    fields = [lines(field) for field in outermost(select(tree, _BODY)) if not _in_row(field)]
    text = max(fields, key=len, default="")
    return _without_footer(text or _between(tree, title))


def _in_row(field: HtmlElement) -> bool:
    """Tell whether a body field is the teaser of another article."""
    return any(
        "content-list-item" in class_id(block) or "views-row" in class_id(block)
        for block in field.iterancestors()
    )


def _between(tree: HtmlElement, title: str) -> str:
    for block in select(tree, "div, section, aside, table"):
        opening = brief(block, _LONGEST_SIDE_BLOCK)
        if _IN_PROGRESS.match(opening) and block.getparent() is not None:
            block.drop_tree()
    text = lines(tree)
    footers = list(_FOOTER.finditer(text))
    end = footers[-1].start() if footers else len(text)
    # The title may stand in the navigation too: the last one before the text is the heading.
    start = text.rfind(f"\n{title}\n", 0, end) if title else -1
    return text[start + len(title) + 2 if start >= 0 else 0 : end].strip()


def _without_footer(text: str) -> str:
    footers = list(_FOOTER.finditer(text))
    kept = text[: footers[-1].start()] if footers else text
    return _RULE.sub("", f"\n{_FOOTER.sub('', kept).strip()}\n").strip()


# --- dates --------------------------------------------------------------------------------------


def _dated(element: HtmlElement, where: UnAddress | None) -> datetime | None:
    """Day in the field of the date, or in its text: the hour there is always noon, and no hour."""
    if day := _first_day(select(element, _DATED)):
        return day
    for dated in select(element, _DATE_TEXT):
        text = brief(dated, _LONGEST_DATE_LINE)
        if text and (moment := page_date(text, where.lang if where else None)):
            return _noon(moment.at.isoformat())
    return _first_day(select(element, "article time[datetime]"))


def _first_day(times: list[HtmlElement]) -> datetime | None:
    return next(filter(None, (_noon(t.get("datetime") or t.get("content")) for t in times)), None)


def _day_in_text(text: str, where: UnAddress | None) -> datetime | None:
    """Day that an old text opens with, if its year is the address's; else the address's own day."""
    if where is None:
        return None
    for opening in text.split("\n")[:_HEAD_LINES]:
        if len(opening) > _LONGEST_DATE_LINE:
            continue
        moment = page_date(opening, where.lang)
        if moment and abs(moment.at.year - where.year) <= 1:
            return _noon(moment.at.isoformat())
    return _noon(where.day or "")


def _noon(stated: str) -> datetime | None:
    found = _DAY.match(stated.strip())
    if not found:
        return None
    try:
        year, month, day = map(int, found.groups())
        return datetime(year, month, day, 12, tzinfo=UTC)
    except ValueError:
        return None
