import pytest

from newsroom.read.pages import read_page


def page(
    html, url="https://courier.example/news/1", content_type="text/html; charset=utf-8", **css
):
    return read_page(html.encode(), content_type, url, **css)


def ld(data):
    return f'<script type="application/ld+json">{data}</script>'


def site(name):
    return f'<meta property="og:site_name" content="{name}">'


def titled(head, body="", url="https://courier.example/news/1"):
    return page(f"<html><head>{head}</head><body>{body}<p>Some words.</p></body></html>", url).title


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        # The site's name by og:site_name, at either end, after any mark.
        (
            "<title>Bridge opens | Hill Post</title>" + site("Hill Post"),
            "",
            "Bridge opens",
        ),
        (
            "<title>Hill Post » Bridge opens</title>" + site("Hill Post"),
            "",
            "Bridge opens",
        ),
        (
            "<title>Мост открыт — Вестник</title>" + site("Вестник"),
            "",
            "Мост открыт",
        ),
        (
            "<title>Կամուրջը բացվեց – Լրագիր</title>" + site("ԼՐԱԳԻՐ"),
            "",
            "Կամուրջը բացվեց",
        ),
        (
            '<title>ხიდი გაიხსნა :: მთა</title><meta name="application-name" content="მთა">',
            "",
            "ხიდი გაიხსნა",
        ),
        (
            "<title>Körpü açıldı - Səhər.az</title>" + site("Səhər.Az"),
            "",
            "Körpü açıldı",
        ),
        (
            "<title>Köprü açıldı | Gündem | Yayla Haber</title>" + site("Yayla Haber"),
            "<h1>Köprü açıldı</h1>",
            "Köprü açıldı",
        ),
        # By the publisher, by the host, by the heading alone.
        (
            "<title>Le pont ouvre - La Gazette</title>"
            + ld(
                '{"@type":"NewsArticle","headline":"",'
                '"publisher":{"@type":"Organization","name":"La Gazette"}}'
            ),
            "",
            "Le pont ouvre",
        ),
        ("<title>Bridge opens - Courier</title>", "", "Bridge opens"),
        ("<title>Bridge opens - News - Somebody</title>", "<h1>Bridge opens</h1>", "Bridge opens"),
        # After a bar the name may stand in a longer form.
        (
            "<title>Bridge opens | Hill Post News Agency</title>" + site("Hill Post"),
            "",
            "Bridge opens",
        ),
        # A dash alone is no reason to cut.
        ("<title>Bridge opens - and closes again</title>", "", "Bridge opens - and closes again"),
        ("<title>Иран — Армения: мост открыт</title>", "", "Иран — Армения: мост открыт"),
        (
            "<title>Tiflis - Bakü - Ceyhan</title>" + site("Hat"),
            "<h1>Tiflis - Bakü - Ceyhan</h1>",
            "Tiflis - Bakü - Ceyhan",
        ),
        ("<title>Interview | Part two</title>", "", "Interview | Part two"),
        # A heading that is the logo or the section is not the title.
        ("<title>Bridge opens</title>", '<h1 class="logo">Courier</h1>', "Bridge opens"),
        (
            "<title>Bridge opens in the mountains | Society | Courier</title>",
            "<h1>Society</h1>",
            "Bridge opens in the mountains | Society",
        ),
        # Shared in one wording, headed in another: heading and window agree.
        (
            '<title>Bridge opens - Courier</title><meta property="og:title" content="See this">',
            "<h1>Bridge opens</h1>",
            "Bridge opens",
        ),
        (
            '<meta property="og:title" content="Bridge opens after a long…">',
            "<h1>Bridge opens after a long winter</h1>",
            "Bridge opens after a long winter",
        ),
        ("<title>Tom &amp;amp; Co &#8211; bridge</title>", "", "Tom & Co – bridge"),
        ("", "<h1>Only <b>a</b> heading</h1>", "Only a heading"),
        ("", "", ""),
    ],
)
def test_a_title_comes_without_the_name_of_its_site(head, body, title):
    assert titled(head, body) == title


def published(head="", body="", lang="en"):
    body = f"<h1>A title</h1>{body}<p>Words.</p>"
    html = f'<html lang="{lang}"><head>{head}</head><body>{body}</body></html>'
    read = page(html)
    return read.published and read.published.isoformat(), read.day_only


@pytest.mark.parametrize(
    ("head", "body", "lang", "expected"),
    [
        (
            '<meta property="article:published_time" content="2026-03-12T09:00:00+04:00">',
            "",
            "en",
            ("2026-03-12T05:00:00+00:00", False),
        ),
        (
            '<meta name="DC.date" content="2026-03-12">',
            "",
            "en",
            ("2026-03-12T12:00:00+00:00", True),
        ),
        (
            '<meta name="date" content="2026-03-12">',
            '<time datetime="2026-03-12T10:30:00Z">12 March</time>',
            "en",
            ("2026-03-12T10:30:00+00:00", False),
        ),
        (
            "",
            '<span itemprop="datePublished" content="2026-03-12T10:30:00Z">x</span>',
            "en",
            ("2026-03-12T10:30:00+00:00", False),
        ),
        (
            "",
            '<i><time class="updated" datetime="2026-03-14">1</time></i>' * 2
            + '<time class="published" datetime="2026-03-12">12</time>',
            "en",
            ("2026-03-12T12:00:00+00:00", True),
        ),
        (
            "",
            '<div class="date">12 марта 2026, 14:05 МСК</div>',
            "ru",
            ("2026-03-12T11:05:00+00:00", False),
        ),
        (
            "",
            '<div class="post-date">12 mart 2026</div>',
            "az",
            ("2026-03-12T12:00:00+00:00", True),
        ),
        ("", '<p class="date">2026թ. մարտի 12</p>', "hy", ("2026-03-12T12:00:00+00:00", True)),
        ("", '<p class="date">12 მარტი 2026</p>', "ka", ("2026-03-12T12:00:00+00:00", True)),
        (
            "",
            '<p class="tarih">12 Mart 2026 Güncelleme: 15 Mart 2026</p>',
            "tr",
            ("2026-03-12T12:00:00+00:00", True),
        ),
        ("", "<div>Publié le 12 mars 2026</div>", "fr", ("2026-03-12T12:00:00+00:00", True)),
        (
            "",
            '<time class="entry-date published updated" datetime="2026-03-12T10:00:00Z">12</time>',
            "en",
            ("2026-03-12T10:00:00+00:00", False),
        ),
        (
            "",
            '<abbr class="published" title="2026-03-12T10:00:00Z">jeudi 12 mars</abbr>',
            "fr",
            ("2026-03-12T10:00:00+00:00", False),
        ),
        # Changed is not published, and another article's date is not this one's.
        (
            '<meta property="article:modified_time" content="2026-03-12T09:00:00Z">',
            "",
            "en",
            (None, False),
        ),
        (
            '<meta property="og:updated_time" content="2026-03-12T09:00:00Z">',
            "",
            "en",
            (None, False),
        ),
        ("", '<p>Updated: <time datetime="2026-03-12T09:00:00Z">x</time></p>', "en", (None, False)),
        ("", '<p class="date">Обновлено 12 марта 2026</p>', "ru", (None, False)),
        (
            "",
            '<div class="related"><time datetime="2026-03-12T09:00:00Z">x</time></div>',
            "en",
            (None, False),
        ),
        (
            "",
            '<div class="comments"><time datetime="2026-03-12T09:00:00Z">x</time></div>',
            "en",
            (None, False),
        ),
        (
            ld('{"dateModified":"2026-03-12","@type":"NewsArticle"}'),
            "",
            "en",
            (None, False),
        ),
        (
            ld('{"headline":"a "broken" one",' + '"datePublished":"2026-03-12T09:00:00Z"}'),
            "",
            "en",
            ("2026-03-12T09:00:00+00:00", False),
        ),
        ("", "", "en", (None, False)),
    ],
)
def test_the_time_of_publication_is_what_the_page_states(head, body, lang, expected):
    assert published(head, body, lang) == expected


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ('<meta name="author" content="Anna Petrosyan">', ("Anna Petrosyan",)),
        (
            '<meta name="author" content="By Anna Petrosyan and Levan Beridze">',
            ("Anna Petrosyan", "Levan Beridze"),
        ),
        ('<meta name="author" content="Автор: Анна Петрова">', ("Анна Петрова",)),
        (
            '<meta name="author" content="Par Anne Dupont et Luc Martin">',
            ("Anne Dupont", "Luc Martin"),
        ),
        ('<meta name="author" content="Courier">', ()),
        ('<meta name="author" content="admin">', ()),
        ('<meta name="author" content="Редакция">', ()),
        ('<meta name="author" content="desk@courier.example">', ()),
        ('<meta property="article:author" content="https://facebook.com/courier">', ()),
        (
            ld(
                '{"@type":"NewsArticle","author":[{"@type":"Person","name":"A. B. Name"},'
                '{"@type":"Organization","name":"Other"}]}'
            ),
            ("A. B. Name",),
        ),
        (
            ld('{"@type":"NewsArticle","author":"Anna Petrosyan"}'),
            ("Anna Petrosyan",),
        ),
        (
            ld('{"@type":"NewsArticle","author":' + '{"name":["Anna Petrosyan", 3]}}'),
            ("Anna Petrosyan",),
        ),
    ],
)
def test_authors_are_names_of_persons(head, authors):
    read = page(f"<html><head>{head}<title>T - Courier</title></head><body><p>W</p></body></html>")
    assert read.authors == authors


@pytest.mark.parametrize(
    ("named", "url", "expected"),
    [
        ("/a/1", "https://courier.example/a/1?x=1", "https://courier.example/a/1"),
        (
            "https://www.courier.example/a/1",
            "https://m.courier.example/a/1",
            "https://www.courier.example/a/1",
        ),
        ("https://courier.example/a/1", None, "https://courier.example/a/1"),
        ("/a/1", None, None),
        ("https://other.example/a/1", "https://courier.example/a/1", None),
        ("https://evil.gov.az/a", "https://good.gov.az/a", None),
        ("https://courier.example/", "https://courier.example/a/1", None),
        ("javascript:alert(1)", "https://courier.example/a/1", None),
        ("http://127.0.0.1:9000/a/1", "http://127.0.0.1:8000/a/1", None),
        (
            "http://127.0.0.1:8000/a/1",
            "http://127.0.0.1:8000/a/1?utm_source=x",
            "http://127.0.0.1:8000/a/1",
        ),
        ("http://[broken/", "https://courier.example/a/1", None),
    ],
)
def test_the_page_names_its_address_on_its_own_site_only(named, url, expected):
    html = (
        f'<html><head><link rel="canonical" href="{named}"><title>T</title></head><p>W</p></html>'
    )
    assert page(html, url).url == expected
