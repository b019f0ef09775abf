"""How fast messages may leave: a sliding window for all together and one for each chat.

A chat waits for its own window first, then reserves a slot of all; so many chats that wait at once
share the overall rate in the order in which they came, and none takes slots ahead of the others.
Times are seconds of a monotonic clock.
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

    def wait(self, chat: str, now: float) -> float:
        """Return the seconds until the chat's own window has a slot.

        Waited for before a slot of all is taken: one that is taken far ahead would hold the others
        up.
        """
        return self._window(chat).free_at(now) - now

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


class Floods:
    """Tells the limit of all from that of one chat: the API says only for how long to wait.

    Three chats refused one after the other, within two seconds and with nothing accepted between
    them, is no matter of one chat.
    """

    _CHATS = 3
    _WITHIN = 2.0

    def __init__(self) -> None:
        self._refused: dict[str, float] = {}

    def refused(self, chat: str, now: float) -> bool:
        """Take note of a refusal; say whether it is the limit of all."""
        recent = {name: at for name, at in self._refused.items() if now - at <= self._WITHIN}
        self._refused = {**recent, chat: now}
        return len(self._refused) >= self._CHATS

    def accepted(self) -> None:
        """Take note of a message that was accepted."""
        self._refused.clear()
