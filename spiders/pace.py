"""Manners towards hosts: who may send the next request to a host, and when.

One request at a time and a pause between two (`fetch.per_host`, `fetch.delay`), first come first
served, but no source twice before another that waits. A request that has gone on for `PATIENCE`
seconds keeps only its own source waiting.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

#: Seconds after which a request under way no longer holds up another source's turn.
PATIENCE = 2.0
_MOST_LANES = 1000


@dataclass(slots=True, kw_only=True, eq=False)
class Ticket:
    """A request that waits for its turn, or has it."""

    source: str
    #: Order of arrival.
    number: int
    #: When its turn began.
    since: float = 0.0
    #: False where nothing reached the host: then it is due no pause.
    sent: bool = True


@dataclass(slots=True)
class Lane:
    """The requests to one host."""

    waiting: list[Ticket] = field(default_factory=list)
    running: list[Ticket] = field(default_factory=list)
    #: No request before this time.
    ready_at: float = 0.0
    #: How many turns were given out.
    turns: int = 0
    #: For each source with a turn since the lane was last empty, which turn was its last.
    served: dict[str, int] = field(default_factory=dict)

    def choose(self, now: float, per_host: int) -> Ticket | None:
        """Return whose turn it is now, if it is anybody's."""
        if now < self.ready_at:
            return None
        fair = sorted(self.waiting, key=lambda one: (self.served.get(one.source, -1), one.number))
        free = (one for one in fair if self._in_the_way(one, now) < per_host)
        return next(free, None)

    def _in_the_way(self, ticket: Ticket, now: float) -> int:
        return sum(
            1
            for other in self.running
            if other.source == ticket.source or now < other.since + PATIENCE
        )

    def wake_at(self, now: float) -> float | None:
        """Return when time alone may make it somebody's turn; None if it will not."""
        if not self.waiting:
            return None
        if now < self.ready_at:
            return self.ready_at
        later = (one.since + PATIENCE for one in self.running if one.since + PATIENCE > now)
        return min(later, default=None)

    def start(self, ticket: Ticket, now: float, delay: float) -> None:
        """Begin a turn."""
        self.waiting.remove(ticket)
        self.running.append(ticket)
        self.turns += 1
        self.served[ticket.source] = self.turns
        ticket.since = now
        self.ready_at = now + delay

    def leave(self, ticket: Ticket, now: float, delay: float) -> None:
        """End a turn, or give up waiting for it."""
        if ticket in self.running:
            self.running.remove(ticket)
            self.ready_at = now + delay
        else:
            self.waiting.remove(ticket)
        if not self.waiting:
            self.served.clear()

    def idle(self, now: float) -> bool:
        """Say whether nothing is left to remember."""
        return not self.waiting and not self.running and now >= self.ready_at


class Pace:
    """The lanes of all hosts, on the running loop's clock."""

    def __init__(
        self,
        per_host: int,
        delay: Callable[[str], float],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._per_host = per_host
        self._delay = delay
        self._clock = clock
        self._lanes: dict[str, Lane] = {}
        self._tickets = 0
        self._turns: dict[Ticket, asyncio.Future[None]] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}

    @contextlib.asynccontextmanager
    async def turn(self, host: str, source: str) -> AsyncIterator[Ticket]:
        """Wait for the turn of a source at a host (`name:port`) and hold it for the block."""
        self._tickets += 1
        ticket = Ticket(source=source, number=self._tickets)
        lane = self._lane(host)
        lane.waiting.append(ticket)
        self._turns[ticket] = asyncio.get_running_loop().create_future()
        self._serve(host, lane)
        try:
            await self._turns[ticket]
            yield ticket
        finally:
            del self._turns[ticket]
            lane.leave(ticket, self._clock(), self._delay(host) if ticket.sent else 0.0)
            self._serve(host, lane)

    def _lane(self, host: str) -> Lane:
        now = self._clock()
        if len(self._lanes) > _MOST_LANES:
            self._lanes = {name: one for name, one in self._lanes.items() if not one.idle(now)}
        return self._lanes.setdefault(host, Lane())

    def _serve(self, host: str, lane: Lane) -> None:
        """Give out the turns that are due, and come back when the next one may be."""
        now = self._clock()
        while ticket := lane.choose(now, self._per_host):
            lane.start(ticket, now, self._delay(host))
            if not self._turns[ticket].done():
                self._turns[ticket].set_result(None)
        if timer := self._timers.pop(host, None):
            timer.cancel()
        at = lane.wake_at(now)
        if at is not None:
            loop = asyncio.get_running_loop()
            self._timers[host] = loop.call_later(max(at - now, 0.0), self._serve, host, lane)
