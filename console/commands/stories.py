"""`vedette stories`: what belongs together and why, and the decisions about it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from console.options import config_option, json_option, settings_of
from console.say import counted, json_text, printable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from newsroom.model import StoredChange, StoredItem
    from newsroom.settings import Settings
    from newsroom.store.protocol import Store
    from newsroom.stories.record import StoryRecord

_ALL_FAILED = 4


@click.group(
    epilog="""\b
Examples:
  vedette stories list
  vedette stories show 1017 --json
  vedette stories merge 1017 1018
  vedette stories split 1017 4711 4712
  vedette stories withdraw 1017
"""
)
def stories() -> None:
    """List and show stories; merge, split and withdraw them."""


@stories.command("list")
@click.option(
    "--limit", default=30, show_default=True, type=click.IntRange(1, 10_000), help="The newest."
)
@json_option
@config_option
def list_stories(limit: int, as_json: bool, config_dir: Path | None) -> None:
    """List stories, the newest last."""
    found = asyncio.run(_listed(settings_of(config_dir), limit))
    if as_json:
        click.echo(json_text(found))
        return
    for one in found:
        click.echo(printable(f"#{one['number']}  {one['phase']:<10}  "
                             f"{counted(int(str(one['reports'])), 'report'):<11}  "
                             f"{one['title'] or ''}"))  # fmt: skip
    if not found:
        click.echo("No story yet.")


async def _listed(settings: Settings, limit: int) -> list[dict[str, object]]:
    from console.iso import utc_now
    from console.stored import stored_only

    async with stored_only(settings) as store:
        if store is None:
            return []
        records = await store.stories(limit=limit)
        counts = await store.report_counts([one.key for one in records])
        window, now = settings.stories.window, utc_now()
        return [
            _as_dict(one, counts.get(one.key, 0), _settled(one, now - window)) for one in records
        ]


@stories.command()
@click.argument("numbers", nargs=-1, required=True, type=int, metavar="NUMBER...")
@json_option
@config_option
def show(numbers: tuple[int, ...], as_json: bool, config_dir: Path | None) -> int:
    """Show stories: their reports with why each belongs there, and what happened when."""
    found, missing = asyncio.run(_shown(settings_of(config_dir), numbers))
    if as_json:
        click.echo(json_text([*found, *missing]))
    else:
        for one in found:
            _print(one)
        _complain(missing)
    if not missing:
        return 0
    return 3 if found else _ALL_FAILED


async def _shown(
    settings: Settings, numbers: Sequence[int]
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    from console.iso import utc_now
    from console.stored import stored_only

    found: list[dict[str, object]] = []
    missing: list[dict[str, object]] = []
    async with stored_only(settings) as store:
        for number in numbers:
            record = await store.story(number) if store else None
            if store is None or record is None:
                missing.append({"number": number, "error": f"there is no story #{number}"})
                continue
            reports = await store.reports(record.key)
            settled = _settled(record, utc_now() - settings.stories.window)
            found.append(
                _as_dict(record, len(reports), settled)
                | {
                    "timeline": [_happened(one) for one in await store.changes_of(record.key)],
                    "articles": [_article(one) for one in reports],
                }
            )
    return found, missing


@stories.command()
@click.argument("into", type=int)
@click.argument("other", type=int)
@json_option
@config_option
def merge(into: int, other: int, as_json: bool, config_dir: Path | None) -> int:
    """Make the story OTHER a part of INTO: they tell one event."""
    from console import story_desk

    settings = settings_of(config_dir)

    async def act(store: Store, now: datetime) -> str:
        return await story_desk.merge(store, into, other, sources=settings.sources, now=now)

    return _act(settings, act, as_json=as_json)


@stories.command()
@click.argument("number", type=int)
@click.argument("articles", nargs=-1, required=True, type=int, metavar="ARTICLE...")
@json_option
@config_option
def split(number: int, articles: tuple[int, ...], as_json: bool, config_dir: Path | None) -> int:
    """Take articles out of a story into one of their own: they tell another event."""
    from console import story_desk

    settings = settings_of(config_dir)

    async def act(store: Store, now: datetime) -> str:
        return await story_desk.split(store, number, articles, sources=settings.sources, now=now)

    return _act(settings, act, as_json=as_json)


@stories.command()
@click.argument("number", type=int)
@json_option
@config_option
def withdraw(number: int, as_json: bool, config_dir: Path | None) -> int:
    """Withdraw a story: channels that were told of it are told so."""
    from console import story_desk

    settings = settings_of(config_dir)

    async def act(store: Store, now: datetime) -> str:
        return await story_desk.withdraw(store, number, sources=settings.sources, now=now)

    return _act(settings, act, as_json=as_json)


def _act(
    settings: Settings, act: Callable[[Store, datetime], Awaitable[str]], *, as_json: bool
) -> int:
    try:
        done = asyncio.run(_acted(settings, act))
    except LookupError as error:
        reason = str(error.args[0])
        if as_json:
            click.echo(json_text({"error": reason}))
        else:
            _complain([{"error": reason}])
        return _ALL_FAILED
    click.echo(json_text({"done": done}) if as_json else printable(done))
    return 0


async def _acted(settings: Settings, act: Callable[[Store, datetime], Awaitable[str]]) -> str:
    from console.iso import utc_now
    from newsroom.store.database import open_store

    store = await open_store(settings.secrets.database)
    try:
        return await act(store, utc_now())
    finally:
        await store.close()


def _settled(record: StoryRecord, before: datetime) -> bool:
    """Say whether a story had its last report before a time."""
    facts = record.facts
    return facts is not None and max((one.at for one in facts.reports), default=before) < before


def _as_dict(record: StoryRecord, reports: int, settled: bool) -> dict[str, object]:
    from newsroom.facts import as_json
    from newsroom.stories.origins import count
    from newsroom.stories.record import Phase

    facts = record.facts
    phase = record.phase
    if settled and phase is Phase.DEVELOPING:
        phase = Phase.SETTLED
    outlets, origins = count(facts.voices) if facts else (0, 0)
    return {
        "number": record.number,
        "key": record.key,
        "phase": phase.value,
        "merged_into": record.merged_into,
        "title": facts.reports[0].title if facts and facts.reports else None,
        "reports": reports,
        "outlets": outlets,
        "origins": origins,
        "facts": as_json(facts) if facts else None,
    }


def _happened(one: StoredChange) -> dict[str, object]:
    from console.iso import iso

    return {
        "at": iso(one.change.at),
        "kind": one.change.kind.value,
        "telling": one.change.telling.value,
        "article": one.item.number,
        "source": one.item.article.source,
        "title": one.item.article.title,
    }


def _article(one: StoredItem) -> dict[str, object]:
    from console.iso import iso

    why = next((step.reason for step in one.verdict.trail if step.stage == "story"), None)
    return {
        "article": one.number,
        "source": one.article.source,
        "lang": one.article.lang,
        "at": iso(one.article.at),
        "outcome": str(one.verdict.outcome),
        "title": one.article.title,
        "url": one.article.url,
        "why": why,
    }


def _print(one: dict[str, object]) -> None:
    merged = f", part of #{one['merged_into']}" if one["merged_into"] else ""
    click.echo(printable(f"#{one['number']} {one['phase']}{merged}: {one['title'] or ''}"))
    reports, outlets, origins = (
        counted(int(str(one[f"{noun}s"])), noun) for noun in ("report", "outlet", "origin")
    )
    click.echo(f"{reports} of {outlets}, {origins}")
    timeline, articles = one["timeline"], one["articles"]
    assert isinstance(timeline, list) and isinstance(articles, list)  # noqa: S101, PT018 - made above
    for each in timeline:
        click.echo(
            printable(f"  {each['at']}  {each['kind']:<14} {each['source']}: {each['title']}")
        )
    for each in articles:
        click.echo(printable(f"  {each['article']}  {each['source']} ({each['lang'] or '?'}): "
                             f"{each['title']}"))  # fmt: skip
        click.echo(printable(f"      {each['why'] or ''}"))


def _complain(errors: Sequence[dict[str, object]]) -> None:
    from console.say import Mark, say

    for one in errors:
        say(Mark.BAD, str(one["error"]))
