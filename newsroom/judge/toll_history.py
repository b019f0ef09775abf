"""Whether a figure of a toll is history: another time, a sum over time, an older state of it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsroom.read.months import MONTH, month_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from newsroom.judge.toll_marks import Count, Scene

_MONTH: Final = re.compile(MONTH)
#: Shorter names of months are words of other meanings too: may, mar, ara.
_NAME: Final = 5
#: Turkish `ocak` is January and a mine or a hearth, Armenian `մարտ` March and a battle.
_NO_MONTH: Final = ("oca", "մարտ")
#: A mine is `mayın` in Turkish.
_MAY: Final = 5
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
#: After "the worst" so many words may stand before the year since which it is that.
_FAR: Final = 7


def recalled(scene: Scene, count: Count, at: datetime | None) -> bool:
    """Say whether a count is history, a sum over time, or a figure that a newer one replaces."""
    signs = scene.words("recall") | _years(scene, at)
    signs -= {word + step for word in scene.words("most") for step in range(1, _FAR)}
    if not signs:
        return False
    if signs.intersection(clause(scene, count.first, count.stop)):
        return True
    # "Since 2020, forty people were killed": what opens a sentence holds for all of it.
    sentence = scene.field.sentences[count.sentence]
    opening = clause(scene, sentence.start, sentence.start + 1)
    own = scene.marked | {word for group in scene.groups for word in range(group.first, group.stop)}
    return bool(signs.intersection(opening)) and not own.intersection(opening)


def _years(scene: Scene, at: datetime | None) -> frozenset[int]:
    """Return where years stand that are over, and this one where it is no part of a date."""
    if at is None:
        return frozenset()
    last = at.year - (at.month == 1)
    words = scene.field.words
    found = {number for number, word in enumerate(words) if _YEAR.fullmatch(word[:4])}
    years = {number: int(words[number][:4]) for number in found if not words[number][4:].isdigit()}
    return frozenset(
        number
        for number, year in years.items()
        if year < last or (year == at.year and not _in_date(words, number))
    ) | frozenset(_old_months(words, at))


def _old_months(words: Sequence[str], at: datetime) -> Iterator[int]:
    """Yield where a month is named without a day that is neither this one nor the last."""
    for number, word in enumerate(words):
        month = _month(word)
        if month and len(word) >= _NAME and month != _MAY and (at.month - month) % 12 > 1:
            near = [*words[max(0, number - 1) : number], *words[number + 1 : number + 2]]
            if not any(one.isdigit() for one in near):
                yield number


@lru_cache(maxsize=8192)
def _month(word: str) -> int | None:
    known = _MONTH.fullmatch(word) and not word.startswith(_NO_MONTH)
    return month_number(word) if known else None


def _in_date(words: Sequence[str], year: int) -> bool:
    near = [*words[max(0, year - 3) : year], *words[year + 1 : year + 3]]
    return any(word.isdigit() or _month(word) for word in near)


def clause(scene: Scene, first: int, stop: int) -> range:
    """Return the words around `first:stop` up to the next comma or stronger stop."""
    while first > 0 and not (scene.breaks(first) or scene.comma(first)):
        first -= 1
    while stop < len(scene.field.words) and not (scene.breaks(stop) or scene.comma(stop)):
        stop += 1
    return range(first, stop)
