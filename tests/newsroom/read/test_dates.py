from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.read.dates import Moment, feed_date, page_date
from newsroom.read.months import month_number
from newsroom.read.text import fold_plain


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sun, 15 Nov 2026 14:20:00 +0400", "2026-11-15 10:20"),
        ("Mon, 15 Nov 2026 14:20 GMT", "2026-11-15 14:20"),  # a Sunday, no seconds
        ("15 Nov 26 14:20:00 EST", "2026-11-15 19:20"),
        ("15 Nov 99 14:20:00 Z", "1999-11-15 14:20"),
        ("Sun, 15 Nov 2026 14:20:00 +04", "2026-11-15 10:20"),
        ("Sun, 15 Nov 2026 14:20:00 +04:00", "2026-11-15 10:20"),
        ("Sun, 15 Nov 2026 14:20:00 GMT+4", "2026-11-15 10:20"),
        ("Sun, 15 Nov 2026 14:20:00 GMT+0400", "2026-11-15 10:20"),
        ("Sun, 15 Nov 2026 14:20:00 UTC+03:30", "2026-11-15 10:50"),
        ("Sun, 15 Nov 2026 14:20:00 +0400 (AZT)", "2026-11-15 10:20"),
        ("Sun, 15 Nov 2026 14:20:00 MSK", "2026-11-15 11:20"),
        ("Sun, 15 Nov 2026 14:20:00 -0500", "2026-11-15 19:20"),
        ("Sun, 15 Nov 2026 14:20:00 PDT", "2026-11-15 21:20"),
        ("SUN, 15 NOV 2026 14:20:00 UT", "2026-11-15 14:20"),
        ("Sunday, 15 November 2026 14:20:00 GMT", "2026-11-15 14:20"),
        ("Çar, 18 Kas 2026 14:20:00 +0300", "2026-11-18 11:20"),
        ("Вс, 15 ноя 2026 14:20:00 +0300", "2026-11-15 11:20"),
        ("2026-11-15T14:20:00Z", "2026-11-15 14:20"),
        ("2026-11-15T14:20Z", "2026-11-15 14:20"),
        ("2026-11-15T14:20:00.123456+04:00", "2026-11-15 10:20"),
        ("2026-11-15t14:20:00+0400", "2026-11-15 10:20"),
        ("2026-11-15 14:20:00 +0400", "2026-11-15 10:20"),
        ("2026-11-15T24:00:00Z", "2026-11-16 00:00"),
        ("2026-11-15T14:20:60Z", "2026-11-15 14:20:59"),
        ("20261115T142000Z", "2026-11-15 14:20"),
        ("1794738000", "2026-11-15 10:20"),
        ("1794738000000", "2026-11-15 10:20"),
        ("Sun Nov 15 14:20:00 UTC 2026", "2026-11-15 14:20"),
        # Unbelievable, and yet stated.
        ("Tue, 15 Nov 2050 00:00:00 GMT", "2050-11-15 00:00"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", "1970-01-01 00:00"),
        ("0001-01-01T00:00:00Z", "0001-01-01 00:00"),
    ],
)
def test_feed_dates(text: str, expected: str) -> None:
    assert feed_date(text) == Moment(at=at(expected))


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-15T14:20:00",
        "2026-11-15 14:20",
        "Sun, 15 Nov 2026 14:20:00",
        "15 Nov 2026 2:20 pm",
        "Nov 15, 2026 2:20 PM",
        "Sun Nov 15 14:20:00 2026",
        "Sun, 15 Nov 2026 14:20:00 XYZ",
        "15.11.2026 14:20",
    ],
)
def test_without_a_zone_it_is_read_as_utc_and_said_so(text: str) -> None:
    assert feed_date(text) == Moment(at=at("2026-11-15 14:20"), zoned=False)


@pytest.mark.parametrize(
    "text",
    ["2026-11-15", "20261115", "Sun, 15 Nov 2026", "15 November 2026", "15/11/2026", "15.11.2026"],
)
def test_a_day_stands_at_noon(text: str) -> None:
    assert feed_date(text) == Moment(at=at("2026-11-15 12:00"), day_only=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2 hours ago",
        "2026",
        "2026-11",
        "2026-02-30",
        "2026-13-01",
        "32 Nov 2026",
        "15 Xyz 2026",
        "15 mayor 2026",
        "0000-01-01",
        "14:20",
        "9999-12-31T23:59:59-12:00",
        "1 " * 500,
        "12345678901234567890",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert feed_date(text) is None


MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "az": "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "hy": "հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի"
    " նոյեմբերի դեկտեմբերի",
    "ka": "იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი"
    " ნოემბერი დეკემბერი",
    "en, short": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "tr, short": "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara",
    "ru, short": "янв фев мар апр мая июн июл авг сен окт ноя дек",
    "ka, short": "იან თებ მარ აპრ მაი ივნ ივლ აგვ სექ ოქტ ნოე დეკ",
    "ka, genitive": "იანვრის თებერვლის მარტის აპრილის მაისის ივნისის ივლისის აგვისტოს სექტემბრის"
    " ოქტომბრის ნოემბრის დეკემბრის",
    "az, genitive": "yanvarın fevralın martın aprelin mayın iyunun iyulun avqustun sentyabrın"
    " oktyabrın noyabrın dekabrın",
}


@pytest.mark.parametrize("language", MONTHS)
def test_every_month_in_every_language(language: str) -> None:
    names = MONTHS[language].split()
    assert [month_number(fold_plain(name)) for name in names] == list(range(1, 13))
    for number, name in enumerate(names, 1):
        for form in (f"9 {name} 2026", f"{name.upper()} 9, 2026", f"9 {name}, 2026, 10:30"):
            found = page_date(form, None)
            assert found
            assert (found.at.year, found.at.month, found.at.day) == (2026, number, 9)


@pytest.mark.parametrize(
    ("text", "lang", "day_only"),
    [
        ("15 November 2026", "en", True),
        ("November 15, 2026", "en", True),
        ("Nov. 15th, 2026", "en", True),
        ("Published: Sunday, 15 November 2026, at 2:20 p.m.", "en", False),
        ("15 noyabr 2026", "az", True),
        ("15 Noyabr 2026, 14:20", "az", False),
        ("14:20 15 noyabr 2026", "az", False),
        ("noyabrın 15-i 2026", "az", True),
        ("2026-cı il noyabrın 15-i", "az", True),
        ("15 Kasım 2026", "tr", True),
        ("15 Kasım 2026 Pazar 14.20", "tr", False),
        ("15 KASIM 2026, 14:20", "tr", False),
        ("15 ноября 2026", "ru", True),
        ("15 ноября 2026 года, 14:20", "ru", False),
        ("15 нояб. 2026 г. в 14:20", "ru", False),
        ("նոյեմբերի 15, 2026", "hy", True),
        ("15 նոյեմբեր, 2026 | 14:20", "hy", False),
        ("2026 թ. նոյեմբերի 15, 14:20", "hy", False),
        ("2026 թվականի նոյեմբերի 15-ին", "hy", True),
        ("15 ნოემბერი, 2026", "ka", True),
        ("15 ნოემბერი 2026 - 14:20", "ka", False),
        ("2026 წლის 15 ნოემბერს", "ka", True),
        ("15 novembre 2026", "fr", True),
        ("Dimanche 15 novembre 2026 à 14 h 20", "fr", False),
        ("Publié le 15 novembre 2026 à 14h20", "fr", False),
        ("15.11.2026", None, True),
        ("15.11.2026, 14:20", None, False),
        ("14:20 / 15.11.2026", None, False),
        ("15/11/2026 14:20:00", None, False),
        ("15-11-2026", None, True),
        ("15.11.26", None, True),
        ("11/15/2026", "en", True),
        ("2026-11-15 14:20", None, False),
        ("2026.11.15", None, True),
        ("2026/11/15 14:20", None, False),
    ],
)
def test_page_dates(text: str, lang: str | None, day_only: bool) -> None:  # noqa: FBT001 - a table's column
    if day_only:
        assert page_date(text, lang) == Moment(at=at("2026-11-15 12:00"), day_only=True)
        assert page_date(text, lang, "Asia/Baku") == page_date(text, lang)
    else:
        assert page_date(text, lang) == Moment(at=at("2026-11-15 14:20"), zoned=False)
        assert page_date(text, lang, "Asia/Baku") == Moment(at=at("2026-11-15 10:20"))


def test_the_first_of_a_month_in_french() -> None:
    assert page_date("1er novembre 2026", "fr") == Moment(at=at("2026-11-01 12:00"), day_only=True)


def test_a_stated_zone_is_stronger_than_that_of_the_place() -> None:
    expected = Moment(at=at("2026-11-15 11:20"))
    assert page_date("15 ноября 2026, 14:20 МСК", "ru", "Asia/Tbilisi") == expected
    assert page_date("2026-11-15T14:20+03:00", None, "Asia/Tbilisi") == expected


@pytest.mark.parametrize(
    "text",
    [
        "bir saat əvvəl",
        "2 часа назад",
        "1 ժամ առաջ",
        "2 საათის წინ",
        "dün",
        "15 ноября",
        "28 000 lari",
    ],
)
def test_relative_and_partial_dates_are_not_guessed(text: str) -> None:
    assert page_date(text, None) is None


@given(st.text(max_size=60) | st.text("0123456789 .:/-+tzTZNovGMTэ,", max_size=40))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    for found in (feed_date(text), page_date(text, None, "Europe/Istanbul")):
        assert found is None or found.at.tzinfo is UTC


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2060, 1, 1)))  # noqa: DTZ001 - hypothesis wants them naive
def test_what_programs_write_is_read_back(moment: datetime) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    for text in (moment.isoformat(), moment.strftime("%a, %d %b %Y %H:%M:%S GMT"), moment.ctime()):
        found = feed_date(text)
        assert found
        assert found.at == moment
