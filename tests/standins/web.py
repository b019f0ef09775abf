"""A web of sites on loopback that behave well or badly: what the tests crawl.

    with Web() as web:
        site = web.site()
        site.serve("/feed.xml", page(b"<rss/>", "text/xml", etag='"1"'))
        ... fetch site.url("/feed.xml") ...
        assert site.peak == 1

By hand: `python tests/standins/web.py` serves one site with a path for each behaviour.
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import socket
import struct
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping

_REASONS = {200: "OK", 302: "Found", 304: "Not Modified", 404: "Not Found", 429: "Too Many"}


@dataclass(slots=True, kw_only=True)
class Asked:
    """One request as it arrived, with the times (monotonic) of its begin and its end."""

    method: str
    path: str
    headers: Mapping[str, str]
    began: float
    ended: float | None = None


Behaviour = Callable[[Asked, asyncio.StreamWriter], Awaitable[None]]


@dataclass(slots=True)
class Site:
    """One virtual site: an address with a port of its own, its routes and its log."""

    host: str
    port: int = 0
    scheme: str = "http"
    routes: dict[str, Behaviour] = field(default_factory=dict)
    log: list[Asked] = field(default_factory=list)
    #: Connections accepted, whether or not a request came over them.
    connections: int = 0
    #: The most requests that were being answered at one time.
    peak: int = 0
    _now: int = 0

    def url(self, path: str = "/") -> str:
        """Return the absolute address of a path."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{path}"

    def serve(self, path: str, behaviour: Behaviour) -> str:
        """Let a path (with its query) behave so from now on; return its address."""
        self.routes[path] = behaviour
        return self.url(path)

    def asked(self, path: str) -> list[Asked]:
        """Return the requests for a path, in order."""
        return [one for one in self.log if one.path == path]

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        self.connections += 1
        try:
            while True:
                await self._one(await _request(reader), writer)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.transport.abort()

    async def _one(self, asked: Asked, writer: asyncio.StreamWriter) -> None:
        self.log.append(asked)
        self._now += 1
        self.peak = max(self.peak, self._now)
        try:
            await self.routes.get(asked.path, _missing)(asked, writer)
        finally:
            self._now -= 1
            asked.ended = time.monotonic()


async def _request(reader: asyncio.StreamReader) -> Asked:
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ", 2)
    pairs = (line.split(": ", 1) for line in lines if ": " in line)
    headers = {name.lower(): value for name, value in pairs}
    return Asked(method=method, path=path, headers=headers, began=time.monotonic())


class Web:
    """The sites of one test, served from a thread with a loop of its own."""

    def __init__(self) -> None:
        self.sites: list[Site] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._servers: list[asyncio.Server] = []

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    def site(
        self, host: str = "127.0.0.1", *, port: int = 0, tls: ssl.SSLContext | None = None
    ) -> Site:
        """Open a new site on an address of this machine."""
        site = Site(host, scheme="https" if tls else "http")
        starting = asyncio.start_server(site.answer, host, port, ssl=tls, limit=1 << 20)
        server = asyncio.run_coroutine_threadsafe(starting, self._loop).result(5)
        site.port = server.sockets[0].getsockname()[1]
        self._servers.append(server)
        self.sites.append(site)
        return site

    async def _stop(self) -> None:
        for server in self._servers:
            server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        # Transports close their sockets in the loop's next rounds.
        await asyncio.sleep(0.02)


# --- behaviours ---------------------------------------------------------------------------------


def head(status: int, headers: Mapping[str, str]) -> bytes:
    """Return a status line and headers."""
    lines = [f"HTTP/1.1 {status} {_REASONS.get(status, 'Status')}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


def page(  # noqa: PLR0913 - what a server may say of a page
    body: bytes | str,
    content_type: str | None = "text/html; charset=utf-8",
    *,
    status: int = 200,
    etag: str | None = None,
    last_modified: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Behaviour:
    """Answer with a body; with 304 where the validators fit."""
    content = body.encode() if isinstance(body, str) else body
    known = {"ETag": etag, "Last-Modified": last_modified, "Content-Type": content_type}
    fixed = {name: value for name, value in known.items() if value} | dict(headers or {})

    async def answer(asked: Asked, writer: asyncio.StreamWriter) -> None:
        same = etag and asked.headers.get("if-none-match") == etag
        since = last_modified and asked.headers.get("if-modified-since") == last_modified
        if same or since:
            writer.write(head(304, fixed))
        else:
            writer.write(head(status, fixed | {"Content-Length": str(len(content))}) + content)

    return answer


_missing = page("<h1>not here</h1>", status=404)


def busy(status: int, *, retry_after: str | None = None) -> Behaviour:
    """Answer with an error, perhaps asking to wait."""
    return page("later", status=status, headers={"Retry-After": retry_after} if retry_after else {})


def redirect(to: str, status: int = 302) -> Behaviour:
    """Send elsewhere, whatever `to` looks like."""
    return page("", status=status, headers={"Location": to})


def picky(accepted: str, then: Behaviour) -> Behaviour:
    """Answer 406 unless the Accept header is exactly this one."""

    async def answer(asked: Asked, writer: asyncio.StreamWriter) -> None:
        fits = asked.headers.get("accept") == accepted
        await (then if fits else busy(406))(asked, writer)

    return answer


def slow(seconds: float, then: Behaviour) -> Behaviour:
    """Think, then answer."""

    async def answer(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(seconds)
        await then(asked, writer)

    return answer


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """Behave differently at each request; the last one stays."""
    left = list(behaviours)

    async def answer(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await (left.pop(0) if len(left) > 1 else left[0])(asked, writer)

    return answer


async def hang(_asked: Asked, _writer: asyncio.StreamWriter) -> None:
    """Accept the request and never say a word."""
    await asyncio.sleep(3600)


def drip(start: bytes, *, every: float = 0.1, drop: bytes = b"x") -> Behaviour:
    """Begin an answer, then send one drop after the other without end."""

    async def answer(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while True:
            await writer.drain()
            await asyncio.sleep(every)
            writer.write(drop)

    return answer


def endless(start: bytes, block: bytes) -> Behaviour:
    """Send blocks as fast as they are taken, for ever."""

    async def answer(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while True:
            writer.write(block)
            await writer.drain()

    return answer


def endless_body() -> Behaviour:
    """Send a body that has no end and no stated length."""
    return endless(head(200, {"Content-Type": "text/xml"}), b"<item/>" * 5000)


def endless_headers() -> Behaviour:
    """Send header lines without end."""
    return endless(b"HTTP/1.1 200 OK\r\n", b"X-More: " + b"y" * 500 + b"\r\n")


def gzip_bomb(size: int) -> Behaviour:
    """Send `size` zero bytes, packed to a thousandth of it."""
    packed = gzip.compress(bytes(size))
    return page(packed, "text/xml", headers={"Content-Encoding": "gzip"})


def cut_short(body: bytes) -> Behaviour:
    """State twice the length that comes, and hang up."""

    async def answer(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(head(200, {"Content-Length": str(2 * len(body) or 10)}) + body)
        await writer.drain()
        writer.close()

    return answer


async def reset(_asked: Asked, writer: asyncio.StreamWriter) -> None:
    """Break the connection without an answer."""
    sock: socket.socket = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def raw(answer: bytes) -> Behaviour:
    """Send these bytes and hang up."""

    async def send(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        await writer.drain()
        writer.close()

    return send


def _by_hand() -> None:
    with Web() as web:
        site = web.site()
        shown = {
            "/page": page("<h1>Hello</h1>", etag='"1"'),
            "/hang": hang,
            "/slow": slow(5, page("late")),
            "/drip": drip(head(200, {"Content-Type": "text/html"})),
            "/endless-body": endless_body(),
            "/endless-headers": endless_headers(),
            "/bomb": gzip_bomb(50_000_000),
            "/loop": redirect("/loop"),
            "/private": redirect("http://127.0.0.2/"),
            "/reset": reset,
            "/short": cut_short(b"half"),
            "/busy": busy(503, retry_after="120"),
        }
        for path, behaviour in shown.items():
            print(site.serve(path, behaviour))  # noqa: T201 - it is for a person to read
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    _by_hand()
