"""Serves the sample world on 127.0.0.1: a small web server for each outlet, with its own port."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from console.newswire.fronts import FRONTS, Post, page, path_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from console.newswire.world import Outlet, Piece, World

_HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a site answers to one request."""

    status: HTTPStatus
    content_type: str
    body: bytes


class Newswire:
    """The world, playing: what each site shows depends on the time since the start."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._start = datetime.now(UTC)
        self._zero = time.monotonic()
        self._running = False
        self._ports: dict[str, int] = {}
        #: Set at the end; lets the hanging site's threads go.
        self.over = threading.Event()

    def play(self) -> None:
        """Begin the news; until then the sites show only what was there before."""
        self._zero = time.monotonic()
        self._start = datetime.now(UTC)
        self._running = True

    @property
    def elapsed(self) -> timedelta:
        """Return the time since `play`."""
        seconds = time.monotonic() - self._zero if self._running else 0.0
        return timedelta(seconds=seconds)

    def address(self, outlet: str) -> str:
        """Return a site's root address, without a slash at the end."""
        return f"http://127.0.0.1:{self._ports[outlet]}"

    def open(self, outlet: Outlet, port: int) -> None:
        """Tell where a site can be reached."""
        self._ports[outlet.id] = port

    def answer(self, outlet: Outlet, path: str) -> Answer:
        """Return what a site answers now."""
        if outlet.form == "broken":
            return _text(HTTPStatus.INTERNAL_SERVER_ERROR, "database down")
        if path == "/robots.txt":
            return _text(HTTPStatus.OK, "User-agent: *\nDisallow: /admin/\n")
        if outlet.form == "hanging":
            self.over.wait()
        posts = {urlsplit(post.url).path: post for post in self._posts(outlet)}
        if path in posts:
            return _ok(_HTML, page(outlet, posts[path]))
        if path in {"/", "/feed", "/en/content/meetings-coverage", "/en/content/press-release"}:
            content_type, write = FRONTS[outlet.form]
            shown = tuple(
                one for one in posts.values() if "/content/" not in path or _belongs(one, path)
            )
            return _ok(content_type, write(outlet, shown))
        return _text(HTTPStatus.NOT_FOUND, "no such page")

    def _posts(self, outlet: Outlet) -> tuple[Post, ...]:
        return tuple(
            Post(
                piece=piece,
                url=self._url(outlet, piece),
                published=piece.published(self._start).replace(microsecond=0),
            )
            for piece in self.world.visible(outlet.id, self.elapsed)
        )

    def _url(self, outlet: Outlet, piece: Piece) -> str:
        if piece.copy_of is not None:
            piece = self.world.pieces[piece.copy_of - 1]
            outlet = next(one for one in self.world.outlets if one.id == piece.outlet)
        return self.address(outlet.id) + path_of(outlet, piece, piece.published(self._start))


def _belongs(post: Post, path: str) -> bool:
    return (post.piece.doctype == "Press Release") == path.endswith("press-release")


def _ok(content_type: str, text: str) -> Answer:
    return Answer(status=HTTPStatus.OK, content_type=content_type, body=text.encode())


def _text(status: HTTPStatus, text: str) -> Answer:
    return Answer(status=status, content_type="text/plain; charset=utf-8", body=text.encode())


def _handler(newswire: Newswire, outlet: Outlet) -> type[BaseHTTPRequestHandler]:
    class Site(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            answer = newswire.answer(outlet, urlsplit(self.path).path)
            etag = f'"{sha256(answer.body).hexdigest()[:16]}"'
            if self.headers.get("If-None-Match") == etag and answer.status is HTTPStatus.OK:
                self.send_response(HTTPStatus.NOT_MODIFIED)
                self.send_header("ETag", etag)
                self.end_headers()
                return
            self.send_response(answer.status)
            self.send_header("ETag", etag)
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            """Say nothing: the demo's own lines are what is to be seen."""

    return Site


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing when a client hangs up: the program stops in the middle, by design."""


@contextmanager
def served(world: World) -> Iterator[Newswire]:
    """Serve the world while the block runs."""
    newswire = Newswire(world)
    servers: Mapping[str, _Server] = {
        outlet.id: _Server(("127.0.0.1", 0), _handler(newswire, outlet)) for outlet in world.outlets
    }
    for outlet in world.outlets:
        newswire.open(outlet, servers[outlet.id].server_address[1])
    threads = [
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        for server in servers.values()
    ]
    for thread in threads:
        thread.start()
    try:
        yield newswire
    finally:
        newswire.over.set()
        for server in servers.values():
            server.shutdown()
            server.server_close()
