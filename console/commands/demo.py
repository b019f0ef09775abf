"""`vedette demo`: the main job on the sample newswire, with no network and no token."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.options import json_option, settings_of
from console.say import json_text
from newsroom.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from console.app import Rooms
    from console.newswire.serve import Newswire
    from newsroom.settings import Settings
    from spiders.poll import PollResult

#: What each outcome means, in the order of the summary.
_MEANINGS = {
    "new_story": "told once, above",
    "joined": "a further report of a story",
    "baseline": "there before the program looked for the first time",
    "stale": "old when it was first seen",
    "excluded": "caught, and kept out by a word under `none`",
    "no_match": "no watch asks for it",
    "below_threshold": "caught, without alert value",
    "unreadable": "could not be read",
}
#: After the last publication: at most so long for everything to be read and sent, in seconds.
_SETTLES_WITHIN = 12


@click.command(
    epilog="""\b
Examples:
  vedette demo --once
  vedette demo --once --json --config my-config
"""
)
@click.option("--once", is_flag=True, help="End by itself when the news is over.")
@json_option
@click.option(
    "--config",
    "config_dir",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Judge by the watches of this configuration. Default: the starter's.",
)
def demo(once: bool, as_json: bool, config_dir: Path | None) -> int:
    """Play the sample newswire: an invented world on loopback, read and judged like the real one.

    Some twenty seconds of news from ten sites in seven languages, one of which fails and one of
    which hangs. Alerts appear as they would in a channel; a summary by outcome follows. Everything
    lives in a temporary folder of its own.
    """
    from console import logs
    from console.newswire.serve import served
    from console.newswire.settings import demo_settings
    from console.newswire.world import sample_world
    from newsroom.secret import Redactor

    logs.set_up(Redactor(), quiet=True)
    own = settings_of(config_dir) if config_dir is not None else None
    with (
        tempfile.TemporaryDirectory(prefix="vedette-demo-") as folder,
        served(sample_world()) as newswire,
    ):
        settings = demo_settings(Path(folder), newswire, own)
        return asyncio.run(_play(settings, newswire, once=once, as_json=as_json))


async def _play(settings: Settings, newswire: Newswire, *, once: bool, as_json: bool) -> int:
    from alerts.terminal import Terminal
    from console.app import rooms
    from console.service import serve
    from console.signals import listen

    stop = asyncio.Event()
    code = listen(stop)
    tally = Tally({one.id for one in newswire.world.outlets if one.form != "hanging"})
    async with rooms(settings, Terminal(sys.stdout, as_json=as_json)) as opened:
        click.echo(_introduction(newswire), err=True)
        serving = asyncio.create_task(serve(opened, stop, tally.add))
        await _first(serving, stop, _play_through(opened, newswire, tally))
        if not stop.is_set():
            click.echo(tally.as_json() if as_json else tally.for_people())
            if not once:
                click.echo("The sites stay up; Ctrl-C ends this.", err=True)
                await _first(serving, stop)
        stop.set()
        await serving
    return code[0]


def _introduction(newswire: Newswire) -> str:
    world = newswire.world
    return (
        f"The sample newswire: {len(world.outlets)} sites on 127.0.0.1, "
        f"{world.length.total_seconds():.0f} s of news. All of it is invented.\n"
    )


async def _play_through(opened: Rooms, newswire: Newswire, tally: Tally) -> None:
    """Let every site be read once, play the news, and wait until all of it is read and sent."""
    world = newswire.world
    await tally.looked.wait()
    newswire.play()
    await asyncio.sleep(world.length.total_seconds())
    for _ in range(_SETTLES_WITHIN):
        await asyncio.sleep(1)
        waiting = await opened.outbox.pending() if opened.outbox is not None else 0
        if tally.items >= len(world.pieces) and not waiting:
            return


async def _first(
    serving: asyncio.Task[None],
    stop: asyncio.Event,
    work: Coroutine[None, None, None] | None = None,
) -> None:
    """Wait for the first of: the work is done, somebody asks to stop, serving has ended."""
    tasks: set[asyncio.Task[object]] = {asyncio.create_task(stop.wait())}
    if work is not None:
        tasks.add(asyncio.create_task(work))
    await asyncio.wait({*tasks, serving}, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    for error in results:
        if isinstance(error, Exception):
            raise error


class Tally:
    """Counts what the demo's polls brought."""

    def __init__(self, first_look: set[str]) -> None:
        #: Set when each of the sources of `first_look` was polled once.
        self.looked = asyncio.Event()
        self._first_look = first_look
        self._counts: Counter[str] = Counter()
        self._failed: dict[str, str] = {}

    @property
    def items(self) -> int:
        """Return the number of items that have met their end."""
        return self._counts.total()

    def add(self, result: PollResult) -> None:
        """Take in one poll."""
        self._first_look.discard(result.source)
        if not self._first_look:
            self.looked.set()
        if result.failed:
            self._failed[result.source] = str(result.error)
        ends = (line.outcome for line in result.lines if line.outcome is not Outcome.SEEN)
        self._counts.update(str(outcome) for outcome in ends)

    def as_json(self) -> str:
        """Return the last line of `--json`."""
        return json_text({"counts": dict(self._counts), "failed": self._failed})

    def for_people(self) -> str:
        """Return the summary: items by outcome, then the sources that failed."""
        lines = [f"{self.items} items were read; each met one end:"]
        for outcome, meaning in _MEANINGS.items():
            if self._counts[outcome]:
                lines.append(f"  {self._counts[outcome]:>3}  {outcome:<16} {meaning}")
        lines += [f"  {source}: {error}" for source, error in self._failed.items()]
        return "\n".join(lines)
