"""What a page says about itself outside its text: meta elements, addresses, language, outlet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsroom.read.html import select
from newsroom.read.jsonld import Stated, read_jsonld
from newsroom.read.text import clean, fold_plain, tokens
from newsroom.read.urls import absolute

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsroom.read.html import HtmlElement

_MOST_METAS = 500
_LONGEST = 4000
#: Second-level names under which sites are registered: `mod.gov.az`, `aa.com.tr`.
_SHARED_SECOND = frozenset({"ac", "co", "com", "edu", "gen", "gov", "info", "net", "org", "pub"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """The head of a page, read once and asked by all who look for a part of it."""

    #: The address it was fetched from; None for a file.
    url: str | None
    #: Names in lower case, each with its contents in the page's order.
    contents: Mapping[str, tuple[str, ...]]
    #: The article that the page is about, as JSON-LD states it.
    stated: Stated
    #: Names that the outlet goes by, squeezed (see `squeeze`).
    outlets: frozenset[str]

    def all(self, *names: str) -> Iterator[str]:
        """Contents of the metas of these names, in the order of the names."""
        for name in names:
            yield from self.contents.get(name, ())

    def first(self, *names: str) -> str:
        """Return the first content under any of these names, else an empty text."""
        return next(self.all(*names), "")


def read_meta(tree: HtmlElement, url: str | None) -> Meta:
    """Read the head of a page."""
    contents = _contents(tree)
    stated = _the_article(read_jsonld(tree), tree, url)
    return Meta(
        url=url,
        contents=contents,
        stated=stated,
        outlets=frozenset(_outlets(contents, stated, url or canonical(tree, None))),
    )


def _contents(tree: HtmlElement) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for meta in select(tree, "meta[content]")[:_MOST_METAS]:
        content = clean(meta.get("content")[:_LONGEST], one_line=True)
        # Not itemprop: in the body it may belong to a related article.
        for key in ("name", "property", "http-equiv"):
            if content and (name := meta.get(key)):
                found.setdefault(name.strip().lower(), []).append(content)
    return {name: tuple(values) for name, values in found.items()}


def _the_article(candidates: tuple[Stated, ...], tree: HtmlElement, url: str | None) -> Stated:
    """Of several article nodes the one that this page is about; a lone one is taken as it is."""
    if len(candidates) == 1:
        return candidates[0]
    here = {_tail(address) for address in (url, canonical(tree, url)) if address}
    titles = {squeeze(h1.text_content()) for h1 in select(tree, "h1")}
    for stated in candidates:
        if here & {_tail(address) for address in stated.urls}:
            return stated
    for stated in candidates:
        if squeeze(stated.headline) in titles:
            return stated
    return Stated(outlets=candidates[0].outlets)


def _tail(address: str) -> str:
    """Path and query of an address: hosts differ between a page and its copies."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return f"{parts.path.rstrip('/')}?{parts.query}"


# --- addresses ----------------------------------------------------------------------------------


def canonical(tree: HtmlElement, url: str | None) -> str | None:
    """Address that the page names as its own; only of the same site where `url` is known."""
    named = [link.get("href", "") for link in select(tree, 'link[rel~="canonical" i][href]')]
    named += [meta.get("content", "") for meta in select(tree, 'meta[property="og:url" i]')]
    for address in filter(None, (name.strip() for name in named[:10])):
        whole = _whole(address, url)
        if whole and (url is None or _same_page_possible(whole, url)):
            return whole
    return None


def _whole(address: str, url: str | None) -> str | None:
    if url is None and not re.match(r"https?://", address, re.IGNORECASE):
        return None
    return absolute(address, url or address)


def _same_page_possible(named: str, url: str) -> bool:
    """Tell whether `named` is on the site of `url`, and not just its front page."""
    here, there = urlsplit(url), urlsplit(named)
    front_page = not there.path.strip("/") and not there.query
    return site(url) == site(named) and not (front_page and here.path.strip("/"))


def site(url: str) -> str:
    """Name under which a site is registered; host and port for a bare address."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    try:
        ip_address(host)
    except ValueError:
        labels = host.split(".")
        shared = len(labels) > 2 and labels[-2] in _SHARED_SECOND  # noqa: PLR2004 - a.com.tr
        return ".".join(labels[-3 if shared else -2 :])
    return parts.netloc


# --- names --------------------------------------------------------------------------------------


def squeeze(text: str) -> str:
    """Folded words without spaces: `Civil.ge`, `CIVIL GE` and `civilge` are one name."""
    folded = fold_plain(text[:_LONGEST])
    return "".join(folded[start:end] for start, end in tokens(folded))


def _outlets(
    contents: Mapping[str, tuple[str, ...]], stated: Stated, url: str | None
) -> Iterator[str]:
    names = list(stated.outlets)
    for key in ("og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site"):
        names += contents.get(key, ())
    if url:
        registered = site(url)
        names += (registered, registered.split(".")[0])
    yield from filter(None, map(squeeze, names))


def declared_language(tree: HtmlElement, meta: Meta) -> str | None:
    """Language that the page declares, as it writes it (`ru-RU`), the nearest statement first."""
    html = tree.getroottree().getroot()
    stated = (
        html.get("lang"),
        html.get("xml:lang"),
        meta.first("og:locale"),
        meta.stated.lang,
        meta.first("content-language", "dc.language", "language"),
    )
    return next((value.strip() for value in stated if value and value.strip()), None)
