import pytest

from newsroom.un.numbers import read_number
from newsroom.un.text import even, tokens


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "none", 0),
        ("en", "nine", 9),
        ("en", "thirty-two", 32),
        ("en", "one hundred and forty-one", 141),
        ("fr", "une", 1),
        ("fr", "trente-cinq", 35),
        ("fr", "quarante et une", 41),
        ("fr", "soixante-dix-sept", 77),
        ("fr", "quatre-vingt-dix-sept", 97),
        ("fr", "cent quarante et une", 141),
        ("es", "treinta y dos", 32),
        ("es", "ciento cuarenta y un", 141),
        ("ru", "тридцать две", 32),
        ("ru", "сто сорок одна", 141),
    ],
)
def test_numbers_are_read_as_words(lang, text, value):
    words = [token.folded for token in tokens(even(text))]
    assert read_number(words, 0, lang) == (value, len(words))


@pytest.mark.parametrize(
    ("lang", "text", "value"), [("en", "seven and two", 7), ("fr", "deux et une", 2)]
)
def test_two_numbers_are_not_added(lang, text, value):
    words = [token.folded for token in tokens(text)]
    assert read_number(words, 0, lang) == (value, 1)


def test_other_words_are_no_numbers():
    assert read_number(["countries"], 0, "en") is None
