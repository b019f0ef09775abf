"""A vote as the UN room knows it: its types, the Security Council's numbers, its JSON."""

from __future__ import annotations

from typing import Final

from newsroom.ballot import Method, Outcome, Part, Side, Vote

__all__ = [
    "COUNCIL_MAJORITY",
    "COUNCIL_SEATS",
    "PERMANENT",
    "Method",
    "Outcome",
    "Part",
    "Side",
    "Vote",
    "as_json",
]

#: The permanent members of the Security Council.
PERMANENT: Final = frozenset({"CHN", "FRA", "GBR", "RUS", "USA"})
COUNCIL_SEATS: Final = 15
#: Affirmative votes that a text needs in the Security Council.
COUNCIL_MAJORITY: Final = 9


_COUNT_KEYS: Final = {
    "in_favour": Side.YES,
    "against": Side.NO,
    "abstaining": Side.ABSTAIN,
    "not_voting": Side.ABSENT,
}


def as_json(vote: Vote) -> dict[str, object]:
    """Return a vote with the keys of the `votes extract` contract."""
    return {
        "id": vote.id,
        "symbol": vote.symbol,
        "draft": vote.draft,
        "body": vote.body,
        "date": vote.date,
        "title": vote.title,
        "outcome": vote.outcome.value,
        "method": vote.method.value,
        "part": vote.part.value,
        **{key: vote.counts.get(side) for key, side in _COUNT_KEYS.items()},
        "roll_call": {code: vote.roll_call[code].value for code in sorted(vote.roll_call)},
        "lists": {side.value: "complete" if side in vote.complete else "none" for side in Side},
        "roll_call_complete": vote.roll_call_complete,
        "vetoed_by": list(vote.vetoed_by),
    }
