from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.judge.terms import Part, Term, parse_term
from newsroom.read.text import fold_plain


def parts(*written: str) -> Term:
    return Term(
        parts=tuple(Part(stem=word.rstrip("*"), star=word.endswith("*")) for word in written)
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("shelling", parts("shelling")),
        ("shell*", parts("shell*")),
        ("  Lachin   corridor ", parts("lachin", "corridor")),
        ("Нагорн* Карабах*", parts("нагорн*", "карабах*")),
        ("Haut-Karabakh", parts("haut", "karabakh")),
        ("l'Arménie", parts("l", "armenie")),
        ("d’Erevan*", parts("d", "erevan*")),
        ("QARABAĞ'da", parts("qarabag", "da")),
        ("Laçın dəhliz*", parts("lacin", "dehliz*")),
        ("բանաձև*", parts("բանաձեւ*")),
        ("ԲԱՆԱՁԵՎ*", parts("բանաձեւ*")),
        ("ყარაბაღ*", parts("ყარაბაღ*")),
        ("U.N.", parts("u", "n")),
        ("resolution 2*", parts("resolution", "2*")),
        ("word＊", parts("word*")),
    ],
)
def test_a_term_is_its_folded_words(written, expected):
    assert parse_term(written) == expected


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("*", "no letter or digit"),
        ("**", "no letter or digit"),
        ("-", "no letter or digit"),
        ("...", "no letter or digit"),
        ("a*b", "end of a word"),
        ("*shell", "end of a word"),
        ("shell**", "end of a word"),
        ("black *", "end of a word"),
        ("* sea", "end of a word"),
        ("b*", "single letter"),
        ("C++", "single letter"),
        ("/bla(c|z)k[- ]?sea/", "only watches have"),
        ("/shell/i", "only watches have"),
        ("x" * 201, "longer than 200"),
    ],
)
def test_a_bad_term_is_refused_with_a_sentence(written, says):
    with pytest.raises(ValueError, match=says):
        parse_term(written)


def test_a_slash_within_words_is_no_regular_expression():
    assert parse_term("and/or") == parts("and", "or")


@given(st.text(alphabet="ab*-' /é", max_size=12))
def test_whatever_is_written_it_is_a_term_or_a_sentence(written):
    try:
        stems = [part.stem for part in parse_term(written).parts]
    except ValueError as error:
        stems = [str(error)]
    assert stems
    assert all(stems)


@given(st.lists(st.from_regex(r"\A[a-zéğıəа-яёա-ևა-ჰ]{1,6}\*?\Z"), min_size=2, max_size=4))
def test_words_with_a_space_between_are_read_as_those_with_a_hyphen(written):
    assert parse_term(" ".join(written)) == parse_term("-".join(written))


@pytest.mark.parametrize("written", ["un", "a b", "ես", "ß"])
def test_two_letters_are_enough(written):
    assert parse_term(written) == parts(*fold_plain(written).split(" "))
