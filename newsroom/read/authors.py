"""Who wrote a page: names of persons, never the outlet's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsroom.read.html import brief, class_id, select
from newsroom.read.page_meta import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsroom.read.html import HtmlElement
    from newsroom.read.page_meta import Meta

_MOST_AUTHORS = 10
_LONGEST_NAME = 60
_MOST_WORDS = 5
_MOST_ELEMENTS = 50

_INTRODUCTION = re.compile(
    r"^(?:(?:written|reported|text)\s+by|by|par|(?:авторы?|автор\s+статьи|текст|фото)|"
    r"müəlliflər|müəllif|yazar|yazan|muhabir|հեղինակ(?:ներ)?|ავტორ(?:ი|ები)|authors?|auteure?s?)"
    r"(?:\s*[::․]\s*|\s+)",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*[;,&|/]\s*|\s+(?:and|et|и|və|ve|եւ|և|და)\s+", re.IGNORECASE)
#: What stands in the author's place and is nobody's name.
_NOBODY = re.compile(
    r"\b(?:admin\w*|administrator|editors?|editorial|editor|staff|newsroom|redakto?r?\w*|redaksiya\w*|"
    r"rédaction|redaction|haber\s+merkezi|editör\w*|редак\w*|администратор|пресс-служба|"
    r"խմբագ\w*|ադմին\w*|რედაქ\w*|ადმინ\w*|news\s*desk|webmaster|superuser|user|guest|authors?|авторы?|auteure?s?|müəllif|yazar|հեղինակ|ავტორი|"
    r"agence|agency|agentliyi|ajansı|агентство|correspondent|корреспондент|AFP|AP|Reuters)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?:|www\.|@", re.IGNORECASE)
_NO_NAME = re.compile(r"[\d<>{}=_]|\.(?:com|am|az|ge|ru|tr|fr|org|net)\b", re.IGNORECASE)
_MARKED = (
    '[itemprop~="author"] [itemprop~="name"]',
    '[itemprop~="author"]',
    'a[rel~="author"]',
    '[class*="author-name" i], [class*="authorname" i], [class*="author__name" i]',
    '[class~="author"]',
    '[class*="byline" i]',
    '[class*="field--name-uid"], [class*="submitted" i] [class*="username" i]',
)
_OTHERS = re.compile(r"comment|related|sidebar|footer", re.IGNORECASE)


def page_authors(tree: HtmlElement, meta: Meta) -> tuple[str, ...]:
    """Names as the page gives them; of several places that name authors the first counts."""
    places: list[Iterable[str]] = [
        meta.stated.authors,
        meta.all(
            "author",
            "article:author",
            "dc.creator",
            "parsely-author",
            "sailthru.author",
            "articleauthor",
        ),
    ]
    places += [_marked(tree, css) for css in _MARKED]
    for place in places:
        if names := tuple(dict.fromkeys(_names(place, meta))):
            return names[:_MOST_AUTHORS]
    return ()


def _marked(tree: HtmlElement, css: str) -> Iterator[str]:
    for element in select(tree, css)[:_MOST_ELEMENTS]:
        blocks = (element, *element.iterancestors())
        if not any(_OTHERS.search(class_id(b)) for b in blocks if b.tag not in {"body", "html"}):
            yield element.get("content") or brief(element, 3 * _LONGEST_NAME)


def _names(texts: Iterable[str], meta: Meta) -> Iterator[str]:
    for text in texts:
        if _ADDRESS.search(text):
            continue
        for part in _AND.split(_INTRODUCTION.sub("", text.strip())):
            name = _INTRODUCTION.sub("", part).strip(" .:-–—|")
            if _is_name(name, meta):
                yield name


def _is_name(name: str, meta: Meta) -> bool:
    return (
        1 < len(name) <= _LONGEST_NAME
        and len(name.split()) <= _MOST_WORDS
        and not _NO_NAME.search(name)
        and not _NOBODY.search(name)
        and squeeze(name) not in meta.outlets
    )
