"""robots.txt: asked for once a day and host, obeyed; a site that has none, or hangs, allows all."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser

from newsroom.errors import VedetteError
from spiders.handler import CALL, Call, host_and_port
from spiders.unpack import unpacked

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.robotstxt import RobotParser

#: Seconds that an answer is kept.
KEPT = 24 * 3600.0
#: Seconds until a host that gave no answer is asked again.
_ASKED_AGAIN = 600.0
#: Seconds for robots.txt; a site that hangs here must not use up the page's time.
_TIMEOUT = 10.0
#: Bytes that count, as in RFC 9309.
_MOST = 500 * 1024
_OK = 200
_MOST_HOSTS = 1000


class RobotsRefused(IgnoreRequest):
    """The site's robots.txt forbids the address."""


@dataclass(slots=True, kw_only=True)
class _Kept:
    rules: asyncio.Task[RobotParser | None]
    until: float


class Robots(RobotsTxtMiddleware):
    """Scrapy's middleware with a memory that ends, an own time limit, and no tracebacks."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._kept: dict[str, _Kept] = {}

    async def process_request(self, request: Request) -> None:  # type: ignore[override] # as Scrapy calls it
        """Hold the request to the rules of its host; waiting for them takes the fetch's time.

        Raises `RobotsRefused`.
        """
        if request.meta.get("dont_obey_robotstxt"):
            return
        began = time.monotonic()
        rules = await self.robot_parser(request)
        request.meta[CALL].left -= time.monotonic() - began
        agent = request.headers.get(b"User-Agent", self._default_useragent)
        if rules is not None and agent is not None and not rules.allowed(request.url, agent):
            raise RobotsRefused

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """Return the rules of the request's host; None where everything is allowed."""
        host, port = host_and_port(request.url)
        scheme = request.url.partition(":")[0]
        site = f"{scheme}://{host}:{port}"
        kept = self._kept.get(site)
        if kept is None or time.monotonic() > kept.until:
            rules = asyncio.ensure_future(self._load(site, request))
            kept = self._kept[site] = _Kept(rules=rules, until=time.monotonic() + KEPT)
            if len(self._kept) > _MOST_HOSTS:
                del self._kept[next(iter(self._kept))]
        # Whoever asked first may give up; the others still wait for it.
        return await asyncio.shield(kept.rules)

    async def _load(self, site: str, request: Request) -> RobotParser | None:
        timeout = min(_TIMEOUT, request.meta[CALL].left)
        call = Call(source=request.meta[CALL].source, left=timeout)
        asking = Request(
            f"{request.url.split('//')[0]}//{request.url.split('/')[2]}/robots.txt",
            meta={"dont_obey_robotstxt": True, CALL: call, "download_maxsize": _MOST},
            callback=NO_CALLBACK,
        )
        try:
            response = await self.crawler.engine.download_async(asking)
            return self._rules(response)
        except Exception:  # noqa: BLE001 - whatever went wrong, the site stated no rules
            self._kept[site].until = time.monotonic() + _ASKED_AGAIN
            return None

    def _rules(self, response: Response) -> RobotParser | None:
        if response.status != _OK:
            return None
        try:
            body = unpacked(response, _MOST)
        except VedetteError:
            return None
        return ProtegoRobotParser.from_crawler(self.crawler, body)
