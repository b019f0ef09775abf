"""What may be said of a country, and the rule that less knowledge never says more."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.settings import Series
from newsroom.un.claims import Streak, Word, agreement, members, never, past, tally
from newsroom.un.votes import Method, Side
from tests.newsroom.un.votes_given import LETTERS, a_vote

ES_11 = Series(id="ES-11", title="Ukraine", symbols=("A/RES/ES-11/*",))
LISTED = Series(
    id="listed",
    title="listed",
    symbols=("A/RES/60/1", "A/RES/61/1", "A/RES/62/1", "A/RES/63/1"),
    complete_through=date(2010, 12, 31),
)
OPEN = Series(id="open", title="open", symbols=("A/RES/60/1",), titles=("a title",))
MIXED = Series(
    id="mixed",
    title="mixed",
    symbols=("A/RES/60/1", "A/RES/ES-11/*"),
    titles=("a title",),
    complete_through=date(2022, 12, 31),
)


def session(letters, code="ARM"):
    """Give the votes of a session by letters; a blank: stored, the country's vote not known."""
    return [
        a_vote(
            f"A/RES/ES-11/{number}",
            {code: letter} if letter != " " else {},
            date=f"2022-03-{number:02}",
        )
        for number, letter in enumerate(letters, 1)
    ]


@pytest.mark.parametrize(
    ("letters", "word"),
    [
        ("AAAAAY", Word.FIRST),
        ("AAAAAA", Word.ALWAYS),
        ("YAAAAY", Word.AGAIN),
        ("YYYAYY", None),
        ("Y", None),
        ("XY", Word.FIRST),
        ("XX", Word.ALWAYS),
        ("A AAAY", None),
        (" AY", None),
        ("AAA ", None),
    ],
)
def test_the_word_for_a_vote(letters, word):
    votes = session(letters)
    assert past("ARM", votes[-1], ES_11, votes).word is word


def test_what_came_later_is_not_asked():
    votes = session("AAYN ")
    assert past("ARM", votes[2], ES_11, votes).word is Word.FIRST


def test_a_missing_record_takes_the_word_away_and_leaves_the_count():
    votes = session("AAAAAY")
    known = past("ARM", votes[5], ES_11, [*votes[:2], *votes[3:]])
    assert (known.word, known.whole) == (None, False)
    assert known.tally.counts[Side.ABSTAIN] == known.tally.known == 4


def test_a_text_adopted_without_a_vote_is_no_gap():
    votes = session("A AY")
    votes[1] = replace(votes[1], method=Method.WITHOUT_A_VOTE)
    found = past("ARM", votes[3], ES_11, votes)
    assert (found.word, found.tally.known) == (Word.FIRST, 2)


def test_where_nobody_vouches_nothing_strong_is_said():
    before = a_vote("A/RES/60/1", {"ARM": "N"}, date="2006-01-01")
    vote = a_vote("A/RES/64/1", {"ARM": "Y"}, date="2010-01-01")
    found = past("ARM", vote, OPEN, [before, vote])
    assert (found.whole, found.word) == (False, None)
    assert found.tally.counts[Side.NO] == 1


def test_never():
    votes = session("AXAN")
    assert never("ARM", Side.YES, votes[-1], ES_11, votes)
    assert not never("ARM", Side.NO, votes[-1], ES_11, votes)
    assert not never("ARM", Side.ABSTAIN, votes[-1], ES_11, votes)
    assert not never("ARM", Side.YES, votes[-1], ES_11, votes[1:])
    assert not never("AZE", Side.YES, votes[-1], ES_11, votes)


def test_counts_and_streak_run_over_what_is_known():
    found = tally("ARM", session("YA A X X"))
    assert found.counts == {Side.YES: 1, Side.NO: 0, Side.ABSTAIN: 2, Side.ABSENT: 2}
    assert found.streak == Streak(vote=Side.ABSENT, length=2)
    assert tally("ARM", session("YY")).streak == Streak(vote=Side.YES, length=2)
    assert tally("ARM", session("  ")).streak is None


def test_members_are_the_votes_of_the_series_oldest_first():
    votes = session("YYY")
    other = a_vote("A/RES/77/1")
    assert members(ES_11, [votes[2], other, votes[0], votes[1]]) == tuple(votes)


def test_agreement_counts_votes_in_which_both_are_known():
    votes = [
        a_vote("A/RES/1/1", {"ARM": "Y", "AZE": "Y"}),
        a_vote("A/RES/1/2", {"ARM": "Y", "AZE": "N"}),
        a_vote("A/RES/1/3", {"ARM": "X", "AZE": "X"}),
        a_vote("A/RES/1/4", {"ARM": "X", "AZE": "N"}),
        a_vote("A/RES/1/5", {"ARM": "A"}),
    ]
    found = agreement("ARM", "AZE", votes)
    assert (found.same, found.both_voted, found.both_known) == (1, 2, 4)
    assert agreement("AZE", "ARM", votes) == found


# --- removing a record never makes a claim stronger ---------------------------------------------

#: A blank: the vote is not known; a dash: adopted without a vote.
_LETTERS = st.sampled_from("YYNAX -")
#: The machine may be busy.
_UNHURRIED = settings(deadline=None)
_SYMBOLS = (
    *(f"A/RES/ES-11/{number}" for number in range(1, 6)),
    *LISTED.symbols,
    "A/RES/70/1",
)
_SERIES = (ES_11, LISTED, OPEN, MIXED)


@st.composite
def _records(draw):
    """Give some votes, dated as they like, some of them without a vote, one State or none."""
    missing = draw(st.lists(st.sampled_from(_SYMBOLS), unique=True, max_size=3))
    symbols = [symbol for symbol in _SYMBOLS if symbol not in missing]
    return [
        a_vote(
            symbol,
            {"ARM": letter} if letter in LETTERS else {},
            date=draw(st.dates(date(2005, 1, 1), date(2024, 1, 1))).isoformat(),
            method=Method.WITHOUT_A_VOTE if letter == "-" else Method.RECORDED,
        )
        for symbol in symbols
        for letter in [draw(_LETTERS)]
    ]


def _claims(votes):
    """Return every strong claim that these votes allow."""
    found = set()
    for series in _SERIES:
        for vote in members(series, votes):
            word = past("ARM", vote, series, votes).word
            found.add((series.id, vote.symbol, word))
            for side in LETTERS.values():
                if never("ARM", side, vote, series, votes):
                    found.add((series.id, vote.symbol, f"never {side}"))
    return {claim for claim in found if claim[2] is not None}


@_UNHURRIED
@given(_records(), st.data())
def test_removing_a_record_never_makes_a_claim_stronger(votes, data):
    gone = data.draw(st.sampled_from(votes))
    less = [vote for vote in votes if vote is not gone]
    assert _claims(less) <= _claims(votes)
    for series in _SERIES:
        known = tally("ARM", members(series, votes)).counts
        left = tally("ARM", members(series, less)).counts
        assert all(left[side] <= known[side] for side in Side)


@_UNHURRIED
@given(_records(), st.data())
def test_forgetting_one_country_s_vote_never_makes_a_claim_stronger(votes, data):
    place = data.draw(st.integers(0, len(votes) - 1))
    less = [*votes]
    less[place] = replace(votes[place], roll_call={})
    assert _claims(less) <= _claims(votes)


@_UNHURRIED
@given(st.text("YNAX", min_size=2, max_size=8))
def test_strong_claims_are_made_where_everything_is_known(letters):
    votes = session(letters)
    before, own = letters[:-1], letters[-1]
    word = past("ARM", votes[-1], ES_11, votes).word
    assert (word is Word.FIRST) == (own not in before)
    assert (word is Word.ALWAYS) == (set(before) == {own})
    assert (word is Word.AGAIN) == (own in before and before[-1] != own)
