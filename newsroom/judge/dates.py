"""Days that a text states, in seven languages: `27 September 2020`, `2020-ci ilin sentyabrında`.

Only what is stated: a day without a year is the nearest one to the article's own day, a year
alone lasts to its end. Relative words (`five years ago`) are lists of the vocabulary.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from newsroom.read.months import MONTH, month_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.judge.fields import Field

_MONTH: Final = re.compile(MONTH)
_DAY: Final = re.compile(r"(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er)?")
_YEAR: Final = re.compile(r"(1[89]\d\d|20\d\d)")
#: A four-digit number after one of these is a number of a text, not a year; before one, a count.
_NUMBERED: Final = re.compile(
    r"resolutions?|резолюц\w*|բանաձ\w*|qetname\w*|რეზოლუც\w*|karar\w*|no|nr|n|article|стать\w+|madde"
)
_COUNTED: Final = re.compile(
    r"people|person|soldier|troops|hectare|km|kilomet|met|euro|dollar|manat|dram|lari|ruble|"
    r"человек|людей|солдат|гектар|километр|метр|рубл|доллар|евро|мигрант|"
    r"մարդ|հեկտար|կիլոմետր|մետր|դոլար|nefer|adam|hektar|kisi|asker|"
    r"ადამიან|ჰექტარ|კილომეტრ|მეტრ|ლარ|დოლარ|personnes|soldats|hectares"
)


#: A year beside one of these tells which map or census is meant, not when something happened.
_OF_A_PAPER: Final = re.compile(
    r"(?:maps?|census|карт\w*|перепис\w*|քարտեզ\w*|xeritə\w*|xerite\w*|რუკ\w*|harita\w*|cartes?)\Z"
)


class Stated(NamedTuple):
    """A time that a text states: its words, and the last day that is meant."""

    first: int
    length: int
    last: date


def stated(field: Field, today: date) -> Iterator[Stated]:
    """Yield the days, months and years that a field states; `today`: the article's own day."""
    words = field.words
    taken: set[int] = set()
    for index, word in enumerate(words):
        month = _month(word)
        found = _around(words, index, month, today) if month else _in_figures(words, index)
        if found:
            taken.update(range(found.first, found.first + found.length))
            yield found
    for index, word in enumerate(words):
        if index not in taken and _is_year(words, index) and int(word) <= today.year:
            yield Stated(index, 1, date(int(word), 12, 31))


@lru_cache(maxsize=8192)
def _month(word: str) -> int | None:
    return month_number(word) if _MONTH.fullmatch(word) else None


def _around(words: Sequence[str], at: int, month: int, today: date) -> Stated | None:
    """Read the day and the year that stand beside a month's name; None without either."""
    day_at = next((near for near in (at - 1, at + 1) if _has(words, near, _DAY)), None)
    steps = (1, 2, -1, -2, -3, 3, -4)
    near = [at + step for step in steps if at + step != day_at and at + step < len(words)]
    year_at = next((one for one in near if _is_year(words, one)), None)
    if day_at is None and year_at is None:
        return None
    day = None if day_at is None else _number(words[day_at], _DAY)
    year = None if year_at is None else int(words[year_at])
    used = [at, *(one for one in (day_at, year_at) if one is not None)]
    last = _nearest(day, month, today) if year is None else _day(year, month, day)
    if last is None:
        return None
    return Stated(min(used), max(used) - min(used) + 1, last)


def _in_figures(words: Sequence[str], at: int) -> Stated | None:
    """Read `27 09 2020` and `2020 09 27`."""
    if at + 2 >= len(words) or not all(word.isdecimal() for word in words[at : at + 3]):
        return None
    one, two, three = words[at : at + 3]
    if _YEAR.fullmatch(three) and len(one) <= len("31") and len(two) == len("09"):
        found = _day(int(three), int(two), int(one))
    elif _YEAR.fullmatch(one) and len(two) == len(three) == len("09"):
        found = _day(int(one), int(two), int(three))
    else:
        return None
    return None if found is None else Stated(at, 3, found)


#: The worst fighting since 1994 is not of 1994.
_SINCE: Final = frozenset({"since", "с", "depuis"})


def _is_year(words: Sequence[str], at: int) -> bool:
    if not _has(words, at, _YEAR):
        return False
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if before in _SINCE:
        return False
    if _OF_A_PAPER.match(after) or _OF_A_PAPER.match(before):
        return False
    return not _NUMBERED.fullmatch(before) and not _COUNTED.match(after)


def _has(words: Sequence[str], at: int, pattern: re.Pattern[str]) -> bool:
    return 0 <= at < len(words) and pattern.fullmatch(words[at]) is not None


def _number(word: str, pattern: re.Pattern[str]) -> int:
    found = pattern.fullmatch(word)
    return int(found[1]) if found else 0


def _day(year: int, month: int, day: int | None) -> date | None:
    if not 1 <= month <= 12:  # noqa: PLR2004 - months
        return None
    longest = monthrange(year, month)[1]
    return date(year, month, longest if day is None else day) if (day or 1) <= longest else None


def _nearest(day: int | None, month: int, today: date) -> date | None:
    years = (today.year - 1, today.year, today.year + 1)
    days = [found for year in years if (found := _day(year, month, day))]
    return min(days, key=lambda one: abs(one - today), default=None)
