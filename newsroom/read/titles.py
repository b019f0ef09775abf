"""The title of a page without the name of its site."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from newsroom.read.html import class_id, line, select
from newsroom.read.page_meta import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.read.html import HtmlElement
    from newsroom.read.page_meta import Meta

#: Characters; the rest of a longer title is dropped.
MAX_TITLE = 2_000
_MOST_HEADINGS = 20
_MOST_CUTS = 12
#: Marks that sites put between a title and their name. A hyphen needs its spaces.
_BETWEEN = re.compile(r"\s*(?:[|¦•⋆☆]|::|//)+\s*|\s+[-–—―~·»/\\]+\s+|\s*[—―]\s+")
#: These are not used inside titles, so what follows may be the name in another form.
_BARS = re.compile(r"[|¦•⋆☆]|::|//")
_LOGO = re.compile(r"logo|site-?(?:title|name)|brand", re.IGNORECASE)
_CUT_SHORT = re.compile(r"\s*(?:…|\.\.\.)$")
#: A part of the outlet's name shorter than this is too likely a word of the title.
_SHORTEST_PART = 4


def page_title(tree: HtmlElement, meta: Meta) -> str:
    """Title as published, without the site's name; empty if the page has none.

    Where the heading and the window's title agree, they decide; else what is stated for
    sharing, then the heading, then the window's title.
    """
    whole_window = next((line(t, limit=MAX_TITLE) for t in select(tree, "title")), "")
    headings = tuple(h for h in _headings(tree, meta) if not _is_section(h, whole_window))
    known = {squeeze(heading) for heading in headings}
    window = _bare(whole_window, meta, known)
    shared = [_bare(text, meta, known) for text in meta.all("og:title", "twitter:title")]
    stated = _bare(meta.stated.headline, meta, known)
    for heading in headings:
        if window and squeeze(heading) == squeeze(window):
            return heading
    candidates = (*shared[:1], stated, *headings[:1], *shared[1:], window)
    chosen = next((text for text in candidates if text), "")
    return _unshortened(chosen, (*headings, stated, window))[:MAX_TITLE]


def _headings(tree: HtmlElement, meta: Meta) -> Iterator[str]:
    """First-level headings that are not the site's logo, the article's own first."""
    found = [h1 for h1 in select(tree, "h1")[:_MOST_HEADINGS] if not _LOGO.search(class_id(h1))]
    found.sort(key=lambda h1: "headline" not in h1.get("itemprop", ""))
    for h1 in found:
        text = line(h1, limit=MAX_TITLE)
        if text and squeeze(text) not in meta.outlets:
            yield text


def _is_section(heading: str, window: str) -> bool:
    """Tell whether the heading only names the section: `Title | Section | Site` says so."""
    cuts = _cuts(window)
    if not cuts:
        return False
    starts = [cut.end() for cut in cuts]
    ends = [*(cut.start() for cut in cuts[1:]), len(window)]
    parts = {squeeze(window[a:b]) for a, b in zip(starts, ends, strict=True)}
    return squeeze(heading) in parts and len(heading) < cuts[0].start()


def _bare(title: str, meta: Meta, known: set[str]) -> str:
    """Cut the site's name off either end; a title that is a heading as it stands is left alone."""
    squeezed = squeeze(title)
    if not squeezed or squeezed in meta.outlets:
        return ""
    if squeezed in known:
        return title
    cuts = _cuts(title)
    for cut in cuts:
        for part in (title[: cut.start()], title[cut.end() :]):
            if squeeze(part) in known:
                return part.strip()
    for cut in reversed(cuts):
        if _is_outlet(title[cut.end() :], cut.group(), meta):
            return _bare(title[: cut.start()].strip(), meta, known) or title
    if cuts and _is_outlet(title[: cuts[0].start()], cuts[0].group(), meta):
        return title[cuts[0].end() :].strip()
    return title


def _cuts(title: str) -> list[re.Match[str]]:
    """Places where a name may begin or end; none in what has more of them than any title."""
    cuts = list(itertools.islice(_BETWEEN.finditer(title), _MOST_CUTS + 1))
    return cuts if len(cuts) <= _MOST_CUTS else []


def _is_outlet(part: str, between: str, meta: Meta) -> bool:
    """Tell whether a part of a title is the outlet's name, or after a bar a form of it."""
    name = squeeze(part)
    if not name or name in meta.outlets:
        return bool(name)
    return bool(_BARS.search(between)) and any(
        min(len(name), len(outlet)) >= _SHORTEST_PART
        and (name.startswith(outlet) or outlet.startswith(name) or outlet.endswith(name))
        for outlet in meta.outlets
    )


def _unshortened(title: str, others: tuple[str, ...]) -> str:
    """Return the whole title where `title` was cut with dots."""
    if not _CUT_SHORT.search(title):
        return title
    start = _CUT_SHORT.sub("", title)
    return next((t for t in others if t.startswith(start) and len(t) > len(title)), title)
