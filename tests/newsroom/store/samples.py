"""Items, changes and deliveries to store: what a test does not name is of no account to it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from newsroom.delivery import Delivery, DeliveryState, Payload
from newsroom.meaning import Evidence
from newsroom.model import (
    Article,
    Change,
    ChangeKind,
    Exclusion,
    Identity,
    Judgement,
    Match,
    Outcome,
    Step,
    StoredItem,
    Telling,
    Verdict,
)

NOW = datetime(2026, 11, 24, 9, 30, 15, 123456, tzinfo=UTC)
HOUR = timedelta(hours=1)
HELLO = Payload(html="<b>Hello</b>", plain="Hello")


def mark(guid=None, link=None, title_day=None):
    return Identity(guid=guid, link=link, title_day=title_day)


def an_article(guid="g1", **values):
    identity = values.pop("identity", None) or mark(guid, f"example.org/{guid}", f"{guid}|day")
    values = {
        "source": "un-press",
        "identity": identity,
        "id": identity.guid,
        "url": f"https://example.org/{guid}",
        "title": f"Title {guid}",
        "body": "Body",
        "lang": "en",
        "published": NOW - HOUR,
        "day_only": False,
        "seen": NOW,
        "at": NOW - HOUR,
        "title_fold": f"title {guid}",
    } | values
    return Article(**values)


def an_item(guid="g1", *, story=None, starts=False, **values):
    verdict = values.pop("verdict", None)
    judgement = values.pop("judgement", Judgement())
    if verdict is None:
        outcome = Outcome.NEW_STORY if starts else Outcome.JOINED if story else Outcome.NO_MATCH
        verdict = Verdict(outcome=outcome, reason="because", story=story, starts=starts)
    return StoredItem(
        article=an_article(guid, **values), judgement=judgement, verdict=verdict, config="c0ffee"
    )


def a_full_item():
    evidence = Evidence(field="title", start=3, end=8, text="Սոթք", why="any: Սոթք*")
    return an_item(
        "full",
        judgement=Judgement(
            matches=(Match(watch="w1", topic="t1", severity=2, evidence=(evidence, evidence)),),
            excluded=(Exclusion(watch="w2", evidence=(evidence,)),),
        ),
        verdict=Verdict(
            outcome=Outcome.NEW_STORY,
            reason="matched",
            story="s/1",
            starts=True,
            trail=(Step(stage="judge", result="match", reason="watch w1"),),
        ),
        title="Հրադադարը խախտվել է 🕊",
        body="Первая строка\nвторая «строка»",
        day_only=True,
        authors=("Ayan Əliyeva", "გიორგი"),
        notes=("the date was in the future",),
    )


def a_change(story="s/1", key=None, **values):
    values = {
        "key": key or f"{story}/new_story",
        "story": story,
        "kind": ChangeKind.NEW_STORY,
        "telling": Telling.LIVE,
        "at": NOW,
    } | values
    return Change(**values)


def a_delivery(key="d1", **values):
    values = {
        "key": key,
        "channel": "main",
        "chat": "@news",
        "state": DeliveryState.PENDING,
        "created": NOW,
    } | values
    return Delivery(**values)


async def file(store, *items):
    """Store items, each that begins a story with the change that tells so; return their numbers."""
    async with store.writing() as tx:
        return [
            await tx.add(item, a_change(item.verdict.story) if item.verdict.starts else None)
            for item in items
        ]
