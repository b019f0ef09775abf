"""Feeds of every dialect, bytes in, a `Listing` out: feedparser and JSON Feed, wrapped once.

One broken item never costs its neighbours, and nothing but `Unreadable` comes out of here.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from newsroom.errors import Unreadable
from newsroom.model import Entry, Listing
from newsroom.read.encoding import decode
from newsroom.read.entries import MAX_ITEMS, Markup, RawEntry, make_entry
from newsroom.read.feed_markup import FeedMarkup, examine, is_well_formed
from newsroom.read.jsonfeed import read_json_feed
from newsroom.read.urls import absolute

if TYPE_CHECKING:
    from collections.abc import Iterator

#: feedparser's dictionaries: their values are strings, lists and such dictionaries.
_Tree: TypeAlias = dict[str, Any]

#: What we hand over is always this, whatever the server said: decoding is `encoding.py`'s work.
_HEADERS: Final = {"content-type": "application/xml; charset=utf-8"}


def read_feed(body: bytes, content_type: str | None, url: str) -> Listing:
    """Read RSS 0.9x to 2.0, RDF, Atom or JSON Feed, whatever the content type says.

    Raises `Unreadable` with one line that says what it is instead.
    """
    try:
        text = decode(body, content_type, kind="xml").lstrip("\ufeff\x00 \t\r\n")
        if not text:
            raise Unreadable("empty: the answer has no content")
        if text[0] in "{[":
            return read_json_feed(text, url)
        return _read_xml(examine(text), url)
    except (MemoryError, RecursionError) as problem:
        raise Unreadable(f"the feed needs too much memory ({type(problem).__name__})") from problem


def _read_xml(feed: FeedMarkup, url: str) -> Listing:
    documents, notes = _parse_all(feed)
    entries: list[Entry] = []
    empty = broken = 0
    for document in documents:
        place, atom = document["feed"], document["version"].startswith("atom")
        base, language = absolute(_text(place, "link"), url) or url, _text(place, "language")
        for found in document["entries"]:
            try:
                entry = make_entry(_raw(found, language, atom=atom), base)
            except Exception:  # noqa: BLE001 - whatever is wrong with one item, the others are read
                broken += 1
                continue
            if entry:
                entries.append(entry)
            else:
                empty += 1
    return Listing(
        entries=tuple(entries[:MAX_ITEMS]),
        notes=(*feed.notes, *notes, *_counts(len(entries), empty, broken)),
    )


def _counts(read: int, empty: int, broken: int) -> Iterator[str]:
    if not (read or empty or broken):
        yield "a feed without items"
    if empty:
        yield f"left out: {empty} without title, text and link"
    if broken:
        yield f"left out: {broken} that cannot be read"


def _parse_all(feed: FeedMarkup) -> tuple[list[_Tree], tuple[str, ...]]:
    """Parse the feed at once if it is well-formed, else so that no item spoils another."""
    documents: list[_Tree] = []
    reasons: list[str] = []
    pieces, notes = _pieces(feed)
    for piece in pieces:
        found, why = _parse_piece(feed, piece)
        documents += found
        reasons += why
    if not documents:
        raise Unreadable(f"the feed cannot be parsed: {reasons[0]}")
    if reasons:
        notes += (f"left out: {len(reasons)} that broke the parser ({reasons[0]})",)
    return documents, notes


#: With more broken items than this it is not the items that are broken.
_FEW_BROKEN: Final = 100


def _pieces(feed: FeedMarkup) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """Return the items as they are to be parsed together: broken ones each by itself.

    For what is not well-formed feedparser's lenient reader steps in, and it may take the rest of
    the feed for a part of the broken item.
    """
    if is_well_formed(feed.whole):
        return [feed.items], ()
    lenient = [feed.items], ("not well-formed: read leniently",)
    if not is_well_formed(feed.of(())):
        return lenient
    pieces: list[tuple[str, ...]] = [()]
    broken = 0
    for item in feed.items:
        if is_well_formed(feed.of((item,))):
            pieces[-1] += (item,)
        else:
            broken += 1
            pieces += [(item,), ()]
    if broken > _FEW_BROKEN:
        return lenient
    note = f"not well-formed: {broken} read leniently, each by itself"
    return [piece for piece in pieces if piece], (note,)


def _parse_piece(feed: FeedMarkup, items: tuple[str, ...]) -> tuple[list[_Tree], list[str]]:
    """Parse these items together, or one by one where the parser fails over one of them."""
    try:
        return [_parse(feed.of(items))], []
    except Exception as problem:  # noqa: BLE001 - feedparser raises whatever its parts raise
        reason = " ".join(f"{type(problem).__name__}: {problem}".split())[:200]
    if len(items) < 2:  # noqa: PLR2004 - alone
        return [], [reason]
    apart = [_parse_piece(feed, (item,)) for item in items]
    return [tree for trees, _ in apart for tree in trees], [
        why for _, whys in apart for why in whys
    ]


def _parse(markup: str) -> _Tree:
    # On demand: what only imports this module need not pay for the parser.
    import feedparser  # noqa: PLC0415 - see above

    # As a file: bare bytes would be tried as a file's name first.
    parsed: _Tree = feedparser.parse(
        io.BytesIO(markup.encode("utf-8", "replace")),
        response_headers=_HEADERS,
        # Only in HTML, which becomes text here anyway.
        resolve_relative_uris=False,
    )
    return parsed


def _raw(found: _Tree, language: str, *, atom: bool) -> RawEntry:
    title = _markup(dict.get(found, "title_detail"), atom=atom)
    texts = [dict.get(found, "summary_detail"), *dict.get(found, "content", ())]
    declared = dict.get(found, "title_detail", {}).get("language")
    return RawEntry(
        guid=_text(found, "id"),
        links=tuple(_links(found)),
        title=title,
        bodies=[_markup(text, atom=atom) for text in texts],
        dates=tuple(_text(found, key) for key in ("published", "updated", "created")),
        language=_text(found, "language") or declared or language,
        authors=tuple(_authors(found)),
    )


def _markup(detail: _Tree | None, *, atom: bool) -> Markup:
    """Return a text construct: only Atom says when tags are not markup, RSS never knows."""
    if not detail:
        return Markup(text="")
    return Markup(text=_text(detail, "value"), html=not atom or detail.get("type") != "text/plain")


def _links(found: _Tree) -> Iterator[str]:
    """Yield what the entry links to; the address before a counting service first."""
    yield _text(found, "feedburner_origlink")
    link = _text(found, "link")
    # Without a link feedparser takes the guid, whether it is an address or not.
    if not dict.get(found, "guidislink") or link.startswith(("http:", "https:")):
        yield link
    for other in dict.get(found, "links", ()):
        if other.get("rel") == "alternate":
            yield _text(other, "href")


def _authors(found: _Tree) -> Iterator[str]:
    for person in dict.get(found, "authors", ()):
        yield _text(person, "name")


def _text(place: _Tree, key: str) -> str:
    # Not `place.get`: feedparser's own answers with other keys' values, and warns.
    value = dict.get(place, key)
    return value if isinstance(value, str) else ""
