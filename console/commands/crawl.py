"""`vedette crawl`: spiders ad hoc, now, whatever the schedule says."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

import click

from console.choice import choose
from console.options import config_option, json_option, settings_of, verbosity_options
from newsroom.settings import FirstRun

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from console.app import Rooms
    from console.crawled import Report, Told, Would
    from newsroom.model import StoredChange
    from newsroom.settings import Settings, Source
    from spiders.poll import PollOptions, PollResult

#: So many sources are polled at a time; each host is still asked for one page at a time.
_AT_A_TIME = 16
_PARTLY, _ALL_FAILED = 3, 4
_EVER = timedelta(days=36_500)


class When(click.ParamType[datetime]):
    """A point in time: `2d` ago, or an ISO date or time (UTC where it names no zone).

    `ends`: a mere day stands for its end, not for its beginning.
    """

    name = "time"

    def __init__(self, *, ends: bool = False) -> None:
        self._ends = ends

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return an aware UTC time; fails with an example of what would be right."""
        from newsroom.config.scalars import parse_duration

        if isinstance(value, datetime):
            return value
        text = str(value).strip()
        try:
            return datetime.now(UTC) - parse_duration(text)
        except ValueError:
            pass
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            self.fail(f"“{text}” is no time; write 2d, 2026-11-20 or 2026-11-20T14:00Z", param, ctx)
        if self._ends and len(text) == len("2026-11-20"):
            moment = datetime.combine(moment, time.max)
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)


@click.command(
    epilog="""\b
Examples:
  vedette crawl un-press azertac --since 2d --dry-run
  vedette crawl --all --alerts none
  vedette crawl un-press --to main --json
"""
)
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--all", "every_source", is_flag=True, help="All enabled sources.")
@click.option("--since", type=When(), help="Leave out what was published before: 2d, 2026-11-20.")
@click.option("--until", type=When(ends=True), help="Leave out what was published after.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many items of each source.")
@click.option("--dry-run", is_flag=True, help="Store nothing, send nothing; say what would be.")
@click.option("--to", "to_channel", metavar="CHANNEL", help="Send to this channel only.")
@click.option(
    "--alerts",
    type=click.Choice(["none", "digest", "live"]),
    help="How to tell what is new. Default: live, and nothing for older items.",
)
@json_option
@verbosity_options
@config_option
def crawl(  # noqa: PLR0913, PLR0917 - one for each option
    sources: tuple[str, ...],
    every_source: bool,
    since: datetime | None,
    until: datetime | None,
    limit: int | None,
    dry_run: bool,
    to_channel: str | None,
    alerts: str | None,
    as_json: bool,
    verbose: int,
    quiet: bool,
    config_dir: Path | None,
) -> int:
    """Run spiders now, whatever the schedule says.

    Stores what is new and sends what is worth an alert; while `vedette run` is at work on the
    same database, that one sends it. Exit 3: some sources failed; 4: all did.
    """
    from console import logs
    from console.crawled import Report
    from newsroom.model import Telling
    from spiders.poll import PollOptions

    settings = settings_of(config_dir)
    logs.set_up(settings.redactor, verbose=verbose, quiet=quiet)
    wanted = choose(settings, sources, every_source=every_source)
    _check_channel(settings, to_channel)
    if alerts in {"live", "digest"}:
        settings = _whatever_their_age(settings)
    options = PollOptions(
        since=since,
        until=until,
        limit=limit,
        telling=Telling(alerts) if alerts else None,
        only_for=to_channel,
        unconditional=True,
    )
    report = Report(as_json=as_json, dry_run=dry_run, quiet=quiet)
    return asyncio.run(_crawl(settings, wanted, options, report))


def _check_channel(settings: Settings, name: str | None) -> None:
    known = [channel.id for channel in settings.channels]
    if name is not None and name not in known:
        raise click.UsageError(
            f"no channel “{name}”; there are: {', '.join(known) or 'none is configured'}"
        )


def _whatever_their_age(settings: Settings) -> Settings:
    """Return settings under which nothing is too old: somebody asked for these alerts."""
    fetch = replace(settings.fetch, fresh=_EVER, first_run=FirstRun.ALERT)
    return replace(settings, fetch=fetch)


async def _crawl(
    settings: Settings,
    sources: Sequence[Source],
    options: PollOptions,
    report: Report,
) -> int:
    from alerts.terminal import Terminal
    from console.app import rehearsal, rooms

    # Data goes to stdout; with --json an alert for the terminal must not stand between its lines.
    terminal = Terminal(sys.stderr if report.as_json else sys.stdout)
    opening = rehearsal(settings) if report.dry_run else rooms(settings, terminal)
    async with opening as opened:
        results = await _poll_all(opened, sources, options, report)
        told = await _tell(opened)
    report.close(told)
    failed = sum(result.failed for result in results)
    if results and failed == len(results):
        return _ALL_FAILED
    return _PARTLY if failed or told.error else 0


async def _poll_all(
    opened: Rooms, sources: Sequence[Source], options: PollOptions, report: Report
) -> tuple[PollResult, ...]:
    from console.crawled import Progress
    from spiders.poll import poll

    turns = asyncio.Semaphore(_AT_A_TIME)

    async def one(source: Source) -> PollResult:
        async with turns:
            result = await poll(source, opened.means, options)
        report.ended(result)
        progress.step(source.id)
        return result

    with Progress(len(sources), wanted=report.for_people) as progress:
        return tuple(await asyncio.gather(*(one(source) for source in sources)))


async def _tell(opened: Rooms) -> Told:
    """Send what is new, or say what a dry run would send."""
    from console.crawled import Told
    from newsroom.delivery import DeliveryState
    from newsroom.errors import StoreError

    outbox = opened.outbox
    if outbox is None:
        changes = await opened.store.unrouted(limit=1000)
        return Told(would=_would(changes, opened.settings, opened.means.now()))
    try:
        await outbox.drain()
        left = await outbox.pending()
    except StoreError as error:
        return Told(sent=outbox.tally.get(DeliveryState.SENT, 0), error=str(error))
    return Told(sent=outbox.tally.get(DeliveryState.SENT, 0), left=left)


def _would(changes: Sequence[StoredChange], settings: Settings, now: datetime) -> tuple[Would, ...]:
    """Return the alerts that a dry run did not send."""
    from alerts.route import route
    from console.crawled import Would
    from newsroom.delivery import DeliveryState

    return tuple(
        Would(title=change.item.article.title, channel=delivery.channel)
        for change in changes
        for delivery in route(change, settings, now)
        if delivery.state is not DeliveryState.CANCELLED
    )
