"""The one door through which the program fetches: a crawler of Scrapy's that stays open.

    async with Door(settings.fetch) as door:
        answer = await door.get("https://example.org/feed.xml", source="example")

One Door at a time in a process (see `loop.py`). What a site does is an answer, never an exception.
"""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urldefrag, urlsplit

import scrapy
from scrapy import signals
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.exceptions import DontCloseSpider

from newsroom.fetched import Failed, Fetched, FetchOutcome, Unchanged, Validators
from newsroom.secret import Redactor
from spiders.failures import Ending, ending, refusal, seconds_to_wait
from spiders.guard import Guard
from spiders.handler import CALL, Call, Gate, Handler
from spiders.loop import attach, detach
from spiders.names import Names
from spiders.pace import Pace
from spiders.redirects import MOST as MOST_REDIRECTS
from spiders.redirects import RedirectRefused, next_address
from spiders.robots import Robots
from spiders.unpack import ENCODINGS, unpacked

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from newsroom.settings import Fetch

ANYTHING = "*/*"
_HTML = "text/html"
_OK = range(200, 300)
_NOT_MODIFIED = 304
_NOT_ACCEPTABLE = 406
#: Seconds between two requests to a host, unless the operator says otherwise.
_DEFAULT_DELAY = 1.0
#: Seconds for a name server.
_DNS_TIMEOUT = 10.0
#: Characters of a validator or a content type that are worth keeping.
_LONGEST_HEADER = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What was asked of the Door."""

    url: str
    validators: Validators | None
    robots: bool
    accept: str

    def headers(self) -> dict[str, str]:
        """Return the headers that differ between fetches."""
        known = self.validators or Validators()
        named = {
            "Accept": self.accept,
            "Accept-Encoding": ENCODINGS,
            "If-None-Match": known.etag,
            "If-Modified-Since": known.last_modified,
        }
        return {name: value for name, value in named.items() if value}


class _Spider(scrapy.Spider):
    """Asks for nothing by itself; the Door asks through its engine."""

    name = "vedette"

    def __init__(self, gate: Gate) -> None:
        super().__init__()
        self.gate = gate

    async def start(self) -> AsyncIterator[Any]:
        """Begin with no requests."""
        return
        yield


class Door:
    """Fetches addresses, one after another for each host; several fetches may be under way."""

    _open = False

    def __init__(self, fetch: Fetch, *, redactor: Redactor | None = None) -> None:
        self.fetch = fetch
        self._redactor = redactor or Redactor()

    async def __aenter__(self) -> Self:
        if Door._open:
            raise RuntimeError("a Door is open already; a process has one at a time")
        Door._open = True
        try:
            await self._start()
        except BaseException:
            Door._open = False
            raise
        return self

    async def _start(self) -> None:
        # Every failure reaches us as an exception, and is told once, in plain words.
        logging.getLogger("scrapy").setLevel(logging.CRITICAL)
        loop = asyncio.get_running_loop()
        self._reactor = attach(loop)
        guard = Guard(Names(loop, timeout=_DNS_TIMEOUT), self.fetch.allow_private)
        self._reactor.installNameResolver(guard)
        pace = Pace(self.fetch.per_host, self._delay)
        self._gate = Gate(guard=guard, pace=pace, per_host=self.fetch.per_host)
        runner = AsyncCrawlerRunner(scrapy_settings(self.fetch))
        self._crawler: Crawler = runner.create_crawler(_Spider)
        opened = asyncio.Event()
        # Scrapy holds receivers weakly: these live as long as the Door.
        self._receivers = (_keep_open, opened.set)
        self._crawler.signals.connect(self._receivers[0], signals.spider_idle)
        self._crawler.signals.connect(self._receivers[1], signals.engine_started)
        self._crawl = runner.crawl(self._crawler, gate=self._gate)
        waiting = asyncio.ensure_future(opened.wait())
        await asyncio.wait({waiting, self._crawl}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if self._crawl.done():
            self._crawl.result()

    async def __aexit__(self, *_: object) -> None:
        self._gate.closing = True
        for call in self._gate.calls:
            call.abort()
        try:
            await self._crawler.stop_async()
            await self._crawl
        finally:
            detach(self._reactor)
            Door._open = False

    async def get(
        self,
        url: str,
        *,
        source: str = "",
        validators: Validators | None = None,
        robots: bool = True,
        accept: str | None = None,
    ) -> Fetched | Unchanged | Failed:
        """Fetch an address for a source, unless it is as it was when `validators` were given.

        Waiting for the host's turn takes no time of the fetch; all else does, redirects included.
        """
        call = Call(source=source, left=self.fetch.timeout.total_seconds())
        began = time.monotonic()
        asked = _Asked(url=url, validators=validators, robots=robots, accept=accept or ANYTHING)
        self._gate.calls.add(call)
        try:
            answer = await self._get(asked, call)
        except asyncio.CancelledError:
            call.abort()
            raise
        finally:
            self._gate.calls.discard(call)
        if isinstance(answer, Failed):
            return replace(answer, reason=self._redactor.clean(answer.reason))
        if isinstance(answer, Fetched):
            return replace(answer, took=time.monotonic() - began)
        return answer

    async def _get(self, asked: _Asked, call: Call) -> Fetched | Unchanged | Failed:
        if wrong := _no_address(asked.url):
            return Failed(url=asked.url, outcome=FetchOutcome.FAILED, reason=wrong)
        visited = [urldefrag(asked.url).url]
        try:
            response = await self._follow(visited, asked, call)
            if response.status in _OK:
                return _page(response, unpacked(response, self.fetch.max_body), asked.validators)
            return _no_page(response, asked)
        except RedirectRefused as error:
            end = Ending(FetchOutcome.REDIRECT_REFUSED, str(error))
        except Exception as error:  # noqa: BLE001 - whatever a site does has to end in an answer
            end = ending(error, visited[-1], self.fetch, redirected=len(visited) > 1)
        return Failed(url=asked.url, outcome=end.outcome, reason=end.reason)

    async def _follow(self, visited: list[str], asked: _Asked, call: Call) -> Response:
        """Ask, and ask on where the answer is a redirect."""
        while True:
            response = await self._ask(visited[-1], asked, call)
            if response.status == _NOT_ACCEPTABLE and asked.accept != _HTML:
                asked = replace(asked, accept=_HTML)
                response = await self._ask(visited[-1], asked, call)
            further = next_address(response, visited)
            if further is None:
                return response
            visited.append(further)

    async def _ask(self, url: str, asked: _Asked, call: Call) -> Response:
        request = scrapy.Request(
            url,
            headers=asked.headers(),
            meta={CALL: call, "dont_obey_robotstxt": not asked.robots, "dont_redirect": True},
            dont_filter=True,
        )
        return await self._crawler.engine.download_async(request)

    def _delay(self, place: str) -> float:
        """Return the pause that a host (`name:port`) is due, in seconds."""
        if self.fetch.delay is not None:
            return self.fetch.delay.total_seconds()
        host, _, port = place.rpartition(":")
        return 0.0 if self._gate.guard.spares(host, int(port)) else _DEFAULT_DELAY


def _keep_open() -> None:
    raise DontCloseSpider


def _no_address(url: str) -> str | None:
    """Say what is wrong with an address that cannot be fetched."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return "this is no address"
    if parts.scheme not in {"http", "https"}:
        return "only http and https addresses are fetched"
    if "@" in parts.netloc:
        return "an address with a user name in it is not fetched"
    return None if parts.hostname else "this is no address"


def _page(response: Response, body: bytes, old: Validators | None) -> Fetched | Unchanged:
    validators = Validators(
        etag=_header(response, "ETag"),
        last_modified=_header(response, "Last-Modified"),
        body_hash=sha256(body).hexdigest(),
    )
    if old is not None and old.body_hash == validators.body_hash:
        return Unchanged(url=response.url, validators=validators)
    return Fetched(
        url=response.url,
        status=response.status,
        content_type=_header(response, "Content-Type"),
        body=body,
        validators=validators,
    )


def _no_page(response: Response, asked: _Asked) -> Unchanged | Failed:
    if response.status == _NOT_MODIFIED and asked.validators is not None:
        return Unchanged(url=response.url, validators=asked.validators)
    wait = seconds_to_wait(_header(response, "Retry-After"), datetime.now(UTC))
    end = refusal(response.status, wait)
    return Failed(url=asked.url, outcome=end.outcome, reason=end.reason, retry_after=wait)


def _header(response: Response, name: str) -> str | None:
    """Return a header that is short and clean enough to be kept, and sent back."""
    value = response.headers.get(name)
    text = value.decode("latin-1").strip() if value else ""
    return text if text and len(text) <= _LONGEST_HEADER and text.isprintable() else None


def scrapy_settings(fetch: Fetch) -> dict[str, Any]:
    """Return Scrapy's settings: everything off that listens, remembers, retries or tells."""
    return {
        "REMOTE_CONTROL_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "COOKIES_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "REFERER_ENABLED": False,
        "COMPRESSION_ENABLED": False,  # unpack.py does it: one layer only
        "RETRY_ENABLED": False,  # the schedule retries
        "REDIRECT_MAX_TIMES": MOST_REDIRECTS,
        "DOWNLOAD_MAXSIZE": fetch.max_body,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": fetch.timeout.total_seconds(),
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "ROBOTSTXT_OBEY": True,
        "USER_AGENT": fetch.user_agent,
        "DEFAULT_REQUEST_HEADERS": {},
        "LOG_ENABLED": False,
        "STATS_DUMP": False,
        "DOWNLOADER_STATS": False,
        "STATS_CLASS": "scrapy.statscollectors.DummyStatsCollector",
        "EXTENSIONS_BASE": {},
        # Pace gives out the turns, for robots.txt and redirects as well.
        "CONCURRENT_REQUESTS": 0,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1_000_000,
        "DOWNLOAD_DELAY": 0,
        "DOWNLOAD_HANDLERS": {
            "http": Handler,
            "https": Handler,
            "file": None,
            "ftp": None,
            "data": None,
            "s3": None,
        },
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
            "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
            Robots: 100,
        },
    }
