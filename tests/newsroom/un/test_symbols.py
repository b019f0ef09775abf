import datetime as dt

import pytest

from newsroom.un.symbols import Kind, base, body_of, find, is_older, key, printed, session_on


@pytest.mark.parametrize(
    ("text", "symbol", "kind"),
    [
        ("draft resolution A/68/L.39", "A/68/L.39", Kind.DRAFT),
        ("document A/ES-11/L.16/Rev.1)", "A/ES-11/L.16/Rev.1", Kind.DRAFT),
        ("A/ES.11/L.16", "A/ES-11/L.16", Kind.DRAFT),
        ("A/ES 11/ L. 16 /Rev. 1", "A/ES-11/L.16/Rev.1", Kind.DRAFT),
        ("A/C.3/77/L.35", "A/C.3/77/L.35", Kind.DRAFT),
        ("A/C.1/78/L.56/Rev.1", "A/C.1/78/L.56/Rev.1", Kind.DRAFT),
        ("A/78/464/Add.2", "A/78/464/Add.2", Kind.REPORT),
        ("A/RES/68/262", "A/RES/68/262", Kind.RESOLUTION),
        ("A/RES/ES-11/6", "A/RES/ES-11/6", Kind.RESOLUTION),
        ("A/RES/2625(XXV)", "A/RES/2625(XXV)", Kind.RESOLUTION),
        ("resolution 68/262", "A/RES/68/262", Kind.RESOLUTION),
        ("resolution ES-11/4", "A/RES/ES-11/4", Kind.RESOLUTION),
        ("résolution 2686 (2023)", "S/RES/2686 (2023)", Kind.RESOLUTION),
        ("резолюцию 2686(2023)", "S/RES/2686 (2023)", Kind.RESOLUTION),
        ("S/RES/2686(2023)", "S/RES/2686 (2023)", Kind.RESOLUTION),
        ("draft S/2022/720", "S/2022/720", Kind.DRAFT),
        ("S/PRST/2019/13", "S/PRST/2019/13", Kind.OTHER),
        ("A/HRC/34/L.13", "A/HRC/34/L.13", Kind.DRAFT),
        ("A/HRC/RES/34/37", "A/HRC/RES/34/37", Kind.RESOLUTION),
        ("E/2023/L.5", "E/2023/L.5", Kind.DRAFT),
        ("E/RES/2023/1", "E/RES/2023/1", Kind.RESOLUTION),
        ("A/80/PV.69", "A/80/PV.69", Kind.OTHER),
        ("A/C.3/73/SR.46", "A/C.3/73/SR.46", Kind.OTHER),
    ],
)
def test_a_symbol_is_found_and_printed_as_the_un_does(text, symbol, kind):
    (found,) = find(text)
    assert (found.text, found.kind) == (symbol, kind)


def test_symbols_come_in_order_and_each_once():
    text = "resolution 68/262 (A/68/L.39), and A/78/464/Add.2"
    assert [s.text for s in find(text)] == ["A/RES/68/262", "A/68/L.39", "A/78/464/Add.2"]


def test_a_number_is_the_human_rights_councils_on_its_own_pages():
    (found,) = find("resolution 34/37", human_rights=True)
    assert found.text == "A/HRC/RES/34/37"


@pytest.mark.parametrize("text", ["GA/12492", "and/or", "5/10/2023", "A/B testing", "24/7"])
def test_what_looks_alike_is_no_symbol(text):
    assert not list(find(text))


def test_symbols_are_compared_without_spaces_and_suffixes():
    assert key("S/RES/2686 (2023)") == key("s/res/2686(2023)")
    assert base("A/ES-11/L.16/Rev.1/Corr.1") == base("A/ES-11/L.16")
    assert printed("S/RES/2686(2023)") == "S/RES/2686 (2023)"


@pytest.mark.parametrize(
    ("symbol", "body"),
    [
        ("A/C.6/79/L.14", "Sixth Committee"),
        ("A/HRC/34/L.13", "Human Rights Council"),
        ("S/2022/720", "Security Council"),
        ("E/2023/L.5", "ECOSOC"),
        ("A/68/L.39", "General Assembly"),
    ],
)
def test_a_symbol_tells_its_body(symbol, body):
    assert body_of(symbol) == body


def test_sessions_begin_in_september():
    assert session_on(dt.date(2023, 2, 23)) == 77
    assert session_on(dt.date(2023, 11, 2)) == 78
    assert session_on(dt.date(2014, 3, 27)) == 68


@pytest.mark.parametrize(
    ("symbol", "older"),
    [
        ("A/RES/68/262", True),
        ("A/RES/77/284", False),
        ("A/RES/ES-11/1", False),
        ("S/RES/2535 (2020)", True),
        ("S/RES/2686 (2023)", False),
        ("A/RES/2625(XXV)", True),
    ],
)
def test_an_older_number_is_known_by_its_session_or_year(symbol, older):
    assert is_older(symbol, dt.date(2023, 6, 14)) is older
