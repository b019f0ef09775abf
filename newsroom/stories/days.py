"""Days that a text names, by weekday or by date, as dates near its publication."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from newsroom.read.months import MONTH, month_number
from newsroom.read.text import fold_plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

#: Beginnings of the weekdays' names, Monday first; Azerbaijani and Turkish share two of them.
_WEEKDAYS: Final = (
    "monday|lundi|понедельник|երկուշաբթի|bazar ertəsi|pazartesi|ორშაბათ",
    "tuesday|mardi|вторник|երեքշաբթի|çərşənbə axşamı|salı|სამშაბათ",
    "wednesday|mercredi|сред[ауы]|չորեքշաբթի|çərşənbə|çarşamba|ოთხშაბათ",
    "thursday|jeudi|четверг|հինգշաբթի|cümə axşamı|perşembe|ხუთშაბათ",
    "friday|vendredi|пятниц|ուրբաթ|cümə|cuma|პარასკევ",
    "saturday|samedi|суббот|շաբաթ օր|şənbə|cumartesi|შაბათ",
    "sunday|dimanche|воскресень|կիրակի|bazar|pazar|კვირას|კვირა დღ",
)
_NAMES: Final = sorted(
    ((fold_plain(name), day) for day, row in enumerate(_WEEKDAYS) for name in row.split("|")),
    key=lambda pair: -len(pair[0]),
)
_WEEKDAY: Final = re.compile(
    "|".join(rf"(?P<d{number}>(?<!\w){name})" for number, (name, _) in enumerate(_NAMES))
)
_DATED: Final = re.compile(
    rf"(?<![\w.,:])(?P<day>\d{{1,2}})(?:-?(?:e|er|ին|го|th|st|nd|rd))?\s+(?P<month>{MONTH})"
    rf"|(?P<month2>{MONTH})\s+(?P<day2>\d{{1,2}})(?![\w:])"
)
_BEFORE: Final = timedelta(days=7)
_AFTER: Final = timedelta(days=14)


def days(text: str, published: datetime, *, ahead: bool = False) -> tuple[date, ...]:
    """Return the days that a text names, no more than a week before its publication.

    `ahead`: it tells of something planned, so that a weekday may be the next one, too.
    """
    folded = fold_plain(text)
    weekdays = tuple(_weekdays(folded, published))
    near = [*weekdays, *_dated(folded, published)]
    if ahead:
        near += [day + timedelta(days=7) for day in weekdays]
    earliest, latest = published.date() - _BEFORE, published.date() + _AFTER
    return tuple(sorted({day for day in near if earliest <= day <= latest}))


def named_days(text: str, published: datetime) -> set[date]:
    """Return every day that a text names, however long ago; without a year in each of two."""
    folded = fold_plain(text)
    return {*_weekdays(folded, published), *_dated(folded, published)}


def is_weekday(word: str) -> bool:
    """Say whether a folded word is the name of a weekday."""
    return _WEEKDAY.match(word) is not None


def dates(text: str) -> Iterator[int]:
    """Yield the numbers that are days of a month: `30 June`."""
    for found in _DATED.finditer(fold_plain(text)):
        yield int(found["day"] or found["day2"])


def _weekdays(folded: str, published: datetime) -> Iterator[date]:
    today = published.date()
    for found in _WEEKDAY.finditer(folded):
        number = _NAMES[int((found.lastgroup or "d0")[1:])][1]
        yield today - timedelta(days=(today.weekday() - number) % 7)


def _dated(folded: str, published: datetime) -> Iterator[date]:
    for found in _DATED.finditer(folded):
        day = int(found["day"] or found["day2"])
        month = month_number(found["month"] or found["month2"])
        for year in (published.year, published.year - 1):
            try:
                yield date(year, month or 0, day)
            except ValueError:
                continue
