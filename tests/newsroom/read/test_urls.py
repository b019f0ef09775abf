from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.read.urls import MAX_LINK, absolute, canonical

ONE_PAGE = [
    (
        "https://news.example/a/1",
        "http://news.example/a/1",
        "HTTPS://NEWS.Example/a/1",
        "https://www.news.example/a/1/",
        "https://m.news.example:443/a/1",
        "http://news.example:80/a/1#comments",
        "https://news.example./a/1",
        "https://amp.news.example/a/1",
        "https://news.example/a/1/amp",
        "https://news.example/a/1/amp/",
        "https://news.example/amp/a/1",
        "https://news.example/a/1?amp",
        "https://news.example/a/1?amp=1",
        "https://news.example/a/1?outputType=amp",
        "https://news.example/a/1?utm_source=rss&utm_medium=feed",
        "https://news.example/a/1?fbclid=x&gclid=y&yclid=z&ysclid=1",
        "https://news.example/a/1?ref=rss",
        "https://news.example/a/1?",
        " https://news.example/a/1\n",
        "https://news.example/%61/1",
    ),
    (
        "https://news.example",
        "https://news.example/",
        "http://www.news.example/?utm_campaign=x#top",
    ),
    ("https://news.example/?b=2&a=1", "https://news.example/?a=1&&b=2&utm_term=q"),
    (
        "https://news.example/новости/1",
        "https://news.example/%d0%bd%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1",
    ),
    ("https://новости.example/1", "https://xn--b1amnebsh.example/1"),
    ("https://news.example/a%2fb", "https://news.example/a%2Fb"),
    ("https://news.example/s?q=a+b", "https://news.example/s?q=a%20b"),
    (
        "https://press.un.org/en/2010/ga11035.doc.htm",
        "http://press.un.org/en/2010/GA11035.doc.htm",
        "https://www.un.org/press/en/2010/ga11035.doc.htm",
        "http://www.un.org/News/Press/docs/2010/ga11035.doc.htm",
        "https://un.org/press/en/2010/ga11035.doc.htm?utm_source=x",
        "https://press.un.org/en/2010/ga11035.doc.html#vote",
    ),
    (
        "https://press.un.org/en/1999/19991124.gaef2899.doc.html",
        "https://www.un.org/News/Press/docs/1999/19991124.gaef2899.doc.html",
        "https://press.un.org/en/1999/gaef2899.doc.htm",
    ),
    (
        "https://press.un.org/fr/2004/cs2669.doc.htm",
        "http://www.un.org/press/fr/2004/CS2669.doc.htm",
        "http://www.un.org/News/fr-press/docs/2004/CS2669.doc.htm",
    ),
]


@pytest.mark.parametrize("spellings", ONE_PAGE)
def test_all_addresses_of_one_page_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({canonical(spelling) for spelling in spellings}) == 1
    assert canonical(spellings[0])


def test_different_pages_have_different_keys() -> None:
    pages = [
        *(page[0] for page in ONE_PAGE),
        "https://news.example/a/2",
        "https://news.example/A/1",
        "https://news.example/a/1.html",
        "https://news.example/a/1?id=1",
        "https://news.example/a/1?id=2",
        "https://news.example/a/1?page=2",
        "https://news.example/a/1?ref=4711",
        "https://news.example:8080/a/1",
        "https://other.example/a/1",
        "https://ru.news.example/a/1",
        "https://news.example/champ",
        "https://news.example/amp",
        "https://press.un.org/en/2010/ga11036.doc.htm",
        "https://press.un.org/fr/2010/ag11035.doc.htm",
        "https://press.un.org/en/content/security-council",
        "https://press.un.org/en/security-council",
        "https://www.un.org/en/about-us",
        "https://news.un.org/en/story/2026/03/1150001",
        "https://news.example/en/2010/ga11035.doc.htm",
    ]
    # `/amp` of a site's root is its front page on a telephone.
    assert canonical("https://news.example/amp") == canonical("https://news.example/")
    pages.remove("https://news.example/amp")
    assert len({canonical(page) for page in pages}) == len(pages)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://press.un.org/en/2026/sc16316.doc.htm", "https://press.un.org/en/sc16316"),
        ("https://m.ru/a", "https://m.ru/a"),
        ("https://[::1]:8000/a", "https://[::1]:8000/a"),
        ("https://news.example/100%", "https://news.example/100%25"),
        ("https://news.example/a b", "https://news.example/a%20b"),
        ("ftp://news.example/a", None),
        ("javascript:alert(1)", None),
        ("mailto:a@b.example", None),
        ("/a/1", None),
        ("https://", None),
        ("https://user:secret@news.example/", None),
        ("https://news.example:99999/", None),
        ("https://[::1/", None),
        ("", None),
    ],
)
def test_keys(url: str, key: str | None) -> None:
    assert canonical(url) == key


addresses = st.builds(
    "{}://{}{}{}{}".format,
    st.sampled_from(["http", "https", "HTTP"]),
    st.sampled_from(
        ["www.a.example", "m.a.example", "press.un.org", "amp.www.a.example:80", "а.example"]
    ),
    st.text("/ab%2fF.amphtl é~+;=", max_size=20).map("/{}".format),
    st.text("?&=abutm_source%2 é", max_size=20),
    st.sampled_from(["", "#x", "/amp", ".amp.html", "/?amp=1&utm_source=x"]),
)


@given(addresses | st.text() | st.text().map("https://a.example/{}".format))
def test_the_key_of_a_key_is_itself(url: str) -> None:
    key = canonical(url)
    assert key is None or canonical(key) == key
    assert key is None or key.isascii()


@pytest.mark.parametrize(
    ("link", "base", "expected"),
    [
        ("https://a.example/x", "https://b.example/", "https://a.example/x"),
        ("/x?a=1&b=2#c", "https://b.example/feeds/rss.xml", "https://b.example/x?a=1&b=2#c"),
        ("x", "https://b.example/feeds/rss.xml", "https://b.example/feeds/x"),
        ("../x", "https://b.example/feeds/rss.xml", "https://b.example/x"),
        ("//c.example/x", "https://b.example/", "https://c.example/x"),
        ("?id=5", "https://b.example/news", "https://b.example/news?id=5"),
        (" https://a.example/\n x\t", "https://b.example/", "https://a.example/%20x"),
        ("https://a.example/новость", "https://b.example/", "https://a.example/новость"),
        ("http://a.example:8080/", "", "http://a.example:8080/"),
        ("HTTP://a.example/X", "", "http://a.example/X"),
        ("/x", "", None),
        ("", "https://b.example/", None),
        ("javascript:alert(1)", "https://b.example/", None),
        ("JavaScript:alert(1)", "https://b.example/", None),
        ("data:text/html,x", "https://b.example/", None),
        ("file:///etc/passwd", "https://b.example/", None),
        ("ftp://a.example/", "https://b.example/", None),
        ("mailto:a@b.example", "https://b.example/", None),
        ("tag:a.example,2026:1", "https://b.example/", None),
        ("https://user@a.example/", "https://b.example/", None),
        ("https://a.example\\@b.example/", "https://b.example/", None),
        ("http://[::1", "https://b.example/", None),
        ("https://a.example/" + "x" * MAX_LINK, "https://b.example/", None),
    ],
)
def test_absolute(link: str, base: str, expected: str | None) -> None:
    assert absolute(link, base) == expected


@given(st.text(), st.text() | st.just("https://b.example/x"))
def test_an_absolute_address_is_one(link: str, base: str) -> None:
    found = absolute(link, base)
    assert found is None or found.startswith(("http://", "https://"))
    assert found is None or canonical(found)
