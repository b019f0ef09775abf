"""What a page says of its article in JSON-LD, taken as hostile: sizes, depths and types vary."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsroom.read.html import select
from newsroom.read.text import clean, strip_tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newsroom.read.html import HtmlElement

_MOST_SCRIPTS = 20
_MOST_CHARACTERS = 500_000
_MOST_NODES = 2_000
_MOST_NAMES = 20
#: Keys that lead from one node to another that speaks of the same page.
_LEADS = ("@graph", "mainEntity", "mainEntityOfPage")
_ARTICLE = re.compile(r"(?:Article|Posting|PressRelease)$")
_PEOPLE = frozenset({"Person", ""})
#: Wrappings that old templates put round the data.
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
_BROKEN_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What one article node states; empty where it states nothing."""

    headline: str = ""
    text: str = ""
    description: str = ""
    published: str = ""
    lang: str = ""
    urls: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    #: Names of the outlet: publisher, organisation, website.
    outlets: tuple[str, ...] = ()


def read_jsonld(tree: HtmlElement) -> tuple[Stated, ...]:
    """Every article node of the page, in its order; an outlet's names alone make a last one."""
    nodes, broken_dates = [], []
    for script in select(tree, 'script[type*="ld+json" i]')[:_MOST_SCRIPTS]:
        source = (script.text or "")[:_MOST_CHARACTERS]
        data = _load(source)
        if data is None:
            broken_dates += _BROKEN_DATE.findall(source)[:1]
        nodes += list(_nodes(data))
    by_id = {id_: node for node in nodes if isinstance(id_ := node.get("@id"), str)}
    articles = [node for node in nodes if _is_article(node)]
    outlets = tuple(dict.fromkeys(_outlets(nodes, by_id)))[:_MOST_NAMES]
    stated = tuple(_stated(node, by_id, outlets) for node in articles)
    if stated:
        return stated
    return (Stated(outlets=outlets, published=broken_dates[0] if broken_dates else ""),)


def _load(source: str) -> object:
    """Parse one script; None if it is broken beyond the usual slips."""
    try:
        return json.loads(_WRAPPING.sub("", source).strip(), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(data: object) -> Iterator[Mapping[str, object]]:
    """Nodes that speak of the page: not those nested in lists of other articles."""
    waiting = deque([data])
    seen = 0
    while waiting and seen < _MOST_NODES:
        seen += 1
        node = waiting.popleft()
        if isinstance(node, list):
            waiting.extend(node[:_MOST_NODES])
        elif isinstance(node, dict):
            yield node
            waiting.extend(node[key] for key in _LEADS if key in node)


def _types(node: Mapping[str, object]) -> tuple[str, ...]:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return tuple(k for k in kinds if isinstance(k, str))


def _is_article(node: Mapping[str, object]) -> bool:
    return any(_ARTICLE.search(kind) for kind in _types(node))


def _stated(
    node: Mapping[str, object], by_id: Mapping[str, Mapping[str, object]], outlets: tuple[str, ...]
) -> Stated:
    return Stated(
        headline=_text(node.get("headline")) or _text(node.get("name")),
        text=_long_text(node.get("articleBody")),
        description=_long_text(node.get("description")),
        published=_text(node.get("datePublished")),
        lang=_text(node.get("inLanguage")),
        urls=tuple(_urls(node)),
        authors=tuple(_people(node.get("author"), by_id)),
        outlets=outlets,
    )


def _text(value: object) -> str:
    """Clean one-line text of a string, or of the first string of a list."""
    if isinstance(value, list) and value:
        value = value[0]
    return clean(html.unescape(value[:4000]), one_line=True) if isinstance(value, str) else ""


def _long_text(value: object) -> str:
    if not isinstance(value, str):
        return ""
    # Some templates escape the markup of the body, and some escape it twice.
    unescaped = html.unescape(value)
    return clean(strip_tags(unescaped) if "<" in unescaped else unescaped)


def _urls(node: Mapping[str, object]) -> Iterator[str]:
    page = node.get("mainEntityOfPage")
    for value in (node.get("url"), page.get("@id") if isinstance(page, dict) else page):
        if isinstance(value, str) and value:
            yield value


def _people(value: object, by_id: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    """Names of persons; organisations write as nobody."""
    for person in _listed(value):
        if isinstance(person, str):
            yield _text(person)
            continue
        node = _resolved(person, by_id)
        kinds = _types(node) or ("",)
        if any(kind in _PEOPLE for kind in kinds):
            yield from filter(None, (_text(name) for name in _listed(node.get("name"))))


def _outlets(
    nodes: Iterable[Mapping[str, object]], by_id: Mapping[str, Mapping[str, object]]
) -> Iterator[str]:
    for node in nodes:
        if any("Organization" in kind or kind == "WebSite" for kind in _types(node)):
            yield from _names(node)
        for key in ("publisher", "author", "isPartOf"):
            for value in _listed(node.get(key)):
                other = _resolved(value, by_id)
                kinds = _types(other)
                if key == "publisher" or any("Organization" in k or k == "WebSite" for k in kinds):
                    yield from _names(other)


def _names(node: Mapping[str, object]) -> Iterator[str]:
    for key in ("name", "alternateName", "legalName"):
        yield from filter(None, (_text(name) for name in _listed(node.get(key))))


def _listed(value: object) -> list[object]:
    if value is None:
        return []
    return value[:_MOST_NAMES] if isinstance(value, list) else [value]


def _resolved(value: object, by_id: Mapping[str, Mapping[str, object]]) -> Mapping[str, object]:
    """Follow an `@id` that only points; a bare string stands for its own name."""
    if isinstance(value, str):
        return {"name": value}
    if not isinstance(value, dict):
        return {}
    id_ = value.get("@id")
    if "name" not in value and isinstance(id_, str):
        return by_id.get(id_, value)
    return value
