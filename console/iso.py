"""The time, and times and durations in the two forms that the command line prints."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta


def utc_now() -> datetime:
    """Return the time: the one place where the program asks for it."""
    return datetime.now(UTC)


def iso(moment: datetime | None) -> str | None:
    """Return a UTC time as `2026-11-22T12:00:00Z`, whole seconds; None stays None."""
    if moment is None:
        return None
    return moment.replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def span(duration: timedelta) -> str:
    """Return a duration in its two greatest units: `5 h 10 m`, `41 min`, `6 s`."""
    seconds = max(int(duration.total_seconds()), 0)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        return f"{days} d {hours} h"
    if hours:
        return f"{hours} h {minutes} m"
    return f"{minutes} min" if minutes else f"{seconds} s"
