"""Whether a report's votes are certainly other ones than those that a story tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.ballot import Method

if TYPE_CHECKING:
    from collections.abc import Collection

    from newsroom.ballot import Vote


def all_others(votes: Collection[Vote], known: Collection[Vote]) -> bool:
    """Say whether each of these votes is another one than each that is known; no if none is."""
    pairs = [(one, other) for one in votes for other in known]
    return bool(pairs) and all(_contradict(one, other) for one, other in pairs)


def _contradict(one: Vote, other: Vote) -> bool:
    """Say whether two votes cannot be one: counted and not, or counted with no number in common.

    Where one number is the same, the other may have been corrected.
    """
    if one.part is not other.part:
        return False
    if one.counts and other.counts:
        shared = one.counts.keys() & other.counts.keys()
        return len(shared) > 1 and all(one.counts[side] != other.counts[side] for side in shared)
    counted = bool(one.counts) is not bool(other.counts)
    return counted and Method.WITHOUT_A_VOTE in {one.method, other.method}
