"""What is remembered of a source after a poll, whether it brought an answer or failed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from newsroom.model import SourceState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from newsroom.fetched import Failed, FetchOutcome, Validators
    from newsroom.settings import Source

_LONGEST_BACK_OFF = timedelta(minutes=30)
_LONGEST_RETRY_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How a poll ended, to be stored with its last items."""

    outcome: FetchOutcome
    #: None for a healthy source.
    error: str | None
    validators: Mapping[str, Validators]


def succeeded(
    state: SourceState | None,
    source: str,
    closing: Closing,
    *,
    now: datetime,
    newest: datetime | None,
) -> SourceState:
    """Return a source's state after a poll that brought an answer."""
    old = state or SourceState(id=source)
    items = [moment for moment in (old.last_item, newest) if moment is not None and moment <= now]
    return replace(
        old,
        last_poll=now,
        first_success=old.first_success or now,
        last_success=now,
        last_outcome=closing.outcome,
        last_error=closing.error,
        failures=0,
        retry_at=None,
        last_item=max(items, default=None),
    )


def failed(
    state: SourceState | None, source: Source, failure: Failed, *, now: datetime, jitter: float
) -> SourceState:
    """Return a source's state after a poll that failed.

    It waits twice as long after each failure in a row, at most half an hour or twelve of its own
    intervals, at least as long as the server asked for; `jitter` (0 to 1) adds up to a tenth.
    """
    old = state or SourceState(id=source.id)
    longest = max(source.every, min(_LONGEST_BACK_OFF, 12 * source.every))
    wait = min(source.every * 2 ** min(old.failures, 16), longest) * (1 + jitter / 10)
    asked = min(timedelta(seconds=failure.retry_after or 0), _LONGEST_RETRY_AFTER)
    return replace(
        old,
        last_poll=now,
        last_outcome=failure.outcome,
        last_error=failure.reason,
        failures=old.failures + 1,
        retry_at=now + max(wait, asked),
    )
