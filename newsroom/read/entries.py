"""One entry from the raw strings of a feed: the same care whatever dialect they came in."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newsroom.model import Entry
from newsroom.read.dates import feed_date
from newsroom.read.languages import detect
from newsroom.read.text import clean, strip_tags
from newsroom.read.urls import absolute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.read.dates import Moment

#: R3.
MAX_ITEMS: Final = 5_000
MAX_TITLE: Final = 2_000
MAX_GUID: Final = 1_000

_MAX_AUTHORS: Final = 10
_MAX_AUTHOR: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """A string of a feed, and whether its tags are markup or meant literally."""

    text: str
    html: bool = True

    def plain(self) -> str:
        """Return the text without markup, also where the feed escaped it twice."""
        if not self.html:
            return self.text
        text = strip_tags(self.text)
        return strip_tags(text) if _LEFT_OVER.search(text) else text


#: Markup that is still there after one decoding was escaped twice, or wrapped in CDATA twice.
_LEFT_OVER: Final = re.compile(
    r"</?(?:a|b|br|div|em|i|img|li|p|span|strong|u|ul)(?:\s[^<>]*)?/?>|<!\[CDATA\[|\]\]>|&#?\w+;",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """An entry as a dialect's reader found it: strings as given."""

    guid: str = ""
    #: Candidates, the best first.
    links: Sequence[str] = ()
    title: Markup = Markup(text="")
    #: Summary and full texts: the longest is kept.
    bodies: Sequence[Markup] = ()
    #: Candidates, the best first.
    dates: Sequence[str] = ()
    language: str | None = None
    authors: Sequence[str] = ()


def make_entry(raw: RawEntry, base: str) -> Entry | None:
    """Return the entry, its link seen from `base`; None if it has no title, text or address."""
    title = clean(raw.title.plain(), one_line=True, limit=MAX_TITLE)
    body = max((clean(text.plain()) for text in raw.bodies), key=len, default="")
    link, notes = _link(raw.links, base)
    if not (title or body or link):
        return None
    moment, date_notes = _published(raw.dates)
    authors = (clean(name, one_line=True, limit=_MAX_AUTHOR) for name in raw.authors)
    return Entry(
        guid=_guid(raw.guid),
        link=link,
        title=title,
        body=body,
        published=moment.at if moment else None,
        day_only=moment is not None and moment.day_only,
        lang=detect(f"{title}\n{body}", raw.language),
        authors=tuple(dict.fromkeys(filter(None, authors)))[:_MAX_AUTHORS],
        notes=(*notes, *date_notes),
    )


def _guid(given: str) -> str | None:
    guid = clean(given, one_line=True)
    if len(guid) > MAX_GUID:
        return "sha256:" + hashlib.sha256(guid.encode()).hexdigest()
    return guid or None


def _link(candidates: Sequence[str], base: str) -> tuple[str | None, tuple[str, ...]]:
    """Return the first candidate that is an address of the web, and what became of the others."""
    given = [candidate for candidate in candidates if candidate.strip()]
    for candidate in given:
        # A link that was escaped twice; no address holds an entity.
        if link := absolute(candidate.replace("&amp;", "&"), base):
            return link, ()
    return None, (f"link left out, not a web address: {given[0][:80]!r}",) if given else ()


def _published(candidates: Sequence[str]) -> tuple[Moment | None, tuple[str, ...]]:
    given = [candidate for candidate in candidates if candidate.strip()]
    for candidate in given:
        if moment := feed_date(candidate):
            return moment, () if moment.zoned else ("date without a zone, read as UTC",)
    return None, (f"date not readable: {given[0][:80]!r}",) if given else ()
