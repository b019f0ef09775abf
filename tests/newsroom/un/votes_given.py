"""Votes to say something of: what a test does not name is of no account to it."""

from __future__ import annotations

from newsroom.un.sourced import Origin, Sourced
from newsroom.un.votes import Method, Outcome, Part, Side, Vote

LETTERS = {"Y": Side.YES, "N": Side.NO, "A": Side.ABSTAIN, "X": Side.ABSENT}


def a_vote(symbol="A/RES/ES-11/1", roll_call=None, **values):
    """Give a vote; `roll_call` by letters: Y, N, A, and X for States that did not vote."""
    values = {
        "id": f"id/{symbol or values.get('draft')}",
        "symbol": symbol,
        "draft": None,
        "body": "General Assembly",
        "date": "2022-03-02",
        "title": "A title",
        "outcome": Outcome.ADOPTED,
        "method": Method.RECORDED,
        "part": Part.WHOLE,
        "roll_call": {code: LETTERS[letter] for code, letter in (roll_call or {}).items()},
    } | values
    return Vote(**values)


def sourced(vote, origin=Origin.RECORD, **values):
    return Sourced(vote=vote, origin=origin, source="https://example.org/1", **values)
