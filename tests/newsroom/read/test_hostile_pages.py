from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.errors import Unreadable
from newsroom.read.pages import read_page
from newsroom.read.un_press import read_un_listing, read_un_page

PAGES = Path(__file__).parents[2] / "data" / "pages"


def page(
    html, url="https://courier.example/news/1", content_type="text/html; charset=utf-8", **css
):
    return read_page(html.encode(), content_type, url, **css)


HOSTILE_JSONLD = [
    "[" * 100_000,
    '{"@graph":' * 5_000,
    '{"@type": 7, "@graph": {"@type": ["NewsArticle", 3], "headline": {"a": 1}, "author": [5]}}',
    '{"@type": "NewsArticle", "@id": "a", "author": {"@id": "a"}, "publisher": [1, {"name": [1]}]}',
    '{"@type": "NewsArticle", "url": 7, "mainEntityOfPage": [{"@id": 9}], "datePublished": 1e999}',
    '{"@type": "NewsArticle", "headline": "\\ud800 half", "datePublished": "99999-99-99"}',
    "[" + '{"@type":"NewsArticle","headline":"x"},' * 5_000 + "{}]",
    "nonsense",
    "",
]


@pytest.mark.parametrize("data", HOSTILE_JSONLD, ids=range(len(HOSTILE_JSONLD)))
def test_hostile_json_ld_leaves_the_page_readable(data):
    head = f'<script type="application/ld+json">{data}</script><title>Bridge opens</title>'
    body = "<h1>Bridge opens</h1><p>It is open since noon.</p>"
    read = page(f"<html><head>{head}</head><body>{body}</body></html>")
    assert (read.title, read.text) == ("Bridge opens", "It is open since noon.")
    assert read.published is None


def test_a_page_of_many_elements_is_read_the_plain_way():
    words = "<b>w</b> " * 30_000
    read = page(
        f"<html><head><title>T</title></head><body><article><p>{words}</p></article></body></html>"
    )
    assert read.text.count("w") == 30_000


SAVED = [path.read_bytes() for path in sorted(PAGES.rglob("*.html"))]


@st.composite
def mutated_pages(draw):
    body = bytearray(draw(st.sampled_from(SAVED)))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(body)))
        end = draw(st.integers(start, min(len(body), start + 400)))
        body[start:end] = draw(
            st.one_of(st.binary(max_size=20), st.just(bytes(body[start:end]) * 2))
        )
    return bytes(body)


@settings(max_examples=60, deadline=None)
@given(
    body=st.one_of(st.binary(max_size=300), mutated_pages()),
    content_type=st.sampled_from(
        [None, "text/html", "text/html; charset=utf-7", "x; charset=\x00"]
    ),
    url=st.sampled_from(
        [None, "https://courier.example/1", "https://press.un.org/en/2023/ga1.doc.htm"]
    ),
)
def test_whatever_comes_is_read_or_unreadable(body, content_type, url):
    for read in (read_page, read_un_page, read_un_listing):
        with suppress(Unreadable):
            read(body, content_type, url or "https://courier.example/")
    with suppress(Unreadable):
        found = read_page(body, content_type, None)
        assert found.title or found.text
        assert "\n" not in found.title
