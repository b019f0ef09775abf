"""Whether a message of unknown fate stands in its chat: pure, from what probing its ids showed.

In channels and supergroups ids count up within the chat, and we send to a chat one after another:
what was sent stands after the id that was known before. A probe puts a delivery's own keyboard
under a message; by its answer one sees whose that message is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

#: Ids looked at for one attempt, all looks together.
MOST_PROBES = 30
#: So many ids in a row without a message behind the last known one end a look: the first one, those
#: after it, and the last one, after which nothing is looked for any more.
BEYOND_FIRST, BEYOND, BEYOND_LAST = 2, 4, 8


class Seen(StrEnum):
    """What stands at an id."""

    #: The very message that is looked for.
    SAME = "same"
    #: Another message of ours.
    OURS = "ours"
    OTHERS = "others"
    #: No message: not yet, or no longer.
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A delivery that is looked for."""

    key: str
    #: It stands after this id.
    floor: int
    #: This is its last look: something has to be decided.
    last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What is known of the chat before the look."""

    sought: tuple[Sought, ...]
    #: Ids of which it is known whose they are.
    known: frozenset[int]
    #: The greatest id that is known to have been given.
    top: int
    #: See `BEYOND`; 0: only holes below `top` are looked at.
    beyond: int
    #: Ids that may be looked at.
    budget: float


class Verdict(StrEnum):
    """What becomes of a delivery after a look."""

    ARRIVED = "arrived"
    #: Somebody has deleted it: its id was given, and nothing stands there.
    DELETED = "deleted"
    #: It has not come and will not: it may be sent again.
    ABSENT = "absent"
    #: Nothing is proved yet.
    LATER = "later"
    #: One of several messages was deleted: it cannot be told which.
    UNCLEAR = "unclear"
    #: There are more posts than may be looked at.
    TOO_MANY = "too_many"


def next_id(
    ground: Ground, seen: Mapping[int, Seen], found: Collection[int] | Mapping[str, int] = ()
) -> int | None:
    """Return the next id to look at; None when enough was seen, or all were found.

    `found`: what was found so far, by key.
    """
    missing = [one for one in ground.sought if one.key not in found]
    if not missing or len(seen) >= ground.budget:
        return None
    top, at, empty = _top(ground, seen), min(one.floor for one in missing), 0
    while at < top or empty < ground.beyond:
        at += 1
        if at in ground.known:
            continue
        if at not in seen:
            return at
        empty += at > top
    return None


def conclude(
    ground: Ground, seen: Mapping[int, Seen], found: Mapping[str, int]
) -> Mapping[str, Verdict]:
    """Say what becomes of each; a delivery that was found has arrived, whoever was looking."""
    unlimited = Ground(
        sought=ground.sought,
        known=ground.known,
        top=ground.top,
        beyond=ground.beyond,
        budget=math.inf,
    )
    cut_short = next_id(unlimited, seen, found) is not None
    missing = [one for one in ground.sought if one.key not in found]
    holes = [at for at, what in seen.items() if what is Seen.NOTHING and at < _top(ground, seen)]
    claims = [one for one in missing if any(hole > one.floor for hole in holes)]
    verdicts = dict.fromkeys(found, Verdict.ARRIVED)
    for one in missing:
        if not one.last:
            verdicts[one.key] = Verdict.LATER
        elif cut_short:
            verdicts[one.key] = Verdict.TOO_MANY
        elif one not in claims:
            verdicts[one.key] = Verdict.ABSENT
        else:
            enough = len(holes) >= len(claims)
            verdicts[one.key] = Verdict.DELETED if enough else Verdict.UNCLEAR
    return verdicts


def _top(ground: Ground, seen: Mapping[int, Seen]) -> int:
    """Return the greatest id that is known to have been given, by now."""
    return max([ground.top, *(at for at, what in seen.items() if what is not Seen.NOTHING)])
