"""`vedette sources`: what is configured, whether it answers, and how it has been doing."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from console.choice import choose
from console.iso import iso, span, utc_now
from console.options import config_option, json_option, settings_of
from console.say import Mark, counted, json_text, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from newsroom.model import SourceState
    from newsroom.settings import Settings, Source
    from spiders.poll import Look

_PARTLY, _ALL_FAILED = 3, 4


@click.group(
    epilog="""\b
Examples:
  vedette sources list
  vedette sources check un-press
  vedette sources stats --json
"""
)
def sources() -> None:
    """List, check and count the sources."""


@sources.command("list", epilog="Example: vedette sources list --markdown > sources.md")
@click.option("--markdown", is_flag=True, help="Print a table for a page of documentation.")
@json_option
@config_option
def list_sources(markdown: bool, as_json: bool, config_dir: Path | None) -> None:
    """List the configured sources; a hyphen stands before those that are not polled."""
    settings = settings_of(config_dir)
    if markdown:
        click.echo("\n".join(_markdown(settings.sources)))
        return
    if as_json:
        click.echo(json_text([_as_dict(one) for one in settings.sources]))
        return
    width = max((len(one.id) for one in settings.sources), default=0)
    for one in settings.sources:
        mark = " " if one.enabled else "-"
        every = span(one.every)
        click.echo(f"{mark} {one.id:<{width}}  {one.kind:<10}  {every:>7}  {one.url}")
    enabled = sum(one.enabled for one in settings.sources)
    click.echo(f"{counted(len(settings.sources), 'source')}, {enabled} enabled")


def _markdown(sources: Sequence[Source]) -> list[str]:
    """Return a table: whose voice each source is, and how it is polled."""
    columns = ("id", "name", "kind", "languages", "seat", "leaning", "owner", "every")
    rows = [f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}"]
    for one in sources:
        every = span(one.every) if one.enabled else "off"
        cells = (f"[{one.id}]({one.url})", one.name, one.kind, " ".join(one.languages),
                 one.seat, one.leaning, one.owner, every)  # fmt: skip
        rows.append(f"| {' | '.join((cell or '–').replace('|', chr(0x2502)) for cell in cells)} |")
    return rows


def _as_dict(source: Source) -> dict[str, object]:
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "url": source.url,
        "languages": list(source.languages),
        "seat": source.seat,
        "leaning": source.leaning,
        "owner": source.owner,
        "every": source.every.total_seconds(),
        "enabled": source.enabled,
    }


@sources.command("check", epilog="Example: vedette sources check un-press civil-ge")
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@json_option
@config_option
def check_sources(names: tuple[str, ...], as_json: bool, config_dir: Path | None) -> int:
    """Fetch sources once and say what they answer; nothing is stored.

    Exit 3: some are doubtful or failed; 4: all failed.
    """
    settings = settings_of(config_dir)
    wanted = choose(settings, names, every_source=not names)
    looks = asyncio.run(look_at(settings, wanted))
    if as_json:
        click.echo(json_text([_look_dict(one) for one in looks]))
    else:
        _print_looks(looks)
    failed = sum(one.failed for one in looks)
    doubtful = sum(bool(one.doubts) for one in looks if not one.failed)
    if looks and failed == len(looks):
        return _ALL_FAILED
    return _PARTLY if failed or doubtful else 0


async def look_at(settings: Settings, wanted: tuple[Source, ...]) -> tuple[Look, ...]:
    """Fetch each source's listing once; return what was seen, in the same order."""
    from console.app import reading_room
    from spiders.poll import look

    async with reading_room(settings) as (door, workers):
        looking = [look(source, door, workers, now=utc_now) for source in wanted]
        return tuple(await asyncio.gather(*looking))


def _print_looks(looks: tuple[Look, ...]) -> None:
    for one in looks:
        mark = Mark.BAD if one.failed else Mark.DOUBT if one.doubts else Mark.OK
        text = one.error or " · ".join([one.summary, *one.doubts])
        say(mark, f"{one.source:<20} {text}", stream=sys.stdout)
    failed = sum(one.failed for one in looks)
    doubtful = sum(bool(one.doubts) for one in looks if not one.failed)
    click.echo(f"{len(looks) - failed - doubtful} well, {doubtful} doubtful, {failed} failed")


def _look_dict(one: Look) -> dict[str, object]:
    state = "failed" if one.failed else "doubtful" if one.doubts else "ok"
    return {
        "id": one.source,
        "state": state,
        "items": one.items,
        "newest": iso(one.newest),
        "doubts": list(one.doubts),
        "error": one.error,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Stat:
    """One source with what is remembered of it."""

    source: Source
    state: SourceState | None
    now: datetime

    @property
    def word(self) -> str:
        """Return the state in a word: ok, failing, never_polled or disabled."""
        if not self.source.enabled:
            return "disabled"
        if self.state is None or self.state.last_poll is None:
            return "never_polled"
        return "failing" if self.state.failures else "ok"

    def as_dict(self) -> dict[str, object]:
        """Return the contract's keys; times in UTC, `silent_for` in seconds."""
        state = self.state
        success = state.last_success if state else None
        item = state.last_item if state else None
        return {
            "id": self.source.id,
            "state": self.word,
            "last_outcome": state.last_outcome if state else None,
            "last_error": state.last_error if state else None,
            "last_success": iso(success),
            "silent_for": round((self.now - item).total_seconds()) if item else None,
            "failures": state.failures if state else 0,
            "last_poll": iso(state.last_poll) if state else None,
            "retry_at": iso(state.retry_at) if state else None,
        }


@sources.command("stats", epilog="Example: vedette sources stats --json")
@json_option
@config_option
def stats(as_json: bool, config_dir: Path | None) -> None:
    """Say how each source has been doing, the troubled ones first."""
    settings = settings_of(config_dir)
    rows = asyncio.run(source_stats(settings))
    if as_json:
        click.echo(json_text([row.as_dict() for row in rows]))
        return
    _print_stats(rows)


async def source_stats(settings: Settings) -> tuple[Stat, ...]:
    """Return every configured source with its stored state, the troubled ones first."""
    from console.stored import stored_only

    async with stored_only(settings) as store:
        states = {} if store is None else {one.id: one for one in await store.source_states()}
    rows = [Stat(source=one, state=states.get(one.id), now=utc_now()) for one in settings.sources]
    order = ("failing", "ok", "never_polled", "disabled")
    return tuple(sorted(rows, key=lambda row: order.index(row.word)))


def _print_stats(rows: tuple[Stat, ...]) -> None:
    marks = {"failing": Mark.BAD, "ok": Mark.OK}
    for row in rows:
        last = row.state.last_item if row.state else None
        silent = f"last item {span(row.now - last)} ago" if last else "no item yet"
        error = f" · {row.state.last_error}" if row.state and row.state.last_error else ""
        word = row.word.replace("_", " ")
        mark = marks.get(row.word, Mark.NOTE)
        say(mark, f"{row.source.id:<20} {word:<12} {silent}{error}", stream=sys.stdout)
    failing = sum(row.word == "failing" for row in rows)
    click.echo(f"{counted(len(rows), 'source')}, {failing} failing")
