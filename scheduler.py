"""The clock: a job for each source, the daily chores, and a watchdog over the clock itself.

It knows when, never what: an action is any coroutine function, and one that raises is a logged
event, not the end of its schedule. Only this file names APScheduler.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from apscheduler.job import Job

log = logging.getLogger(__name__)

#: The wall clock and the monotonic one may drift apart by this much between two looks.
STEP = timedelta(seconds=30)
_LOOK_EVERY = timedelta(seconds=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Both clocks at one moment, in seconds."""

    monotonic: float
    wall: float


def step_between(before: Reading, after: Reading) -> timedelta:
    """Return how far the wall clock jumped, forwards or backwards, between two looks."""
    passed = after.monotonic - before.monotonic
    return timedelta(seconds=after.wall - before.wall - passed)


def first_run(now: datetime, every: timedelta, spread: float) -> datetime:
    """Return a job's first time: `spread` (0 to 1) of its interval from now."""
    return now + every * spread


class Clock:
    """Runs actions at their times while it is open; one action never overlaps itself."""

    def __init__(self, *, timezone: str) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone=ZoneInfo(timezone),
            job_defaults={"max_instances": 1, "coalesce": True, "misfire_grace_time": None},
        )
        self._zone = ZoneInfo(timezone)
        self._running: set[asyncio.Task[None]] = set()
        self._watchdog: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._scheduler.start()
        self._watchdog = asyncio.create_task(self._watch(), name="clock watchdog")
        return self

    async def __aexit__(self, *_: object) -> None:
        self._scheduler.shutdown(wait=False)
        if self._watchdog is not None:
            self._watchdog.cancel()
            await asyncio.gather(self._watchdog, return_exceptions=True)
        await self.finish(timedelta(0))

    def every(
        self, name: str, interval: timedelta, action: Callable[[], Awaitable[object]]
    ) -> None:
        """Run `action` each `interval`, give or take a tenth, its first time within the first one.

        The first job of all starts at once, so that something happens; the others spread out.
        """
        spread = random.random() if self._scheduler.get_jobs() else 0.0
        seconds = interval.total_seconds()
        self._scheduler.add_job(
            self._run,
            IntervalTrigger(seconds=seconds, jitter=seconds / 10),
            args=(name, action),
            id=name,
            next_run_time=first_run(datetime.now(UTC), interval, spread),
        )

    def daily(
        self, name: str, hour: int, minute: int, action: Callable[[], Awaitable[object]]
    ) -> None:
        """Run `action` once a day at a local time of the zone."""
        trigger = CronTrigger(hour=hour, minute=minute, timezone=self._zone)
        self._scheduler.add_job(self._run, trigger, args=(name, action), id=name)

    def stop(self) -> None:
        """Start nothing more; what runs goes on."""
        self._scheduler.pause()

    async def finish(self, within: timedelta) -> None:
        """Wait for running actions, then cancel those that are not done."""
        if self._running:
            await asyncio.wait(self._running, timeout=within.total_seconds())
        left = [task for task in self._running if not task.done()]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def replan(self, now: datetime) -> None:
        """Plan every job anew, spread over its interval: the old times are of another clock."""
        for job in self._scheduler.get_jobs():
            job.modify(next_run_time=_next_time(job, now))

    async def _run(self, name: str, action: Callable[[], Awaitable[object]]) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._running.add(task)
            task.add_done_callback(self._running.discard)
        try:
            await action()
        except asyncio.CancelledError:
            # Nobody waits for a job; raised further, APScheduler would print a traceback.
            log.info("job cut off job=%s", name)
        except Exception:
            log.exception("job failed job=%s", name)

    async def _watch(self) -> None:
        """Look at both clocks; sleeping is monotonic, so a stepped wall clock cannot stop this."""
        before = Reading(monotonic=time.monotonic(), wall=time.time())
        while True:
            await asyncio.sleep(_LOOK_EVERY.total_seconds())
            after = Reading(monotonic=time.monotonic(), wall=time.time())
            step = step_between(before, after)
            if abs(step) > STEP:
                log.warning("clock stepped seconds=%.0f, jobs planned anew", step.total_seconds())
                self.replan(datetime.now(UTC))
            before = after


def _next_time(job: Job, now: datetime) -> datetime:
    trigger = job.trigger
    if isinstance(trigger, IntervalTrigger):
        return first_run(now, trigger.interval, random.random())
    planned: datetime = trigger.get_next_fire_time(None, now)
    return planned
