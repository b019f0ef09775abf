"""Holding leases: who this process is, whether another one still lives, and renewing in time."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Self

from newsroom.errors import StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from newsroom.store.protocol import Leases

log = logging.getLogger(__name__)

#: How long a lease holds unless it is renewed, and how often it is.
LASTING = timedelta(seconds=15)
RENEWED_EVERY = timedelta(seconds=5)
_PROC = Path("/proc")
#: Where a start time cannot be had.
_UNKNOWN = "-"


# --- who ----------------------------------------------------------------------------------------


def this_process() -> str:
    """Name this process as no other process was ever named: `machine:pid:start`."""
    pid = os.getpid()
    return f"{_machine()}:{pid}:{_started(pid) or _UNKNOWN}"


def dead(holder: str) -> bool:
    """Say whether a holder is a process of this machine that certainly no longer lives."""
    machine, _, process = holder.rpartition(":")[0].rpartition(":")
    start = holder.rpartition(":")[2]
    if machine != _machine() or not process.isdecimal():
        return False
    if start != _UNKNOWN:
        return _started(int(process)) != start
    return not _exists(int(process))


def _machine() -> str:
    """Name this machine; each container is one, since it counts its processes for itself."""
    try:
        space = (_PROC / "self/ns/pid").readlink().name
    except OSError:
        space = ""
    return f"{socket.gethostname()}/{''.join(filter(str.isdecimal, space))}"


def _started(pid: int) -> str | None:
    """Return when a living process began, as ticks since this boot of the machine."""
    try:
        stat = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
        boot = (_PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii")
    except OSError:
        return None
    # proc(5): the name stands in brackets and may hold anything; after it come state and 18 others.
    state, *others = stat.rpartition(")")[2].split()
    return None if state in {"Z", "X"} else f"{boot[:8]}-{others[18]}"


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


# --- keeping ------------------------------------------------------------------------------------


def _elapsed() -> float:
    """Return seconds of a clock that nobody sets and that goes on while the machine sleeps."""
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boottime is None else time.clock_gettime(boottime)


class Keeper:
    """Takes leases for this process and renews them until it ends.

    async with Keeper(store) as keeper:
        if await keeper.take("sender:main"):
            while keeper.holds("sender:main"):
                ...one effect...
    """

    def __init__(
        self,
        store: Leases,
        *,
        holder: str | None = None,
        lasting: timedelta = LASTING,
        every: timedelta = RENEWED_EVERY,
        elapsed: Callable[[], float] = _elapsed,
    ) -> None:
        #: Who holds: as stored with each lease.
        self.holder = holder or this_process()
        self._store = store
        self._lasting = lasting
        self._every = every
        self._elapsed = elapsed
        # Name to the time by our own clock at which the lease has outlived.
        self._until: dict[str, float] = {}
        self._renewing: asyncio.Task[None] | None = None
        self._ending = asyncio.Event()
        self._away = False

    async def __aenter__(self) -> Self:
        self._renewing = asyncio.create_task(self._keep_renewing())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Not cancelled: a statement under way may well be finished.
        self._ending.set()
        if self._renewing is not None:
            await asyncio.wait({self._renewing})
        with suppress(StoreUnavailable):
            await self.give_back(*self._until)

    def holds(self, name: str) -> bool:
        """Say whether a lease is certainly ours: ask before each effect.

        False from the moment at which it has outlived without a confirmed renewal.
        """
        return self._elapsed() < self._until.get(name, 0)

    async def take(self, name: str) -> bool:
        """Take a lease, or keep one that is ours already. Raises `StoreUnavailable`."""
        asked = self._elapsed()
        if not await self._store.take(name, self.holder, lasting=self._lasting):
            self._until.pop(name, None)
            return False
        self._until[name] = asked + self._lasting.total_seconds()
        return True

    async def give_back(self, *names: str) -> None:
        """Free leases; they count as lost at once, even where it raises `StoreUnavailable`."""
        ours = [name for name in names if self._until.pop(name, None) is not None]
        if ours:
            await self._store.give_back(ours, self.holder)

    async def _keep_renewing(self) -> None:
        while not await self._ends_within(self._every.total_seconds()):
            try:
                await self._renew()
            except StoreUnavailable as error:
                if not self._away:
                    log.warning("leases not renewed names=%d: %s", len(self._until), error)
                self._away = True
            else:
                self._away = False

    async def _ends_within(self, seconds: float) -> bool:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ending.wait(), seconds)
        return self._ending.is_set()

    async def _renew(self) -> None:
        before = dict(self._until)
        if not before:
            return
        asked = self._elapsed()
        renewed = await self._store.renew(before, self.holder, lasting=self._lasting)
        for name, until in before.items():
            if self._until.get(name) != until:
                continue  # given back or taken anew meanwhile
            if name in renewed:
                self._until[name] = asked + self._lasting.total_seconds()
            else:
                del self._until[name]
                log.warning("lease lost name=%s", name)
