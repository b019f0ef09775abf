import pytest

from newsroom.un.finding import find_country, nearest
from newsroom.un.states import state


@pytest.mark.parametrize(
    ("code", "name", "found"),
    [
        ("ARM", "ARMENIA", "ARM"),
        ("arm", "", "ARM"),
        ("SUN", "USSR", "RUS"),
        ("ROM", "ROMANIA", "ROU"),
        ("ZAR", "ZAIRE", "COD"),
        ("CSK", "CZECHOSLOVAKIA", "CSK"),
        ("DDR", "GERMAN DEMOCRATIC REPUBLIC", "DDR"),
        ("", "COTE D'IVOIRE", "CIV"),
        ("", "IRAN (ISLAMIC REPUBLIC OF)", "IRN"),
        ("", "UKRAINIAN SSR", "UKR"),
        ("", "YUGOSLAVIA", "YUG"),
        ("QQQ", "TÜRKİYE", "TUR"),
        ("QQQ", "ATLANTIS", "QQQ"),
        ("Q1", "ATLANTIS", None),
        ("", "", None),
    ],
)
def test_a_state_of_a_record(code, name, found):
    assert state(code, name) == found


@pytest.mark.parametrize(
    "written",
    [
        "AZE", "aze", "AZ", "Azerbaijan", "Азербайджан", "Ադրբեջան", "Azərbaycan", "აზერბაიჯანი",
        "Azerbaycan", "Azerbaïdjan", " azerbaijan ", "AZƏRBAYCAN",
    ],
)  # fmt: skip
def test_a_country_is_found_in_each_language(written):
    assert find_country(written) == "AZE"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Turkey", "TUR"), ("Türkiye", "TUR"), ("Иран", "IRN"), ("DPRK", "PRK"), ("USSR", "RUS"),
        ("YUG", "YUG"), ("Czechoslovakia", "CSK"), ("Georgia", "GEO"), ("Atlantis", None),
        ("", None), ("x" * 10_000, None),
    ],
)  # fmt: skip
def test_other_countries(written, found):
    assert find_country(written) == found


def test_a_slip_has_a_nearest_name():
    assert nearest("Azerbaijjan") == "azerbaijan"
    assert nearest("qqqqqq") is None
