"""Durations, sizes, rates and times of day: read from what an operator writes, and written back.

Every `parse_*` raises `ValueError` with a sentence that says what would be right.
"""

from __future__ import annotations

import re
from datetime import time, timedelta

from newsroom.config.wording import quote
from newsroom.settings import Rate

_UNITS = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}
_LOOSE_UNITS = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 60),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 3_600),
    **dict.fromkeys(("d", "day", "days"), 86_400),
    **dict.fromkeys(("w", "week", "weeks"), 7 * 86_400),
}
_SIZES = {
    "B": 1,
    "KB": 1_000,
    "MB": 1_000_000,
    "GB": 1_000_000_000,
    "KiB": 1 << 10,
    "MiB": 1 << 20,
    "GiB": 1 << 30,
}
_RATES = {"s": 1, "min": 60, "h": 3_600}
_LOOSE_RATES = {"sec": "s", "second": "s", "m": "min", "minute": "min", "hour": "h", "hr": "h"}
#: A longer one is a slip of the finger, and would overflow a date.
_LONGEST = 36_500 * 86_400

_DURATION = re.compile(r"([0-9]{1,10})([smhd])")
_PART = re.compile(r"([0-9]{1,9}(?:[.,][0-9]{1,3})?)\s*([a-z]+)\s*")
_SIZE = re.compile(r"([0-9]{1,10})([A-Za-z]{1,3})")
_RATE = re.compile(r"([0-9]{1,6})/([a-z]+)")
_TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?::00)?")
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")


def parse_duration(text: str) -> timedelta:
    """Read `30s`, `5m`, `2h` or `1d`."""
    match = _DURATION.fullmatch(text)
    if not match:
        raise ValueError(f"{quote(text)} is not a duration; {_meant_duration(text)}")
    seconds = int(match[1]) * _UNITS[match[2]]
    if seconds > _LONGEST:
        raise ValueError(f"{quote(text)} is more than a hundred years")
    return timedelta(seconds=seconds)


def format_duration(duration: timedelta) -> str:
    """Write a duration of whole seconds in the greatest unit that holds it."""
    seconds = int(duration.total_seconds())
    for unit, length in _UNITS.items():
        if seconds and seconds % length == 0:
            return f"{seconds // length}{unit}"
    return "0s"


def _meant_duration(text: str) -> str:
    """Guess at what was meant: `5 min`, `1h30m`, `1.5 hours`, `10`."""
    general = "write a whole number and s, m, h or d, such as 30s, 5m, 2h or 1d"
    number = text.strip()
    if re.fullmatch(r"[0-9]{1,9}", number):
        return f"it has no unit: write {number}s, {number}m or {number}h"
    seconds, rest = 0.0, number.lower()
    while rest:
        part = _PART.match(rest)
        if not part or part[2] not in _LOOSE_UNITS:
            return general
        seconds += float(part[1].replace(",", ".")) * _LOOSE_UNITS[part[2]]
        rest = rest[part.end() :]
    whole = round(min(seconds, _LONGEST))
    return f"write {format_duration(timedelta(seconds=whole))}" if whole else general


def parse_size(text: str) -> int:
    """Read `500KB`, `5MB` or `5MiB` as bytes."""
    match = _SIZE.fullmatch(text)
    if match and match[2] in _SIZES:
        return int(match[1]) * _SIZES[match[2]]
    raise ValueError(f"{quote(text)} is not a size; {_meant_size(text)}")


def format_size(size: int) -> str:
    """Write bytes in the greatest unit that holds them as a whole number, `5MB` before `…MiB`."""
    for unit in ("GB", "GiB", "MB", "MiB", "KB", "KiB"):
        if size and size % _SIZES[unit] == 0:
            return f"{size // _SIZES[unit]}{unit}"
    return f"{size}B"


def _meant_size(text: str) -> str:
    squeezed = "".join(text.split())
    match = re.fullmatch(r"([0-9]{1,10})([a-zA-Z]{0,3})", squeezed)
    if match and not match[2]:
        return f"it has no unit: write {match[1]}B, {match[1]}KB or {match[1]}MB"
    units = {unit.lower(): unit for unit in _SIZES} | {"k": "KB", "m": "MB", "g": "GB"}
    if match and match[2].lower() in units:
        return f"write {match[1]}{units[match[2].lower()]}"
    return "write a whole number and KB, MB, KiB or MiB, such as 500KB or 5MB"


def parse_rate(text: str) -> Rate:
    """Read `30/s`, `20/min` or `100/h`."""
    match = _RATE.fullmatch("".join(text.split()).lower())
    if not match or (match[2] not in _RATES and match[2] not in _LOOSE_RATES):
        raise ValueError(f"{quote(text)} is not a rate; write 30/s, 20/min or 100/h")
    right = f"{match[1]}/{_LOOSE_RATES.get(match[2], match[2])}"
    if right != text:
        raise ValueError(f"{quote(text)} is not a rate; write {right}")
    if int(match[1]) == 0:
        raise ValueError(f"{quote(text)} would never send anything; at least 1/{match[2]}")
    return Rate(count=int(match[1]), per=timedelta(seconds=_RATES[match[2]]))


def format_rate(rate: Rate) -> str:
    """Write a rate as `parse_rate` reads it."""
    seconds = int(rate.per.total_seconds())
    unit = next(name for name, length in _RATES.items() if length == seconds)
    return f"{rate.count}/{unit}"


def parse_time(text: str) -> time:
    """Read a time of day, `23:00`."""
    match = _TIME.fullmatch(text.strip())
    if not match:
        raise ValueError(f'{quote(text)} is not a time of day; write "08:00" or "23:30"')
    hour, minute = int(match[1]), int(match[2])
    if (hour, minute) == (24, 0):
        raise ValueError(f'{quote(text)} is not a time of day; write "00:00"')
    if hour > 23 or minute > 59:  # noqa: PLR2004 - the clock's
        raise ValueError(f"{quote(text)} is not a time of day; 00:00 to 23:59 are")
    right = f"{hour:02}:{minute:02}"
    if text != right:
        raise ValueError(f'{quote(text)} is not a time of day; write "{right}"')
    return time(hour, minute)


def format_time(moment: time) -> str:
    """Write a time of day as `parse_time` reads it."""
    return f"{moment:%H:%M}"


def parse_whole(text: str, least: int, most: int) -> int:
    """Read a whole number within bounds."""
    if not _WHOLE.fullmatch(text):
        raise ValueError(f"{quote(text)} is not a whole number; {_bounds(least, most)}")
    number = int(text)
    if not least <= number <= most:
        raise ValueError(f"{number} is out of bounds; {_bounds(least, most)}")
    return number


def _bounds(least: int, most: int) -> str:
    return f"{least:,} to {most:,}" if most < 10**9 else f"{least:,} or more"


def parse_switch(text: str) -> bool:
    """Read `true` or `false`, and what YAML 1.1 has for them."""
    word = text.lower()
    if word in {"true", "yes", "on"}:
        return True
    if word in {"false", "no", "off"}:
        return False
    raise ValueError(f"{quote(text)} is neither true nor false")


def parse_share(text: str) -> float:
    """Read a number from 0 to 1; raises `ValueError`."""
    if not re.fullmatch(r"[01]|0?\.\d{1,6}|1\.0{1,6}", text.strip()):
        raise ValueError(f"{quote(text)} is not a number from 0 to 1, such as 0.6")
    return float(text)
