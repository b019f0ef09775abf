"""Where sentences end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.read.sentences import sentences


def split(text):
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Two were hurt. The ministry said so.", 2),
        ("Gen. A. Petrosyan spoke at 3.30 p.m. in Goris.", 1),
        ("Ранены 2 чел. в г. Грозный. Причины выясняются.", 2),
        ("Երկու զինծառայող վիրավորվել է։ Իրավիճակը հանգիստ է։", 2),
        ("Երկու զինծառայող վիրավորվել է: Իրավիճակը հանգիստ է:", 2),
        ("ორი ადამიანი დაშავდა. სამინისტრო ამბობს.", 2),
        ("İki nəfər yaralanıb. Nazirlik məlumat verib!", 2),
        ("Bakü'de 2 kişi yaralandı. Olay sürüyor...", 2),
        ("Deux blessés, selon M. Dupont. L'enquête continue.", 2),
        ("A headline\nand a line below it", 2),
        ("«Все спокойно». Так сказал он.", 2),
    ],
)
def test_each_sentence_is_one(text, number):
    assert len(split(text)) == number, split(text)


@given(st.text(alphabet="aB. \n։:!«»გՀ1", max_size=60))
def test_nothing_but_white_space_is_left_out(text):
    spans = list(sentences(text))
    assert all(a < b <= c for (a, b), (c, _) in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
