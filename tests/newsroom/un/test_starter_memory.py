"""Votes as JSON, and what stands behind the store."""

import json
from collections import Counter
from pathlib import Path

import pytest

from newsroom.un.countries import countries
from newsroom.un.memory import read_line, remembered, shown, vote_from
from newsroom.un.sourced import Origin
from newsroom.un.votes import Part, Side, as_json
from tests.newsroom.un.votes_given import a_vote, sourced

CONFIG = Path(__file__).parents[3] / "config"
LINES = (CONFIG / "memory.jsonl").read_text(encoding="utf-8").splitlines()
SHIPPED = [read_line(line) for line in LINES]


def line(**changes):
    """Give a line of the memory with some keys changed (None: taken away)."""
    vote = a_vote("A/RES/ES-11/1", {"ARM": "A", "RUS": "N"}, counts={Side.ABSTAIN: 35, Side.NO: 1})
    data = shown(sourced(vote)) | changes
    return json.dumps({key: value for key, value in data.items() if value != "gone"})


def test_a_vote_comes_back_as_it_went():
    for one in SHIPPED:
        assert vote_from(as_json(one.vote)) == one.vote
        assert json.loads(json.dumps(shown(one))) == shown(one)


@pytest.mark.parametrize("one", SHIPPED, ids=lambda one: one.vote.symbol or one.vote.draft)
def test_every_shipped_line_adds_up_and_has_its_source(one):
    vote = one.vote
    named = Counter(vote.roll_call.values())
    assert one.source.startswith(("https://", "http://"))
    assert sum(vote.counts.values()) <= 193
    assert set(vote.roll_call) <= set(countries())
    for side, number in vote.counts.items():
        assert named[side] <= number
        assert (side in vote.complete) == (named[side] == number)
    if vote.roll_call_complete:
        assert sum(vote.counts.values()) == len(vote.roll_call)


def test_no_vote_is_shipped_twice():
    ids = [one.vote.id for one in SHIPPED]
    assert len(set(ids)) == len(ids) >= 25


def test_facts_that_are_well_known():
    by_symbol = {one.vote.symbol: one.vote for one in SHIPPED if one.vote.part is Part.WHOLE}
    crimea, first = by_symbol["A/RES/68/262"], by_symbol["A/RES/ES-11/1"]
    assert crimea.counts == {Side.YES: 100, Side.NO: 11, Side.ABSTAIN: 58, Side.ABSENT: 24}
    assert crimea.roll_call["AZE"] is Side.YES
    assert crimea.roll_call["ARM"] is Side.NO
    assert first.counts == {Side.YES: 141, Side.NO: 5, Side.ABSTAIN: 35, Side.ABSENT: 12}
    assert first.roll_call["AZE"] is Side.ABSENT
    assert by_symbol["A/RES/62/243"].counts[Side.YES] == 39


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "is not JSON"),
        ("[" * 40_000, "is not JSON"),
        ("[]", "should be a vote as"),
        ("x" * 60_000, "is too long for a vote"),
        (line(source="gone"), "lacks source"),
        (line(source=" "), "source should say where"),
        (line(symbol=None), "names neither symbol nor draft"),
        (line(body="Parliament"), "'Parliament' is no body"),
        (line(date=None), "date should be a day"),
        (line(date="2022-13-01"), "month must be in 1..12"),
        (line(outcome="won"), "'won' is not a valid Outcome"),
        (line(title=3), "title should be text"),
        (line(in_favour="141"), "in_favour should be a number or null"),
        (line(in_favour=-1), "in_favour should be a number or null"),
        (line(roll_call=[]), "lists and roll_call should be mappings"),
        (line(vetoed_by="RUS"), "vetoed_by should be a list"),
        (line(roll_call={"ARM": "maybe"}), "maybe"),
        (line(roll_call={"XXX": "yes"}), "'XXX' is no country's code"),
        (line(in_favour=300), "has more votes than 193"),
        (line(against=0), "names 1 for no, and counts 0"),
        (line(lists={"no": "complete", "abstain": "complete"}), "no complete one: 1 of 35"),
        (line(roll_call_complete=True), "the roll call is not complete"),
    ],
)
def test_what_is_no_vote(text, why):
    with pytest.raises(ValueError, match=why):
        read_line(text)


def test_a_line_is_read():
    one = read_line(line())
    assert one.origin is Origin.MEMORY
    assert one.vote.roll_call == {"ARM": Side.ABSTAIN, "RUS": Side.NO}


# --- behind the store ---------------------------------------------------------------------------


def memory(*args, **values):
    return sourced(a_vote(*args, **values), Origin.MEMORY)


def symbols(votes):
    return [one.vote.symbol or one.vote.draft for one in votes]


def test_a_record_replaces_its_line():
    record = sourced(a_vote("A/RES/ES-11/1", {"ARM": "A"}))
    assert remembered([record], [memory("A/RES/ES-11/1", {"ARM": "Y"})]) == (record,)


def test_what_the_store_lacks_is_remembered_oldest_first():
    record = sourced(a_vote("A/RES/ES-11/2", date="2022-03-24"))
    found = remembered([record], [memory("A/RES/ES-11/3", date="2022-04-07"), memory()])
    assert symbols(found) == ["A/RES/ES-11/1", "A/RES/ES-11/2", "A/RES/ES-11/3"]


def test_a_page_that_knows_only_the_draft_is_the_line_s_vote():
    page = sourced(a_vote(None, draft="A/ES-11/L.1"), Origin.PAGE)
    line = memory("A/RES/ES-11/1", draft="A/ES-11/L.1/Rev.1")
    assert remembered([page], [line]) == (page,)


def test_a_complete_line_stands_before_a_page_that_has_few_names():
    page = sourced(a_vote("A/RES/ES-11/1", {"RUS": "N"}), Origin.PAGE)
    line = memory("A/RES/ES-11/1", {"RUS": "N"}, roll_call_complete=True)
    assert remembered([page], [line]) == (line,)


def test_an_amendment_is_another_vote_than_its_text():
    line = memory(None, draft="A/ES-11/L.7")
    amendment = sourced(
        a_vote(None, draft="A/ES-11/L.7", part=Part.AMENDMENT, id="amendment/1"), Origin.PAGE
    )
    assert len(remembered([amendment], [line])) == 2


def test_what_membership_makes_certain_is_added():
    counts = {Side.YES: 15, Side.NO: 0, Side.ABSTAIN: 0}
    one = memory("S/RES/2686 (2023)", body="Security Council", date="2023-06-14", counts=counts,
                 complete=frozenset({Side.NO, Side.ABSTAIN}))  # fmt: skip
    (found,) = remembered([], [one])
    assert len(found.vote.roll_call) == 15
