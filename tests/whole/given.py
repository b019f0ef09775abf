"""An operator's folder, the sites of the world, and `vedette` as a process of its own."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from tests.standins.bot_api import TOKEN
from tests.standins.web import page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.standins.bot_api import BotApi
    from tests.standins.web import Site

_ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = (sys.executable, "-c", "from console.cli import main; main()")
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One item of a feed."""

    title: str
    link: str | None
    guid: str | None = None
    #: None: the feed states no date.
    age: timedelta | None = timedelta(minutes=5)
    body: str = "Nothing more is known."

    def xml(self) -> str:
        parts = [f"<title>{escape(self.title)}</title>"]
        if self.link:
            parts.append(f"<link>{escape(self.link)}</link>")
        if self.guid:
            parts.append(f'<guid isPermaLink="false">{escape(self.guid)}</guid>')
        if self.age is not None:
            at = datetime.now(UTC) - self.age
            parts.append(f"<pubDate>{format_datetime(at)}</pubDate>")
        parts.append(f"<description>{escape(self.body)}</description>")
        return f"<item>{''.join(parts)}</item>"


def rss(*items: News, language: str = "en") -> str:
    """Return an RSS 2.0 feed."""
    rows = "\n".join(item.xml() for item in items)
    return (
        f'{_XML}<rss version="2.0"><channel><title>Feed</title><link>http://example.org/</link>'
        f"<language>{language}</language>\n{rows}</channel></rss>"
    )


def old_news(count: int = 3) -> tuple[News, ...]:
    """Return what a feed has when it is first looked at."""
    return tuple(
        News(
            title=f"Council discusses the budget, part {number}",
            link=f"http://example.org/old/{number}",
            age=timedelta(hours=5),
        )
        for number in range(count)
    )


class Feed:
    """A feed that grows."""

    def __init__(self, site: Site, name: str, items: Sequence[News] = ()) -> None:
        self._site, self.path, self.id = site, f"/{name}.xml", name
        self.items = list(items)
        self.show()

    @property
    def url(self) -> str:
        return self._site.url(self.path)

    @property
    def asked(self) -> int:
        return len(self._site.asked(self.path))

    def publish(self, *news: News) -> None:
        self.items[:0] = news
        self.show()

    def show(self) -> None:
        body = rss(*self.items)
        tag = f'"{len(self.items)}"'
        self._site.serve(self.path, page(body, "application/rss+xml; charset=utf-8", etag=tag))

    def row(self, **more: Any) -> dict[str, Any]:
        return {
            "id": self.id,
            "kind": "feed",
            "url": self.url,
            "every": "1s",
            "full_text": False,
        } | more


@dataclass(slots=True, kw_only=True)
class Office:
    """A folder with a configuration, in which the program is started."""

    folder: Path
    environ: dict[str, str] = field(default_factory=dict)
    vedette: dict[str, Any] = field(default_factory=dict)
    channels: list[dict[str, Any]] = field(
        default_factory=lambda: [{"id": "here", "kind": "terminal", "watches": ["shots"]}]
    )
    running: list[Running] = field(default_factory=list)

    def configure(self, *rows: dict[str, Any], watches: Sequence[dict[str, Any]] = ()) -> Path:
        """Write the configuration; JSON is YAML, so nothing has to be quoted."""
        config = self.folder / "config"
        (config / "watches").mkdir(parents=True, exist_ok=True)
        fetch = {
            "user_agent": "desk-of-the-tests/1 (+desk@example.org)",
            "allow_private": ["127.0.0.1"],
            "timeout": "5s",
            "first_run": "silent",
        }
        vedette = {"timezone": "Asia/Tbilisi"} | self.vedette
        vedette["fetch"] = fetch | vedette.get("fetch", {})
        found = watches or ({"id": "shots", "any": ["gunfire", "shots fired"], "severity": 2},)
        _write(config / "vedette.yaml", vedette)
        _write(config / "sources.yaml", {"sources": list(rows)})
        _write(config / "channels.yaml", {"channels": self.channels})
        for watch in found:
            _write(config / "watches" / f"{watch['id']}.yaml", watch)
        return config

    def tell(self, api: BotApi, *, token: str = TOKEN) -> None:
        """Let alerts go to a channel of the stand-in, as fast as they come."""
        self.environ["VEDETTE_TELEGRAM_TOKEN"] = token
        self.vedette["telegram"] = {"api_url": api.url, "pace": {"group": "1000/min"}}
        chat = {"kind": "telegram", "chat": "@example_channel"}
        self.channels = [{"id": "main", "watches": ["shots"], **chat}]

    @property
    def database(self) -> Path:
        return self.folder / "vedette.db"

    def env(self, **more: str) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("VEDETTE_", "COV_"))}
        kept.pop("NO_COLOR", None)
        return {**kept, "PYTHONPATH": str(_ROOT), "PYTHONUNBUFFERED": "1", **self.environ, **more}

    def run(
        self, *arguments: str, given: str | None = None, cwd: Path | None = None, **env: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            [*_PROGRAM, *arguments],
            input=given if given is not None else "",
            cwd=cwd or self.folder,
            env=self.env(**env),
            capture_output=True,
            check=False,
            timeout=90,
            encoding="utf-8",
        )

    def ask(self, statement: str) -> list[Any]:
        """Ask the database itself."""
        with closing(sqlite3.connect(self.database)) as connection, connection:
            return connection.execute(statement).fetchall()

    def json_lines(self, *arguments: str) -> list[Any]:
        """Run a command that prints one JSON value a line."""
        ended = self.run(*arguments)
        return [json.loads(line) for line in ended.stdout.splitlines()]

    def start(self, *arguments: str, **env: str) -> Running:
        """Start a command that goes on."""
        started = Running.of(
            subprocess.Popen(
                [*_PROGRAM, *arguments],
                cwd=self.folder,
                env=self.env(**env),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
            )
        )
        self.running.append(started)
        return started

    def close(self) -> None:
        for one in self.running:
            one.kill()


@dataclass(slots=True, kw_only=True)
class Running:
    """A process of ours, with what it has said so far."""

    process: subprocess.Popen[str]
    out: list[str] = field(default_factory=list)
    err: list[str] = field(default_factory=list)
    _readers: list[threading.Thread] = field(default_factory=list)

    @classmethod
    def of(cls, process: subprocess.Popen[str]) -> Self:
        one = cls(process=process)
        for stream, lines in ((process.stdout, one.out), (process.stderr, one.err)):
            thread = threading.Thread(target=lines.extend, args=(stream,), daemon=True)
            thread.start()
            one._readers.append(thread)
        return one

    @property
    def said(self) -> str:
        return "".join([*self.out, *self.err])

    def says(self, text: str, *, within: float = 30) -> None:
        wait_for(lambda: text in self.said, within=within, what=lambda: f"{text!r}:\n{self.said}")

    def send(self, number: int) -> None:
        self.process.send_signal(number)

    def ends(self, *, within: float = 30) -> int:
        code = self.process.wait(within)
        for thread in self._readers:
            thread.join(5)
        return code

    def stop(self, number: int = signal.SIGTERM, *, within: float = 15) -> int:
        self.send(number)
        return self.ends(within=within)

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.ends()
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()


def started(office: Office, feeds: Sequence[Feed], *more: str) -> Running:
    """Start `run` and wait until it knows what there was before."""
    begun = [feed.asked for feed in feeds]
    running = office.start("run", *more)
    wait_for(
        lambda: all(feed.asked > old + 1 for feed, old in zip(feeds, begun, strict=True)),
        within=60,
        what=lambda: running.said,
    )
    return running


def wait_for(
    true: Callable[[], object], *, within: float = 30, what: Callable[[], str] = lambda: ""
) -> None:
    """Wait until something holds."""
    until = time.monotonic() + within
    while not true():
        assert time.monotonic() < until, f"not within {within} s: {what()}"
        time.sleep(0.05)


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
