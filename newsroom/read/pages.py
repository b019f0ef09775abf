"""What one web page says: title, text, date, language, authors and its own address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.errors import Unreadable
from newsroom.model import Page
from newsroom.read.article_text import article_text
from newsroom.read.authors import page_authors
from newsroom.read.html import line, lines, only_unreadable, outermost, parse, select
from newsroom.read.languages import detect
from newsroom.read.page_meta import canonical, declared_language, read_meta
from newsroom.read.published import element_date, page_published
from newsroom.read.titles import MAX_TITLE, page_title
from newsroom.read.un_address import un_address
from newsroom.read.un_press import read_un_page

if TYPE_CHECKING:
    from newsroom.read.dates import Moment
    from newsroom.read.html import HtmlElement
    from newsroom.read.page_meta import Meta


def read_page(  # noqa: PLR0913 - three optional selectors, by name only
    body: bytes,
    content_type: str | None,
    url: str | None,
    *,
    title_css: str | None = None,
    date_css: str | None = None,
    body_css: str | None = None,
) -> Page:
    """Read an article's page; `url` is where it was fetched, None for a file.

    A selector that finds something holds against everything else that the page says. A press
    release of the UN is read as such, so that its lists of votes stay whole.
    Raises `Unreadable` if this is no web page, or one without title and text.
    """
    with only_unreadable():
        tree = parse(body, content_type)
        named = canonical(tree, url)
        if un_address(url or named or "") and not body_css:
            return read_un_page(body, content_type, url)
        meta = read_meta(tree, url)
        title = _first_line(tree, title_css) or page_title(tree, meta)
        declared = declared_language(tree, meta)
        lang = detect(_sample(tree, meta, title), declared)
        moment = _selected_date(tree, date_css, lang) or page_published(tree, meta, title, lang)
        authors = page_authors(tree, meta)
        # Last, for it takes the tree apart.
        text = _blocks(tree, body_css) or article_text(tree, meta, title)
    if not title and not text:
        raise Unreadable("nothing readable on the page")
    return Page(
        url=named,
        title=title,
        text=text,
        published=moment.at if moment else None,
        day_only=moment.day_only if moment else False,
        lang=detect(f"{title}\n{text}", declared),
        authors=authors,
    )


def _first_line(tree: HtmlElement, css: str | None) -> str:
    found = (line(element, limit=MAX_TITLE) for element in (select(tree, css) if css else ()))
    return next(filter(None, found), "")


def _blocks(tree: HtmlElement, css: str | None) -> str:
    """Text of all that `css` finds, a part of which may lie within another."""
    found = outermost(select(tree, css)) if css else []
    return "\n".join(filter(None, map(lines, found)))


def _selected_date(tree: HtmlElement, css: str | None, lang: str | None) -> Moment | None:
    found = (element_date(element, lang) for element in (select(tree, css) if css else ()))
    return next(filter(None, found), None)


def _sample(tree: HtmlElement, meta: Meta, title: str) -> str:
    """Return some of the page's words, to tell its language before its text is known."""
    described = meta.first("og:description", "description")
    return f"{title}\n{described}" if title else lines(tree)[:1000]
