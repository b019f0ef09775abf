"""A vote as a thing: what was voted on, how it ended, and who stood where.

`None` is "not stated". A country that is not in `roll_call` is unknown, never absent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


class Outcome(StrEnum):
    """How a vote ended."""

    ADOPTED = "adopted"
    #: By a committee: not yet a resolution.
    APPROVED = "approved"
    REJECTED = "rejected"
    #: In the Security Council: fewer than nine in favour, and no veto.
    NOT_ADOPTED = "not_adopted"
    VETOED = "vetoed"

    @property
    def passed(self) -> bool:
        """Say whether what was voted on was accepted."""
        return self in {Outcome.ADOPTED, Outcome.APPROVED}


class Method(StrEnum):
    """How it was voted."""

    RECORDED = "recorded"
    UNANIMOUS = "unanimous"
    WITHOUT_A_VOTE = "without_a_vote"
    SHOW_OF_HANDS = "show_of_hands"


class Part(StrEnum):
    """What of a text was voted on."""

    WHOLE = "whole"
    PARAGRAPH = "paragraph"
    AMENDMENT = "amendment"
    MOTION = "motion"


class Side(StrEnum):
    """Where a State stood; `absent` is said only where a list of absent States says it."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    ABSENT = "absent"


#: The permanent members of the Security Council.
PERMANENT: Final = frozenset({"CHN", "FRA", "GBR", "RUS", "USA"})
COUNCIL_SEATS: Final = 15
#: Affirmative votes that a text needs in the Security Council.
COUNCIL_MAJORITY: Final = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One vote, as a page or a record states it."""

    id: str
    #: A resolution's symbol, as the UN prints it; None until the number is given.
    symbol: str | None
    draft: str | None
    body: str
    #: ISO 8601 day of the vote; None where the page states none.
    date: str | None
    title: str
    outcome: Outcome
    method: Method
    part: Part
    counts: Mapping[Side, int] = field(default_factory=dict)
    #: By ISO 3166-1 alpha-3; only names that are printed.
    roll_call: Mapping[str, Side] = field(default_factory=dict)
    #: Sides whose names add up to their number.
    complete: frozenset[Side] = frozenset()
    #: Every member of the body on that day is in `roll_call`.
    roll_call_complete: bool = False
    vetoed_by: tuple[str, ...] = ()
    #: What was corrected, dropped or doubted while reading.
    notes: tuple[str, ...] = ()


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
