"""What the sites of the sample world look like: feeds in five forms, listings and article pages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from console.newswire.world import Outlet, Piece

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A piece with its address and time, as its site shows it."""

    piece: Piece
    url: str
    published: datetime

    @property
    def summary(self) -> str:
        """Return the first paragraph."""
        return self.piece.body[0]


def path_of(outlet: Outlet, piece: Piece, published: datetime) -> str:
    """Return the path of a piece's page."""
    if piece.symbol is not None:
        slug = piece.symbol.replace("/", "").lower()
        return f"/en/{published.year}/{slug}.doc.htm"
    return f"/{published.year}/{outlet.id}-{piece.number}.html"


def rss(outlet: Outlet, posts: tuple[Post, ...]) -> str:
    """Return an RSS 2.0 feed."""
    items = "".join(
        f"<item><title>{escape(post.piece.title)}</title><link>{escape(post.url)}</link>"
        f'<guid isPermaLink="true">{escape(post.url)}</guid>'
        f"<pubDate>{format_datetime(post.published)}</pubDate>"
        f"<description>{escape(post.summary)}</description></item>\n"
        for post in posts
    )
    return (
        f'{_XML}<rss version="2.0"><channel><title>{escape(outlet.name)}</title>'
        f"<language>{outlet.languages[0]}</language>\n{items}</channel></rss>\n"
    )


def atom(outlet: Outlet, posts: tuple[Post, ...]) -> str:
    """Return an Atom 1.0 feed."""
    entries = "".join(
        f"<entry><id>tag:{outlet.id},2026:{post.piece.number}</id>"
        f"<title>{escape(post.piece.title)}</title>"
        f'<link rel="alternate" href="{escape(post.url)}"/>'
        f"<published>{post.published.isoformat()}</published>"
        f"<updated>{post.published.isoformat()}</updated>"
        f"<summary>{escape(post.summary)}</summary></entry>\n"
        for post in posts
    )
    return (
        f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(outlet.name)}</title>'
        f"<id>tag:{outlet.id},2026:all</id>\n{entries}</feed>\n"
    )


def rdf(outlet: Outlet, posts: tuple[Post, ...]) -> str:
    """Return an RSS 1.0 (RDF) feed."""
    items = "".join(
        f'<item rdf:about="{escape(post.url)}"><title>{escape(post.piece.title)}</title>'
        f"<link>{escape(post.url)}</link><dc:date>{post.published.isoformat()}</dc:date>"
        f"<description>{escape(post.summary)}</description></item>\n"
        for post in posts
    )
    return (
        f'{_XML}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>{escape(outlet.name)}</title>"
        f"<dc:language>{outlet.languages[0]}</dc:language></channel>\n{items}</rdf:RDF>\n"
    )


def json_feed(outlet: Outlet, posts: tuple[Post, ...]) -> str:
    """Return a JSON Feed 1.1."""
    items = [
        {
            "id": post.url,
            "url": post.url,
            "title": post.piece.title,
            "content_text": post.summary,
            "date_published": post.published.isoformat(),
        }
        for post in posts
    ]
    head = {"version": "https://jsonfeed.org/version/1.1", "title": outlet.name}
    return json.dumps({**head, "language": outlet.languages[0], "items": items})


def listing(outlet: Outlet, posts: tuple[Post, ...]) -> str:
    """Return a plain front page of headlines."""
    rows = "".join(
        f'<li class="news"><time datetime="{post.published.isoformat()}"></time> '
        f'<a href="{escape(post.url)}">{escape(post.piece.title)}</a></li>\n'
        for post in posts
    )
    return _html(outlet, outlet.name, f"<ul>\n{rows}</ul>")


def un_listing(outlet: Outlet, posts: tuple[Post, ...]) -> str:
    """Return a listing in the structure of press.un.org (2026)."""
    rows = "".join(
        '<div class="views-row"><article class="node node--view-mode-content-list-item clearfix">'
        '<div class="field field--name-field-dated field--type-datetime field--label-hidden">'
        f"<div class='field__items'><div class=\"field__item\">{_un_time(post.published)}</div>"
        '</div></div><div class="field field--name-field-display-title field--label-hidden">'
        f'<h3><a href="{escape(post.url)}" hreflang="en">{escape(post.piece.title)}</a></h3></div>'
        '<div class="clearfix text-formatted field field--name-body field--label-hidden">'
        f"<p>{escape(post.summary)}</p></div></article></div>\n"
        for post in posts
    )
    return _html(outlet, "Meetings Coverage", f'<div class="view-content">{rows}</div>')


def page(outlet: Outlet, post: Post) -> str:
    """Return an article's page."""
    paragraphs = "".join(f"<p>{escape(line)}</p>\n" for line in post.piece.body)
    if post.piece.symbol is not None:
        return _html(outlet, post.piece.title, _un_article(post, paragraphs))
    when = f'<time datetime="{post.published.isoformat()}"></time>'
    article = f"<article><h1>{escape(post.piece.title)}</h1>{when}\n{paragraphs}</article>"
    return _html(outlet, f"{post.piece.title} | {outlet.name}", article)


def _un_article(post: Post, paragraphs: str) -> str:
    return (
        f'<h1 class="page-header">{escape(post.piece.title)}</h1>'
        '<div class="field field--name-field-doctype"><div class="field__item">'
        f'<a href="#">{post.piece.doctype}</a></div></div>'
        '<div class="field field--name-field-dated"><div class="field__item">'
        f"{_un_time(post.published)}</div></div>"
        f'<div class="field field--name-body field__item">{paragraphs}</div>'
        "<p>For information media. Not an official record.</p>"
    )


def _un_time(published: datetime) -> str:
    """Return a day the way the UN writes it: always at noon."""
    day = f"{published.day} {published:%B %Y}"
    return f'<time datetime="{published:%Y-%m-%d}T12:00:00Z" class="datetime">{day}</time>'


def _html(outlet: Outlet, title: str, body: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{outlet.languages[0]}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head>\n<body><main>{body}</main></body></html>\n"
    )


#: Form of a front -> (content type, what writes it).
FRONTS: Mapping[str, tuple[str, Callable[[Outlet, tuple[Post, ...]], str]]] = {
    "rss": ("application/rss+xml; charset=utf-8", rss),
    "atom": ("application/atom+xml; charset=utf-8", atom),
    "rdf": ("application/rdf+xml; charset=utf-8", rdf),
    "json": ("application/feed+json; charset=utf-8", json_feed),
    "listing": ("text/html; charset=utf-8", listing),
    "un_press": ("text/html; charset=utf-8", un_listing),
}
