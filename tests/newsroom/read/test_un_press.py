import json
from datetime import datetime
from pathlib import Path

import pytest

from newsroom.errors import Unreadable
from newsroom.read.pages import read_page
from newsroom.read.un_address import symbol_of, un_address
from newsroom.read.un_press import (
    next_listing,
    read_un_article,
    read_un_listing,
    read_un_page,
    un_listing_urls,
)

UN = Path(__file__).parents[2] / "data" / "pages" / "un"
HOME = "https://press.un.org/en/content/meetings-coverage"


def day(text):
    return datetime.fromisoformat(f"{text}T12:00:00+00:00")


def listing(name, url=HOME):
    return read_un_listing((UN / f"{name}.html").read_bytes(), "text/html; charset=UTF-8", url)


def test_a_listing_of_2026_gives_its_articles_and_no_live_blogs():
    read = listing("listing-2026")
    assert [(entry.link, entry.published) for entry in read.entries] == [
        ("https://press.un.org/en/2026/sc16901.doc.htm", day("2026-03-12")),
        ("https://press.un.org/en/2026/ga12901.doc.htm", day("2026-03-11")),
        ("https://press.un.org/en/2026/sgsm23901.doc.htm", day("2026-03-11")),
    ]
    first = read.entries[0]
    assert first.title == (
        "Security Council Extends Mandate of Mission in Examplia,"
        " Unanimously Adopting Resolution 2999 (2026)"
    )
    assert first.body == (
        "The Security Council today extended until 31 March 2027 the mandate of the mission,"
        " unanimously adopting a two-page text."
    )
    assert (first.day_only, first.lang, read.entries[1].body) == (True, "en", "")
    assert read.notes == ()


def test_a_french_listing_is_french():
    read = listing("listing-fr", "https://press.un.org/fr/content/plenary")
    assert [(e.link, e.lang, e.title) for e in read.entries] == [
        (
            "https://press.un.org/fr/2026/cs16900.doc.htm",
            "fr",
            "Le Conseil de sécurité proroge le mandat de la Mission en Examplie",
        ),
        (
            "https://press.un.org/fr/2026/agshc4900.doc.htm",
            "fr",
            "Troisième Commission : trois textes adoptés sans vote",
        ),
    ]


def test_the_earlier_markup_and_search_rows_are_read():
    assert [(e.link, e.published) for e in listing("listing-2014").entries] == [
        ("https://press.un.org/en/2014/ga11401.doc.htm", day("2014-03-27")),
        ("https://www.un.org/press/en/2014/sc11301.doc.htm", day("2014-03-26")),
    ]
    assert [(e.link, e.published) for e in listing("search").entries] == [
        ("https://press.un.org/en/2023/ga12490.doc.htm", day("2023-02-23")),
    ]


def test_links_of_a_copy_on_another_host_lead_to_that_host():
    read = listing("listing-2026", "http://127.0.0.1:8123/en/content/meetings-coverage")
    assert read.entries[0].link == "http://127.0.0.1:8123/en/2026/sc16901.doc.htm"


def test_rows_of_an_unknown_kind_are_taken_with_a_note():
    body = (
        b'<ul><li><a href="/en/2030/ga1.doc.htm">A title</a> <time datetime="2030-01-02">2</time>'
    )
    read = read_un_listing(body, None, HOME)
    assert [(e.title, e.published) for e in read.entries] == [("A title", day("2030-01-02"))]
    assert read.notes == ("no row of a known kind: every link to an article was taken",)


def test_a_listing_without_articles_says_so():
    read = read_un_listing(b"<html><body><p>Maintenance</p></body></html>", None, HOME)
    assert read.entries == ()
    assert read.notes == ("no link to an article on the page",)


@pytest.mark.parametrize("saved", sorted(UN.glob("*.json")), ids=lambda path: path.stem)
def test_a_saved_article_is_kept_whole_and_in_order(saved):
    expected = json.loads(saved.read_text())
    body = saved.with_suffix(".html").read_bytes()
    read = read_un_article(body, "text/html", expected["fetched"])
    page = read.page
    assert page.text.split("\n") == expected["text"]
    assert (page.url, page.title, page.lang) == (
        expected["url"],
        expected["title"],
        expected["lang"],
    )
    assert (page.published, page.day_only) == (day(expected["published"]), True)
    assert (read.symbol, read.printed, read.doctype) == (
        expected["symbol"],
        expected["printed"],
        expected["doctype"],
    )
    assert read_un_page(body, "text/html", expected["fetched"]) == page
    assert read_page(body, "text/html", expected["fetched"]) == page


def test_an_article_from_a_file_is_known_by_the_address_that_it_names():
    read = read_un_article((UN / "ga-2023.html").read_bytes(), None, None)
    assert read.page.url == "https://press.un.org/en/2023/ga12901.doc.htm"
    assert (read.symbol, read.page.lang) == ("GA/12901", "en")


def test_what_is_no_article_is_unreadable():
    with pytest.raises(Unreadable, match="nothing readable on the page"):
        read_un_page(
            b"<html><body></body></html>", None, "https://press.un.org/en/2023/ga1.doc.htm"
        )
    with pytest.raises(Unreadable, match="this is a PDF, not a web page"):
        read_un_page(b"%PDF-1.7 ...", "text/html", None)


@pytest.mark.parametrize(
    ("slug", "symbol"),
    [
        ("ga12492", "GA/12492"),
        ("sc15046", "SC/15046"),
        ("sgsm22133", "SG/SM/22133"),
        ("sga2230", "SG/A/2230"),
        ("sgt3360", "SG/T/3360"),
        ("dsgsm1880", "DSG/SM/1880"),
        ("gadis3720", "GA/DIS/3720"),
        ("gaef3273", "GA/EF/3273"),
        ("gashc3771", "GA/SHC/3771"),
        ("gaspd307", "GA/SPD/307"),
        ("gaab4400", "GA/AB/4400"),
        ("gal3670", "GA/L/3670"),
        ("ecosoc7124", "ECOSOC/7124"),
        ("org1744", "ORG/1744"),
        ("pal2234", "PAL/2234"),
        ("ag12620", "AG/12620"),
        ("agshc4400", "AG/SHC/4400"),
        ("cs15348", "CS/15348"),
        ("CS2669", "CS/2669"),
        ("19991124.gaef2899", "GA/EF/2899"),
        ("ga11035.rev.1", "GA/11035/Rev.1"),
        ("sc15046-0", "SC/15046"),
        ("sc_live", None),
        ("about", None),
        ("", None),
    ],
)
def test_a_slug_is_a_symbol(slug, symbol):
    assert symbol_of(slug) == symbol


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://press.un.org/en/2026/sc16316.doc.htm", ("en", 2026, "SC/16316", None)),
        ("/fr/2024/cs15348.doc.htm", ("fr", 2024, "CS/15348", None)),
        (
            "https://press.un.org/en/1999/19991124.gaef2899.doc.html",
            ("en", 1999, "GA/EF/2899", "1999-11-24"),
        ),
        ("http://www.un.org/press/fr/2004/CS2669.doc.htm", ("fr", 2004, "CS/2669", None)),
        (
            "http://www.un.org/News/Press/docs/1998/19981203.ga9525.html",
            ("en", 1998, "GA/9525", "1998-12-03"),
        ),
    ],
)
def test_an_article_is_known_by_its_address(url, expected):
    found = un_address(url)
    assert found
    assert (found.lang, found.year, found.symbol, found.day) == expected


@pytest.mark.parametrize(
    "url",
    [
        "https://press.un.org/en/sc_live",
        "https://press.un.org/en/blog/sc16901",
        "https://press.un.org/en/content/meetings-coverage",
        "https://press.un.org/es/2026/sc16316.doc.htm",
        "http://[broken/en/2026/sc1.doc.htm",
    ],
)
def test_other_addresses_are_no_articles(url):
    assert un_address(url) is None


@pytest.mark.parametrize(
    ("source", "polled"),
    [
        (
            "https://press.un.org/en",
            (
                "https://press.un.org/en/content/meetings-coverage",
                "https://press.un.org/en/content/press-release",
            ),
        ),
        (
            "https://press.un.org/",
            (
                "https://press.un.org/en/content/meetings-coverage",
                "https://press.un.org/en/content/press-release",
            ),
        ),
        (
            "http://127.0.0.1:8123/world/en/",
            (
                "http://127.0.0.1:8123/world/en/content/meetings-coverage",
                "http://127.0.0.1:8123/world/en/content/press-release",
            ),
        ),
        (
            "https://press.un.org/fr",
            (
                "https://press.un.org/fr/content/general-assembly/meetings-coverage",
                "https://press.un.org/fr/content/plenary",
                "https://press.un.org/fr/content/security-council",
            ),
        ),
        ("https://press.un.org/en/security-council", ("https://press.un.org/en/security-council",)),
        (
            "https://press.un.org/en/content/press-release?page=3",
            ("https://press.un.org/en/content/press-release?page=3",),
        ),
    ],
)
def test_a_front_page_stands_for_its_listings(source, polled):
    assert un_listing_urls(source) == polled


def test_older_items_are_on_the_next_page():
    second = next_listing(HOME)
    assert second == f"{HOME}?page=1"
    assert next_listing(second) == f"{HOME}?page=2"
    assert next_listing("https://x.org/en/sitesearch?sort_by=field_dated&page=9") == (
        "https://x.org/en/sitesearch?sort_by=field_dated&page=10"
    )
