"""Saved pages, written for this purpose, with the votes that a reader finds in them."""

import json
from pathlib import Path

import pytest

from newsroom.un.extract import votes_in
from newsroom.un.votes import as_json

_DATA = Path(__file__).parents[2] / "data" / "un"
_EXPECTED = sorted(_DATA.glob("*.json"))


def _page_of(expected: Path) -> Path:
    return next(p for s in (".html", ".xml") if (p := expected.with_suffix(s)).exists())


def test_there_are_pages_enough_to_mean_something():
    assert len(_EXPECTED) >= 40


@pytest.mark.parametrize("expected", _EXPECTED, ids=lambda path: path.stem)
def test_a_page_gives_its_votes_and_no_others(expected):
    votes = votes_in(_page_of(expected).read_bytes(), None, None)
    assert [as_json(vote) for vote in votes] == json.loads(expected.read_text("utf-8"))


@pytest.mark.parametrize("expected", _EXPECTED, ids=lambda path: path.stem)
def test_reading_again_gives_the_same_ids(expected):
    body = _page_of(expected).read_bytes()
    first, second = (tuple(v.id for v in votes_in(body, None, None)) for _ in range(2))
    assert first == second
    assert len(set(first)) == len(first)
