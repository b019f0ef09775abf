from __future__ import annotations

import json
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.errors import Unreadable
from newsroom.read.entries import MAX_GUID, MAX_ITEMS, MAX_TITLE
from newsroom.read.feeds import read_feed

if TYPE_CHECKING:
    import random

    from newsroom.model import Entry, Listing

SAVED = Path(__file__).parents[2] / "data" / "feeds"
FEEDS = sorted(path for path in SAVED.iterdir() if ".expected" not in path.name)
URL = "https://fetched.example/feed"


def read(text: str | bytes, content_type: str | None = "application/rss+xml") -> Listing:
    return read_feed(text.encode() if isinstance(text, str) else text, content_type, URL)


def rss(*items: str, head: str = "", version: str = "2.0") -> str:
    spaces = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
    )
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="{version}" {spaces}><channel>{head}{inside}</channel></rss>'


def encoded(markup: str) -> str:
    return f"<content:encoded><![CDATA[{markup}]]></content:encoded>"


_BEFORE_COUNTING = "<feedburner:origLink>https://a.example/1</feedburner:origLink>"


def only(text: str) -> Entry:
    (entry,) = read(text).entries
    return entry


def as_json(listing: Listing) -> object:
    def plain(entry: Entry) -> dict[str, object]:
        published = entry.published.isoformat() if entry.published else None
        return {**asdict(entry), "published": published}

    shown = {"notes": listing.notes, "entries": [plain(entry) for entry in listing.entries]}
    return json.loads(json.dumps(shown))


# --- saved feeds --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    "content_type", [None, "text/html", "text/xml", "application/octet-stream"]
)
def test_saved_feeds_read_as_expected(path: Path, content_type: str | None) -> None:
    expected = json.loads(path.with_name(f"{path.stem}.expected.json").read_text("utf-8"))
    assert as_json(read_feed(path.read_bytes(), content_type, URL)) == expected


def test_every_dialect_and_language_is_saved() -> None:
    dialects, languages = zip(*(path.stem.split("-") for path in FEEDS), strict=True)
    assert set(languages) == {"en", "ru", "hy", "az", "ka", "tr", "fr"}
    assert {"rss091", "rss092", "rss20", "rdf090", "rdf10", "atom03", "atom10"} < set(dialects)
    assert {"jsonfeed10", "jsonfeed11"} < set(dialects)


# --- what an item's parts become ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Fire &amp; water", "Fire & water"),
        ("Fire &amp;amp; water", "Fire & water"),
        ("&lt;b&gt;Fire&lt;/b&gt; at dawn", "Fire at dawn"),
        ("<![CDATA[<b>Fire</b> &amp; water]]>", "Fire & water"),
        ("&lt;![CDATA[Fire at dawn]]&gt;", "Fire at dawn"),
        ("<![CDATA[<![CDATA[Fire at dawn]]]]><![CDATA[>]]>", "Fire at dawn"),
        ("&amp;lt;i&amp;gt;Fire&amp;lt;/i&amp;gt;", "Fire"),
        ("A &amp;quot;pause&amp;quot;", 'A "pause"'),
        ("\n  Fire\n  at   dawn ", "Fire at dawn"),
        ("Fire \u202eat\u202c dawn\u200b", "Fire at dawn"),
        ("2 &lt; 3 and 4 &gt; 3", "2 < 3 and 4 > 3"),
        ("Fire &nbsp;&mdash;&hellip; smoke", "Fire —… smoke"),
        ("Cafe\u0301", "Café"),
        ("Fire &#xD800;&#0;&#x1F;&#xFFFF;&#99999999999; at dawn", "Fire at dawn"),
        ("Fire &#x1F600;", "Fire 😀"),
        ("x" * 3_000, "x" * MAX_TITLE),
    ],
)
def test_titles(title: str, expected: str) -> None:
    assert only(rss(f"<title>{title}</title>")).title == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ("<description>Short.</description>", "Short."),
        (
            f"<description>Short.</description>{encoded('<p>A whole</p><p>B.</p>')}",
            "A whole\nB.",
        ),
        (
            f"<description>A summary that says more.</description>{encoded('Photo')}",
            "A summary that says more.",
        ),
        ("<description>&lt;script&gt;alert(1)&lt;/script&gt;Text</description>", "Text"),
        ("<description>&amp;lt;p&amp;gt;Twice&amp;lt;/p&amp;gt;</description>", "Twice"),
        ("<description/>", ""),
    ],
)
def test_bodies(parts: str, expected: str) -> None:
    assert only(rss(f"<title>T</title>{parts}")).body == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ("<link>https://a.example/1</link>", "https://a.example/1"),
        ("<link>\n https://a.example/1 \n</link>", "https://a.example/1"),
        ("<link><![CDATA[https://a.example/?a=1&b=2]]></link>", "https://a.example/?a=1&b=2"),
        ("<link>https://a.example/?a=1&amp;amp;b=2</link>", "https://a.example/?a=1&b=2"),
        ("<link>/1</link>", "https://site.example/1"),
        ("<link>1</link>", "https://site.example/1"),
        ('<guid isPermaLink="true">https://a.example/1</guid>', "https://a.example/1"),
        ("<guid>https://a.example/1</guid>", "https://a.example/1"),
        ('<guid isPermaLink="false">https://a.example/1</guid>', None),
        ("<guid>4711</guid>", None),
        (
            f"<link>https://count.example/r</link>{_BEFORE_COUNTING}",
            "https://a.example/1",
        ),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>ftp://a.example/1</link>", None),
        ("<link>https://user:secret@a.example/1</link>", None),
        (f"<link>https://a.example/{'x' * 2_048}</link>", None),
        ("", None),
    ],
)
def test_links(parts: str, expected: str | None) -> None:
    entry = only(rss(f"<title>Kept</title>{parts}", head="<link>https://site.example/</link>"))
    assert entry.link == expected
    assert entry.title == "Kept"
    dropped = "<link>" in parts and expected is None
    assert any("not a web address" in note for note in entry.notes) is dropped


def test_relative_links_are_seen_from_the_feed_where_it_names_no_site() -> None:
    assert only(rss("<link>/1</link>")).link == "https://fetched.example/1"


@pytest.mark.parametrize(
    ("guid", "expected"),
    [("4711", "4711"), (" tag:a.example,2026:1\n", "tag:a.example,2026:1"), ("", None)],
)
def test_guids_stay_as_given(guid: str, expected: str | None) -> None:
    assert only(rss(f"<title>T</title><guid>{guid}</guid>")).guid == expected


def test_long_guids_are_hashed_each_to_its_own() -> None:
    entries = read(
        rss(*(f"<guid>{'x' * MAX_GUID}{n}</guid><title>T</title>" for n in (1, 2)))
    ).entries
    guids = [entry.guid or "" for entry in entries]
    assert all(guid.startswith("sha256:") and len(guid) < MAX_GUID for guid in guids)
    assert len(set(guids)) == 2


@pytest.mark.parametrize(
    ("parts", "expected", "notes"),
    [
        ("<pubDate>Sun, 15 Nov 2026 14:20 +04</pubDate>", "2026-11-15T10:20:00+00:00", ()),
        ("<dc:date>2026-11-15T14:20:00Z</dc:date>", "2026-11-15T14:20:00+00:00", ()),
        (
            "<pubDate>soon</pubDate><dc:date>2026-11-15T14:20:00Z</dc:date>",
            "2026-11-15T14:20:00+00:00",
            (),
        ),
        (
            "<pubDate>2026-11-15 14:20</pubDate>",
            "2026-11-15T14:20:00+00:00",
            ("date without a zone, read as UTC",),
        ),
        ("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", "1970-01-01T00:00:00+00:00", ()),
        ("<pubDate>soon</pubDate>", None, ("date not readable: 'soon'",)),
        ("<pubDate></pubDate>", None, ()),
        ("", None, ()),
    ],
)
def test_published_is_what_the_feed_states(
    parts: str, expected: str | None, notes: tuple[str, ...]
) -> None:
    entry = only(rss(f"<title>T</title>{parts}"))
    assert (entry.published.isoformat() if entry.published else None) == expected
    assert entry.notes == notes


def test_the_feeds_language_is_believed_where_the_letters_fit() -> None:
    listing = read(
        rss(
            "<title>Iran</title>",
            "<title>ხიდი არაქსზე გაიხსნა</title>",
            "<title>Iran</title><dc:language>en</dc:language>",
            head="<language>fr</language>",
        )
    )
    assert [entry.lang for entry in listing.entries] == ["fr", "ka", "en"]


def test_text_of_atom_is_literal_where_it_says_so() -> None:
    entry = only(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="text">A &lt;b&gt;</title>'
        '<summary type="html">&lt;b&gt;Bold&lt;/b&gt;</summary></entry></feed>'
    )
    assert (entry.title, entry.body) == ("A <b>", "Bold")


# --- broken neighbours, broken feeds ------------------------------------------------------------

GOOD = "<title>Good</title><link>https://a.example/good</link>"


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "<title></title>",
        "<title>&#xD800;</title>",
        "<title>a & b</title>",
        "<title>&undefined;</title>",
        "<title>unclosed",
        "<title><b>crossed</title></b>",
        "<link>http://[::1</link>",
        "<pubDate>Sun, 99 Nov 2026 99:99:99 +9999</pubDate><title>x</title>",
        "<title>\x00\x0b\x1f</title>",
        "<title>\ufffe</title>",
        "<x:y>unknown prefix</x:y>",
        '<guid isPermaLink="maybe">x</guid>',
        "<description>" + "<div>" * 2_000 + "</description>",
        "<title>" + "&lt;" * 5_000 + "</title>",
        '<enclosure url="http://[" length="-1"/>',
        "<dc:date>" + "9" * 5_000 + "</dc:date>",
    ],
)
def test_a_broken_item_costs_its_neighbours_nothing(bad: str) -> None:
    listing = read(rss(GOOD, bad, GOOD.replace("ood", "ood too")))
    assert {"Good", "Good too"} <= {entry.title for entry in listing.entries}


def test_an_item_that_breaks_the_parser_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from newsroom.read import feeds  # noqa: PLC0415 - only this test looks inside

    parse = feeds._parse

    def moody(markup: str) -> dict[str, object]:
        if "POISON" in markup:
            raise LookupError("unknown encoding")
        return parse(markup)

    monkeypatch.setattr(feeds, "_parse", moody)
    listing = read(rss(GOOD, "<title>POISON</title>", GOOD))
    assert [entry.title for entry in listing.entries] == ["Good", "Good"]
    assert listing.notes == ("left out: 1 that broke the parser (LookupError: unknown encoding)",)
    with pytest.raises(Unreadable, match="cannot be parsed: LookupError"):
        read(rss("<title>POISON</title>"))


def test_an_item_without_anything_is_counted() -> None:
    listing = read(rss("<guid>1</guid>", GOOD))
    assert len(listing.entries) == 1
    assert listing.notes == ("left out: 1 without title, text and link",)


@pytest.mark.parametrize(
    "keep", ["</title><li", "</title></item><item><title>Half of a ti", "</title></item>"]
)
def test_of_a_feed_that_breaks_off_the_complete_items_are_kept(keep: str) -> None:
    whole = rss(GOOD, GOOD.replace("ood", "ood too"), GOOD.replace("Good", "Third"))
    cut = whole.index("<title>Good too")
    broken = whole[:cut] + "<title>Good too" + keep
    listing = read(broken)
    expected = ["Good", "Good too"] if "</item>" in keep else ["Good"]
    assert [entry.title for entry in listing.entries] == expected
    assert "breaks off" in listing.notes[0]


@pytest.mark.parametrize(
    "path", [path for path in FEEDS if path.suffix == ".xml"], ids=lambda p: p.stem
)
def test_a_feed_cut_anywhere_loses_only_what_was_cut(path: Path) -> None:
    body = path.read_bytes()
    whole = read_feed(body, None, URL).entries
    for length in range(600, len(body), 97):
        kept = read_feed(body[:length], None, URL).entries
        assert kept == whole[: len(kept)]


def test_what_surrounds_a_feed_is_skipped() -> None:
    warning = "<br />\n<b>Warning</b>: mkdir() in <b>/srv/x.php</b>\n"
    script = "<script>count()</script>"
    listing = read(warning + '<?xml version="1.0"?>' + rss(GOOD) + script)
    assert [entry.title for entry in listing.entries] == ["Good"]
    assert listing.notes == ("what stood before the feed was skipped",)
    assert read("\n\n  <?xml version='1.0'?>" + rss(GOOD)).notes == ()


@pytest.mark.parametrize(
    "empty",
    [
        rss(),
        "<rss/>",
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title></feed>',
        '{"version": "https://jsonfeed.org/version/1", "items": []}',
    ],
)
def test_a_feed_without_items_is_a_listing_with_a_note(empty: str) -> None:
    listing = read(empty)
    assert listing.entries == ()
    assert listing.notes == ("a feed without items",)


def test_items_beyond_the_limit_are_left_out() -> None:
    items = [f"<title>Item {number}</title>" for number in range(MAX_ITEMS + 7)]
    listing = read(rss(*items))
    assert len(listing.entries) == MAX_ITEMS
    assert listing.entries[0].title == "Item 0"
    assert listing.notes == ("only the first 5,000 of 5,007 items were read",)


# --- no feeds -----------------------------------------------------------------------------------

BOMB = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + rss(
    "<title>&b;</title>"
)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "empty: the answer has no content"),
        (" \n\t\ufeff ", "empty: the answer has no content"),
        ("<!DOCTYPE html><html><body>Hi</body></html>", "this is a web page, not a feed"),
        ("<HTML><HEAD></HEAD></HTML>", "this is a web page, not a feed"),
        ("<p>Not found</p><html></html>", "this is a web page, not a feed"),
        (
            '<html><link rel="alternate" type="application/rss+xml" href="/rss.xml"></html>',
            "this is a web page, not a feed; it names a feed: /rss.xml",
        ),
        ('<?xml version="1.0"?><urlset><url/></urlset>', "this is a sitemap, not a feed"),
        ("<opml><body/></opml>", "this is a list of feeds (OPML), not a feed"),
        ("<note><to>You</to></note>", "this is XML, but not a feed: its root is <note>"),
        ("Service unavailable", "neither XML nor JSON: it begins with 'Service unavailable'"),
        ("\x1b[31mred", "neither XML nor JSON: it begins with '[31mred'"),
        ("{broken", "not readable as JSON: Expecting property name"),
        ("[" * 100_000, "not readable as JSON: maximum recursion depth"),
        ("[]", "this is JSON, but not a JSON Feed: it has no list of items"),
        ('{"error": 404}', "this is JSON, but not a JSON Feed: it has no list of items"),
        ('{"items": []}', "this is JSON, but not a JSON Feed: it does not name the version"),
        (BOMB, "a document type with entities is refused"),
        (BOMB.replace("ENTITY a", "entity % a"), "a document type with entities is refused"),
        (
            BOMB.replace('"ha"', 'SYSTEM "file:///etc/passwd"'),
            "a document type with entities is refused",
        ),
        (rss("<title " + 'a="1" ' * 20_000 + "/>"), "a tag of more than 64 KB is refused"),
    ],
)
def test_what_is_no_feed_says_what_it_is(body: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(body)
    assert str(refusal.value).startswith(reason)
    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) < 400


@pytest.mark.parametrize(
    ("attack", "seconds"),
    [
        ("<rss><channel>" + "<item/>" * 300_000, 3),
        ("<rss><channel>" + "<item>" * 300_000, 3),
        ("<" * 500_000, 1),
        ("<!--" * 200_000, 1),
        ("<?" * 200_000, 1),
        ("<!DOCTYPE [" * 100_000, 1),
        (rss("<title>" + "&lt;b" * 100_000 + "</title>"), 3),
        (rss("<title>" + "&#0000000065;" * 50_000 + "</title>"), 3),
    ],
    ids=[
        "empty items",
        "nested items",
        "open",
        "comments",
        "instructions",
        "types",
        "tags",
        "refs",
    ],
)
def test_no_feed_takes_long(attack: str, seconds: float) -> None:
    start = time.process_time()
    with suppress(Unreadable):
        read(attack)
    assert time.process_time() - start < seconds


def test_a_usual_feed_is_read_in_some_milliseconds() -> None:
    item = (
        "<title>Körpü yenidən açıldı {0}</title><link>https://a.example/{0}</link><guid>{0}</guid>"
        "<pubDate>Sun, 15 Nov 2026 14:20:00 +0400</pubDate>"
        "<description>&lt;p&gt;Yük maşınları keçir, yol təmir olunub.&lt;/p&gt;</description>"
    )
    text = rss(*(item.format(number) for number in range(50)))
    read(text)
    took = []
    for _ in range(3):
        start = time.process_time()
        assert len(read(text).entries) == 50
        took.append(time.process_time() - start)
    assert min(took) < 0.1


# --- anything -----------------------------------------------------------------------------------


def survives(body: bytes, content_type: str | None) -> None:
    try:
        listing = read_feed(body, content_type, URL)
    except Unreadable:
        return
    for entry in listing.entries:
        assert entry.title or entry.body or entry.link
        assert "\n" not in entry.title
        json.dumps(asdict(entry), default=str).encode()


@given(st.binary(max_size=300), st.none() | st.text(max_size=30))
def test_any_bytes_are_read_or_unreadable(body: bytes, content_type: str | None) -> None:
    survives(body, content_type)
    survives(b"<rss><channel><item>" + body + b"</item></channel></rss>", content_type)
    survives(b'{"version": "jsonfeed.org", "items": [' + body + b"]}", content_type)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "url", "title", "content_html", "date_published", "authors", "name"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=15,
)


@given(st.lists(json_values, max_size=4), json_values)
def test_any_json_is_read(items: list[object], language: object) -> None:
    feed = {"version": "https://jsonfeed.org/version/1", "items": items, "language": language}
    survives(json.dumps(feed).encode(), "application/feed+json")


@settings(max_examples=150)
@given(st.sampled_from(FEEDS), st.randoms(use_true_random=False))
def test_mutated_feeds_are_read_or_unreadable(path: Path, chance: random.Random) -> None:
    body = bytearray(path.read_bytes())
    pieces = (
        b"<",
        b">",
        b"&",
        b"]]>",
        b"<item>",
        b"</item>",
        b"<![CDATA[",
        b"\xff",
        b"\0",
        b"&#xD800;",
        b'"',
    )
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(body))
        body[place : place + chance.randint(0, 30)] = chance.choice(pieces)
    survives(bytes(body), chance.choice([None, "text/xml; charset=bogus", "text/html"]))
