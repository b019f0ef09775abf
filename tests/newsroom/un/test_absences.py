"""Who did not vote is said only where there is no doubt."""

from dataclasses import replace

import pytest

from newsroom.un.absences import with_absences
from newsroom.un.countries import countries
from newsroom.un.votes import Method, Side
from tests.newsroom.un.votes_given import a_vote

ALL = [code for code, country in countries().items() if country.member]
VOTING = {Side.YES, Side.NO, Side.ABSTAIN}


def divided(yes=141, no=5, abstain=35, **values):
    letters = ["Y"] * yes + ["N"] * no + ["A"] * abstain
    roll_call = dict(zip(ALL, letters, strict=False))
    counts = {Side.YES: yes, Side.NO: no, Side.ABSTAIN: abstain}
    values = {"counts": counts, "complete": frozenset(VOTING)} | values
    return a_vote("A/RES/ES-11/1", roll_call, **values)


def test_complete_lists_and_known_members_leave_who_did_not_vote():
    vote = with_absences(divided())
    assert vote.counts[Side.ABSENT] == 12
    assert {code for code, side in vote.roll_call.items() if side is Side.ABSENT} == set(ALL[181:])
    assert vote.roll_call_complete
    assert vote.complete == set(Side)


def test_a_list_that_is_not_complete_leaves_only_the_number():
    vote = with_absences(divided(complete=frozenset({Side.NO, Side.ABSTAIN})))
    assert vote.counts[Side.ABSENT] == 12
    assert Side.ABSENT not in vote.roll_call.values()
    assert not vote.roll_call_complete


def test_in_the_council_the_side_that_is_left_is_named():
    counts = {Side.YES: 10, Side.NO: 1, Side.ABSTAIN: 4}
    vote = with_absences(
        a_vote(
            None,
            {"RUS": "N", "BRA": "A", "CHN": "A", "GAB": "A", "IND": "A"},
            draft="S/2022/720",
            body="Security Council",
            date="2022-09-30",
            counts=counts,
            complete=frozenset({Side.NO, Side.ABSTAIN}),
        )
    )
    assert vote.counts[Side.ABSENT] == 0
    assert vote.roll_call["ALB"] is vote.roll_call["FRA"] is Side.YES
    assert len(vote.roll_call) == 15
    assert vote.roll_call_complete


@pytest.mark.parametrize(
    "vote",
    [
        divided(date=None),
        divided(date="1950-01-01"),
        divided(body="ECOSOC", date="1960-01-01"),
        divided(counts={Side.YES: 141, Side.NO: 5}),
        divided(counts={Side.YES: 190, Side.NO: 5, Side.ABSTAIN: 35}),
        divided(counts={Side.YES: 141, Side.NO: 5, Side.ABSTAIN: 35, Side.ABSENT: 11}),
        divided(method=Method.WITHOUT_A_VOTE),
        divided(roll_call_complete=True),
        a_vote("A/RES/80/1"),
    ],
)
def test_where_anything_is_uncertain_nothing_is_added(vote):
    assert with_absences(vote) == vote


def test_a_name_that_was_no_member_leaves_the_names_open():
    vote = divided()
    stranger = {**dict(list(vote.roll_call.items())[1:]), "YUG": Side.YES}
    assert Side.ABSENT not in with_absences(replace(vote, roll_call=stranger)).roll_call.values()


def test_of_the_human_rights_council_only_the_number_is_certain():
    vote = divided(18, 5, 23, body="Human Rights Council", date="2017-03-24")
    assert with_absences(vote).counts[Side.ABSENT] == 1
    assert with_absences(vote).roll_call == vote.roll_call
