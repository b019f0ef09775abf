"""A feed's XML as text, before it is parsed: what it is, whether it is safe, what can be mended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5
from typing import Final
from xml.parsers import expat

from newsroom.errors import Unreadable
from newsroom.read.entries import MAX_ITEMS


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedMarkup:
    """The XML of a feed, mended, in one piece and in parts."""

    head: str
    items: tuple[str, ...]
    tail: str
    notes: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """The feed again."""
        return self.of(self.items)

    def of(self, items: tuple[str, ...]) -> str:
        """Return the feed as if it had only these items."""
        return "".join((self.head, *items, self.tail))


def examine(text: str) -> FeedMarkup:
    """Split a feed into its parts, mending what can be mended without guessing.

    Raises `Unreadable` for what is no feed, for a document type that declares entities, and for
    markup that only an attack has.
    """
    text = _mend_characters(text)
    root, skipped = _find_root(text)
    if "<!entity" in text[: root.start()].lower():
        raise Unreadable("a document type with entities is refused")
    if _GIANT_TAG.search(text):
        raise Unreadable("a tag of more than 64 KB is refused")
    notes = ("what stood before the feed was skipped",) if skipped else ()
    return _split(text[skipped:], root["name"], notes)


def is_well_formed(markup: str) -> bool:
    """Say whether a strict parser accepts this; entities were refused before."""
    try:
        expat.ParserCreate("utf-8", " ").Parse(markup.encode("utf-8", "replace"), True)  # noqa: FBT003 - its only spelling
    except expat.ExpatError:
        return False
    return True


# --- characters ---------------------------------------------------------------------------------

#: Not allowed in XML, and yet in feeds: they would stop the parser at the first one.
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REFERENCE: Final = re.compile(
    r"&(?:#x(?P<hex>[0-9a-f]+)|#(?P<dec>[0-9]+)|(?P<name>[a-z][a-z0-9]{1,30}));", re.IGNORECASE
)
_OF_XML: Final = frozenset("<>&\"'")
_LAST: Final = 0x10FFFF


def _mend_characters(text: str) -> str:
    return _REFERENCE.sub(_mend_reference, _ILLEGAL.sub("", text))


def _mend_reference(found: re.Match[str]) -> str:
    """Keep references that XML knows, write out those of HTML, drop those to no character."""
    if name := found["name"]:
        character = html5.get(f"{name};", "&")
        return found.group() if _OF_XML & set(character) else character
    digits = (found["hex"] or found["dec"]).lstrip("0")
    # Too many digits are refused before `int`, which takes its time for them.
    code = int(digits or "0", 16 if found["hex"] else 10) if len(digits) < 8 else 0  # noqa: PLR2004
    legal = code in {9, 10, 13} or 0x20 <= code < 0xD800 or 0xE000 <= code <= _LAST  # noqa: PLR2004
    return found.group() if legal and code not in {0xFFFE, 0xFFFF} else ""


# --- the root -----------------------------------------------------------------------------------

_PROLOG: Final = re.compile(
    r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!doctype\b[^\[>]*(?:\[.*?\]\s*)?>)*", re.IGNORECASE | re.DOTALL
)
_ROOT: Final = re.compile(r"<(?P<name>[A-Za-z_][\w.:-]*)(?=[\s/>])")
_LATER_ROOT: Final = re.compile(r"<(?:\?xml\s|rss\b|feed\b|rdf:RDF\b)", re.IGNORECASE)
_FEEDS: Final = frozenset({"rss", "feed", "rdf", "channel"})
_PAGES: Final = frozenset({"html", "head", "body"})
_KNOWN: Final = {
    "urlset": "this is a sitemap, not a feed",
    "sitemapindex": "this is a sitemap index, not a feed",
    "opml": "this is a list of feeds (OPML), not a feed",
}
_GIANT_TAG: Final = re.compile(r"<[A-Za-z][^<>]{65536}")


def _find_root(text: str) -> tuple[re.Match[str], int]:
    """Return the root's start tag, and how much before the document is not part of it."""
    root = _root_at(text, 0)
    if root and _local(root) in _FEEDS:
        return root, 0
    if root and (_local(root) in _PAGES or _local(root) in _KNOWN):
        raise Unreadable(_KNOWN.get(_local(root)) or _page(text))
    # Warnings of a server's script may precede the feed.
    later = _LATER_ROOT.search(text)
    if later and (root := _root_at(text, later.start())) and _local(root) in _FEEDS:
        return root, later.start()
    if re.search(r"<(?:!doctype\s+html|html|head|body)\b", text[:4096], re.IGNORECASE):
        raise Unreadable(_page(text))
    if root:
        raise Unreadable(f"this is XML, but not a feed: its root is <{root['name'][:40]}>")
    raise Unreadable(f"neither XML nor JSON: it begins with {text[:40]!r}")


def _root_at(text: str, start: int) -> re.Match[str] | None:
    prolog = _PROLOG.match(text, start)
    return _ROOT.match(text, prolog.end() if prolog else start)


def _local(root: re.Match[str]) -> str:
    return root["name"].rpartition(":")[2].lower()


_NAMED_FEED: Final = re.compile(
    r"<link\b[^<>]*application/(?:rss|atom|feed)\+(?:xml|json)[^<>]*>", re.IGNORECASE
)
_HREF: Final = re.compile(r"href\s*=\s*[\"']?([^\"'\s>]{1,300})", re.IGNORECASE)


def _page(text: str) -> str:
    """Return the sentence for a page, with the feed that it names, if it does."""
    reason = "this is a web page, not a feed"
    link = _NAMED_FEED.search(text)
    address = _HREF.search(link.group()) if link else None
    return f"{reason}; it names a feed: {address[1]}" if address else reason


# --- the parts ----------------------------------------------------------------------------------

_ITEM: Final = re.compile(r"<(?P<name>(?:[\w-]+:)?(?:item|entry))(?=[\s/>])", re.IGNORECASE)

_ITEM_END: Final = re.compile(r"</(?:[\w-]+:)?(?:item|entry)\s*>", re.IGNORECASE)


def _split(text: str, root: str, notes: tuple[str, ...]) -> FeedMarkup:
    starts = [found.start() for found in _ITEM.finditer(text)]
    close = re.compile(rf"</{re.escape(root)}\s*>", re.IGNORECASE).search(text)
    if not starts:
        return FeedMarkup(
            head=text[: close.end()] if close else text, items=(), tail="", notes=notes
        )
    head = text[: starts[0]]
    tail = _closing(head, root)
    if len(starts) > MAX_ITEMS:
        notes += (f"only the first {MAX_ITEMS:,} of {len(starts):,} items were read",)
        ends = starts[1 : MAX_ITEMS + 1]
    elif close:
        ends = [*starts[1:], _last_complete(text, starts[-1], close.start())]
        tail = text[ends[-1] : close.end()]
    else:
        notes += ("the feed breaks off: what was complete before that was kept",)
        ends = [*starts[1:], _last_complete(text, starts[-1], starts[-1])]
    items = tuple(text[start:end] for start, end in zip(starts, ends, strict=False) if end > start)
    return FeedMarkup(head=head, items=items, tail=tail, notes=notes)


def _last_complete(text: str, start: int, otherwise: int) -> int:
    """Return where the item that begins at `start` ends."""
    found = _ITEM_END.search(text, start)
    return found.end() if found else otherwise


def _closing(head: str, root: str) -> str:
    """Return the end tags of what is open where the items begin."""
    opened = head.lower()
    channel = "<channel" in opened and "</channel" not in opened and root.lower() != "channel"
    return ("</channel>" if channel else "") + f"</{root}>"
