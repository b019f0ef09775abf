"""Pieces of words: what a text has of them, and the kinds of incident that they speak for."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.judge.fields import fields
from newsroom.judge.grams import ROWS, grams
from newsroom.judge.ranking import _spelled
from newsroom.judge.training_kinds import train_kinds
from newsroom.judge.weights import Weights, read_weights

TOLD = [
    ("Landslide buries a road near Oni", "disaster"),
    ("Landslide kills two villagers", "disaster"),
    ("Shepherd steps on a mine in Aghdam", "mine_blast"),
    ("Mine wounds a tractor driver", "mine_blast"),
]


def rows(title, body=""):
    return grams(fields(title, body))


@pytest.fixture(scope="module")
def table():
    return train_kinds([(rows(title), kind) for title, kind in TOLD])


@given(st.text(max_size=80), st.text(max_size=200))
def test_shares_are_of_length_one_and_within_the_table(title, body):
    found = rows(title, body)
    assert all(0 <= row < ROWS for row in found)
    if found:
        assert math.isclose(sum(share * share for share in found.values()), 1.0)


def test_a_text_without_words_has_none():
    assert rows("", "...") == {}


def test_the_title_counts_more_and_the_end_of_a_long_body_not_at_all():
    long = "word " * 90
    assert rows("mine", long) == rows("mine", long + "landslide")
    assert rows("mine", "road") != rows("road", "mine")


def test_words_never_seen_are_told_by_their_pieces(table):
    shares = table.shares(rows("Landslides bury houses"))
    assert max(shares, key=shares.get) == "disaster"
    assert math.isclose(sum(shares.values()), 1.0)


def test_the_same_texts_give_the_same_table(table):
    assert train_kinds([(rows(title), kind) for title, kind in TOLD]) == table


def test_one_kind_alone_teaches_nothing():
    assert train_kinds([(rows("Mine"), "mine_blast")]) is None
    assert train_kinds([]) is None


def test_it_is_read_as_it_was_written(table):
    whole = Weights(heads={}, made={}, kinds=table)
    assert read_weights(whole.as_text()) == whole


@pytest.mark.parametrize(
    "change",
    [{"table": "AAAA"}, {"table": "?"}, {"kinds": []}, {"bias": [0]}, {"scale": "x"}],
)
def test_a_broken_table_is_refused(table, change):
    document = json.loads(Weights(heads={}, made={}, kinds=table).as_text())
    document["kinds"] |= change
    with pytest.raises(ValueError, match="vedette train"):
        read_weights(json.dumps(document))


def test_letters_overrule_the_signs_only_where_they_are_much_surer(table):
    weights = Weights(heads={}, made={}, kinds=table)
    both = fields("Landslide buries a road near Oni", "")
    known = {"disaster", "mine_blast"}
    assert _spelled(weights, both, "mine_blast", known) == "disaster"
    assert _spelled(weights, fields("Road near a mine", ""), "disaster", known) == "disaster"
    assert _spelled(Weights(heads={}, made={}), both, "mine_blast", known) == "mine_blast"
