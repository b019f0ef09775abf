"""A page as votes are read from it: title, paragraphs, day, language, body, and its own address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newsroom.errors import Unreadable
from newsroom.read.boilerplate import prune, without_boilerplate
from newsroom.read.html import lines, only_unreadable, outermost, parse, select
from newsroom.read.page_meta import canonical, read_meta
from newsroom.read.published import page_published
from newsroom.read.titles import page_title
from newsroom.read.un_address import un_address
from newsroom.read.un_press import un_article_of
from newsroom.un import bodies

if TYPE_CHECKING:
    from datetime import date, datetime

    from newsroom.model import Entry
    from newsroom.read.html import HtmlElement


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What one page or one item of a feed says, ready to be read."""

    title: str
    text: str
    day: date | None
    #: One of the four that are read.
    lang: str
    #: The body whose meeting a press release covers; None where only the words tell.
    body: str | None
    url: str | None


def read_document(body: bytes, content_type: str | None, url: str | None) -> Document:
    """Read a page of any of the UN's sites, or a story about the UN; raises `Unreadable`."""
    with only_unreadable():
        tree = parse(body, content_type)
        named = canonical(tree, url)
        if un_address(url or "") or un_address(named or "") or _is_press_page(tree):
            return _press(tree, url)
        return _story(tree, url, named)


_PRESS_MARKS: Final = (
    '[class*="field--name-body"], [class*="field-name-body"], [class*="field--name-field-doctype"]'
)
_PRESS_WORDS: Final = re.compile(
    r"For information media\W+not an official record"
    r"|organes d['’]information\W+(?:document )?non officiel",
    re.IGNORECASE,
)


def _is_press_page(tree: HtmlElement) -> bool:
    """Tell a press release that does not name its address."""
    return bool(select(tree, _PRESS_MARKS)) or bool(
        _PRESS_WORDS.search(tree.text_content()[-5_000:])
    )


def _press(tree: HtmlElement, url: str | None) -> Document:
    article = un_article_of(tree, url)
    page = article.page
    where = un_address(url or "") or un_address(page.url or "")
    lang = where.lang if where else language_of(f"{page.title}\n{page.text}")
    return Document(
        title=page.title,
        text=page.text,
        day=_day(page.published),
        lang=lang,
        body=bodies.of_release(article.symbol) or bodies.of_release(article.printed),
        url=page.url or url,
    )


_PLACES: Final = (
    '[itemprop~="articleBody"]',
    "article",
    "main",
    '[role="main"]',
    "#content",
    "body",
)
_ENOUGH: Final = 200


def _story(tree: HtmlElement, url: str | None, named: str | None) -> Document:
    meta = read_meta(tree, url)
    title = page_title(tree, meta)
    lang = language_of(f"{title}\n{lines(tree)[:4000]}")
    published = page_published(tree, meta, title, lang)
    marked = select(tree, '[itemprop~="articleBody"]')
    prune(tree, marked[0] if len(marked) == 1 else None)
    text = without_boilerplate(_main_text(tree), title)
    if not title and not text:
        raise Unreadable("nothing readable on the page")
    body = bodies.HUMAN_RIGHTS if _is_geneva(url or named or "", title, text) else None
    return Document(
        title=title,
        text=text,
        day=_day(published.at if published else None),
        lang=lang,
        body=body,
        url=named or url,
    )


def _is_geneva(address: str, title: str, text: str) -> bool:
    """Tell a release about a meeting of the Human Rights Council from a story that mentions it."""
    first = bodies.named(title) or bodies.named(text[:600])
    return first == bodies.HUMAN_RIGHTS and (
        "ohchr.org" in address
        or "ungeneva.org" in address
        or bodies.named(text[:3_000]) == bodies.HUMAN_RIGHTS
    )


def _main_text(tree: HtmlElement) -> str:
    """Return the whole text of the article's place: no list of names may be lost."""
    for css in _PLACES:
        found = [lines(place) for place in outermost(select(tree, css))]
        text = max(found, key=len, default="")
        if len(text) >= _ENOUGH or css == "body":
            return text
    return lines(tree)


def of_entry(entry: Entry) -> Document:
    """Return an item of a feed as a document."""
    where = un_address(entry.link or "")
    return Document(
        title=entry.title,
        text=entry.body if entry.body != entry.title else "",
        day=_day(entry.published),
        lang=where.lang if where else language_of(f"{entry.title}\n{entry.body}"),
        body=bodies.of_release(where.symbol) if where else None,
        url=entry.link,
    )


def _day(published: datetime | None) -> date | None:
    return published.date() if published else None


# --- language -----------------------------------------------------------------------------------

_FUNCTION_WORDS: Final = {
    "en": re.compile(r"\b(?:the|of|and|to|in|by|with|for|was|that)\b", re.IGNORECASE),
    "fr": re.compile(r"\b(?:le|la|les|des|du|et|une|par|dans|pour|est)\b", re.IGNORECASE),
    "es": re.compile(r"\b(?:el|la|los|las|del|y|una|por|con|para|que)\b", re.IGNORECASE),
}
_CYRILLIC: Final = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN: Final = re.compile(r"[a-z]", re.IGNORECASE)
_SAMPLE: Final = 6_000


def language_of(text: str) -> str:
    """Return which of the four languages a text is in, by its letters and its small words."""
    sample = text[:_SAMPLE]
    if len(_CYRILLIC.findall(sample)) > len(_LATIN.findall(sample)):
        return "ru"
    return max(_FUNCTION_WORDS, key=lambda lang: len(_FUNCTION_WORDS[lang].findall(sample)))
