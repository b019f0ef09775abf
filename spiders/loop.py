"""Twisted on the running asyncio loop, without ever "running" Twisted's reactor.

A process can install one reactor only, and a started reactor cannot start again. So it is installed
once and never started: it serves as an adapter that puts sockets and timers on the loop, for which
it need not run. That is why one program can have several loops one after another (each
`asyncio.run` of a test or of a command) and a Door on each of them, but one Door at a time.
"""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Any

from twisted.internet import asyncioreactor
from twisted.logger import STDLibLogObserver, globalLogBeginner

if TYPE_CHECKING:
    import asyncio


def attach(loop: asyncio.AbstractEventLoop) -> Any:  # noqa: ANN401 - Twisted's reactor has no useful type
    """Put the reactor on this loop, installing it if this process has none; return it."""
    if "twisted.internet.reactor" in sys.modules:
        from twisted.internet import reactor  # noqa: PLC0415 - importing it would install one

        _move(reactor, loop)
        return reactor
    asyncioreactor.install(loop)  # type: ignore[no-untyped-call] # Twisted's
    _log_to_stdlib()
    from twisted.internet import reactor  # noqa: PLC0415 - likewise

    return reactor


def detach(reactor: Any) -> None:  # noqa: ANN401 - likewise
    """Close what the reactor still has open and take it off its loop."""
    reactor.disconnectAll()
    _forget(reactor)


def _move(reactor: Any, loop: asyncio.AbstractEventLoop) -> None:  # noqa: ANN401 - likewise
    if not isinstance(reactor, asyncioreactor.AsyncioSelectorReactor):
        raise TypeError(f"another Twisted reactor is installed: {type(reactor).__name__}")
    if reactor._asyncioEventloop.is_closed():  # noqa: SLF001 - Twisted has no way to change the loop
        # Its loop ended without `detach`: nothing of it can come back.
        reactor._readers.clear()  # noqa: SLF001 - likewise
        reactor._writers.clear()  # noqa: SLF001 - likewise
    _forget(reactor)
    reactor._asyncioEventloop = loop  # noqa: SLF001 - likewise
    reactor.addReader(reactor.waker)  # type: ignore[no-untyped-call] # Twisted's


def _forget(reactor: Any) -> None:  # noqa: ANN401 - likewise
    if reactor.waker in reactor._readers:  # noqa: SLF001 - likewise
        reactor.removeReader(reactor.waker)
    for call in reactor.getDelayedCalls():
        call.cancel()
    if reactor._timerHandle is not None:  # noqa: SLF001 - likewise
        reactor._timerHandle.cancel()  # noqa: SLF001 - likewise
    reactor._timerHandle = reactor._scheduledAt = None  # noqa: SLF001 - likewise


def _log_to_stdlib() -> None:
    """Send Twisted's events to `logging`; until told so, it keeps them all in memory."""
    observer: Any = STDLibLogObserver(name="twisted")
    globalLogBeginner.beginLoggingTo([observer], redirectStandardIO=False, discardBuffer=True)
    logging.getLogger("twisted").setLevel(logging.CRITICAL)
