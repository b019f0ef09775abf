"""Leases in memory: by this process's own clock."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from newsroom.store.lease import dead

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import timedelta


class MemoryLeases:
    """The part of a store that says who may do what only one may do."""

    def __init__(self) -> None:
        # Name to holder and the time until which it holds.
        self._leases: dict[str, tuple[str, float]] = {}

    async def take(self, name: str, holder: str, *, lasting: timedelta) -> bool:
        """Take a free, outlived, or own lease, or one whose holder on this machine is dead."""
        other = (await self.holders()).get(name)
        if other not in {None, holder}:
            return False
        self._leases[name] = (holder, time.monotonic() + lasting.total_seconds())
        return True

    async def renew(self, names: Collection[str], holder: str, *, lasting: timedelta) -> set[str]:
        """Prolong the leases that `holder` still has; return their names."""
        ours = {name for name in names if self._leases.get(name, ("", 0))[0] == holder}
        until = time.monotonic() + lasting.total_seconds()
        self._leases |= dict.fromkeys(ours, (holder, until))
        return ours

    async def give_back(self, names: Collection[str], holder: str) -> None:
        """Free the leases that `holder` has."""
        for name in names:
            if self._leases.get(name, ("", 0))[0] == holder:
                del self._leases[name]

    async def holders(self) -> Mapping[str, str]:
        """Return the living leases: name to holder."""
        now = time.monotonic()
        return {
            name: holder
            for name, (holder, until) in self._leases.items()
            if until > now and not dead(holder)
        }
