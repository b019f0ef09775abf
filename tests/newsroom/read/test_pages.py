import json
from pathlib import Path

import pytest

from newsroom.errors import Unreadable
from newsroom.read.pages import read_page

PAGES = Path(__file__).parents[2] / "data" / "pages"


@pytest.mark.parametrize("saved", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_a_saved_page_reads_as_written_beside_it(saved):
    expected = json.loads(saved.with_suffix(".json").read_text())
    page = read_page(saved.read_bytes(), expected["content_type"], expected["fetched"])
    assert {
        "url": page.url,
        "title": page.title,
        "published": page.published and page.published.isoformat(),
        "day_only": page.day_only,
        "lang": page.lang,
        "authors": list(page.authors),
    } == {
        key: expected[key] for key in ("url", "title", "published", "day_only", "lang", "authors")
    }
    assert [words for words in expected["has"] if words not in page.text] == []
    assert [words for words in expected["lacks"] if words in page.text] == []
    assert page.title not in page.text.split("\n")


def page(
    html, url="https://courier.example/news/1", content_type="text/html; charset=utf-8", **css
):
    return read_page(html.encode(), content_type, url, **css)


def test_selectors_hold_against_everything_else():
    html = """<html lang="en"><title>Other</title><meta name="date" content="2020-01-01"><body>
      <h1>Other</h1><div class="t">The <b>title</b></div><i class="d">12 March 2026</i>
      <div class="b"><p>One.</p><p>Two.</p></div><div class="c"><p>Three.</p></div></body></html>"""
    read = page(html, title_css=".t", date_css=".d", body_css=".b, .b p, .c")
    assert (read.title, read.text) == ("The title", "One.\nTwo.\nThree.")
    assert (read.published.isoformat(), read.day_only) == ("2026-03-12T12:00:00+00:00", True)


def test_selectors_that_find_nothing_leave_the_page_to_itself():
    html = "<html><title>Bridge opens</title><body><p>It is open since noon.</p></body></html>"
    read = page(html, title_css=".t", date_css=".d", body_css=".b")
    assert (read.title, read.text, read.published) == (
        "Bridge opens",
        "It is open since noon.",
        None,
    )


def test_a_selector_that_is_none_is_named():
    with pytest.raises(Unreadable, match=r"`\.\.x` is not a CSS selector"):
        page("<p>x</p>", title_css="..x")


def test_the_script_corrects_a_declared_language():
    text = "მთავრობამ ხიდის გახსნის დრო გამოაცხადა. " * 3
    assert page(f'<html lang="en-US"><title>ხიდი</title><p>{text}</p></html>').lang == "ka"


def test_windows_1254_declared_as_latin_1_is_turkish():
    text = "Şoförler için yağışlı bir gündü, ışıklar söndü."
    html = f"<html><head><title>Kışın açılan köprü</title></head><body><p>{text}</p></body></html>"
    read = read_page(html.encode("windows-1254"), "text/html; charset=iso-8859-1", None)
    assert (read.title, read.lang) == ("Kışın açılan köprü", "tr")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "the page is empty"),
        (b" \n\t ", "the page is empty"),
        (b"%PDF-1.7\n...", "this is a PDF, not a web page"),
        (b"\x89PNG\r\n\x1a\n", "this is a picture, not a web page"),
        (b"\xff\xd8\xff\xe0", "this is a picture, not a web page"),
        (b"PK\x03\x04rest", "this is a zipped file, not a web page"),
        (b'\xef\xbb\xbf {"items": []}', "this is JSON, not a web page"),
        (
            b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>",
            "this is a feed, not a web page",
        ),
        (b"<?xml version='1.0'?><urlset></urlset>", "this is XML, not a web page"),
        (b"\x00\x00\x00\x18ftypmp42", "this is a film, not a web page"),
        (b"<html><body><div></div></body></html>", "nothing readable on the page"),
        (b"<html>" + b"x" * 10_000_000, "the page has more than 10 MB"),
        (b"<p " + b"a=1 " * 20_000 + b">x</p>", "an element of the page has too many attributes"),
    ],
)
def test_what_is_no_page_is_refused_with_one_line(body, reason):
    with pytest.raises(Unreadable) as caught:
        read_page(body, "text/html", None)
    assert str(caught.value) == reason


def test_entities_of_a_documents_own_are_not_resolved():
    declared = '<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "resolved">'
    read = page(
        f"<!DOCTYPE html [{declared}]><title>T</title><p class=b>a &x; &y; b</p>", body_css=".b"
    )
    assert read.text == "a &x; &y; b"
