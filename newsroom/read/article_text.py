"""The text of an article: what trafilatura finds in a page cleared of what is no article."""

from __future__ import annotations

import itertools
import logging
from typing import TYPE_CHECKING

from newsroom.read.boilerplate import prune, without_boilerplate
from newsroom.read.html import brief, line, lines, outermost, select
from newsroom.read.text import clean

if TYPE_CHECKING:
    from newsroom.read.html import HtmlElement
    from newsroom.read.page_meta import Meta

#: trafilatura takes over 15 s on a page of some 100,000 elements; a real page has 500 to 8,000.
_MOST_ELEMENTS = 25_000
#: A text shorter than this may be a part of the article only: the plain way is tried as well.
_SHORT = 250
#: A cell with more text than this holds an article, not a figure: its table is layout.
_LONGEST_FIGURE = 200
_TABLE_PARTS = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th"})
_BODY = '[itemprop~="articleBody"]'
_PLACES = (_BODY, "article", "main", '[role="main"]', "#content", "body")


def article_text(tree: HtmlElement, meta: Meta, title: str) -> str:
    """Text of the article, one paragraph a line; `tree` is used up on the way."""
    bodies = select(tree, _BODY)
    prune(tree, bodies[0] if len(bodies) == 1 else None)
    _unfold_layout(tree)
    text = without_boilerplate(_extracted(tree), title)
    if len(text) >= _SHORT:
        return text
    plain = without_boilerplate(_plain(tree, meta), title)
    return plain if len(plain) > len(text) else text


def _unfold_layout(tree: HtmlElement) -> None:
    """Make blocks of the tables that only place things, as pages of 2005 do."""
    layout: set[HtmlElement] = set()
    for cell in select(tree, "td, th"):
        if select(cell, "p, div, table, h1, h2") or not brief(cell, _LONGEST_FIGURE):
            if not cell.text_content().strip():
                continue
            layout.update(itertools.islice(cell.iterancestors("table"), 1))
    for table in layout:
        for part in list(table.iter(*_TABLE_PARTS)):
            owner = part if part.tag == "table" else next(part.iterancestors("table"), table)
            if owner is table:
                part.tag = "div"


def _extracted(tree: HtmlElement) -> str:
    """Return what trafilatura takes for the article; empty where it finds none or fails."""
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return ""
    # Half a second: only a process that reads a page pays for it.
    from trafilatura import extract  # noqa: PLC0415 - see above

    # It logs an error for every page without an article; for us that is an ordinary case.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        text = extract(tree, favor_precision=True, include_comments=False, include_tables=True)
    except Exception:  # noqa: BLE001 - whatever it stumbles over, the plain way remains
        return ""
    return clean(text or "")


def _plain(tree: HtmlElement, meta: Meta) -> str:
    """Return what JSON-LD has, else the description and the paragraphs of the article's place."""
    paragraphs = _paragraphs(tree)
    if len(meta.stated.text) > len(paragraphs):
        return meta.stated.text
    lead = meta.first("og:description", "description", "twitter:description")
    opening = lead.rstrip(" .…")
    return paragraphs if not opening or opening in paragraphs else f"{lead}\n{paragraphs}".strip()


def _paragraphs(tree: HtmlElement) -> str:
    for css in _PLACES:
        for place in select(tree, css):
            found = [line(p) for p in outermost(select(place, "p, blockquote"))]
            if text := "\n".join(filter(None, found)):
                return text
    marked = select(tree, _BODY)
    return lines(marked[0]) if marked else ""
