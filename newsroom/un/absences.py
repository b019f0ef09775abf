"""Who did not vote, where membership and complete lists leave no doubt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from newsroom.un.membership import members, seats
from newsroom.un.votes import Method, Side

if TYPE_CHECKING:
    from newsroom.un.votes import Vote


def with_absences(vote: Vote) -> Vote:
    """Return the vote with what its lists and the membership of its body make certain.

    The number of those who did not vote, where the three others are stated. The names of the one
    side whose list is missing, where the lists of all others are complete: mostly those who did not
    vote. Nothing where one number or one name does not fit.
    """
    if vote.roll_call_complete or vote.date is None or vote.method is Method.WITHOUT_A_VOTE:
        return vote
    day = date.fromisoformat(vote.date)
    seated = seats(vote.body, day)
    counts = dict(vote.counts)
    if seated is None or not {Side.YES, Side.NO, Side.ABSTAIN} <= set(counts):
        return vote
    absent = seated - sum(counts[side] for side in (Side.YES, Side.NO, Side.ABSTAIN))
    if absent < 0 or counts.setdefault(Side.ABSENT, absent) != absent:
        return vote
    return _named(replace(vote, counts=counts), members(vote.body, day))


def _named(vote: Vote, everybody: frozenset[str] | None) -> Vote:
    """Return the vote with the names of the one side that is left, if there is but one."""
    missing = [side for side in Side if vote.counts[side] and side not in vote.complete]
    if everybody is None or len(missing) != 1:
        return vote
    (side,) = missing
    listed = {code for code, other in vote.roll_call.items() if other is not side}
    left = everybody - listed
    partly = set(vote.roll_call) - listed
    if not (listed <= everybody and partly <= left and len(left) == vote.counts[side]):
        return vote
    return replace(
        vote,
        roll_call={**vote.roll_call, **dict.fromkeys(left, side)},
        complete=frozenset(Side),
        roll_call_complete=True,
    )
