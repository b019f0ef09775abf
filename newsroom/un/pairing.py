"""Which record of the Library is of which vote that a page told, where no symbol says so.

A page of the day knows the draft, a record the resolution; mostly the record names the draft, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsroom.ballot import Part, Side
from newsroom.un.sourced import same_text
from newsroom.un.text import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsroom.ballot import Sourced, Vote

#: Of the words of the shorter title, so many stand in the other.
_ALIKE: Final = 0.8
#: Shorter words say little about what a text is on.
_LETTERS: Final = 4
_FEWEST_WORDS: Final = 2
_COUNTED: Final = (Side.YES, Side.NO, Side.ABSTAIN)


def paired(records: Iterable[Sourced], pages: Iterable[Sourced]) -> dict[str, Sourced]:
    """Return the page's telling for records, by their ids: of one body, on one day.

    By their titles, else by their three numbers; only where one alone fits.
    """
    open_ = [one for one in pages if one.vote.part is Part.WHOLE and not one.vote.symbol]
    known = tuple(records)
    mine = {
        record.vote.id: [page for page in open_ if _may_be(record, page)]
        for record in known
        if not any(same_text(record, page) for page in open_)
    }
    found: dict[str, Sourced] = {}
    for fits in (_same_title, _same_numbers):
        for record in known:
            near = [page for page in mine.get(record.vote.id, ()) if fits(record.vote, page.vote)]
            rivals = [
                other
                for other in known
                if other is not record
                and other.vote.id in mine
                and near
                and near[0] in mine[other.vote.id]
                and fits(other.vote, near[0].vote)
            ]
            if len(near) == 1 and not rivals and near[0] not in found.values():
                found.setdefault(record.vote.id, near[0])
    return found


def _may_be(record: Sourced, page: Sourced) -> bool:
    one, other = record.vote, page.vote
    return one.part is Part.WHOLE and one.body == other.body and one.date == other.date


def _same_numbers(one: Vote, other: Vote) -> bool:
    numbers = [one.counts.get(side) for side in _COUNTED]
    return None not in numbers and numbers == [other.counts.get(side) for side in _COUNTED]


def _same_title(one: Vote, other: Vote) -> bool:
    mine, theirs = _words(one.title), _words(other.title)
    fewest = min(len(mine), len(theirs))
    return fewest >= _FEWEST_WORDS and len(mine & theirs) >= _ALIKE * fewest


def _words(title: str) -> frozenset[str]:
    words: Sequence[str] = words_of(title)
    return frozenset(word for word in words if len(word) >= _LETTERS)
