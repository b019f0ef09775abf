import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.markup import tidy
from alerts.quote import quotation


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One. Two.", "One. Two."),
        ("One. Two. Three.", "One. Two. Three."),
        ("Title\nFirst words.", "First words."),
        ("TITLE.\n\nFirst words.", "First words."),
        ("Title", ""),
        ("", ""),
        (" \n ", ""),
        ("First line\nSecond line", "First line"),
        ("SOTK, 22 November\nWhat happened\nOne is hurt. More later.", "One is hurt. More later."),
    ],
)
def test_what_only_repeats_the_title_is_left_out(body, expected):
    assert quotation("Title", body, "en", limit=300) == expected


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("en", "The U.S. Embassy and Mr. J. Smith said that two were hurt.", "Nobody died."),
        ("en", "“Units fired on positions near Sotk,” it said (again.)", "Nobody died."),
        ("ru", "В 13.40 подразделения открыли огонь у г. Сотк.", "Раненых нет."),
        ("hy", "Ժամը 13:40-ին կրակ են բացել Սոթքի մոտակայքում։", "Կա երկու վիրավոր։"),
        ("hy", "Ժամը 13:40-ին կրակ են բացել Սոթքի մոտակայքում:", "Կա երկու վիրավոր:"),
        ("az", "Saat 13:40-da bölmələr mövqelərə atəş açıb.", "Ölən yoxdur."),
        ("ka", "დღეს დილით სოფელთან ახლოს ცეცხლი გაიხსნა.", "სხვა დეტალები უცნობია."),
        ("tr", "Saat 13.40'ta birlikler ateş açtı.", "Ölen yok."),
        ("fr", "« Des unités ont ouvert le feu à 13 h 40\u00a0! »", "Deux blessés."),
    ],
    ids=["en", "en-quoted", "ru", "hy", "hy-colon", "az", "ka", "tr", "fr"],
)
def test_sentences_end_where_their_language_ends_them(language, first, second):
    body = f"{first} {second}"
    assert quotation("Title", body, language, limit=len(first) + 5) == first
    assert quotation("Title", body, language, limit=300) == body


def test_a_long_first_sentence_stands_alone():
    first = (
        "Units of the armed forces fired on positions near the village at noon on Sunday, it said."
    )
    assert quotation("Title", f"{first} More later.", "en", limit=300) == first


def test_a_sentence_that_is_too_long_is_cut_at_a_word():
    text = quotation("Title", "word " * 100, "en", limit=50)
    assert text == "word word word word word word word word word …"


@given(st.text(), st.text(max_size=600), st.sampled_from(["en", "hy", "ka"]), st.integers(40, 300))
def test_a_quotation_is_verbatim_and_short(title, body, language, limit):
    text = quotation(title, body, language, limit=limit)
    assert len(text) <= limit
    assert text.removesuffix("…").rstrip() in " ".join(
        tidy(paragraph) for paragraph in body.split("\n")
    )
