import datetime as dt

import pytest

from newsroom.un.countries import LANGUAGES, countries, inflected, spelled
from newsroom.un.lists import read_list
from newsroom.un.membership import members, most, seats


def test_all_members_and_observers_are_there():
    table = countries().values()
    assert sum(country.member for country in table) == 193
    assert [country.code for country in table if not country.member] == ["VAT", "PSE"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_name_of_the_table_is_read_as_its_country(lang):
    for country in countries().values():
        for name in (country.name, *(n.text for n in country.names[lang])):
            found = read_list(name, lang)
            assert (found.codes, found.unknown) == ((country.code,), ())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_country_has_a_name_in_every_language(lang):
    assert all(country.names[lang] or lang == "en" for country in countries().values())
    assert set(spelled(lang).values()) == set(countries())


def test_former_names_know_until_when():
    names = {n.text: n.until for c in countries().values() for n in c.names["en"] if n.until}
    assert names["Swaziland"] == 2018
    assert names["Cape Verde"] == 2013
    assert names["Libyan Arab Jamahiriya"] == 2011


@pytest.mark.parametrize(
    ("nominative", "form"),
    [
        ("Россия", "России"),
        ("Сирийская Арабская Республика", "Сирийской Арабской Республики"),
        ("Соединенные Штаты", "Соединенных Штатов"),
        ("Китай", "Китаем"),
        ("Беларусь", "Беларуси"),
        ("КНДР", "КНДР"),
        ("Нидерланды", "Нидерландов"),
        ("Босния и Герцеговина", "Боснией и Герцеговиной"),
    ],
)
def test_russian_names_are_known_in_their_cases(nominative, form):
    assert form in inflected(nominative)


@pytest.mark.parametrize(
    ("day", "number"),
    [
        ((2008, 3, 14), 192),
        ((2006, 6, 27), 191),
        ((2011, 7, 13), 192),
        ((2011, 7, 14), 193),
        ((2001, 1, 1), 189),
        ((1995, 12, 11), 185),
    ],
)
def test_the_assembly_grew(day, number):
    assert seats("General Assembly", dt.date(*day)) == number
    assert seats("Third Committee", dt.date(*day)) == number


def test_names_and_numbers_agree_wherever_names_are_known():
    day = dt.date(2000, 11, 1)
    while day < dt.date(2013, 1, 1):
        assert len(members("General Assembly", day) or ()) == seats("General Assembly", day)
        day += dt.timedelta(days=15)


@pytest.mark.parametrize("year", range(1996, 2027))
def test_the_council_has_fifteen_members_each_year(year):
    seated = members("Security Council", dt.date(year, 6, 1)) or frozenset()
    assert len(seated) == 15
    assert seated <= set(countries())


def test_elected_members_sit_for_two_years():
    years = [members("Security Council", dt.date(y, 6, 1)) for y in range(1996, 2027)]
    for before, now, after in zip(years, years[1:], years[2:], strict=False):
        # Italy and the Netherlands shared a term, 2017 and 2018.
        for code in now - {"ITA", "NLD"}:
            assert code in before or code in after


def test_what_is_not_certain_is_unknown():
    assert members("Human Rights Council", dt.date(2023, 4, 4)) is None
    assert members("Security Council", dt.date(1975, 1, 1)) is None
    assert members("General Assembly", dt.date(1999, 1, 1)) is None
    assert seats("Human Rights Council", dt.date(2023, 4, 4)) == 47
    assert seats("General Assembly", dt.date(1950, 1, 1)) is None
    assert most("General Assembly", None) == 193
    assert most("Security Council", dt.date(2023, 1, 1)) == 15
