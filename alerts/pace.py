"""How fast messages may leave: a sliding window for all together and one for each chat.

A slot is reserved before the send, which may have to wait for it; so many chats that wait at once
share the overall rate in the order in which they asked. Times are seconds of a monotonic clock.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from alerts.fate import ChatKind, chat_kind

if TYPE_CHECKING:
    from newsroom.settings import Pace, Rate


class Window:
    """At most `rate.count` slots in any `rate.per`."""

    def __init__(self, rate: Rate) -> None:
        self._per = rate.per.total_seconds()
        self._taken: deque[float] = deque(maxlen=rate.count)

    def free_at(self, now: float) -> float:
        """Return the earliest time at which a slot is free."""
        full = len(self._taken) == self._taken.maxlen
        return max(now, self._taken[0] + self._per) if full else now

    def take(self, at: float) -> None:
        """Take a slot at that time."""
        self._taken.append(at)

    def moved(self, at: float) -> None:
        """Say that the slot taken last was used as late as `at`."""
        if self._taken:
            self._taken[-1] = max(self._taken[-1], at)


class Pacer:
    """All windows of one transport."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._overall = Window(pace.overall)
        self._chats: dict[str, Window] = {}

    def reserve(self, chat: str, now: float) -> float:
        """Reserve the next slot for a chat; return the time at which it may be used."""
        window = self._window(chat)
        at = max(window.free_at(now), self._overall.free_at(now))
        window.take(at)
        self._overall.take(at)
        return at

    def used(self, chat: str, at: float) -> None:
        """Say when the answer to the send in the reserved slot came.

        The other side counts when a request reaches it, and a slow one reaches it late: without
        this, the next but `count` could reach it within the same window.
        """
        self._window(chat).moved(at)

    def _window(self, chat: str) -> Window:
        private = chat_kind(chat) is ChatKind.PRIVATE
        rate = self._pace.private if private else self._pace.group
        return self._chats.setdefault(chat, Window(rate))
