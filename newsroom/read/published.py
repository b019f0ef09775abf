"""When a page was published, as it states itself; when it was changed is another question."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from newsroom.read.dates import feed_date, page_date
from newsroom.read.html import brief, class_id, lines, select

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.read.dates import Moment
    from newsroom.read.html import HtmlElement
    from newsroom.read.page_meta import Meta

_META_NAMES = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "article:published",
    "article.published",
    "datepublished",
    "publish_date",
    "publish-date",
    "publishdate",
    "published_date",
    "publication_date",
    "publicationdate",
    "published_at",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "mediator_published_time",
    "rnews:datepublished",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "date",
    "article_date_original",
    "originalpublicationdate",
)
_CHANGED = re.compile(
    r"modif|updat|edited|changed|обновл|измен|yenilə|güncelle|թարմաց|განახლ|mis(?:e)? à jour",
    re.IGNORECASE,
)
#: Blocks that speak of other articles or of readers.
_ELSEWHERE = re.compile(
    r"comment|related|similar|popular|sidebar|recommend|site-footer"
    r"|(?:^|[\s_-])(?:also|last|latest|recent|more|other|next)(?:$|[\s_-])",
    re.IGNORECASE,
)
_DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:\w*date(?:time)?|time|published|posted|pub|meta|info|tarix|tarih)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LONGEST_DATE_LINE = 120
_MOST_ELEMENTS = 300


def page_published(tree: HtmlElement, meta: Meta, title: str, lang: str | None) -> Moment | None:
    """Time of publication, or None: a guess is worse than nothing.

    Statements made for machines come first. Where the first of them lacks the hour or its zone and
    another one of that day has it, the other counts.
    """
    moments = [found for text in _stated(tree, meta) if (found := feed_date(text))]
    if moments:
        return _with_hour(moments[0], moments)
    for text in _visible(tree, title):
        # What follows "updated" is when it was changed.
        if moment := page_date(_CHANGED.split(text, maxsplit=1)[0], lang):
            return moment
    return None


def element_date(element: HtmlElement, lang: str | None) -> Moment | None:
    """Date that one element shows: its machine-readable form, else its text."""
    for key in ("datetime", "content", "data-datetime", "data-date"):
        if (value := element.get(key)) and (moment := feed_date(value.strip()[:100])):
            return moment
    text = brief(element, _LONGEST_DATE_LINE)
    return (feed_date(text) or page_date(text, lang)) if text else None


def _with_hour(first: Moment, others: list[Moment]) -> Moment:
    if first.zoned and not first.day_only:
        return first
    near = [m for m in others if not m.day_only and abs(m.at - first.at) < timedelta(hours=24)]
    best = next((m for m in near if m.zoned), None)
    return best or (next(iter(near), first) if first.day_only else first)


def _stated(tree: HtmlElement, meta: Meta) -> Iterator[str]:
    """Machine-readable statements, the most reliable first."""
    yield from filter(None, (meta.stated.published,))
    yield from meta.all(*_META_NAMES[:1])
    for element in select(tree, '[itemprop~="datePublished"]')[:_MOST_ELEMENTS]:
        if not _is_elsewhere(element):
            yield (element.get("content") or element.get("datetime") or brief(element, 100))[:100]
    yield from meta.all(*_META_NAMES[1:])
    # The hAtom microformat of the 2000s, still written by SPIP and old WordPress themes.
    yield from (abbr.get("title")[:100] for abbr in select(tree, "abbr.published[title]"))
    times = [t for t in select(tree, "time[datetime]")[:_MOST_ELEMENTS] if _is_publication(t)]
    # `pubdate` was made for this; the class is what templates write today.
    times.sort(key=lambda t: not (t.get("pubdate") is not None or "publish" in class_id(t)))
    yield from (t.get("datetime").strip()[:100] for t in times)


def _is_publication(element: HtmlElement) -> bool:
    # WordPress marks a post that was never changed `entry-date published updated`.
    if "entry-date" in element.get("class", ""):
        return not _is_elsewhere(element)
    around = element.getparent()
    said = class_id(element) + (element.get("itemprop") or "")
    if around is not None and brief(around, _LONGEST_DATE_LINE):
        said += f" {class_id(around)} {_before(element)}"
    return not _CHANGED.search(said) and not _is_elsewhere(element)


def _before(element: HtmlElement) -> str:
    """Words right before an element: `Updated: <time>`."""
    previous = element.getprevious()
    if previous is not None:
        return brief(previous, _LONGEST_DATE_LINE) + (previous.tail or "")
    around = element.getparent()
    return around.text or "" if around is not None else ""


def _is_elsewhere(element: HtmlElement) -> bool:
    """Tell whether an element stands in a block about other articles or in a comment."""
    for block in element.iterancestors():
        if block.tag in {"body", "html", "main"}:
            return False
        if block.tag == "footer" and next(block.iterancestors("article"), None) is not None:
            # Drupal signs its articles in a footer of their own.
            continue
        if block.tag in {"aside", "nav", "footer"} or _ELSEWHERE.search(class_id(block)):
            return not select(block, "h1")
    return False


def _visible(tree: HtmlElement, title: str) -> Iterator[str]:
    """Short texts that may show the date: marked ones, then those next to the title."""
    seen = 0
    for element in tree.iter():
        if element.tag == "time" or ((name := class_id(element)) and _DATE_CLASS.search(name)):
            seen += 1
            text = brief(element, _LONGEST_DATE_LINE)
            if text and not _CHANGED.search(class_id(element)) and not _is_elsewhere(element):
                yield text
        if seen >= _MOST_ELEMENTS:
            break
    texts = lines(tree).split("\n")
    for number in [n for n, text in enumerate(texts) if title and text == title][:3]:
        nearest = texts[number + 1 : number + 4] + texts[max(0, number - 3) : number][::-1]
        yield from (text for text in nearest if len(text) <= _LONGEST_DATE_LINE)
