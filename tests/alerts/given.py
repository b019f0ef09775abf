"""What the tests of the way out are given: a small world in the shared types."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from newsroom.model import (
    Article,
    Change,
    ChangeKind,
    Identity,
    Judgement,
    Match,
    Outcome,
    StoredChange,
    StoredItem,
    Telling,
    Verdict,
)
from newsroom.secret import Redactor, Secret
from newsroom.settings import (
    CatchUp,
    Channel,
    Fetch,
    Pace,
    Rate,
    Retention,
    Secrets,
    Settings,
    Source,
    Telegram,
    Watch,
)
from tests.standins.bot_api import TOKEN

NOW = datetime(2026, 11, 22, 10, 25, tzinfo=UTC)
FAST = Rate(count=1000, per=timedelta(seconds=1))
QUICK = Pace(overall=FAST, private=FAST, group=FAST)
LANGUAGES = ("en", "ru", "hy", "az", "ka", "tr", "fr")
BODY = (
    "Shelling reported near Sotk\n"
    "At 13:40 units fired on positions near Sotk. Two servicemen are wounded. More later."
)


def channel(**more: Any) -> Channel:
    given = {
        "id": "main",
        "kind": "telegram",
        "watches": ("incidents",),
        "chat": "@main",
        "timezone": "Asia/Tbilisi",
    }
    return Channel(**{**given, **more})


def settings(
    *channels: Channel, token: str | None = TOKEN, api_url: str = "http://127.0.0.1:9", **more: Any
) -> Settings:
    telegram = Telegram(api_url=api_url, pace=QUICK)
    made = Settings(
        version="7f3a",
        directory="config",
        timezone="Asia/Tbilisi",
        fetch=Fetch(user_agent="test"),
        telegram=telegram,
        catch_up=CatchUp.DIGEST,
        retention=Retention(),
        heartbeat_url=None,
        sources=(
            Source(
                id="mil",
                name="Armenian MoD",
                kind="feed",
                url="https://mil.am/en",
                seat="AM",
                leaning="state",
            ),
        ),
        watches=(
            Watch(id="incidents", title="Caucasus incidents", topic="caucasus_incident"),
            Watch(id="votes", title="UN votes", topic="un_vote"),
        ),
        channels=channels or (channel(),),
        secrets=Secrets(telegram_token=Secret(token) if token else None),
        redactor=Redactor([token] if token else []),
    )
    return replace(made, **more)


def article(**more: Any) -> Article:
    published = more.get("published", NOW - timedelta(minutes=5))
    given = {
        "source": "mil",
        "identity": Identity(guid=None, link=None, title_day=None),
        "id": "https://mil.am/1",
        "url": "https://mil.am/1",
        "title": "Shelling reported near Sotk",
        "body": BODY,
        "lang": "en",
        "published": published,
        "day_only": False,
        "seen": NOW,
        "at": published or NOW,
        "title_fold": "shelling reported near sotk",
    }
    return Article(**{**given, **more})


def match(watch: str = "incidents", severity: int = 2) -> Match:
    return Match(watch=watch, topic="caucasus_incident", severity=severity, evidence=())


def item(*matches: Match, story: str = "s1", **more: Any) -> StoredItem:
    verdict = Verdict(outcome=Outcome.NEW_STORY, reason="", story=story, starts=True)
    judgement = Judgement(matches=matches or (match(),))
    return StoredItem(article=article(**more), judgement=judgement, verdict=verdict, config="7f3a")


def stored(
    *matches: Match,
    story: str = "s1",
    number: int = 1017,
    kind: ChangeKind = ChangeKind.NEW_STORY,
    telling: Telling = Telling.LIVE,
    at: datetime = NOW,
    **more: Any,
) -> StoredChange:
    change = Change(key=f"{story}/{kind}", story=story, kind=kind, telling=telling, at=at)
    return StoredChange(
        change=change, item=item(*matches, story=story, **more), story_number=number
    )
