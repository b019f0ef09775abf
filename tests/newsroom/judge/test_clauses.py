"""Clauses: every word in exactly one, and the places where one ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.judge.clauses import clause_of, clauses
from newsroom.judge.fields import Field, Hit


def _parts(text, contrast=()):
    field = Field("body", text)
    hits = [
        Hit("body", index, 1, "contrast")
        for index, word in enumerate(field.words)
        if word in contrast
    ]
    return [" ".join(field.words[part.start : part.stop]) for part in clauses(field, hits)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("No shots; two hurt. All calm", ["no shots", "two hurt", "all calm"]),
        ("No fighting, but two are hurt", ["no fighting", "but two are hurt"]),
        ("Обстрела не было — заявили в Баку", ["обстрела не было", "заявили в баку"]),
        ("Минобороны опровергло, что бои шли", ["минобороны опровергло что бои шли"]),
        ("Կրակ չի բացվել։ Գիշերը հանգիստ էր", ["կրակ չի բացվել", "գիշերը հանգիստ էր"]),
        ("Baku-Tbilisi road", ["baku tbilisi road"]),
        ("", []),
    ],
)
def test_where_clauses_end(text, parts):
    assert _parts(text, contrast=("but",)) == parts


def test_a_contrast_in_another_field_ends_nothing_here():
    field = Field("body", "one but two")
    assert len(clauses(field, [Hit("title", 1, 1, "contrast")])) == 1


@given(st.text(alphabet="ab .;,—-!\n։but", max_size=80))
def test_every_word_stands_in_one_clause(text):
    field = Field("body", text)
    hits = [Hit("body", index, 1, "c") for index, word in enumerate(field.words) if word == "but"]
    parts = clauses(field, hits)
    assert [word for part in parts for word in part] == list(range(len(field.words)))
    for word in range(len(field.words)):
        assert word in clause_of(parts, word)
