"""What may be said of a country's past votes; each definition stands in docs/votes.md.

*First*, *again*, *always* and *never* are said only where every text of the series before is known
for the country. What is counted is what is known. Without one of the records less is said, never
more.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from newsroom.un.series import has, order, required
from newsroom.un.symbols import key
from newsroom.un.votes import Method, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsroom.settings import Series
    from newsroom.un.votes import Vote


class Word(StrEnum):
    """What is new, or not, in a vote against all before it in its series."""

    #: It never stood there before; there was a vote before.
    FIRST = "first"
    #: It stood there before, and somewhere else the last time.
    AGAIN = "again"
    #: It stood there each time before; there was a vote before.
    ALWAYS = "always"


@dataclass(frozen=True, slots=True, kw_only=True)
class Streak:
    """The newest known vote, and how many known ones in a row were like it."""

    vote: Side
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A country's known votes in a series; unknown ones are neither counted nor do they break."""

    counts: Mapping[Side, int]
    streak: Streak | None

    @property
    def known(self) -> int:
        """How many are known."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A country's votes in a series before one vote of it."""

    tally: Tally
    #: Every earlier text of the series is known for the country.
    whole: bool
    #: None: not certain, or the country's own vote is not known.
    word: Word | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Two countries in the votes of which both are known."""

    #: Both voted, and stood on one side.
    same: int
    #: Both voted: in favour, against or abstaining.
    both_voted: int
    #: Both are known; one of them, or both, may not have voted.
    both_known: int


def members(series: Series, votes: Iterable[Vote]) -> tuple[Vote, ...]:
    """Return the votes of a series, oldest first."""
    return tuple(sorted((vote for vote in votes if has(series, vote)), key=order))


def tally(country: str, votes: Sequence[Vote]) -> Tally:
    """Count a country's known votes among these, which stand oldest first."""
    known = [vote.roll_call[country] for vote in votes if country in vote.roll_call]
    counts = Counter(known)
    return Tally(counts={side: counts[side] for side in Side}, streak=_streak(known))


def _streak(known: Sequence[Side]) -> Streak | None:
    if not known:
        return None
    last = known[-1]
    length = next((n for n, side in enumerate(reversed(known)) if side is not last), len(known))
    return Streak(vote=last, length=length)


def past(country: str, vote: Vote, series: Series, votes: Iterable[Vote]) -> Past:
    """Say how a country voted in a series before a vote of it, and what the vote is against that.

    `votes`: all that is known, with this one or without, in any order.
    """
    earlier = [one for one in members(series, votes) if order(one) < order(vote)]
    certain = _certain(country, vote, series, votes)
    own = vote.roll_call.get(country)
    word = None if certain is None or own is None else _word(own, tally(country, certain))
    return Past(tally=tally(country, earlier), whole=certain is not None, word=word)


def _certain(
    country: str, vote: Vote, series: Series, votes: Iterable[Vote]
) -> tuple[Vote, ...] | None:
    """Return every earlier vote of the series, None where one or its side may be missing.

    A text adopted without a vote is known: nobody voted. A text that is not there may have come
    before or after, so it must be there, too.
    """
    needed = required(series, vote)
    if needed is None or vote.date is None:
        return None
    there: dict[str, Vote] = {}
    for one in members(series, votes):
        there.update({key(name): one for name in (one.draft, one.symbol) if name})
    if not needed <= there.keys():
        return None
    found = {id(there[name]): there[name] for name in needed}.values()
    before = [one for one in sorted(found, key=order) if order(one) < order(vote)]
    return tuple(before) if all(_is_known(country, one) for one in before) else None


def _is_known(country: str, vote: Vote) -> bool:
    return country in vote.roll_call or vote.method is Method.WITHOUT_A_VOTE


def _word(own: Side, earlier: Tally) -> Word | None:
    if earlier.streak is None:
        return None
    if not earlier.counts[own]:
        return Word.FIRST
    if earlier.counts[own] == earlier.known:
        return Word.ALWAYS
    return Word.AGAIN if earlier.streak.vote is not own else None


def never(country: str, side: Side, vote: Vote, series: Series, votes: Iterable[Vote]) -> bool:
    """Tell whether a country certainly never stood on a side, up to this vote and in it.

    Of a country that had no vote at all nothing is said.
    """
    certain = _certain(country, vote, series, votes)
    own = vote.roll_call.get(country)
    if certain is None or own is None or own is side:
        return False
    return not tally(country, certain).counts[side]


def agreement(one: str, other: str, votes: Iterable[Vote]) -> Agreement:
    """Count how often two countries stood on one side, among the votes in which both are known."""
    pairs = [
        (vote.roll_call[one], vote.roll_call[other])
        for vote in votes
        if one in vote.roll_call and other in vote.roll_call
    ]
    voted = [pair for pair in pairs if Side.ABSENT not in pair]
    return Agreement(
        same=sum(a is b for a, b in voted), both_voted=len(voted), both_known=len(pairs)
    )
