"""The last step before the wire: every request, robots.txt and redirects included, passes here.

It takes the host's turn, holds the fetch to its time, names what the guard refused, and bounds what
a server may send as headers. Bodies are bounded by Scrapy (DOWNLOAD_MAXSIZE).
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.exceptions import CannotResolveHostError, DownloadTimeoutError, NotSupported
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from spiders.guard import Guard
    from spiders.pace import Pace

#: Where a request's `meta` carries its `Call`.
CALL = "call"
#: Bytes of status line and headers; one block of the wire (64 KB) more may have arrived by then.
MOST_HEADERS = 64 * 1024
_PORTS = {"http": 80, "https": 443}


class AddressRefused(Exception):  # noqa: N818 - reads as the sentence it is
    """A name led only to addresses that nothing may connect to."""

    def __init__(self, host: str, address: str, kind: str) -> None:
        super().__init__(f"{host} is at {address}, {kind}")
        self.host = host
        self.address = address
        #: `a private address`.
        self.kind = kind


class HeadersTooLong(Exception):  # noqa: N818 - likewise
    """A server sent more headers than any page needs."""


class Aborted(Exception):  # noqa: N818 - likewise
    """The fetch was given up from our side."""


@dataclass(slots=True, kw_only=True, eq=False)
class Call:
    """One fetch with all its requests: for whom, and how many seconds it may still use."""

    source: str
    left: float
    #: Its request that is on the wire, or waits for its turn.
    work: asyncio.Future[Response] | None = None

    def abort(self) -> None:
        """Give the fetch up."""
        self.left = 0.0
        if self.work is not None:
            self.work.cancel()


@dataclass(slots=True, kw_only=True)
class Gate:
    """What the handlers of one Door share."""

    guard: Guard
    pace: Pace
    per_host: int
    calls: set[Call] = field(default_factory=set)
    closing: bool = False


class Handler(HTTP11DownloadHandler):
    """Scrapy's own HTTP/1.1 handler, behind the gate."""

    def __init__(self, crawler: Crawler, gate: Gate) -> None:
        super().__init__(crawler)
        self._gate = gate
        self._pool._factory = _CountingFactory  # noqa: SLF001 - Scrapy sets it the same way
        self._pool.maxPersistentPerHost = gate.per_host
        # Seconds that closing waits for connections that do not close.
        self._disconnect_timeout = 0.2  # type: ignore[assignment] # Twisted takes fractions

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make one for this crawler; its spider carries the gate."""
        return cls(crawler, crawler.spider.gate)  # type: ignore[union-attr] # there is one by then

    async def download_request(self, request: Request) -> Response:
        """Fetch it in the host's turn.

        Raises `AddressRefused`, `HeadersTooLong`, `Aborted`, and what Scrapy raises.
        """
        call: Call = request.meta[CALL]
        if "proxy" in request.meta:
            raise NotSupported("a proxy would connect around the address guard")
        if self._gate.closing or call.left <= 0:
            raise Aborted
        call.work = asyncio.ensure_future(self._in_turn(request, call))
        try:
            return await call.work
        except asyncio.CancelledError:
            # Scrapy waits for an answer of every request before it closes, and a cancelled task
            # gives none.
            raise Aborted from None
        finally:
            call.work = None

    async def _in_turn(self, request: Request, call: Call) -> Response:
        host, port = host_and_port(request.url)
        async with self._gate.pace.turn(f"{host}:{port}", call.source) as turn:
            began = time.monotonic()
            request.meta["download_timeout"] = call.left
            try:
                return await super().download_request(request)
            except CannotResolveHostError as error:
                turn.sent = False
                if refusal := self._gate.guard.refusal(host, port):
                    raise AddressRefused(host, *refusal) from error
                raise
            except ValueError as error:
                if "invalid hostname" in str(error):
                    raise CannotResolveHostError(str(error)) from error
                raise
            finally:
                call.left -= time.monotonic() - began


def host_and_port(url: str) -> tuple[str, int]:
    """Return where a request goes."""
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)


def out_of_time(error: BaseException) -> bool:
    """Say whether a fetch ended because its time did."""
    return isinstance(error, DownloadTimeoutError | TimeoutError)


class _CountingProtocol(_LenientHTTP11ClientProtocol):
    """Counts what arrives before the headers end: Twisted bounds a line, not their number."""

    _counted = 0

    def request(self, request: Any) -> Any:  # noqa: ANN401 - Twisted's types
        """Begin to count anew."""
        self._counted = 0
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        """Take a block; give up when it still belongs to the headers and they are too long."""
        super().dataReceived(data)  # type: ignore[no-untyped-call] # Twisted's
        if self._parser is None or self._parser.state not in {STATUS, HEADER}:
            return
        self._counted += len(data)
        if self._counted > MOST_HEADERS:
            self._giveUp(Failure(HeadersTooLong("the headers do not end")))  # type: ignore[no-untyped-call]
            self.transport.abortConnection()  # type: ignore[union-attr] # connected, or no data


class _CountingFactory(_LenientHTTP11ClientFactory):
    """Builds connections that count."""

    def buildProtocol(self, addr: Any) -> _CountingProtocol:  # noqa: ANN401, ARG002, N802 - Twisted's
        """Return a protocol for a new connection."""
        return _CountingProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
