"""Dates as feeds and pages write them, in seven languages; nothing is guessed, nothing is judged.

What is stated is returned, however unbelievable; what cannot be read is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from newsroom.model import require_utc
from newsroom.read.months import MONTH, month_number
from newsroom.read.text import fold_plain

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A point in time as stated; a day without a time stands at 12:00 UTC, as the UN writes it."""

    at: datetime
    day_only: bool = False
    #: False: no zone was stated, and none was known; the time was read as UTC.
    zoned: bool = True

    def __post_init__(self) -> None:
        require_utc(self.at)


#: A date is short; what is longer is an article.
_LONGEST: Final = 300

#: Offsets in hours of the zone names that feeds use; `AMT` and `GET` are the Caucasian ones.
_ZONES: Final = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "cest": 2,
    "eet": 2, "eest": 3, "msk": 3, "msd": 4, "trt": 3, "irst": 3.5, "get": 4, "amt": 4, "azt": 4,
    "azst": 5, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
    "pdt": -7, "akst": -9, "hst": -10, "мск": 3,
}  # fmt: skip


def feed_date(text: str) -> Moment | None:
    """Read a date of a feed: RFC 822 with all its slips, ISO 8601, Unix seconds, written dates."""
    stripped = text.strip()
    if _UNIX.fullmatch(stripped):
        return _from_unix(float(stripped))
    return _read(stripped, None)


def page_date(text: str, lang: str | None, zone: str | None = None) -> Moment | None:
    """Read a date of a page in one of the seven languages, or in figures (day first).

    `zone` is the IANA name of the place whose clock the page shows; without it, and without a
    zone in the text, the time is read as UTC. Relative dates ("2 hours ago") are None.
    """
    del lang  # The months of the seven languages do not contradict each other.
    return _read(text.strip(), zone)


#: Seconds or milliseconds.
_UNIX: Final = re.compile(r"-?\d{9,10}(?:\.\d+)?|\d{12,13}")
_SECONDS_END: Final = 10**11


def _from_unix(seconds: float) -> Moment | None:
    if seconds >= _SECONDS_END:
        seconds /= 1_000
    return Moment(at=datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))


def _read(text: str, zone: str | None) -> Moment | None:
    if not text or len(text) > _LONGEST:
        return None
    folded = fold_plain(text)
    for pattern, parts in _FORMS:
        for found in pattern.finditer(folded):
            if day := parts(found):
                rest = folded[found.end() :] + " | " + folded[: found.start()]
                return _moment(day, rest, zone)
    return None


def _moment(day: datetime, rest: str, zone: str | None) -> Moment | None:
    """Add the time of day and the zone that stand around the date."""
    try:
        if (clock := _clock(rest)) is None:
            return Moment(at=day.replace(hour=12, tzinfo=UTC), day_only=True)
        time, after = clock
        stated = _zone(after) or (ZoneInfo(zone) if zone else None)
        at = (day + time).replace(tzinfo=stated or UTC).astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return Moment(at=at, zoned=stated is not None)


# --- the day ------------------------------------------------------------------------------------

_Y: Final = r"(?P<y>\d{4})"
_D: Final = r"(?P<d>\d{1,2})"
_ORDINAL: Final = r"(?:er|st|nd|rd|th|(?:-\s?[^\W\d_]{1,4}))?\.?"
#: "2026 թ.", "2026 წლის", "2026-cı il", "2026 г.": the word for year, before or after.
_YEAR_WORD: Final = (
    r"(?:\s?-?\s?(?:թ[^\W\d_]*|წ[^\W\d_]*|ci|cu|г|год[а-я]*|il[a-z]*|yil[a-z]*)\.?)*"
)
_GAP: Final = r"[\s,./-]+(?:de |of |the )?"


def _named(found: re.Match[str]) -> datetime | None:
    month = month_number(found["m"])
    return _day(found["y"], month, found["d"]) if month else None


def _numbers(found: re.Match[str]) -> datetime | None:
    day, month = int(found["d"]), int(found["m"])
    # Day first; where that is impossible the writer was American.
    if month > 12 >= day:  # noqa: PLR2004 - months in a year
        day, month = month, day
    return _day(found["y"], month, str(day))


def _year_first(found: re.Match[str]) -> datetime | None:
    return _day(found["y"], int(found["m"]), found["d"])


def _day(year: str, month: int, day: str) -> datetime | None:
    number = int(year)
    if len(year) == 2:  # noqa: PLR2004 - RFC 2822: two digits are of 1969 to 2068
        number += 1900 if number > 68 else 2000  # noqa: PLR2004 - likewise
    try:
        return datetime(number, month, int(day))  # noqa: DTZ001 - the zone is added by `_moment`
    except ValueError:
        return None


#: Tried in this order; in figures only where nothing else stands beside them.
_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], datetime | None]], ...]] = (
    (re.compile(rf"(?<!\d){_Y}-(?P<m>\d\d?)-{_D}(?!\d)"), _year_first),
    (re.compile(rf"(?<!\d){_Y}(?P<m>\d\d)(?P<d>\d\d)(?=t?\d{{4}}|$|z)"), _year_first),
    (re.compile(rf"(?<!\d){_Y}{_YEAR_WORD}{_GAP}(?P<m>{MONTH}){_GAP}{_D}(?!\d)"), _named),
    (re.compile(rf"(?<!\d){_Y}{_YEAR_WORD}{_GAP}{_D}{_ORDINAL}{_GAP}(?P<m>{MONTH})"), _named),
    (
        re.compile(
            rf"(?<!\d){_D}{_ORDINAL}{_GAP}(?P<m>{MONTH}){_GAP}(?P<y>\d{{4}}|\d\d(?!\d|\s?:))"
        ),
        _named,
    ),
    (re.compile(rf"(?P<m>{MONTH}){_GAP}{_D}{_ORDINAL}{_GAP}{_Y}(?!\d)"), _named),
    # The year after the time, as C's asctime writes it.
    (re.compile(rf"(?P<m>{MONTH})\s+{_D}(?=\s[\d:]+\s(?:[a-z]+\s)?{_Y})"), _named),
    (re.compile(rf"(?<![\d.]){_Y}[./](?P<m>\d\d?)[./]{_D}(?![\d])"), _year_first),
    (
        re.compile(r"(?<![\d.])(?P<d>\d\d?)([./-])\s?(?P<m>\d\d?)\2\s?(?P<y>\d{4}|\d\d)(?!\d)"),
        _numbers,
    ),
)

# --- the time of day ----------------------------------------------------------------------------

_CLOCK: Final = re.compile(
    r"""(?<![\d.:+-]) (?P<h>[01]?\d|2[0-4]) \s?(?: :|[.]|h|ժ|ч\.?\s) \s?(?P<min>[0-5]\d)
        (?: [:.] (?P<s>[0-5]\d|60) (?:[.,]\d+)? )? (?![\d]) \s?(?P<half>[ap]\.?m)?""",
    re.VERBOSE,
)
_COMPACT: Final = re.compile(
    r"^[t\s]?(?P<h>[01]\d|2[0-3])(?P<min>[0-5]\d)(?P<s>[0-5]\d)?(?P<half>(?!))?"
)
_HOUR_ONLY: Final = re.compile(
    r"(?<![\d.:])(?P<h>1[0-2]|[1-9])(?P<min>)(?P<s>)\s?(?P<half>[ap]\.?m)\b"
)


def _clock(rest: str) -> tuple[timedelta, str] | None:
    """Return the time of day in the text around a date, and the text after it."""
    found = _COMPACT.match(rest) or _CLOCK.search(rest) or _HOUR_ONLY.search(rest)
    if not found:
        return None
    hour = int(found["h"])
    if half := found["half"]:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    seconds = min(int(found["s"] or 0), 59)
    time = timedelta(hours=hour, minutes=int(found["min"] or 0), seconds=seconds)
    return time, rest[found.end() :]


_OFFSET: Final = re.compile(
    r"^\s*\(?(?:gmt|utc|ut)?\s?(?P<sign>[+-])\s?(?P<h>\d\d?)(?::?(?P<min>\d\d))?(?!\d)"
)
_ZONE_NAME: Final = re.compile(r"^[\s,(]*(?P<name>[^\W\d_]{1,4})\b")


def _zone(after: str) -> tzinfo | None:
    """Return the zone that follows a time; None where there is none, or an unknown name."""
    if found := _OFFSET.match(after):
        offset = timedelta(hours=int(found["h"]), minutes=int(found["min"] or 0))
        return timezone(-offset if found["sign"] == "-" else offset)
    if (found := _ZONE_NAME.match(after)) and found["name"] in _ZONES:
        return timezone(timedelta(hours=_ZONES[found["name"]]))
    return None
