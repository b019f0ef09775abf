"""A vote as a thing: what was voted on, how it ended, and who stood where.

`None` is "not stated". A country that is not in `roll_call` is unknown, never absent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

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


class Origin(IntEnum):
    """Who tells of a vote; the greater one is believed."""

    MEMORY = 1
    PAGE = 2
    #: The Library's table of all votes.
    BULK = 3
    #: The Library's record of the one vote.
    RECORD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """A vote and its source."""

    vote: Vote
    origin: Origin
    #: Where a person finds it: an address, or several with a space between.
    source: str
    #: The record's number in the Library.
    record: str | None = None
    #: Grows with each correction of the record, as text; empty where that is not known.
    version: str = ""
    #: Symbols of the draft, the committee's report and the like.
    related: tuple[str, ...] = ()
