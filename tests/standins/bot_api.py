"""A Bot API on loopback that behaves like the real one, for tests and for trying by hand.

By hand: `python tests/standins/bot_api.py --port 8081 --channel @example_channel`, then
`telegram.api_url: http://127.0.0.1:8081` and the token that it prints.

Faults are scripted: `api.faults["sendMessage"].append(Fault.status(502))` spoils the next call.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import threading
import time
from collections import defaultdict, deque
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qsl, urlsplit

if __package__ in {None, ""}:
    # Started as a script: the project's root is not on the path then.
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.standins.bot_answers import Refused, refusal
from tests.standins.bot_world import Chat, Limits, Message, World

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["TOKEN", "BotApi", "Chat", "Fault", "Limits", "Message", "serving"]

TOKEN = "123456789:AAfake-token-of-the-stand-in_xyz"
_NGINX = b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body></body>\r\n</html>\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What happens to one call instead of, or after, its being carried out."""

    #: `status | reset | hang | late`.
    what: str
    #: The call is carried out first, only its answer is spoilt.
    accepted: bool = False
    code: int = 0
    body: bytes = b""
    seconds: float = 0.0

    @classmethod
    def status(cls, code: int, body: bytes = _NGINX, *, accepted: bool = False) -> Fault:
        """Answer like a proxy in front of the API: not with JSON."""
        return cls(what="status", code=code, body=body, accepted=accepted)

    @classmethod
    def api(
        cls, code: int, description: str, *, accepted: bool = False, **parameters: int
    ) -> Fault:
        """Answer with the API's own JSON."""
        body = json.dumps(refusal(code, description, parameters)).encode()
        return cls(what="status", code=code, body=body, accepted=accepted)

    @classmethod
    def reset(cls, *, accepted: bool) -> Fault:
        """Close the connection without an answer."""
        return cls(what="reset", accepted=accepted)

    @classmethod
    def late(cls, seconds: float) -> Fault:
        """Close the connection at once; carry the call out so much later."""
        return cls(what="late", seconds=seconds)

    @classmethod
    def hang(cls, seconds: float, *, accepted: bool = False) -> Fault:
        """Say nothing for so long, then close."""
        return cls(what="hang", seconds=seconds, accepted=accepted)


@dataclass(slots=True, kw_only=True)
class Call:
    """A request as it came in."""

    method: str
    parameters: dict[str, Any]
    at: float
    #: 0 while there is no answer.
    status: int = 0


class BotApi(World):
    """The server; `async with BotApi() as api`, or `with serving() as api` without a loop."""

    def __init__(self, *, token: str = TOKEN, limits: Limits | None = None, port: int = 0) -> None:
        super().__init__(token=token, limits=limits)
        self.port = port
        #: Every request, also those that were spoilt.
        self.calls: list[Call] = []
        #: By method: each spoils one call.
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        #: By chat: spoils every call about it until it is taken out.
        self.chat_faults: dict[int, Fault] = {}
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
        for task in tuple(self._connections):
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                while (request := await _read(reader)) is not None:
                    if not await self._answer(*request, writer):
                        break
        finally:
            self._connections.discard(task)
            # At once, and seen by the loop before it stops: a long poll may still have been open.
            writer.transport.abort()
            await asyncio.sleep(0)

    async def _answer(self, path: str, given: dict[str, Any], writer: asyncio.StreamWriter) -> bool:
        """Carry a request out and answer; False if the connection ends without an answer."""
        method = path.rpartition("/")[2]
        call = Call(method=method, parameters=given, at=time.monotonic())
        self.calls.append(call)
        fault = self._fault(method, given)
        if fault is not None and fault.what == "hang" and not fault.accepted:
            await asyncio.sleep(fault.seconds)
        if fault is not None and fault.what == "late":
            later = asyncio.get_running_loop().call_later
            later(fault.seconds, self._carry_out, path, method, given)
            writer.transport.abort()
            return False
        if method.lower() == "getupdates" and fault is None:
            await self._news(float(given.get("timeout") or 0))
        code, body = 0, b""
        if fault is None or fault.accepted:
            code, body = self._carry_out(path, method, given)
        if fault is not None and fault.what == "status":
            code, body = fault.code, fault.body
        elif fault is not None:
            if fault.accepted:
                await asyncio.sleep(fault.seconds)
            writer.transport.abort()
            return False
        call.status = code
        kind = "application/json" if body.startswith(b"{") else "text/html"
        head = f"HTTP/1.1 {code} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body)
        await writer.drain()
        return True

    async def _news(self, seconds: float) -> None:
        """Wait for something to tell, as a long poll does."""
        end = time.monotonic() + seconds
        while not self.updates and time.monotonic() < end:  # noqa: ASYNC110 - many ways lead to one
            await asyncio.sleep(0.02)

    def _fault(self, method: str, given: dict[str, Any]) -> Fault | None:
        if self.faults[method]:
            return self.faults[method].popleft()
        with suppress(Refused):
            return self.chat_faults.get(self.chat(given).id)
        return None

    def _carry_out(self, path: str, method: str, given: dict[str, Any]) -> tuple[int, bytes]:
        try:
            self._let_in(path)
            said = {"ok": True, "result": self.perform(method, given)}
        except Refused as refused:
            said = refusal(refused.code, refused.description, refused.parameters)
            return refused.code, json.dumps(said).encode()
        return 200, json.dumps(said).encode()

    def _let_in(self, path: str) -> None:
        # The real one knows no methods under a token that is not even well formed.
        if ":" not in path:
            raise Refused(404, "Not Found")
        if not path.startswith(f"/bot{self.token}/"):
            raise Refused(401, "Unauthorized")


@contextmanager
def serving(**options: Any) -> Iterator[BotApi]:
    """Run the stand-in in a thread of its own, for tests without a loop."""
    api = BotApi(**options)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(api.start(), loop).result(10)
        yield api
        asyncio.run_coroutine_threadsafe(api.close(), loop).result(10)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _read(reader: asyncio.StreamReader) -> tuple[str, dict[str, Any]] | None:
    """Read one request; None at the end of the connection."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    request, *lines = head.rstrip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (x.partition(":") for x in lines)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    url = urlsplit(request.split(" ")[1])
    given: dict[str, Any] = dict(parse_qsl(url.query))
    kind = headers.get("content-type", "")
    if "json" in kind:
        given |= json.loads(body)
    elif kind.startswith("multipart/form-data"):
        given |= _fields(kind, body)
    else:
        given |= dict(parse_qsl(body.decode(), keep_blank_values=True))
    return url.path, given


def _fields(kind: str, body: bytes) -> dict[str, Any]:
    """Return the fields of a form: files as bytes, others as text."""
    whole = b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body
    given: dict[str, Any] = {}
    for part in BytesParser(policy=HTTP).parsebytes(whole).iter_parts():
        content = part.get_payload(decode=True)
        name = part.get_param("name", header="content-disposition")
        given[name] = content if part.get_filename() else content.decode()
    return given


async def _by_hand(api: BotApi) -> None:
    async with api:
        names = ", ".join(f"@{chat.username}" for chat in api.chats.values())
        print(f"{api.url}  token {api.token}  channels {names}", flush=True)  # noqa: T201
        told = 0
        while True:
            await asyncio.sleep(0.2)
            for message in api.messages[told:]:
                print(f"--- {message.chat} #{message.message_id}\n{message.text}", flush=True)  # noqa: T201
            told = len(api.messages)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--channel", action="append", default=[])
    parser.add_argument("--private", action="append", type=int, default=[])
    asked = parser.parse_args()
    api = BotApi(port=asked.port)
    for number, name in enumerate(asked.channel or ["@example_channel"]):
        api.add_channel(name, -1001000000001 - number)
    for number in asked.private:
        api.add_private(number)
    with suppress(KeyboardInterrupt):
        asyncio.run(_by_hand(api))


if __name__ == "__main__":
    main()
