"""Looking up names so that a slow name server delays nobody else, not even the end of the program.

Twisted's own resolver shares ten threads and waits for them when it stops; asyncio's does the same
with the loop's executor. Here each lookup has a thread that nobody waits for, and a time-out.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import TYPE_CHECKING, Any

from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver, IHostResolution
from zope.interface import implementer  # type: ignore[import-untyped] # zope has no types

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterable

    Found = Iterable[tuple[Any, Any, int, str, Any]]

_ADDRESS = {socket.AF_INET: IPv4Address, socket.AF_INET6: IPv6Address}
#: Seconds for which a name without an address is not looked up again.
_UNKNOWN_FOR = 2.0
_FAMILY = {IPv4Address: socket.AF_INET, IPv6Address: socket.AF_INET6}


@implementer(IHostResolution)
class _Lookup:
    """One lookup under way; its receiver hears of its end exactly once."""

    def __init__(self, name: str, receiver: Any) -> None:  # noqa: ANN401 - zope's interfaces are no types
        self.name = name
        self._receiver: Any = receiver
        #: Called when it has ended.
        self.ended: Callable[[], None] | None = None
        receiver.resolutionBegan(self)

    @property
    def waits(self) -> bool:
        """Say whether somebody still wants to know."""
        return self._receiver is not None

    def cancel(self) -> None:
        """Forget the receiver: the thread's answer will be dropped."""
        self._receiver = None

    def finish(self, found: Found) -> None:
        """Hand the addresses over, unless the lookup has ended already."""
        receiver, self._receiver = self._receiver, None
        if receiver is None:
            return
        if self.ended is not None:
            self.ended()
        for family, _, _, _, address in found:
            if family in _ADDRESS:
                receiver.addressResolved(_ADDRESS[family]("TCP", *address))
        receiver.resolutionComplete()


@implementer(IHostnameResolver)
class Names:
    """Resolves by the operating system; `timeout` in seconds."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        *,
        timeout: float,
        look_up: Callable[..., Found] = socket.getaddrinfo,
    ) -> None:
        self._loop = loop
        self._timeout = timeout
        self._look_up = look_up
        self._unknown: dict[str, float] = {}

    def resolveHostName(  # noqa: N802 - Twisted's name
        self,
        receiver: Any,  # noqa: ANN401 - zope's interfaces are no types
        hostName: str,  # noqa: N803 - Twisted passes it by this name
        portNumber: int = 0,  # noqa: N803 - likewise
        addressTypes: Any = None,  # noqa: ANN401, N803 - likewise
        transportSemantics: str = "TCP",  # noqa: ARG002, N803 - likewise; everything here is TCP
    ) -> _Lookup:
        """Hand over what the name resolves to: nothing if it does not, or takes too long."""
        lookup = _Lookup(hostName, receiver)
        wanted = {_FAMILY[one] for one in addressTypes or _FAMILY}
        family = wanted.pop() if len(wanted) == 1 else socket.AF_UNSPEC
        query = (hostName, portNumber, family, socket.SOCK_STREAM)
        if numeric := _numeric(query):
            lookup.finish(numeric)
            return lookup
        if self._loop.time() < self._unknown.get(hostName, 0.0):
            lookup.finish(())
            return lookup
        timer = self._loop.call_later(self._timeout, self._end, lookup, ())
        lookup.ended = timer.cancel
        work = threading.Thread(target=self._run, args=(lookup, query), daemon=True)
        work.start()
        return lookup

    def _run(self, lookup: _Lookup, query: tuple[Any, ...]) -> None:
        found: Found = ()
        # A label that is too long, or empty, is a UnicodeError.
        with contextlib.suppress(OSError, UnicodeError):
            found = self._look_up(*query)
        # The loop may have closed while the name server kept silent.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._end, lookup, found)

    def _end(self, lookup: _Lookup, found: Found) -> None:
        """Hand the answer over; an empty one holds for a moment.

        A page is asked for right after robots.txt, and would wait for the same silence again.
        """
        if not found and lookup.waits:
            now = self._loop.time()
            self._unknown = {name: until for name, until in self._unknown.items() if until > now}
            self._unknown[lookup.name] = now + _UNKNOWN_FOR
        lookup.finish(found)


def _numeric(query: tuple[Any, ...]) -> Found:
    """Read an address in any spelling that the operating system knows, without asking anybody."""
    try:
        host, port, family, kind = query
        return socket.getaddrinfo(host, port, family, kind, flags=socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        return ()
