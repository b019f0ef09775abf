"""A vote with where we have it from, and which of two tellings of one vote is the better one."""

from __future__ import annotations

import re
from typing import Final

from newsroom.ballot import Origin, Part, Sourced
from newsroom.un.bodies import CODES
from newsroom.un.symbols import base, key

__all__ = ["Origin", "Sourced", "drafts_of", "rank", "same_text", "slot_of"]


#: A draft has one text; a committee's report has several and tells none of them.
_DRAFT: Final = re.compile(r"/L\.\d|^S/\d{4}/\d")


def drafts_of(one: Sourced) -> frozenset[str]:
    """Return the drafts that this vote is about, as keys without their revisions."""
    known = (one.vote.draft, *one.related)
    return frozenset(base(draft) for draft in known if draft and _DRAFT.search(key(draft)))


def slot_of(one: Sourced) -> str:
    """Return what two tellings of one vote share: the resolution, the draft in its body, the id."""
    vote = one.vote
    if vote.part is Part.WHOLE:
        if vote.symbol:
            return key(vote.symbol)
        if vote.draft and _DRAFT.search(key(vote.draft)):
            return f"{CODES.get(vote.body, vote.body)}/{base(vote.draft)}"
    return vote.id


def same_text(one: Sourced, other: Sourced) -> bool:
    """Tell whether a draft and a resolution, or two drafts, were one vote of one body."""
    if one.vote.part is not Part.WHOLE or other.vote.part is not Part.WHOLE:
        return False
    if one.vote.body != other.vote.body or (one.vote.symbol and other.vote.symbol):
        return False
    if one.vote.date and other.vote.date and one.vote.date != other.vote.date:
        return False
    return bool(drafts_of(one) & drafts_of(other))


def rank(one: Sourced) -> tuple[int, str]:
    """Return how much a telling is believed; of equals the newest is taken."""
    return one.origin, one.version
