import pytest

from newsroom.errors import Unreadable
from newsroom.read.listings import read_listing
from newsroom.settings import Select

URL = "https://courier.example/news/?page=2"


def listing(html, url=URL, **css):
    return read_listing(html.encode(), "text/html; charset=utf-8", url, Select(**css))


def test_rows_give_link_title_and_date_in_the_pages_order():
    read = listing(
        """<html lang="en"><body><ul class="news">
        <li><time datetime="2026-03-12T10:00:00+04:00">12 March</time>
            <a href="bridge-opens-1">Bridge  <b>opens</b> in the hills</a></li>
        <li><a href="/news/2"><img src="i.png" alt=""></a>
            <a href="/news/2">School gets a bus</a></li>
        </ul></body></html>""",
        item="ul.news li",
    )
    first, second = read.entries
    assert (first.link, first.title) == (
        "https://courier.example/news/bridge-opens-1",
        "Bridge opens in the hills",
    )
    assert (first.published.isoformat(), first.day_only) == ("2026-03-12T06:00:00+00:00", False)
    assert (second.link, second.title) == ("https://courier.example/news/2", "School gets a bus")
    assert (second.published, second.day_only) == (None, False)
    assert {first.lang, second.lang} == {"en"}
    assert read.notes == ()


def test_selectors_name_link_title_and_date():
    read = listing(
        """<html lang="hy"><div class="row"><a href="/category/1">Բաժին</a>
        <h3>Կամուրջը բացվեց</h3><a class="more" href="/hy/11">Ավելին</a>
        <span class="when">մարտի 12, 2026</span></div></html>""",
        item="div.row",
        link="a.more",
        title="h3",
        date=".when",
    )
    (entry,) = read.entries
    assert (entry.link, entry.title, entry.lang) == (
        "https://courier.example/hy/11",
        "Կամուրջը բացվեց",
        "hy",
    )
    assert (entry.published.isoformat(), entry.day_only) == ("2026-03-12T12:00:00+00:00", True)


def test_the_row_may_be_the_link_and_a_selector_may_name_what_holds_it():
    rows = (
        '<a class="card" href="/1">One</a><a class="card" href="/2" title="Two"><img src="x"></a>'
    )
    read = listing(rows, item="a.card")
    assert [(e.link, e.title) for e in read.entries] == [
        ("https://courier.example/1", "One"),
        ("https://courier.example/2", "Two"),
    ]
    held = listing('<div class="r"><h2><a href="/3">Three</a></h2></div>', item=".r", link="h2")
    assert [e.link for e in held.entries] == ["https://courier.example/3"]


def test_a_picture_gives_the_title_where_nothing_else_does():
    read = listing('<p><a href="/1"><img alt="Bridge opens"></a></p>', item="p")
    assert [e.title for e in read.entries] == ["Bridge opens"]


def test_a_broken_row_never_costs_the_others():
    read = listing(
        """<p>no link</p><p><a href="javascript:alert(1)">x</a></p><p><a href="#top">top</a></p>
        <p><a href="http://[broken">y</a></p>
        <p><a href="mailto:a@b.c">z</a> <a href="/5">Five</a></p>
        <p><a href="/5?">Five</a></p><p><a href="/5">Five again</a></p><p><a href="/6"></a></p>""",
        item="p",
    )
    assert [(e.link, e.title, e.notes) for e in read.entries] == [
        ("https://courier.example/5", "Five", ()),
        ("https://courier.example/6", "", ("the row has no title",)),
    ]
    assert read.notes == tuple(
        f"row {number} has no link that can be followed" for number in (1, 2, 3, 4)
    )


def test_links_start_from_the_base_that_the_page_names():
    read = listing('<base href="/az/"><p><a href="1">Bir</a></p>', item="p")
    assert [e.link for e in read.entries] == ["https://courier.example/az/1"]
    bad = listing('<base href="javascript:x"><p><a href="1">Bir</a></p>', item="p")
    assert [e.link for e in bad.entries] == ["https://courier.example/news/1"]


def test_a_row_without_a_machine_date_has_none_unless_a_selector_names_it():
    rows = '<p><a href="/1">One</a> <span class="d">12.03.2026 14:05</span></p>'
    assert listing(rows, item="p").entries[0].published is None
    (entry,) = listing(rows, item="p", date=".d").entries
    assert (entry.published.isoformat(), entry.day_only) == ("2026-03-12T14:05:00+00:00", False)


def test_no_rows_is_said():
    read = listing("<p>Maintenance</p>", item="li.news")
    assert read.entries == ()
    assert read.notes == ("no element matches `item` selector `li.news`",)


def test_a_selector_that_is_none_and_a_page_that_is_none_are_named():
    with pytest.raises(Unreadable, match="`li\\[` is not a CSS selector"):
        listing("<p>x</p>", item="li[")
    with pytest.raises(Unreadable, match="this is a feed, not a web page"):
        listing("<rss><channel></channel></rss>", item="li")
