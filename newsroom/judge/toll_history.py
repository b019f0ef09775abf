"""Whether a figure of a toll is history: another time, a sum over time, an older state of it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsroom.read.months import MONTH, month_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from newsroom.judge.toll_parts import Count
    from newsroom.judge.toll_scene import Scene

_MONTH: Final = re.compile(MONTH)
#: Shorter names of months are words of other meanings too: may, mar, ara.
_NAME: Final = 4
#: Turkish `ocak` is January and a mine or a hearth, `nişancı` a marksman and `nişanlı` engaged,
#: Armenian `մարտ` March and a battle.
_NO_MONTH: Final = ("oca", "մարտ", "nisanc", "nisanl")
#: French `sept` is seven.
_SEVEN: Final = "sept"
#: A mine is `mayın` in Turkish.
_MAY: Final = 5
_CENTURIES: Final = ("19", "20")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
#: After "the worst" so many words may stand before the year since which it is that.
_FAR: Final = 7
#: So many sentences of a body tell the news.
_LEAD: Final = 2


def recalled(scene: Scene, count: Count, times: frozenset[int]) -> bool:
    """Say whether a count is history, a sum over time, or a figure that a newer one replaces.

    `times`: where times stand that are over.
    """
    signs = (scene.words("recall") | times) - scene.words("recent")
    signs -= {word + step for word in scene.words("born") for step in range(-3, 3)}
    signs -= {word + step for word in scene.words("most") for step in range(1, _FAR)}
    sentence = scene.field.sentences[count.sentence]
    if scene.field.name == "body" and count.sentence >= _LEAD:
        # Below the news a text looks back: one sign speaks for its sentence, and "had" is one.
        return bool((signs | scene.words("had")).intersection(sentence))
    if not signs:
        return False
    if signs.intersection(clause(scene, count.first, count.stop)):
        return True
    # "Since 2020, forty people were killed": what opens a sentence holds for all of it.
    opening = clause(scene, sentence.start, sentence.start + 1)
    own = scene.marked | {word for group in scene.groups for word in range(group.first, group.stop)}
    return bool(signs.intersection(opening)) and not own.intersection(opening)


def times_over(scene: Scene, at: datetime | None) -> frozenset[int]:
    """Return where times stand that are over at `at`: a year, a month of another season."""
    if at is None:
        return frozenset()
    words = scene.field.words
    return frozenset(_old_years(words, at)).union(_old_months(words, at))


def _old_years(words: Sequence[str], at: datetime) -> Iterator[int]:
    """Yield where years stand that are over, and this one where it is no part of a date."""
    last = at.year - (at.month == 1)
    for number in range(len(words)):
        year = _year(words, number)
        if year and (year < last or (year == at.year and not _in_date(words, number))):
            yield number


def _year(words: Sequence[str], number: int) -> int | None:
    word = words[number] if 0 <= number < len(words) else ""
    if not word.startswith(_CENTURIES):
        return None
    return int(word[:4]) if _YEAR.fullmatch(word[:4]) and not word[4:].isdigit() else None


def _old_months(words: Sequence[str], at: datetime) -> Iterator[int]:
    """Yield where a month or a day is named that is over: neither this month nor the last."""
    for number, word in enumerate(words):
        month = _month(word)
        if not month or not (len(word) >= _NAME or _cyrillic(word)):
            continue
        near = (_year(words, one) for one in (number + 1, number - 1, number + 2, number - 2))
        year = next((one for one in near if one), None)
        if year is None and month == _MAY and not _cyrillic(word):
            continue
        apart = at.month - month
        if (apart % 12 if year is None else (at.year - year) * 12 + apart) > 1:
            yield number


def _cyrillic(word: str) -> bool:
    return "а" <= word[0] <= "я"


@lru_cache(maxsize=8192)
def _month(word: str) -> int | None:
    known = _MONTH.fullmatch(word) and not word.startswith(_NO_MONTH) and word != _SEVEN
    return month_number(word) if known else None


def _in_date(words: Sequence[str], year: int) -> bool:
    near = [*words[max(0, year - 3) : year], *words[year + 1 : year + 3]]
    return any(word.isdigit() or _month(word) for word in near)


def clause(scene: Scene, first: int, stop: int) -> range:
    """Return the words around `first:stop` up to the next comma or stronger stop."""
    stops = scene.stops
    while first > 0 and first not in stops:
        first -= 1
    while stop < len(scene.field.words) and stop not in stops:
        stop += 1
    return range(first, stop)
