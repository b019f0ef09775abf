"""What the reader of tolls finds in a field: marks, groups of people, and counts of both."""

from __future__ import annotations

from typing import NamedTuple


class Mark(NamedTuple):
    """Words that say what befell people."""

    first: int
    length: int
    kind: str
    #: The form itself says that it was one person.
    one: bool
    #: Counts only where nothing else says how many were wounded.
    weak: bool
    #: A head of figures: death toll.
    head: bool

    @property
    def stop(self) -> int:
        """Return the first word after the mark."""
        return self.first + self.length


class Group(NamedTuple):
    """People: a number of them, one (1), or some (None)."""

    first: int
    stop: int
    value: int | None
    #: A word for people stands in it: two soldiers, not a bare two.
    people: bool
    #: A number or an article says how many; else the noun alone does.
    stated: bool
    attackers: bool = False
    #: A part of others that were told: of them, including.
    part: bool = False
    #: Besides those that were told: two others.
    more: bool = False
    side: str | None = None
    #: The number is a round one: more than, about.
    bound: bool = False
    #: Their own side counts them: its own soldiers, своих.
    own: bool = False
    #: Somebody's relative or colleague.
    kin: bool = False
    #: One person told by a number in a row: the fifth (5).
    ordinal: int | None = None


class Count(NamedTuple):
    """So many people of a kind, told by the words `first:stop` of the field."""

    first: int
    stop: int
    kind: str
    #: 0: the text says that there were none; None: some.
    value: int | None
    stated: bool
    sentence: int
    side: str | None = None
    part: bool = False
    more: bool = False
    attackers: bool = False
    weak: bool = False
    head: bool = False
    #: Of another time, or of many events together.
    recalled: bool = False
    #: The number is a round one.
    bound: bool = False
    #: A side counts its own.
    own: bool = False
    #: The text tells that they were on a mine, not how that ended.
    mined: bool = False
    #: The verb alone says so, with nobody beside it.
    alone: bool = False
    #: Relatives or colleagues of others.
    kin: bool = False
    #: The last one is the so-many-th: so many there are.
    ordinal: int = 0
