"""The main job: polls on schedule, alerts as they come, chores, and a clean end."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from newsroom.errors import StoreError
from newsroom.fetched import Failed
from scheduler import Clock
from spiders.poll import PollOptions, poll

if TYPE_CHECKING:
    from collections.abc import Callable

    from console.app import Rooms
    from newsroom.settings import Source
    from spiders.poll import PollResult

log = logging.getLogger(__name__)

_HEARTBEAT = timedelta(seconds=60)
#: A day without a time of day, and the days of two zones.
_OLD_FOR_CERTAIN = timedelta(days=2)
#: On stopping: polls and sends in flight have this long, together well under ten seconds.
_POLLS_FINISH = timedelta(seconds=4)
_SENDS_FINISH = timedelta(seconds=4)


async def serve(rooms: Rooms, stop: asyncio.Event, show: Callable[[PollResult], None]) -> None:
    """Run until `stop` is set, then finish what is in flight and return.

    Raises what ended the sending of alerts, should that ever end by itself.
    """
    outbox = rooms.outbox
    if outbox is None:
        raise ValueError("a dry run has nothing to serve")
    sending = asyncio.create_task(outbox.run(stop), name="outbox")
    hearing = asyncio.create_task(_hear(rooms, stop), name="bot")
    async with Clock(timezone=rooms.settings.timezone) as clock:
        _plan(clock, rooms, show)
        await _stopped(stop, sending)
        stop.set()
        clock.stop()
        await clock.finish(_POLLS_FINISH)
    await asyncio.wait({sending}, timeout=_SENDS_FINISH.total_seconds())
    sending.cancel()
    hearing.cancel()
    await asyncio.gather(sending, hearing, return_exceptions=True)
    if not sending.cancelled() and (error := sending.exception()) is not None:
        raise error


def _plan(clock: Clock, rooms: Rooms, show: Callable[[PollResult], None]) -> None:
    for source in rooms.settings.sources:
        if source.enabled:
            clock.every(f"poll {source.id}", source.every, partial(_poll, rooms, source, show))
    clock.daily("prune", 4, 10, partial(prune, rooms))
    if rooms.settings.heartbeat_url is not None:
        url = rooms.settings.heartbeat_url
        clock.every("heartbeat", _HEARTBEAT, partial(_beat, rooms, url))


async def _hear(rooms: Rooms, stop: asyncio.Event) -> None:
    if rooms.bot is not None:
        await rooms.bot.run(stop)


async def _stopped(stop: asyncio.Event, sending: asyncio.Task[None]) -> None:
    """Wait until somebody asks to stop, or sending has ended by itself."""
    asked = asyncio.create_task(stop.wait())
    await asyncio.wait({asked, sending}, return_when=asyncio.FIRST_COMPLETED)
    asked.cancel()
    await asyncio.gather(asked, return_exceptions=True)


async def _poll(rooms: Rooms, source: Source, show: Callable[[PollResult], None]) -> None:
    result = await poll(source, rooms.means, PollOptions())
    show(result)
    told = result.changes or any(line.told for line in result.lines)
    if rooms.outbox is not None and told:
        rooms.outbox.wake()


async def prune(rooms: Rooms) -> None:
    """Delete what is older than the configuration keeps.

    Articles stay for as long as their age alone would not keep them from being news again.
    """
    settings, now = rooms.settings, rooms.means.now()
    keep = settings.retention
    articles = max(keep.articles, settings.fetch.fresh + _OLD_FOR_CERTAIN)
    try:
        gone = await rooms.store.prune(
            articles_before=now - articles, deliveries_before=now - keep.deliveries
        )
    except StoreError as error:
        log.warning("prune failed: %s", error)
        return
    log.info("pruned rows=%d", gone)


async def _beat(rooms: Rooms, url: str) -> None:
    """Tell the outside that the program lives; who watches it notices when this stops.

    It stops as well while no alert at all can be sent: a dead token cannot report itself.
    """
    if rooms.outbox is not None and rooms.outbox.trouble is not None:
        return
    answer = await rooms.means.door.get(url, source="heartbeat", robots=False)
    if isinstance(answer, Failed):
        log.warning("heartbeat failed: %s", answer.reason)
