"""The other road to the operators, for when Telegram itself is the trouble: a webhook of theirs.

Its connections go only to addresses that the judge lets through, and to exactly those.
"""

from __future__ import annotations

import asyncio
import json
import logging
import socket
from typing import TYPE_CHECKING

import httpcore

from newsroom.addresses import refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from newsroom.settings import AllowedAddress, Settings

LOG = logging.getLogger(__name__)

_PATIENCE = 10.0
_FIRST_PAUSE = 5.0
_LONGEST_PAUSE = 300.0
_OK = range(200, 300)


class AddressRefusedError(httpcore.ConnectError):
    """The webhook's name leads to an address that nothing may connect to."""


class Guarded(httpcore.AsyncNetworkBackend):
    """Connects only to addresses that may be connected to; judges what it connects to."""

    def __init__(self, allowed: Iterable[AllowedAddress]) -> None:
        self._allowed = tuple(allowed)
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's own signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve, judge, and connect to the first address that may be connected to."""
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error
        addresses = [str(one[4][0]).partition("%")[0] for one in found]
        kinds = {one: refused(one, port, self._allowed) for one in addresses}
        good = next((one for one, kind in kinds.items() if kind is None), None)
        if good is None:
            told = ", ".join(f"{one} is {kind}" for one, kind in kinds.items())
            raise AddressRefusedError(f"{told}: list it in fetch.allow_private if it is yours")
        return await self._inner.connect_tcp(
            good, port, timeout=timeout, local_address=local_address, socket_options=socket_options
        )


class Alarm:
    """Tells the operators' webhook that the token is refused, and when it is accepted again."""

    def __init__(self, settings: Settings, now: Callable[[], datetime]) -> None:
        self._url = settings.webhook
        self._settings = settings
        self._now = now
        self._task: asyncio.Task[None] | None = None
        self._told = False

    def raised(self, why: str, *, waiting: int) -> None:
        """Say that nothing can be sent."""
        said = self._settings.redactor.clean(why)
        self._start({"event": "token_refused", "why": said, "waiting": waiting})

    def over(self) -> None:
        """Say that messages leave again, if the trouble was told."""
        if self._told:
            self._start({"event": "token_accepted"})
        elif self._task is not None:
            self._task.cancel()

    async def close(self) -> None:
        """Stop trying."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def _start(self, event: dict[str, object]) -> None:
        if self._task is not None:
            self._task.cancel()
        if self._url is not None:
            told = {**event, "program": "vedette", "at": self._now().isoformat()}
            self._task = asyncio.create_task(self._until_told(self._url, told), name="alarm")

    async def _until_told(self, url: str, event: dict[str, object]) -> None:
        pause = _FIRST_PAUSE
        while (trouble := await self._post(url, event)) is not None:
            LOG.warning("webhook not told event=%s: %s", event["event"], trouble)
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
        self._told = event["event"] == "token_refused"
        LOG.info("webhook told event=%s", event["event"])

    async def _post(self, url: str, event: dict[str, object]) -> str | None:
        """Post once; return what was wrong, None if nothing."""
        limits = dict.fromkeys(("connect", "read", "write", "pool"), _PATIENCE)
        try:
            async with httpcore.AsyncConnectionPool(
                network_backend=Guarded(self._settings.fetch.allow_private)
            ) as pool:
                answer = await pool.request(
                    "POST",
                    url,
                    headers={"Content-Type": "application/json", "User-Agent": "vedette"},
                    content=json.dumps(event, ensure_ascii=False).encode(),
                    extensions={"timeout": limits},
                )
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            return self._settings.redactor.clean(f"{type(error).__name__}: {error}")
        return None if answer.status in _OK else f"status {answer.status}"
