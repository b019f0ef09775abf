"""Settings, feeds and pages as the tests of this room need them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from ipaddress import ip_network

from newsroom.secret import Redactor
from newsroom.settings import (
    AllowedAddress,
    CatchUp,
    Fetch,
    FirstRun,
    Retention,
    Secrets,
    Settings,
    Source,
    Telegram,
    Watch,
)

AGENT = "vedette-tests/1 (+mailto:desk@example.org)"
LOOPBACK = AllowedAddress(network=ip_network("127.0.0.1/32"))
NOW = datetime.now(UTC).replace(microsecond=0)
GUNFIRE = Watch(id="gunfire", title="Gunfire", topic="shots", any=("gunfire",))


def fetch(**changes) -> Fetch:
    given = {
        "user_agent": AGENT,
        "timeout": timedelta(seconds=3),
        "max_body": 1_000_000,
        "allow_private": (LOOPBACK,),
        "first_run": FirstRun.SILENT,
    }
    return Fetch(**(given | changes))


def settings(*sources: Source, **changes) -> Settings:
    given = {
        "version": "abc123",
        "directory": "config",
        "timezone": "UTC",
        "fetch": fetch(),
        "telegram": Telegram(),
        "catch_up": CatchUp.DIGEST,
        "retention": Retention(),
        "heartbeat_url": None,
        "sources": sources,
        "watches": (GUNFIRE,),
        "channels": (),
        "secrets": Secrets(),
        "redactor": Redactor(["s3cret-token"]),
    }
    return Settings(**(given | changes))


def source(url: str, **changes) -> Source:
    given = {"id": "one", "name": "One", "kind": "feed", "url": url, "every": timedelta(seconds=2)}
    return Source(**(given | changes))


def item(title: str, link: str, *, at: datetime | None = NOW, body: str = "") -> str:
    date = f"<pubDate>{format_datetime(at)}</pubDate>" if at else ""
    return (
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link>"
        f"<guid>{escape(link)}</guid>{date}<description>{escape(body)}</description></item>"
    )


def rss(*items: str) -> str:
    return f'<rss version="2.0"><channel><title>One</title>{"".join(items)}</channel></rss>'


def article(title: str, text: str = "Nothing else happened on the whole long day. " * 8) -> str:
    return (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1>"
        f"<article><p>{text}</p></article></body></html>"
    )
