from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.read.text import clean, fold, fold_plain, strip_tags, title_fold, tokens, unescape


def words(text: str) -> list[str]:
    folded = fold(text)
    return [folded.text[start:end] for start, end in tokens(folded.text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("İRAN", "iran"),
        ("QARABAĞLI", "qarabağlı"),
        ("Xankəndi", "xankendi"),
        ("Şuşa", "susa"),
        ("Ağdam", "AGDAM"),
        ("Qәbәlә", "Qəbələ"),  # U+04D9 among Latin letters
        ("Qǝbǝlǝ", "Qəbələ"),  # U+01DD
        ("ƎRƏZİ", "ərazi".replace("a", "ə", 1)),
        ("Գևորգ", "ԳԵՎՈՐԳ"),
        ("և", "ԵՒ"),
        ("եւ", "եվ"),
        ("Հայաստա՞նում", "հայաստանում"),
        ("կրա՛կ", "կրակ"),
        ("ո՜վ", "ով"),
        ("ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝ", "საქართველო"),
        ("Королёв", "королев"),
        ("за\u0301мок", "замок"),
        ("ARMENIE", "Arménie"),
        ("Ko\u0308ln", "köln"),
        ("so\u00adldier", "soldier"),
        ("sol\u200bdier", "soldier"),
        ("Karabakh’s", "karabakh's"),
        ("Karabakhʼs", "karabakh's"),
        ("Karabakh´s", "Karabakh`s"),
        ("Nagorno–Karabakh", "Nagorno-Karabakh"),
        ("Nagorno\u2011Karabakh", "Nagorno-Karabakh"),
        ("S/RES/2686\u00a0(2023)", "s/res/2686 (2023)"),
        ("ＮＡＴＯ", "nato"),
        ("ﬁre", "fire"),
        ("Straße", "STRASSE"),
    ],
)
def test_spellings_of_one_word_fold_to_one(one: str, other: str) -> None:
    assert fold_plain(one) == fold_plain(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("край", "краи"),  # й is a letter of its own, not и with a mark
        ("мой", "мои"),
        ("қазақ", "казак"),
        ("әке", "еке"),  # the Kazakh letter stays where no Latin stands beside it
        ("հատ", "հաթ"),
        ("bar", "ber"),
    ],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold_plain(one) != fold_plain(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Qarabağ’da", ["qarabag", "da"]),
        ("Հայաստա՞նում ի՞նչ կա։", ["հայաստանում", "ինչ", "կա"]),
        ("ԵԱՀԿ-ի առաքելությունը", ["եահկ", "ի", "առաքելությունը"]),
        ("NATO-ს", ["nato", "ს"]),
        ("ЕС-ом", ["ес", "ом"]),
        ("l'Arménie d’Erevan", ["l", "armenie", "d", "erevan"]),
        ("BMT-nin 2686 saylı", ["bmt", "nin", "2686", "sayli"]),
        ("snake_case", ["snake", "case"]),
        ("«Արցախ»", ["արցախ"]),
        ("", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "needle", "found"),
    [
        ("İRAN ordusu", "iran", "İRAN"),
        ("Ölü: Straße 5", "strasse", "Straße"),
        ("Ինչո՞ւ Հայաստա՞նում", "հայաստանում", "Հայաստա՞նում"),
        ("Գևորգ և Արամ", "արամ", "Արամ"),
        ("… və Şuşa", "susa", "Şuşa"),
        ("so\u00adldier shot", "shot", "shot"),
        ("Cafe\u0301 blast", "blast", "blast"),
        ("\ufeffmine", "mine", "mine"),
        ("👩‍👩‍👧 mine blast", "mine", "mine"),
    ],
)
def test_a_find_leads_back_to_the_original(text: str, needle: str, found: str) -> None:
    folded = fold(text)
    start = folded.text.index(needle)
    begin, end = folded.span(start, start + len(needle))
    assert text[begin:end] == found


def test_half_of_a_letter_that_folds_to_two_is_the_whole_letter() -> None:
    folded = fold("aßb")
    assert folded.text == "assb"
    assert folded.span(1, 2) == (1, 2)
    assert folded.span(2, 3) == (1, 2)
    assert folded.span(3, 4) == (2, 3)


def test_an_empty_span_has_a_place() -> None:
    assert fold("ab").span(1, 1) == (1, 1)
    assert fold("").span(0, 0) == (0, 0)


#: Letters where scripts, cases and marks meet, and whatever else Unicode holds.
anything = st.text(
    st.sampled_from("aIİıßəәǝƏеёйիեվւև՞՛Ⴀაა’´`-\u0301\u0307\u0308\u200b\u00ad\u1161각ᄀㄱㅏ…½ﬁqЯ ")
    | st.characters()
    | st.characters(categories=["Cs", "Mn", "Lo"])
)


@given(anything)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold_plain(text)
    assert fold_plain(once) == once


@given(anything)
def test_both_ways_of_folding_agree_and_the_map_is_monotone(text: str) -> None:
    folded = fold(text)
    assert folded.text == fold_plain(text)
    starts = list(folded.starts)
    assert len(starts) == len(folded.text) + 1
    assert starts == sorted(starts)
    assert starts[-1] == len(text)


@given(anything, st.data())
def test_the_origin_of_a_folded_part_folds_to_it(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    begin, stop = folded.span(start, end)
    assert 0 <= begin <= stop <= len(text)
    # Alone, a letter may lack the neighbour that made two spellings one.
    lenient = str.maketrans("вվәe", "вւee")
    origin = fold_plain(text[begin:stop]).translate(lenient)
    assert folded.text[start:end].translate(lenient) in origin


def test_folding_is_fast() -> None:
    texts = [
        "Azərbaycan Respublikasının Şuşa şəhərində çıxış edib. " * 370,
        "Հայաստանի Հանրապետության և հարևանների ինչո՞ւ եկավ, ասաց՝ «այո»։ " * 320,
    ]
    for text in texts:
        fold(text[:100])
        took = []
        for _ in range(5):
            start = time.process_time()
            fold(text)
            took.append(time.process_time() - start)
        assert min(took) < 0.02


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Two soldiers wounded near Sotk", "TWO SOLDIERS  WOUNDED NEAR SOTK!"),
        ("“Neftçi” son hücumda", '"Neftci" son hucumda'),
        ("Գևորգ Պետրոսյան", "ԳԵՎՈՐԳ ՊԵՏՐՈՍՅԱՆ"),
    ],
)
def test_titles_that_differ_in_dress_only_are_copies(one: str, other: str) -> None:
    assert title_fold(one) == title_fold(other)
    assert title_fold(one)


def test_a_title_without_words_marks_nothing() -> None:
    assert title_fold("?! …") == ""


# --- clean --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cafe\u0301", "Café"),
        ("a\x00b\x07c\x1bd\x85e\x9f", "abcd\ne"),
        ("a\ud800b", "ab"),
        ("\ud83d\ude00", "😀"),
        ("\u202eabc\u202c \u2066d\u2069 \u200ee\u200f", "abc d e"),
        ("\u200b\ufeff title \u200d\u200b", "title"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a  \t b\u00a0\u00a0c", "a b c"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("Tom &amp;amp; Jerry", "Tom & Jerry"),
        ("&amp;amp;amp;", "&amp;"),
        ("https://a.example/?a=1&copy=2", "https://a.example/?a=1&copy=2"),
        ("&#xD800;&#0;&nosuch;", "\ufffd\ufffd&nosuch;"),
        ("", ""),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_a_title_is_one_line_of_limited_length() -> None:
    assert clean("one\n two\u2029three\t", one_line=True) == "one two three"
    assert clean("x" * 2_500, one_line=True, limit=2_000) == "x" * 2_000
    assert clean("word another", one_line=True, limit=5) == "word"


@given(anything, st.none() | st.integers(0, 20))
def test_what_is_clean_is_safe_to_store(text: str, limit: int | None) -> None:
    for one_line in (True, False):
        cleaned = clean(text, one_line=one_line, limit=limit)
        assert unicodedata.is_normalized("NFC", cleaned)
        assert not any(unicodedata.category(c) in {"Cc", "Cs"} and c != "\n" for c in cleaned)
        assert not any(unicodedata.bidirectional(c) in _BIDI for c in cleaned)
        assert cleaned == cleaned.strip("\u200b\u200d\ufeff \n")
        assert limit is None or len(cleaned) <= limit
        assert not one_line or "\n" not in cleaned
        cleaned.encode()


_BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def test_an_entity_needs_its_semicolon() -> None:
    assert unescape("&lt &lt; AT&T &eacute;") == "&lt < AT&T é"


# --- strip_tags ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("<b>a</b><i>b</i> c", "ab c"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<p>split over\n   lines</p>", "split over lines"),
        ("plain\ntext &amp; more", "plain\ntext & more"),
        ("<script>var a = '<p>x</p>'</script>Text", "Text"),
        ("<style>p{}</style><p>T</p><!-- <p>no</p> -->", "T"),
        ('<img alt="a > b" src=x>T', "T"),
        ("<a title=it's href=x>T</a>", "T"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("<td>a</td><td>b</td>", "a b"),
        ("a &lt;b&gt; c", "a <b> c"),
        ("<![CDATA[<p>x</p>]]>", "x"),
        ("unclosed <script> never ends", "unclosed"),
        ("unclosed <b", "unclosed <b"),
        ("<p>ბათუმი</p>\n\n<P>სოხუმი</P>", "ბათუმი\nსოხუმი"),
        ("", ""),
    ],
)
def test_strip_tags(markup: str, expected: str) -> None:
    assert strip_tags(markup) == expected


@pytest.mark.parametrize(
    "piece",
    ["<", "<a", "<!--", "<script", "</p", "<a title='", "<p>", "&lt;", '<a b="', "<![CDATA["],
)
def test_no_markup_is_slow(piece: str) -> None:
    start = time.process_time()
    strip_tags(piece * (400_000 // len(piece)))
    assert time.process_time() - start < 2


@given(st.text() | st.text("<>/ab!-&;\"'[]"))
def test_any_markup_gives_some_text(markup: str) -> None:
    assert isinstance(strip_tags(markup), str)
