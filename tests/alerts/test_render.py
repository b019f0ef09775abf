from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.markup import LONGEST_MESSAGE, units
from alerts.render import Reader, alert
from newsroom.settings import Source
from tests.alerts.given import LANGUAGES, NOW, channel, match, settings, stored
from tests.standins.entities import parse


def rendered(change=None, *, now=NOW, config=None, **more):
    reader = Reader(channel=channel(**more), settings=config or settings(), now=now)
    return alert(change or stored(), (match(),), reader)


def test_an_alert_reads_from_the_title_to_the_number():
    payload = rendered()
    assert payload.html == (
        '<b><a href="https://mil.am/1">Shelling reported near Sotk</a></b>\n'
        "Armenian MoD (Armenia, state) · Caucasus incidents\n"
        "<blockquote>At 13:40 units fired on positions near Sotk. Two servicemen are wounded."
        " More later.</blockquote>\n"
        'Reported <tg-time unix="1795342800">14:20 (Tbilisi)</tg-time> · #1017'
    )
    assert payload.plain == (
        "Shelling reported near Sotk\n"
        "https://mil.am/1\n"
        "Armenian MoD (Armenia, state) · Caucasus incidents\n"
        "At 13:40 units fired on positions near Sotk. Two servicemen are wounded. More later.\n"
        "Reported 14:20 (Tbilisi) · #1017"
    )


@pytest.mark.parametrize(
    ("language", "line", "meta"),
    [
        ("en", "Reported in Azerbaijani", "Reported 14:20 (Tbilisi)"),
        ("ru", "Язык сообщения: азербайджанский", "Сообщено в 14:20 (Тбилиси)"),
        ("hy", "Հաղորդման լեզուն՝ ադրբեջաներեն", "Հաղորդվել է 14:20-ին (Թբիլիսի)"),
        ("ka", "ცნობის ენა: აზერბაიჯანული", "გავრცელდა: 14:20 (თბილისი)"),
        ("tr", "Haberin dili: Azerbaycan dili", "Bildirildi: 14.20 (Tiflis)"),
        (
            "fr",
            "Langue de l'article\u00a0: azerbaïdjanais",
            "Signalé à 14\u00a0h\u00a020 (Tbilissi)",
        ),
    ],
)
def test_a_report_in_another_language_is_named_not_quoted(language, line, meta):
    payload = rendered(stored(lang="az"), language=language)
    assert line in payload.plain.split("\n")
    assert f"{meta} · #1017" == payload.plain.split("\n")[-1]
    assert "<blockquote>" not in payload.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_in_the_channels_language_is_quoted(language):
    payload = rendered(stored(lang=language), language=language)
    assert "<blockquote>At 13:40" in payload.html


def test_a_report_in_an_unknown_language_is_neither_named_nor_quoted():
    payload = rendered(stored(lang=None))
    assert len(payload.plain.split("\n")) == 4
    assert "<blockquote>" not in payload.html


@pytest.mark.parametrize(
    ("published", "day_only", "expected"),
    [
        (NOW - timedelta(minutes=5), False, "Reported 14:20 (Tbilisi)"),
        (NOW - timedelta(days=1), False, "Reported 21 Nov 14:25 (Tbilisi)"),
        (NOW - timedelta(days=400), False, "Reported 18 Oct 2025 14:25 (Tbilisi)"),
        (NOW.replace(hour=12, minute=0), True, "Reported 22 Nov"),
        (datetime(2026, 11, 22, 21, tzinfo=UTC), False, "Reported 23 Nov 01:00 (Tbilisi)"),
        (None, False, "Undated, seen 14:25 (Tbilisi)"),
        (datetime.max.replace(tzinfo=UTC), False, "Reported 31 Dec 9999 23:59 (Tbilisi)"),
    ],
)
def test_the_time_is_the_reports_own(published, day_only, expected):
    payload = rendered(stored(published=published, day_only=day_only, seen=NOW))
    assert payload.plain.split("\n")[-1] == f"{expected} · #1017"
    assert ("<tg-time" in payload.html) is not day_only


def test_a_day_is_the_same_day_in_every_zone():
    change = stored(published=NOW.replace(hour=12, minute=0), day_only=True)
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        assert "Reported 22 Nov ·" in rendered(change, timezone=zone).plain


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://mil.am/a?b=1&c=<2>", "https://mil.am/a?b=1&c=<2>"),
        ("javascript:alert(1)", "https://mil.am/en"),
        (None, "https://mil.am/en"),
        ('https://mil.am/"onclick="x', 'https://mil.am/"onclick="x'),
    ],
)
def test_the_title_links_the_report_else_its_source(url, expected):
    parsed = parse(rendered(stored(url=url)).html)
    assert [one.argument for one in parsed.entities if one.type == "a"] == [expected]


def test_without_any_address_the_title_is_sent_all_the_same():
    payload = rendered(stored(url=None, source="gone"))
    assert payload.html.startswith("<b>Shelling reported near Sotk</b>\ngone · Caucasus incidents")


def test_a_title_is_cut_at_200_characters():
    title = parse(rendered(stored(title="long " * 1000)).html).text.split("\n")[0]
    assert title == ("long " * 40).strip() + "…"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("<b>bold</b> & <script>", "<b>bold</b> & <script>"),
        ("&#x202e;&lt;i&gt;", "&#x202e;&lt;i&gt;"),
        ("turned \u202eround\x00\x1b[2J", "turned round[2J"),
        ("   ", "Report without a title"),
        ("\u200b", "Report without a title"),
        ("گزارش تیراندازی", "\u2068گزارش تیراندازی\u2069"),
    ],
)
def test_a_hostile_title_is_only_text(title, shown):
    parsed = parse(rendered(stored(title=title)).html)
    assert parsed.text.split("\n")[0] == shown
    assert {one.type for one in parsed.entities} == {"b", "a", "blockquote", "tg-time"}


@pytest.mark.parametrize(("severity", "silent"), [(1, True), (2, False), (3, False)])
def test_what_is_not_severe_makes_no_sound(severity, silent):
    reader = Reader(channel=channel(silent_below=2), settings=settings(), now=NOW)
    found = match(severity=severity)
    assert alert(stored(found), (found,), reader).silent is silent


def test_the_quotation_gives_way_to_a_long_headline():
    body = "Word after word. " * 30
    short, long = (rendered(stored(title=t, body=body)) for t in ("Short", "x" * 400))
    assert "<blockquote>" in short.html
    for payload in (short, long):
        assert len(parse(payload.html).text) <= 700


ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=600)
TIMES = st.none() | st.datetimes(timezones=st.just(UTC))


@given(
    title=ANY_TEXT | st.text("𝕏👨‍👩‍👧🇦🇲é", max_size=5000),
    body=ANY_TEXT,
    url=st.none() | ANY_TEXT | ANY_TEXT.map(lambda text: "https://a.example/" + text),
    lang=st.none() | st.sampled_from(LANGUAGES) | ANY_TEXT,
    name=ANY_TEXT,
    published=TIMES,
    day_only=st.booleans(),
    language=st.sampled_from(LANGUAGES),
)
def test_whatever_the_strings_telegram_takes_the_message(  # noqa: PLR0913, PLR0917 - all of them
    title, body, url, lang, name, published, day_only, language
):
    config = settings(
        sources=(Source(id="mil", name=name, kind="feed", url="x", seat="AM", leaning="state"),)
    )
    change = stored(
        title=title, body=body, url=url, lang=lang, published=published, day_only=day_only
    )
    payload = rendered(change, config=config, language=language)
    parsed = parse(payload.html)
    address = [one.argument for one in parsed.entities if one.type == "a"]
    headline, *rest = parsed.text.split("\n")
    assert payload.plain.split("\n") == [headline, *address, *rest]
    assert parsed.text == parsed.text.strip()
    assert headline
    assert units(parsed.text) <= LONGEST_MESSAGE
    assert units(payload.plain) <= LONGEST_MESSAGE
    assert all(url.startswith(("http://", "https://")) for url in address)
