"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from newsroom.errors import Unreadable
from newsroom.model import Entry, Listing
from newsroom.read.entries import MAX_ITEMS, Markup, RawEntry, make_entry
from newsroom.read.urls import absolute

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_FEED: Final = "this is JSON, but not a JSON Feed"


def read_json_feed(text: str, url: str) -> Listing:
    """Read a JSON Feed; raises `Unreadable` if it is no JSON or no feed."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise Unreadable(f"not readable as JSON: {str(problem)[:200]}") from problem
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise Unreadable(f"{_NO_FEED}: it has no list of items")
    if "jsonfeed.org" not in _text(feed, "version"):
        raise Unreadable(f"{_NO_FEED}: it does not name the version of one")
    items = feed["items"][:MAX_ITEMS]
    found = [_entry(item, feed, url) for item in items]
    entries = tuple(entry for entry in found if entry)
    return Listing(entries=entries, notes=_notes(feed["items"], entries))


def _notes(items: list[object], entries: tuple[Entry, ...]) -> tuple[str, ...]:
    notes = []
    if not items:
        notes.append("a feed without items")
    if len(items) > MAX_ITEMS:
        notes.append(f"only the first {MAX_ITEMS:,} of {len(items):,} items were read")
    if bad := min(len(items), MAX_ITEMS) - len(entries):
        notes.append(f"left out: {bad} without title, text and link")
    return tuple(notes)


def _entry(item: object, feed: Mapping[str, object], url: str) -> Entry | None:
    if not isinstance(item, dict):
        return None
    raw = RawEntry(
        guid=_text(item, "id"),
        links=(_text(item, "url"), _text(item, "external_url")),
        title=Markup(text=_text(item, "title"), html=False),
        bodies=(
            Markup(text=_text(item, "content_html")),
            Markup(text=_text(item, "content_text"), html=False),
            Markup(text=_text(item, "summary"), html=False),
        ),
        dates=(_text(item, "date_published"), _text(item, "date_modified")),
        language=_text(item, "language") or _text(feed, "language"),
        authors=_authors(item) or _authors(feed),
    )
    return make_entry(raw, absolute(_text(feed, "home_page_url"), url) or url)


def _authors(place: Mapping[str, object]) -> tuple[str, ...]:
    named = place.get("authors")
    people = named if isinstance(named, list) else [place.get("author")]
    return tuple(_text(person, "name") for person in people if isinstance(person, dict))


def _text(place: Mapping[str, object], key: str) -> str:
    """Return the value as a string; "" for what is neither a string nor a whole number."""
    value = place.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        # Ids are often numbers, against the specification.
        return str(value) if value.bit_length() < 4_096 else ""  # noqa: PLR2004 - printable in time
    return value if isinstance(value, str) else ""
