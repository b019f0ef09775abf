"""The whole way from fetched items to recorded deliveries, as one job for a process of its own.

Real are the store, what is filed and decided, the outbox, the leases and the Bot API's client.
The listing is not fetched but made here: what is fetched and then lost with its process is fetched
again, so nothing can go wrong before it is filed.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from alerts import fate, seeker
from alerts.channels import open_transports
from alerts.outbox import Outbox
from alerts.telegram import Telegram as Client
from alerts.terminal import Terminal
from newsroom.delivery import DeliveryState
from newsroom.fetched import FetchOutcome
from newsroom.ingest import Desk, file, plan
from newsroom.judge.readers import watches_of
from newsroom.model import Entry, Listing, Reading
from newsroom.polled import Closing
from newsroom.settings import Fetch, FirstRun, OnUnknown, Pace, Rate, Telegram, Watch
from newsroom.store.database import open_store
from newsroom.store.lease import Keeper
from tests.alerts.given import channel, settings
from tests.crash.points import apart

if TYPE_CHECKING:
    from newsroom.settings import Settings
    from newsroom.store.database import Database

#: A delivery in one of these is not over.
OPEN = (
    DeliveryState.HELD,
    DeliveryState.PENDING,
    DeliveryState.SENDING,
    DeliveryState.RETRY,
    DeliveryState.UNKNOWN,
)
_LOOK_EVERY = 0.03
_SYLLABLES = ("ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve", "zi", "ko")
#: What is imported on demand stands here, so that it is imported before a process is forked.
BEFOREHAND = (Client,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What one process does; survives JSON."""

    database: str
    api_url: str
    #: Takes its log and what it has to tell.
    folder: str
    chats: tuple[str, ...] = ("@main",)
    stories: int = 3
    #: At most so many messages in so many seconds: overall, to a private chat, to another.
    pace: tuple[tuple[int, float], ...] = ((1000, 1.0), (1000, 1.0), (1000, 1.0))
    look_up_after: tuple[float, ...] = (0.3, 0.8)
    #: Seconds after which it gives up waiting for quiet.
    patience: float = 30.0
    #: Point at which it is killed; None: it ends when all is over.
    kill_at: int | None = None
    #: Note the place of every point.
    places: bool = False
    #: Stories filed in one transaction, and the seconds after it.
    batch: int = 1
    apart: float = 0.0
    #: The pauses of ours that no setting names are so many times shorter.
    hurry: float = 1.0
    #: Log everything that any library has to say.
    talkative: bool = False

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Job:
        lists = {name: tuple(value) for name, value in said.items() if isinstance(value, list)}
        return cls(**{**said, **lists})


def title(number: int) -> str:
    return f"Shelling of {_names(number)}"


def _names(number: int) -> str:
    """Return names that no other number has: two reports of one event would be one story."""
    digest = sha256(str(number).encode()).digest()
    syllables = [_SYLLABLES[byte % len(_SYLLABLES)] for byte in digest[:24]]
    return " ".join("".join(syllables[at : at + 6]).capitalize() for at in range(0, 24, 6))


def configured(job: Job) -> Settings:
    overall, private, group = (
        Rate(count=count, per=timedelta(seconds=seconds)) for count, seconds in job.pace
    )
    telegram = Telegram(
        api_url=job.api_url,
        pace=Pace(overall=overall, private=private, group=group),
        look_up_after=tuple(timedelta(seconds=one) for one in job.look_up_after),
        on_unknown=OnUnknown(),
    )
    watch = Watch(id="incidents", title="Incidents", topic="caucasus_incident", any=("shelling",))
    return settings(
        *(channel(id=f"c{number}", chat=chat) for number, chat in enumerate(job.chats)),
        watches=(watch,),
        telegram=telegram,
        fetch=Fetch(user_agent="test", first_run=FirstRun.ALERT),
    )


async def deliver(job: Job) -> None:
    """File the stories that are not filed yet and deliver; return when nothing is open."""
    config = configured(job)
    fate._FIRST_PAUSE /= job.hurry
    seeker._AGAIN /= job.hurry
    async with AsyncExitStack() as stack:
        store = await open_store(job.database)
        stack.push_async_callback(store.close)
        keeper = await stack.enter_async_context(Keeper(store))
        transports = await stack.enter_async_context(open_transports(config, Terminal(None)))
        box = Outbox(store, keeper, config, transports, _now, grace=1.0)
        stop = asyncio.Event()
        running = asyncio.create_task(box.run(stop))
        try:
            await _poll(job, store, keeper, config, box)
            await asyncio.create_task(_quiet(store, job.patience))
        finally:
            stop.set()
            await running


async def _poll(job: Job, store: Database, keeper: Keeper, config: Settings, box: Outbox) -> None:
    source = config.sources[0]
    assert await keeper.take(f"poll:{source.id}")
    desk = Desk(settings=config, watches=watches_of(config))
    # The newest stands first, as in a feed.
    entries = tuple(_entry(number) for number in reversed(range(job.stories)))
    planned = await plan(store, desk, source, Listing(entries=entries), now=_now())
    closing = Closing(outcome=FetchOutcome.OK, error=None, validators={})
    fresh = [Reading(entry=one.entry) for one in planned.fresh]
    while fresh:
        readings, fresh = fresh[: job.batch], fresh[job.batch :]
        ends = None if fresh else closing
        await file(store, desk, source, planned, readings, now=_now(), closing=ends)
        box.wake()
        await asyncio.sleep(job.apart)


def _entry(number: int) -> Entry:
    link = f"https://mil.am/{number}"
    said = f"{_names(number)} was mentioned."
    return Entry(guid=link, link=link, title=title(number), body=said, published=_now(), lang="en")


async def _quiet(store: Database, patience: float) -> None:
    apart()
    async with asyncio.timeout(patience):
        while True:
            # In this order: what is routed between the two looks is seen by the second.
            unrouted = await store.unrouted()
            counts = await store.delivery_counts()
            if not unrouted and not any(counts.get(state) for state in OPEN):
                return
            await asyncio.sleep(_LOOK_EVERY)


def _now() -> datetime:
    return datetime.now(UTC)
