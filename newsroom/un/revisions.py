"""What a new telling of a vote says that an older one did not, or says otherwise."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from newsroom.ballot import Origin, Outcome
from newsroom.un.absences import with_absences

if TYPE_CHECKING:
    from newsroom.ballot import Sourced, Vote


class News(StrEnum):
    """In what respect a vote is told anew."""

    #: It was not known, or more of its numbers and whole lists are known now.
    RECORDED = "recorded"
    #: The draft became a resolution with this number.
    NUMBERED = "numbered"
    #: Something that had been stated is stated otherwise.
    CORRECTED = "corrected"


def news_in(before: Vote | None, after: Vote) -> frozenset[News]:
    """Return in what respects `after` tells more than `before`, or contradicts it.

    What membership makes certain counts as told: a Council's vote whose three lists are printed is
    complete before its record comes. What is only left out contradicts nothing.
    """
    if before is None:
        return frozenset({News.RECORDED})
    old, new = with_absences(before), with_absences(after)
    found = set()
    if _completes(old, new):
        found.add(News.RECORDED)
    if new.symbol and not old.symbol:
        found.add(News.NUMBERED)
    if contradicts(old, new):
        found.add(News.CORRECTED)
    return frozenset(found)


def _completes(old: Vote, new: Vote) -> bool:
    listed = {side for side in new.complete - old.complete if new.counts.get(side)}
    whole = new.roll_call_complete and not old.roll_call_complete
    return whole or bool(listed) or bool(new.counts.keys() - old.counts.keys())


def contradicts(old: Vote, new: Vote) -> bool:
    """Say whether two tellings of one vote cannot both be right."""
    counted = any(number != new.counts.get(side, number) for side, number in old.counts.items())
    named = any(side is not new.roll_call.get(code, side) for code, side in old.roll_call.items())
    dated = old.date is not None and new.date is not None and old.date != new.date
    return counted or named or dated or _ended(old) != _ended(new)


def _ended(vote: Vote) -> tuple[bool, bool]:
    """Return how it ended, as far as words cannot differ: "rejected" and "not adopted" are one."""
    return vote.outcome.passed, vote.outcome is Outcome.VETOED


# --- two pages on one vote ----------------------------------------------------------------------

#: Sites of the United Nations: what they say of a vote goes before what others say.
_OWN: Final = ("un.org", "ohchr.org", "ungeneva.org", "icj-cij.org")


def gives_way(known: Sourced, page: Sourced) -> bool:
    """Say whether a page's telling may take the place of another page's.

    The same page, read again, always may. Another one only if it knows more, and no page of others
    that of the United Nations.
    """
    if known.origin is not Origin.PAGE or page.origin is not Origin.PAGE:
        return True
    if known.source == page.source:
        return True
    own = _is_own(page.source)
    if own is not _is_own(known.source):
        return own
    return _weight(page.vote) > _weight(known.vote)


def _is_own(address: str) -> bool:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    return any(host == name or host.endswith(f".{name}") for name in _OWN)


def _weight(vote: Vote) -> tuple[bool, int, int]:
    return vote.symbol is not None, len(vote.counts), len(vote.roll_call)
