"""What a poll of an unchanged feed costs, against a plain loop of urllib and feedparser.

    python benchmarks/polls.py [POLLS]

One run measures all of it on one machine, so that the ratios count, not the milliseconds. A poll
here goes all the way: database, fetch with validators, robots.txt, pace, result.
"""

from __future__ import annotations

import asyncio
import http.server
import sys
import tempfile
import threading
import time
import urllib.request
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING

import feedparser

sys.path.insert(0, str(Path(__file__).parents[1]))

from newsroom.ingest import Desk
from newsroom.judge.watches import Watches
from newsroom.secret import Redactor
from newsroom.settings import (
    AllowedAddress,
    CatchUp,
    Fetch,
    Retention,
    Secrets,
    Settings,
    Source,
    Telegram,
)
from newsroom.store.database import open_store
from newsroom.store.lease import Keeper
from spiders.door import Door
from spiders.means import Means, PollOptions
from spiders.poll import poll
from spiders.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Iterator

_ITEMS = 50
_WORDS = "The two ministers met in the town near the border and spoke about the road. " * 6
_NOT_MODIFIED = 304


def _feed() -> bytes:
    items = "".join(
        f"<item><title>Report {number}</title><link>https://example.org/{number}</link>"
        f"<guid>{number}</guid><description>{_WORDS}</description></item>"
        for number in range(_ITEMS)
    )
    return f'<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()


FEED = _feed()
_ETAG = f'"{sha256(FEED).hexdigest()}"'


class _Site(http.server.BaseHTTPRequestHandler):
    """`/etag` knows its validators; `/plain` sends the same bytes each time."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer."""
        if self.path == "/robots.txt":
            self._send(404, b"")
        elif self.path == "/etag" and self.headers["If-None-Match"] == _ETAG:
            self._send(_NOT_MODIFIED, b"")
        else:
            self._send(200, FEED)

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/rss+xml")
        if self.path == "/etag":
            self.send_header("ETag", _ETAG)
        if status != _NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _serve() -> str:
    """Serve in a process of its own, so that its time is not counted; return its address."""
    import multiprocessing  # noqa: PLC0415 - only here

    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    context.Process(target=_site, args=(theirs,), daemon=True).start()
    return f"http://127.0.0.1:{ours.recv()}"


def _site(pipe: object) -> None:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    pipe.send(server.server_address[1])  # type: ignore[attr-defined] # a Connection
    threading.Thread(target=server.serve_forever).start()


def _plain_loop(url: str, polls: int) -> float:
    """Return CPU milliseconds a poll of the loop that everybody writes first."""
    begin = time.process_time()
    for _ in range(polls):
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own server
            feedparser.parse(answer.read())
    return (time.process_time() - begin) / polls * 1000


def _settings(sources: tuple[Source, ...]) -> Settings:
    loopback = AllowedAddress(network=ip_network("127.0.0.1/32"))
    return Settings(
        version="benchmark",
        directory="-",
        timezone="UTC",
        fetch=Fetch(user_agent="vedette-benchmark/1", allow_private=(loopback,)),
        telegram=Telegram(),
        catch_up=CatchUp.DIGEST,
        retention=Retention(),
        heartbeat_url=None,
        sources=sources,
        watches=(),
        channels=(),
        secrets=Secrets(),
        redactor=Redactor(),
    )


async def _polls(base: str, polls: int, folder: str) -> Iterator[tuple[str, float]]:
    sources = tuple(
        Source(id=name, name=name, kind="feed", url=f"{base}/{name}", every=timedelta(seconds=2))
        for name in ("etag", "plain")
    )
    settings = _settings(sources)
    store = await open_store(f"sqlite:///{folder}/polls.db")
    figures: list[tuple[str, float]] = []
    async with Keeper(store) as keeper, Door(settings.fetch) as door, Workers() as workers:
        means = Means(
            door=door, workers=workers, store=store, keeper=keeper,
            desk=Desk(settings=settings, watches=Watches(())), now=lambda: datetime.now(UTC),
        )  # fmt: skip
        for source in sources:
            await poll(source, means, PollOptions())
        figures.append(("memory before, MB", _memory()))
        for source in sources:
            begin = time.process_time()
            for _ in range(polls):
                await poll(source, means, PollOptions())
            figures.append((source.id, (time.process_time() - begin) / polls * 1000))
        figures.append(("memory after, MB", _memory()))
    await store.close()
    return iter(figures)


def _memory() -> float:
    """Return the resident size of this process in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1000


def main() -> None:
    """Measure and print."""
    polls = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    base = _serve()
    with tempfile.TemporaryDirectory() as folder:
        figures = dict(asyncio.run(_polls(base, polls, folder)))
    plain = _plain_loop(f"{base}/plain", min(polls, 100))
    print(f"CPU of one poll of an unchanged feed of {_ITEMS} items, {polls} polls of each kind")
    print(f"  urllib + feedparser        {plain:7.2f} ms   1.00")
    for name, words in (("etag", "vedette, answered by 304"), ("plain", "vedette, same bytes")):
        print(f"  {words:<26} {figures[name]:7.2f} ms   {figures[name] / plain:.2f}")
    before, after = figures["memory before, MB"], figures["memory after, MB"]
    print(f"Memory: {before:.0f} MB before, {after:.0f} MB after {2 * polls} polls")


if __name__ == "__main__":
    main()
