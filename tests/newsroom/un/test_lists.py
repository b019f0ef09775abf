import logging

import pytest

from newsroom.un.lists import read_list


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Antigua and Barbuda, Bosnia and Herzegovina and Sao Tome and Principe", "ATG BIH STP"),
        (
            "Saint Kitts and Nevis, Saint Vincent and the Grenadines, Trinidad and Tobago",
            "KNA VCT TTO",
        ),
        ("Congo, Democratic Republic of the Congo", "COG COD"),
        ("Guinea, Guinea-Bissau, Equatorial Guinea, Papua New Guinea", "GIN GNB GNQ PNG"),
        ("Bolivia (Plurinational State of), Iran (Islamic Republic of)", "BOL IRN"),
        ("the Netherlands; the United States; the Gambia", "NLD USA GMB"),
        ("Cote d'Ivoire, Côte d’Ivoire", "CIV"),
        ("Lao People’s Democratic Republic, Viet Nam", "LAO VNM"),
        ("Turkey, Türkiye", "TUR"),
        ("Niger, Nigeria, Dominica, Dominican Republic", "NER NGA DMA DOM"),
        ("North Korea (DPRK)", "PRK"),
        ("Sudan\u00a0and South\u00a0Sudan", "SDN SSD"),
        ("The former Yugoslav Republic of Macedonia", "MKD"),
        ("US, UK, U.S., UAE", "USA GBR ARE"),
    ],
)
def test_names_stay_whole(text, codes):
    found = read_list(text, "en")
    assert " ".join(found.codes) == codes
    assert not found.unknown


@pytest.mark.parametrize(
    ("text", "lang", "codes"),
    [
        ("la Chine, le Bélarus et les États-Unis", "fr", "CHN BLR USA"),
        ("l’Inde, l'Afrique du Sud, Côte d’Ivoire", "fr", "IND ZAF CIV"),
        ("le Belarus, la Republique populaire democratique de Coree", "fr", "BLR PRK"),
        ("Rusia, Bielorrusia, Corea del Norte y Siria", "es", "RUS BLR PRK SYR"),
        ("Россия, Беларусь, КНДР и Сирия", "ru", "RUS BLR PRK SYR"),
        ("Соединённых Штатов, Южной Африки", "ru", "USA ZAF"),
    ],
)
def test_other_languages(text, lang, codes):
    assert " ".join(read_list(text, lang).codes) == codes


def test_a_slip_is_mended_and_told(caplog):
    with caplog.at_level(logging.INFO, logger="newsroom.un.lists"):
        found = read_list("Palau, Papau New Guinea, Kazakstan", "en")
    assert found.codes == ("PLW", "PNG", "KAZ")
    assert found.notes == (
        "“Papau New Guinea” read as Papua New Guinea",
        "“Kazakstan” read as Kazakhstan",
    )
    assert "Papau New Guinea" in caplog.text


@pytest.mark.parametrize("text", ["Foobarland", "several others", "Irak2 Irak3"])
def test_what_is_no_name_stays_visible(text):
    found = read_list(f"Mali, {text}", "en")
    assert found.codes == ("MLI",)
    assert found.unknown
    assert not found.clean


def test_a_country_named_twice_is_told():
    found = read_list("Israel, Palau, Israel", "en")
    assert found.codes == ("ISR", "PLW")
    assert found.doubled == ("ISR",)


def test_a_remark_on_a_name_names_nobody_else():
    found = read_list("DPRK (more commonly known as North Korea), Syria", "en")
    assert found.codes == ("PRK", "SYR")
    assert found.clean


@pytest.mark.parametrize(("text", "lang"), [("None", "en"), ("Aucun", "fr"), ("Нет", "ru")])
def test_nobody_is_said_in_a_word(text, lang):
    assert read_list(text, lang).nobody


def test_us_is_a_country_only_in_capitals():
    assert read_list("between us", "en").codes == ()
