"""Names of months, and words that only begin like one."""

import re

import pytest

from newsroom.read.months import MONTH, month_number
from newsroom.read.text import fold_plain


def month(word):
    found = re.fullmatch(MONTH, fold_plain(word))
    return month_number(found.group()) if found else None


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("mars", 3), ("martın", 3), ("martta", 3), ("марта", 3), ("մարտի", 3), ("მარტს", 3),
        ("mai", 5), ("мая", 5), ("mayısta", 5), ("août", 8), ("noyabrın", 11), ("Sept.", 9),
    ],
)  # fmt: skip
def test_names_of_months_with_their_endings(word, number):
    assert month(word) == number


@pytest.mark.parametrize(
    "word",
    [
        "mais", "maison", "maire", "marché", "Marseille", "martyr", "Martouni", "Martakert",
        "Мартуни", "майор", "մարտական", "մարտեր", "მარტო",
    ],
)  # fmt: skip
def test_words_that_begin_like_a_month_are_none(word):
    assert month(word) is None
