"""`vedette explain`: why an item was sent or not, and what today's configuration would do."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from console.iso import iso, utc_now
from console.marking import marked
from console.options import config_option, json_option, settings_of
from console.say import coloured, json_text, printable
from console.waiting import with_reasons
from newsroom.delivery import DeliveryState
from newsroom.meaning import Evidence
from newsroom.model import Step
from newsroom.read.urls import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from newsroom.delivery import Delivery
    from newsroom.model import StoredItem
    from newsroom.settings import Settings
    from newsroom.store.protocol import Store

_PARTLY, _ALL_FAILED = 3, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All that is known of one item."""

    id: str | None
    url: str | None
    title: str
    #: None for a page that was only fetched now.
    outcome: str | None
    reason: str
    trail: tuple[Step, ...]
    deliveries: tuple[Delivery, ...]
    #: As it was judged, for what shows words in it.
    body: str
    lang: str | None
    at: datetime
    #: One line of `analyse`.
    today: dict[str, object]

    def as_dict(self) -> dict[str, object]:
        """Return the contract's keys."""
        return {
            "id": self.id,
            "url": self.url,
            "title": self.title,
            "outcome": self.outcome,
            "reason": self.reason,
            "trail": [
                {"stage": step.stage, "result": step.result, "reason": step.reason}
                for step in self.trail
            ],
            "deliveries": [
                {"channel": one.channel, "state": one.state, "why": one.why}
                for one in self.deliveries
            ],
            "today": self.today,
        }


@click.command(
    epilog="""\b
Examples:
  vedette explain https://civil.ge/archives/123456
  vedette explain 1017 --json
  echo https://civil.ge/archives/123456 | vedette explain -
"""
)
@click.argument("items", nargs=-1, required=True, metavar="URL|ID|-...")
@json_option
@config_option
def explain(items: tuple[str, ...], as_json: bool, config_dir: Path | None) -> int:
    """Say why an item was sent, or was not.

    URL or ID (the feed's own, or the row number) of a stored item; the address of a page that is
    not stored is fetched and judged. `-` reads them from standard input, one a line.
    """
    settings = settings_of(config_dir, starter=True)
    wanted = tuple(_expanded(items))
    if not wanted:
        raise click.UsageError("standard input names no item")
    return asyncio.run(_explain_all(settings, wanted, as_json=as_json))


def _expanded(items: Sequence[str]) -> list[str]:
    found: list[str] = []
    for item in items:
        lines = sys.stdin.read().split("\n") if item == "-" else [item]
        found += [line.strip() for line in lines if line.strip()]
    return found


async def _explain_all(settings: Settings, items: Sequence[str], *, as_json: bool) -> int:
    from console.stored import stored_only

    failed = 0
    async with stored_only(settings) as store:
        for item in items:
            result = await explanation(settings, store, item)
            failed += isinstance(result, str)
            click.echo(_shown(item, result, as_json=as_json))
    if not failed:
        return 0
    return _ALL_FAILED if failed == len(items) else _PARTLY


async def explanation(settings: Settings, store: Store | None, item: str) -> Explanation | str:
    """Return what is known of an item, or a sentence that says why nothing is."""
    stored = await _stored(store, item) if store is not None else ()
    if stored:
        newest = stored[-1]
        deliveries: Sequence[Delivery] = ()
        if store is not None and newest.verdict.story is not None:
            found = await store.deliveries_of(newest.verdict.story)
            deliveries = await with_reasons(store, found)
        return _of_stored(settings, newest, deliveries)
    if item.lower().startswith(("http://", "https://")):
        return await _of_page(settings, item)
    return f"nothing stored has the id “{item}”"


async def _stored(store: Store, item: str) -> Sequence[StoredItem]:
    """Return what has this number, id or address; an address in any of its spellings."""
    found = await store.items(item)
    if not found and (key := canonical(item)) is not None:
        found = await store.items(key)
    return found


def _of_stored(settings: Settings, item: StoredItem, deliveries: Sequence[Delivery]) -> Explanation:
    article = item.article
    return Explanation(
        id=article.id,
        url=article.url,
        title=article.title,
        outcome=str(item.verdict.outcome),
        reason=item.verdict.reason,
        trail=item.verdict.trail,
        deliveries=tuple(deliveries),
        body=article.body,
        lang=article.lang,
        at=article.at,
        today=_judged_today(
            settings,
            {
                "id": article.id,
                "title": article.title,
                "body": article.body,
                "url": article.url,
                "published": iso(article.at),
                "lang": article.lang,
                "source": article.source,
            },
        ),
    )


async def _of_page(settings: Settings, url: str) -> Explanation | str:
    from console.commands.read import Reader

    async with AsyncExitStack() as stack:
        page = await Reader(settings, stack).read(url)
    if isinstance(page, str):
        return f"not stored, and cannot be fetched: {page}"
    today = _judged_today(
        settings,
        {
            "id": url,
            "title": page.title,
            "body": page.text,
            "url": url,
            "published": iso(page.published),
            "lang": page.lang,
        },
    )
    return Explanation(
        id=None,
        url=url,
        title=page.title,
        outcome=None,
        reason="no source of yours brought it; read just now",
        trail=(Step(stage="read", result="ok", reason="fetched just now"),),
        deliveries=(),
        body=page.text,
        lang=page.lang,
        at=page.published or utc_now(),
        today=today,
    )


def _judged_today(settings: Settings, item: dict[str, object]) -> dict[str, object]:
    from newsroom.judge.analyse import analyse
    from newsroom.judge.readers import watches_of

    line = json.dumps(item, ensure_ascii=False)
    return next(iter(analyse([line], watches_of(settings))))


def _shown(item: str, result: Explanation | str, *, as_json: bool) -> str:
    if isinstance(result, str):
        error = {"input": item, "error": result}
        return json_text(error) if as_json else printable(f"{item}: {result}")
    if as_json:
        return json_text(result.as_dict())
    return "\n".join(_for_people(result))


def answer(one: Explanation) -> str:
    """Say in one line whether it was sent, and why."""
    if one.outcome is None:
        return f"Not stored: {one.reason}"
    sent = [each.channel for each in one.deliveries if each.state is DeliveryState.SENT]
    if sent:
        return f"Sent to {', '.join(sent)} ({one.outcome}: {one.reason})"
    if one.deliveries:
        waiting = (f"{each.channel}: {each.why or each.state}" for each in one.deliveries)
        return f"Not sent to {'; '.join(waiting)}"
    return f"Not sent ({one.outcome}): {one.reason}"


def _for_people(one: Explanation) -> list[str]:
    """Return the answer first, then the stages, deliveries, words, and today's judgement."""
    lines = [answer(one), f"  {one.title}", f"  {one.url or 'no address'}"]
    lines += [f"  {step.stage:<8} {step.result}: {step.reason}" for step in one.trail]
    for delivery in one.deliveries:
        why = f": {delivery.why}" if delivery.why else ""
        lines.append(f"  {delivery.channel:<8} {delivery.state}{why}")
    lines.append(f"  today    {one.today.get('outcome')}: {one.today.get('reason')}")
    lines += [f"           {line}" for line in meaning_lines(one.today)]
    # What is marked has colours of its own.
    lines = [printable(line) for line in lines]
    watches = one.today.get("watches")
    texts = {"title": one.title, "body": one.body}
    for watch in watches if isinstance(watches, list) else []:
        proofs = [Evidence(**proof) for proof in watch["evidence"]]
        words = marked(texts, proofs, coloured=coloured(sys.stdout))
        lines += [f"           {watch['id']}", *(f"             {line}" for line in words)]
    return lines


def meaning_lines(today: dict[str, object]) -> Iterator[str]:
    """Say what the reader found, whatever the watches ask for."""
    match today.get("incident"):
        case {"type": kind, "killed": killed, "wounded": wounded}:
            tolls = (("killed", killed), ("wounded", wounded))
            toll = "".join(f", {name} {count}" for name, count in tolls if count is not None)
            yield f"incident: {kind}{toll}, severity {today.get('severity')}"
    match today.get("places"):
        case [_, *_] as places:
            yield f"places: {', '.join(map(str, places))}"
    match today.get("topics"):
        case [_, *_] as topics:
            yield f"topics: {', '.join(map(str, topics))}"
