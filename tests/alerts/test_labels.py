from dataclasses import fields
from datetime import UTC, datetime

import pytest
from babel import Locale

from alerts import labels
from alerts.labels import LABELS, Labels
from tests.alerts.given import LANGUAGES, NOW


def test_every_language_has_its_row():
    assert set(LABELS) == set(LANGUAGES)
    assert labels.labels("xx") is LABELS["en"]


@pytest.mark.parametrize("language", LANGUAGES)
class TestEachLanguage:
    def test_names_every_leaning(self, language):
        assert set(LABELS[language].leanings) == set(LABELS["en"].leanings)
        assert all(LABELS[language].leanings.values())

    def test_places_what_it_is_given(self, language):
        own = LABELS[language]
        assert "{time}" in own.at[1]
        assert "{city}" in own.at[1]
        assert "{day}" in own.on_at[1]
        assert "{time}" in own.on_at[1]
        assert own.on[1] == "{day}"
        assert "{time}" in own.undated[1]
        assert "{language}" in own.written_in
        assert "{n}" in own.more

    def test_has_every_plural(self, language):
        needed = {Locale.parse(language).plural_form(count) for count in range(1, 1000)}
        assert needed - {"many"} <= set(LABELS[language].caught_up) | {"other"}
        assert all(str(count) in labels.caught_up(count, language) for count in (1, 2, 5, 21))

    def test_shouts_nothing(self, language):
        texts = [
            text
            for field in fields(Labels)
            for text in _texts(getattr(LABELS[language], field.name))
        ]
        assert [text for text in texts if "ᲐᲑ" in text or "!" in text] == []
        assert not any("\u1c90" <= char <= "\u1cbf" for text in texts for char in text)


def _texts(value):
    if isinstance(value, str):
        return [value]
    return list(value.values()) if hasattr(value, "values") else list(value)


@pytest.mark.parametrize(
    ("count", "language", "expected"),
    [
        (1, "en", "While the sources could not be read: 1 story"),
        (3, "en", "While the sources could not be read: 3 stories"),
        (1, "ru", "Пока источники не читались: 1 сюжет"),
        (3, "ru", "Пока источники не читались: 3 сюжета"),
        (11, "ru", "Пока источники не читались: 11 сюжетов"),
        (21, "ru", "Пока источники не читались: 21 сюжет"),
        (2, "fr", "Pendant que les sources étaient illisibles\u00a0: 2 sujets"),
    ],
)
def test_stories_are_counted_in_words(count, language, expected):
    assert labels.caught_up(count, language) == expected


@pytest.mark.parametrize(
    ("language", "time", "day", "old_day", "city", "seat"),
    [
        ("en", "14:25", "22 Nov", "23 Feb 2023", "Tbilisi", "Armenia"),
        ("ru", "14:25", "22 ноября", "23 февраля 2023", "Тбилиси", "Армения"),
        ("hy", "14:25", "22 նոյեմբերի", "23 փետրվարի 2023", "Թբիլիսի", "Հայաստան"),
        ("az", "14:25", "22 noyabr", "23 fevral 2023", "Tbilisi", "Ermənistan"),
        ("ka", "14:25", "22 ნოემბერი", "23 თებერვალი, 2023", "თბილისი", "სომხეთი"),
        ("tr", "14.25", "22 Kasım", "23 Şubat 2023", "Tiflis", "Ermenistan"),
        ("fr", "14\u00a0h\u00a025", "22 novembre", "23 février 2023", "Tbilissi", "Arménie"),
    ],
)
def test_times_and_names_are_written_as_the_language_does(  # noqa: PLR0913, PLR0917 - a row
    language, time, day, old_day, city, seat
):
    zone, old = "Asia/Tbilisi", datetime(2023, 2, 23, 18, tzinfo=UTC)
    assert labels.clock(NOW, zone, language) == time
    assert labels.day(NOW, zone, language, now=NOW) == day
    assert labels.day(old, zone, language, now=NOW) == old_day
    assert labels.city_name(zone, language) == city
    assert labels.seat_name("AM", language) == seat


def test_what_has_no_name_keeps_its_code():
    assert labels.seat_name("??", "en") == "??"
    assert labels.language_name("zz-what", "ru") == "zz-what"
    assert labels.city_name("UTC", "ka") == "UTC"
    assert labels.city_name("Nowhere/None", "en") == "Nowhere/None"


def test_the_end_of_the_calendar_has_a_time_too():
    last = datetime.max.replace(tzinfo=UTC)
    assert labels.local(last, "Asia/Tbilisi") == last
