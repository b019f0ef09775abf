import pytest

from newsroom.errors import Unreadable
from newsroom.read import work
from newsroom.settings import Select

ARMENIAN = "Երկու զինծառայող է վիրավորվել Սոթքի ուղղությամբ կրակոցներից"


def test_the_script_corrects_what_a_feed_declares():
    item = f"<item><title>{ARMENIAN}</title></item>"
    feed = f'<rss version="2.0"><channel><language>en</language>{item}</channel></rss>'
    listing = work.feed(feed.encode(), "text/xml", "http://a.example/", ())
    assert [entry.lang for entry in listing.entries] == ["hy"]


def test_the_script_corrects_what_a_page_declares():
    text = f"<h1>{ARMENIAN}</h1><article><p>{ARMENIAN}. {ARMENIAN}։</p></article>"
    html = f'<html lang="en"><body>{text}</body></html>'
    body = html.encode()
    assert work.article(body, "text/html", "http://a.example/x", ("en",)).lang == "hy"
    assert work.read_any_page(body, "text/html", None).lang == "hy"


def test_the_script_corrects_what_a_listing_declares():
    html = f'<html lang="en"><body><ul><li><a href="/1">{ARMENIAN}</a></li></ul></body></html>'
    listing = work.page_listing(
        html.encode(), "text/html", "http://a.example/", (), Select(item="li")
    )
    assert [entry.lang for entry in listing.entries] == ["hy"]


@pytest.mark.parametrize("read", [work.feed, work.un_listing, work.article, work.un_article])
def test_what_cannot_be_read_says_so(read):
    with pytest.raises(Unreadable):
        read(b"", None, "http://a.example/", ())


def test_warming_reads_a_page_and_a_feed():
    work.warm()
