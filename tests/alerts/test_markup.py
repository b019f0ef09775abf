import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.markup import Span, cut, fit, html, isolated, one_line, tidy, units, web_address, words
from tests.standins.entities import parse
from tests.standins.entities import units as units_of

ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=300)
SPANS = st.builds(
    Span,
    text=ANY_TEXT.map(tidy),
    bold=st.booleans(),
    href=st.none() | ANY_TEXT.map(lambda text: "https://a.example/" + tidy(text)),
    unix=st.none() | st.integers(0, 2**40),
)


@given(st.lists(st.lists(SPANS, max_size=4).map(tuple), max_size=4))
def test_whatever_the_texts_the_html_parses_to_the_words(lines):
    assert parse(html(lines)).text == words(lines)


@given(st.lists(SPANS, min_size=1, max_size=4))
def test_every_link_keeps_its_address(line):
    links = [one.argument for one in parse(html([tuple(line)])).entities if one.type == "a"]
    assert links == [span.href for span in line if span.href and span.text]


@given(ANY_TEXT)
def test_units_are_counted_as_telegram_does(text):
    assert units(text) == units_of(text)


@given(ANY_TEXT, st.integers(1, 50))
def test_a_cut_text_begins_as_it_did_and_says_that_it_is_cut(text, limit):
    short = cut(text, limit)
    assert len(short) <= limit + 1
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


@given(ANY_TEXT)
def test_one_line_holds_nothing_that_is_not_shown(text):
    line = one_line(text, 200)
    assert "\n" not in line
    assert not set(line) & set("\u202a\u202b\u202c\u202d\u202e\x00\x1b\ud800")
    assert line.strip() == line


@given(ANY_TEXT, st.integers(20, 400))
def test_a_fitted_text_fits(text, limit):
    assert units(fit(text, limit)) <= limit


def test_whole_lines_are_fitted():
    assert fit("first line\nsecond line", 100) == "first line\nsecond line"
    assert fit("first line\nsecond line", 15) == "first line\n…"
    assert fit("x" * 50, 20) == "x" * 9 + "…"


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short", 5, "short"),
        ("longer text", 6, "longer…"),
        ("longer text", 7, "longer…"),
        ("cafe\u0301 noir", 4, "caf…"),
        ("a👨‍👩‍👧b", 3, "a…"),
        ("a👍🏽b", 2, "a…"),
        ("a🇦🇲b", 2, "a…"),
    ],
)
def test_no_visible_character_is_cut_in_two(text, limit, expected):
    assert cut(text, limit) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  two \n lines\t", "two lines"),
        ("turned\u202e round", "turned round"),
        ("nul\x00 and \x1b[31mred", "nul and [31mred"),
        ("half \ud83d surrogate", "half surrogate"),
        ("&#x202e; stays text", "&#x202e; stays text"),
        (" \u200b\u2800 ", ""),
    ],
)
def test_text_is_tidied_and_nothing_decoded(text, expected):
    assert tidy(text) == expected


def test_right_to_left_words_stand_for_themselves():
    assert isolated("گزارش 141–7–32") == "\u2068گزارش 141–7–32\u2069"
    assert isolated("Bericht") == "Bericht"


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        (("https://a.example/x",), "https://a.example/x"),
        ((None, "http://b.example"), "http://b.example"),
        (("javascript:alert(1)", "https://b.example"), "https://b.example"),
        (("ftp://a.example",), None),
        (("https://",), None),
        (("https://[broken",), None),
        (("https://a.example/ x",), None),
        (("https://a.example/\nx",), None),
        (("https://a.example/" + "x" * 2048,), None),
        (("",), None),
    ],
)
def test_only_addresses_of_the_web_become_links(candidates, expected):
    assert web_address(*candidates) == expected
