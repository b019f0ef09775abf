"""A model's endpoint on loopback: what it answers is the test's to say."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field


@dataclass
class Model:
    """Answers each call by `answer(request)`: a text, or whole bytes of HTTP, or a pause."""

    answer: object
    calls: list = field(default_factory=list)
    heads: list = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    url: str = ""

    async def __aenter__(self):
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/v1"
        return self

    async def __aexit__(self, *_):
        self._server.close()

    async def _serve(self, reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = int(head.lower().partition("content-length:")[2].partition("\r\n")[0])
        request = json.loads(await reader.readexactly(length))
        self.heads.append(head)
        self.calls.append(request)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            told = self.answer(request)
            told = await told if asyncio.iscoroutine(told) else told
            writer.write(told if isinstance(told, bytes) else completion(told))
            await writer.drain()
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self.at_once -= 1
            writer.close()


def http(status, body=b"", *headers):
    """Write an answer of HTTP."""
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def completion(text):
    """Write an answer as the endpoints of this kind do."""
    message = {"role": "assistant", "content": text}
    return http(200, json.dumps({"choices": [{"index": 0, "message": message}]}).encode())
