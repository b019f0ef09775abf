"""`vedette backtest`: what another configuration would have told of the stored news."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Self

import click

from console.iso import iso, utc_now
from console.options import config_option, json_option, settings_of
from console.say import cut, json_text, printable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
    from datetime import datetime

    from newsroom.judge.comparing import Comparison, Rules, Text, Told
    from newsroom.model import StoredItem
    from newsroom.settings import Settings
    from newsroom.store.protocol import Store

#: Items that are read and judged together.
_BATCH = 500
#: From so many items on a second process is worth its start.
_MANY = 3_000
_TITLE_WIDTH = 70


@dataclass(slots=True)
class Difference:
    """What two configurations told differently."""

    gained: list[dict[str, object]] = field(default_factory=list)
    lost: list[dict[str, object]] = field(default_factory=list)
    #: By watch: before and after.
    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    #: By day in UTC: items told before and after.
    days: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    items: int = 0

    def add(self, item: StoredItem, told: Told) -> None:
        """Count one item."""
        self.items += 1
        day = self.days[f"{item.article.at:%Y-%m-%d}"]
        for side, watches in enumerate(told):
            day[side] += bool(watches)
            for watch in watches:
                self.counts[watch][side] += 1
        before, after = set(told.before), set(told.after)
        self.gained += [_line(item, watch) for watch in told.after if watch not in before]
        self.lost += [_line(item, watch) for watch in told.before if watch not in after]

    def as_dict(self) -> dict[str, object]:
        """Return the contract's keys, and how many items were judged."""
        return {
            "gained": self.gained,
            "lost": self.lost,
            "per_day": {
                day: {"before": before, "after": after}
                for day, (before, after) in sorted(self.days.items())
            },
            "items": self.items,
        }


def _line(item: StoredItem, watch: str) -> dict[str, object]:
    article = item.article
    at = iso(article.at)
    return {"url": article.url, "title": article.title, "watch": watch, "at": at}


@click.command(
    epilog="""\b
Example:
  vedette backtest --days 30 --against config-new
"""
)
@click.option(
    "--days", type=click.IntRange(1, 36_500), default=30, show_default=True,
    help="Judge the stored news of so many days.",
)  # fmt: skip
@click.option(
    "--against", type=click.Path(path_type=Path), required=True, metavar="DIR2",
    help="The other configuration.",
)  # fmt: skip
@json_option
@config_option
def backtest(days: int, against: Path, *, as_json: bool, config_dir: Path | None) -> int:
    """Say what another configuration would have told, and what it would not.

    Stored items of the last days are judged by both configurations, whatever became of them: gained
    is what only DIR2 tells, lost what only the present one does.
    """
    from newsroom.config import load

    settings = settings_of(config_dir)
    other = load.load(against, os.environ, shown_as=str(against))
    begin = time.monotonic()
    since = utc_now() - timedelta(days=days)
    difference = asyncio.run(_compare(settings, other, since))
    if as_json:
        click.echo(json_text(difference.as_dict()))
    else:
        seconds = time.monotonic() - begin
        click.echo("\n".join(printable(line) for line in _for_people(difference, seconds)))
    return 0


async def _compare(settings: Settings, other: Settings, since: datetime) -> Difference:
    from console.stored import stored_only
    from newsroom.judge.comparing import rules_of

    difference = Difference()
    async with stored_only(settings) as store:
        if store is None:
            return difference
        many = (await store.counts())["items"] >= _MANY
        with _Judges(rules_of(settings), rules_of(other), several=many) as judges:
            async for items, told in _judged(store, since, settings.version, judges.compare):
                for item, one in zip(items, told, strict=True):
                    difference.add(item, one)
    return difference


async def _judged(
    store: Store,
    since: datetime,
    version: str,
    compare: Callable[[Sequence[Text]], Awaitable[Sequence[Told]]],
) -> AsyncIterator[tuple[Sequence[StoredItem], Sequence[Told]]]:
    """Yield batches in their order; the next ones are read while some are judged."""
    waiting: list[tuple[Sequence[StoredItem], asyncio.Task[Sequence[Told]]]] = []
    after = 0
    while True:
        items = await store.items_of(since, after=after, limit=_BATCH)
        if items:
            after = items[-1].number
            waiting.append((items, asyncio.ensure_future(compare(_texts(items, version)))))
        if len(waiting) > 2 * (os.cpu_count() or 1) or not items:
            if not waiting:
                return
            first, task = waiting.pop(0)
            yield first, await task


def _texts(items: Sequence[StoredItem], version: str) -> list[Text]:
    """Return what is judged; what this very configuration has read already is not read again."""
    from newsroom.judge.comparing import Text

    return [
        Text(
            item.article.title,
            item.article.body,
            item.article.lang,
            item.article.at,
            item.judgement.meaning if item.config == version else None,
        )
        for item in items
    ]


class _Judges:
    """Who compares: this process, or one for each processor where there is much to do."""

    def __init__(self, before: Rules, after: Rules, *, several: bool) -> None:
        from newsroom.judge.comparing import Comparison

        self._own = None if several else Comparison(before, after)
        self._pool = (
            ProcessPoolExecutor(
                mp_context=get_context("spawn"), initializer=_prepare, initargs=(before, after)
            )
            if several
            else None
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    async def compare(self, texts: Sequence[Text]) -> Sequence[Told]:
        """Return by which watches each article would have been told."""
        if self._own is not None:
            return self._own.compare(texts)
        return await asyncio.get_running_loop().run_in_executor(self._pool, _compared, texts)


#: Of a process of the pool: made once, when it starts.
_prepared: list[Comparison] = []


def _prepare(before: Rules, after: Rules) -> None:
    from newsroom.judge.comparing import Comparison

    _prepared[:] = [Comparison(before, after)]


def _compared(texts: Sequence[Text]) -> Sequence[Told]:
    return _prepared[0].compare(texts)


# --- for people ---------------------------------------------------------------------------------


def _for_people(difference: Difference, seconds: float) -> list[str]:
    """Return the table of watches, what is gained and lost, and the sum."""
    gained = Counter(str(one["watch"]) for one in difference.gained)
    lost = Counter(str(one["watch"]) for one in difference.lost)
    width = max([len("watch"), *map(len, difference.counts)])
    lines = [f" {'watch':<{width}}  before  after  gained  lost"]
    for watch, (before, after) in sorted(difference.counts.items()):
        numbers = f"{before:>6}  {after:>5}  {gained[watch]:>6}  {lost[watch]:>4}"
        lines.append(f" {watch:<{width}}  {numbers}")
    both = [("+", one) for one in difference.gained] + [("-", one) for one in difference.lost]
    for sign, one in sorted(both, key=lambda pair: str(pair[1]["at"])):
        title = cut(str(one["title"]), _TITLE_WIDTH, stream=sys.stdout)
        lines.append(f" {sign} {str(one['at'])[:10]}  {title}  ({one['watch']})")
    total = f"{len(difference.gained)} gained, {len(difference.lost)} lost"
    lines.append(f"{total}: {difference.items:,} items in {seconds:.1f} s")
    return lines
