"""The one place where bytes become an lxml tree, and where a tree becomes text.

lxml's HTML parser reads no DTD, so it resolves no entities of a page's own, and libxml2 stops at
255 levels of nesting and at 10 MB of one text; `no_network` and `huge_tree` keep it so.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree  # type: ignore[import-untyped]  # lxml has no types
from lxml.cssselect import CSSSelector  # type: ignore[import-untyped]  # likewise
from lxml.html import HtmlElement, HTMLParser, document_fromstring  # type: ignore[import-untyped]

from newsroom.errors import Unreadable
from newsroom.read.encoding import decode
from newsroom.read.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "HtmlElement",
    "brief",
    "class_id",
    "line",
    "lines",
    "only_unreadable",
    "outermost",
    "parse",
    "select",
]

#: Bytes; the way in already refuses less, but files come in by another door.
MAX_BODY = 10_000_000

#: First bytes of what people link to in place of pages.
_OTHER_KINDS = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"ID3", "a recording"),
    (b"PK\x03\x04", "a zipped file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)
_JSON = (b"{", b"[")
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_BROKEN = (
    RecursionError,
    UnicodeError,
    LookupError,
    ValueError,
    OverflowError,
    etree.LxmlError,
)

_SILENT = frozenset({"script", "style", "noscript", "template", "head", "svg", "math", "iframe"})
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "br", "center", "dd", "details"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2"),
        *("h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "option", "p", "pre"),
        *("section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"),
    }
)
_CELLS = frozenset({"td", "th"})
_SPACES = re.compile(r"\s+")
_LONGEST_NAME = 500
#: libxml2 and all that follows need time in the square of the attributes of one element.
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{10000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MOST_ATTRIBUTES = 1_000
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


@contextmanager
def only_unreadable() -> Iterator[None]:
    """Turn what the parsers raise on broken input into `Unreadable` with one line."""
    try:
        yield
    except Unreadable:
        raise
    except MemoryError as error:
        raise Unreadable("the page needs more memory than a page may take") from error
    except _BROKEN as error:
        raise Unreadable(f"the page is broken ({type(error).__name__})") from error


def parse(body: bytes, content_type: str | None) -> HtmlElement:
    """Read a web page into a tree; raises `Unreadable` for anything that is not one."""
    _refuse_other_kinds(body)
    text = decode(body, content_type, kind="html").replace("\x00", "")
    if not text.strip():
        raise Unreadable("the page is empty")
    for tag in _LONG_TAG.findall(text):
        if len(_QUOTED.sub(" ", tag).split()) > _MOST_ATTRIBUTES:
            raise Unreadable("an element of the page has too many attributes")
    parser = HTMLParser(
        encoding="utf-8",
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    with only_unreadable():
        return document_fromstring(text.encode("utf-8", "ignore"), parser=parser)


def _refuse_other_kinds(body: bytes) -> None:
    if len(body) > MAX_BODY:
        raise Unreadable(f"the page has more than {MAX_BODY // 1_000_000} MB")
    start = body[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise Unreadable("the page is empty")
    for first_bytes, name in _OTHER_KINDS:
        if start.startswith(first_bytes):
            raise Unreadable(f"this is {name}, not a web page")
    if start[4:8] == b"ftyp":
        raise Unreadable("this is a film, not a web page")
    if _HTML.search(start):
        return
    if start.startswith(_JSON):
        raise Unreadable("this is JSON, not a web page")
    if _FEED.search(start):
        raise Unreadable("this is a feed, not a web page")
    if start.startswith(b"<?xml"):
        raise Unreadable("this is XML, not a web page")


@lru_cache(maxsize=256)
def _selector(css: str) -> CSSSelector:
    return CSSSelector(css, translator="html")


def select(element: HtmlElement, css: str) -> list[HtmlElement]:
    """Elements that match `css`, the element itself among them, in the page's order.

    Raises `Unreadable` if `css` is no selector.
    """
    try:
        found: list[HtmlElement] = _selector(css)(element)
    except (SyntaxError, ValueError, etree.XPathError) as error:
        # cssselect's errors are SyntaxErrors.
        raise Unreadable(f"`{css}` is not a CSS selector that can be used: {error}") from error
    return found


def outermost(elements: list[HtmlElement]) -> list[HtmlElement]:
    """Leave out the elements that lie within another one of them."""
    inside = set(elements)
    return [element for element in elements if inside.isdisjoint(element.iterancestors())]


def class_id(element: HtmlElement) -> str:
    """Class and id of an element, as they stand: what sites say about their blocks."""
    both = (element.get("class"), element.get("id"))
    return " ".join(name[:_LONGEST_NAME] for name in both if name)


def line(element: HtmlElement, *, limit: int | None = None) -> str:
    """Text of an element on one line, clean."""
    return clean("".join(_pieces(element)), one_line=True, limit=limit)


def brief(element: HtmlElement, limit: int) -> str:
    """Text of an element on one line if that is not longer than `limit`, else an empty text.

    It reads no further than it has to: asked of every element of a page it stays cheap.
    """
    pieces, length = [], 0
    for piece in _pieces(element, 1000 + 20 * limit):
        pieces.append(piece)
        length += len(piece.strip())
        if length > limit:
            return ""
    text = clean("".join(pieces), one_line=True)
    return text if len(text) <= limit else ""


def lines(element: HtmlElement) -> str:
    """Text of an element, whole and in order, clean, one line for each block."""
    raw = "".join(_pieces(element)).split("\n")
    kept = (_SPACES.sub(" ", text).strip() for text in raw)
    return clean("\n".join(text for text in kept if text))


def _pieces(element: HtmlElement, most: int | None = None) -> Iterator[str]:
    """Texts in reading order, of each no more than `most`; newlines where blocks begin or end."""
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        edge = "\n" if node.tag in _BLOCKS else " " if node.tag in _CELLS else ""
        yield edge
        if event == "end":
            if node is not element:
                yield _flow(node.tail, most)
        elif node.tag in _SILENT and node is not element:
            walk.skip_subtree()
        else:
            yield _preformatted(node.text, most) if node.tag == "pre" else _flow(node.text, most)


def _flow(text: str | None, most: int | None) -> str:
    return _SPACES.sub(" ", text[:most]) if text else ""


def _preformatted(text: str | None, most: int | None) -> str:
    """Text that is wrapped by hand: only a blank line ends a paragraph."""
    return "\n".join(_SPACES.sub(" ", part) for part in _BLANK_LINE.split((text or "")[:most]))
