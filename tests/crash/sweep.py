"""Kills the pipeline at many points, one run each, starts it again and looks at what came of it."""

from __future__ import annotations

import asyncio
import json
import signal
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsroom.delivery import DeliveryState
from newsroom.store.database import open_store
from tests.crash.nursery import COUNTED, Nursery
from tests.crash.pipeline import Job, title
from tests.standins.bot_api import BotApi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    #: Gives the address of a new database, for the time of a run.
    Databases = Callable[[Path], AbstractContextManager[str]]

CHANNEL = "@main"
STORIES = 3
#: Processes at once.
HANDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What came of one run with its kills."""

    #: By process: the point at which it was killed, as asked.
    points: tuple[int, ...]
    #: Where it was killed; shorter than `points` where the process had ended before.
    places: tuple[str, ...]
    lost: int = 0
    twice: int = 0
    #: Left to an operator.
    stuck: int = 0
    in_order: bool = True
    #: Set-up posts that nobody deleted.
    left: int = 0
    #: What else is wrong, with the log.
    broken: str = ""

    @property
    def kept(self) -> bool:
        """Say whether each story has exactly one message.

        Not that they stand in order: what follows a message of unknown fate does not wait for it.
        """
        return not (self.lost or self.twice or self.stuck or self.left or self.broken)

    def __str__(self) -> str:
        where = ", ".join(
            f"{at} ({place})" for at, place in zip(self.points, self.places, strict=False)
        )
        told = f"killed at {where or self.points}: lost {self.lost}, twice {self.twice},"
        return f"{told} stuck {self.stuck}, set-up posts left {self.left} {self.broken}"


@dataclass(slots=True, kw_only=True)
class Sweep:
    """Many runs on databases of one kind."""

    databases: Databases
    folder: Path
    runs: list[Run] = field(default_factory=list)

    async def count(self) -> list[str]:
        """Run to the end once; return the places of all points."""
        async with Nursery() as nursery:
            folder = self.folder / "count"
            folder.mkdir()
            with self.databases(folder) as database:
                async with _api() as api:
                    job = self._job(database, api, folder)
                    ended = await nursery.run(replace(job, places=True))
        assert ended.code == 0, _log(folder)
        return list(json.loads((folder / COUNTED).read_text(encoding="utf-8")))

    async def kill_at(self, points: Iterable[Sequence[int]]) -> None:
        """Make a run for each; of several points each kills a process of the same run."""
        left = list(enumerate(points))
        left.reverse()
        await asyncio.gather(*(self._work(left) for _ in range(HANDS)))

    async def _work(self, left: list[tuple[int, Sequence[int]]]) -> None:
        async with Nursery() as nursery:
            while left:
                number, points = left.pop()
                folder = self.folder / f"run-{number}-{'-'.join(map(str, points))}"
                folder.mkdir()
                with self.databases(folder) as database:
                    self.runs.append(await self._run(nursery, points, database, folder))

    async def _run(
        self, nursery: Nursery, points: Sequence[int], database: str, folder: Path
    ) -> Run:
        places = []
        async with _api() as api:
            job = self._job(database, api, folder)
            for at in points:
                ended = await nursery.run(replace(job, kill_at=at))
                if ended.code == -signal.SIGKILL and ended.place is not None:
                    places.append(ended.place)
            ended = await nursery.run(job)
            run = Run(points=tuple(points), places=tuple(places))
            if ended.code:
                return replace(run, broken=f"the restart ended with {ended.code}: {_log(folder)}")
            return await _judged(run, api, database, folder)

    def _job(self, database: str, api: BotApi, folder: Path) -> Job:
        return Job(database=database, api_url=api.url, folder=str(folder), stories=STORIES)

    def summary(self, name: str) -> str:
        """Say in a line how it went."""
        killed = [run for run in self.runs if run.places]
        places = {place for run in killed for place in run.places}
        counts = Counter[str]()
        for run in self.runs:
            counts.update(lost=run.lost, twice=run.twice, stuck=run.stuck)
            counts["set-up posts left"] += run.left
            counts["broken"] += bool(run.broken)
            counts["out of order"] += not run.in_order
        told = ", ".join(f"{what} {number}" for what, number in counts.items())
        points = {run.points[: len(run.places)] for run in killed}
        return f"{name}: {len(points)} points killed at, {len(places)} places; {told}"


def _api() -> BotApi:
    api = BotApi()
    api.add_channel(CHANNEL)
    return api


async def _judged(run: Run, api: BotApi, database: str, folder: Path) -> Run:
    shown = [text.partition("\n")[0] for text in api.texts()]
    stories = [title(number) for number in range(STORIES)]
    counted = Counter(shown)
    others = [text for text in shown if text not in stories]
    store = await open_store(database)
    counts = await store.delivery_counts()
    await store.close()
    broken = [] if counts.get(DeliveryState.SENT) == STORIES else [f"states: {dict(counts)}"]
    if database.startswith("sqlite"):
        broken += _damage(folder)
    told = [text for text in shown if text in stories]
    return replace(
        run,
        lost=sum(not counted[one] for one in stories),
        twice=sum(max(counted[one] - 1, 0) for one in stories),
        stuck=counts.get(DeliveryState.STUCK, 0),
        in_order=list(dict.fromkeys(told)) == [one for one in stories if one in told],
        left=len(others),
        broken=" ".join([*broken, _log(folder)]) if broken else "",
    )


def _damage(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "vedette.db")) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchall()
    return [] if found == [("ok",)] else [f"damaged: {found}"]


def _log(folder: Path) -> str:
    path = folder / "log.txt"
    return f"\n{path.read_text(encoding='utf-8')}" if path.exists() else ""
