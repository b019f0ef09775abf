"""Runs jobs, each in a process forked from this one, which has everything imported already.

So a run costs what it does and not what importing costs. A job comes in as a line of JSON, what
became of its process goes out as one; it is driven by `Nursery`.
"""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if __name__ == "__main__":
    # Started as a script: the project's root is not on the path then.
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.crash.pipeline import Job, deliver
from tests.crash.points import Points

if TYPE_CHECKING:
    from types import TracebackType

KILLED = "point.txt"
COUNTED = "points.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a job's process ended."""

    #: Its exit code; of one that was killed, the signal, negative.
    code: int
    #: Place of the point at which it was killed; None if it was not.
    place: str | None


class Nursery:
    """A process that forks; `async with Nursery() as nursery: await nursery.run(job)`."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        pipe = asyncio.subprocess.PIPE
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, __file__, stdin=pipe, stdout=pipe
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()

    async def run(self, job: Job) -> Ended:
        """Run a job to its end."""
        await self.begin(job)
        return await self.ended(job)

    async def begin(self, job: Job) -> int:
        """Begin a job; return the id of its process."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(job.to_json()).encode() + b"\n")
        await self._process.stdin.drain()
        return int(await self._line())

    async def ended(self, job: Job) -> Ended:
        """Wait for the end of the job that was begun last."""
        code = int(await self._line())
        return Ended(code=code, place=_place(Path(job.folder, KILLED)))

    async def _line(self) -> Any:
        assert self._process is not None
        assert self._process.stdout is not None
        return json.loads(await self._process.stdout.readline())


def _place(told: Path) -> str | None:
    if not told.exists():
        return None
    place = told.read_text(encoding="utf-8")
    told.unlink()
    return place


def main() -> None:
    gc.freeze()
    for line in sys.stdin:
        job = Job.from_json(json.loads(line))
        child = os.fork()
        if child == 0:
            _live(job)
        print(child, flush=True)  # noqa: T201 - the answer
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)  # noqa: T201 - likewise


def _live(job: Job) -> None:
    """Do a job, and end."""
    folder = Path(job.folder)
    log = os.open(folder / "log.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    form = "%(relativeCreated)d %(process)d %(levelname)s %(name)s %(message)s"
    logging.basicConfig(level=logging.INFO, format=form, force=True)
    if job.talkative:
        for logger in map(logging.getLogger, (None, *logging.Logger.manager.loggerDict)):
            logger.setLevel(logging.DEBUG)
    points = Points(job.kill_at, folder / KILLED, noted=job.places)
    code = 1
    try:
        asyncio.run(_counted(job, points))
        code = 0
    except BaseException:
        logging.exception("the job failed")  # noqa: LOG015 - the process's last words
    finally:
        if job.places:
            (folder / COUNTED).write_text(json.dumps(points.places), encoding="utf-8")
        logging.shutdown()
        os._exit(code)


async def _counted(job: Job, points: Points) -> None:
    points.watch(asyncio.get_running_loop())
    # In a task of its own, so that its awaits count too.
    await asyncio.create_task(deliver(job))


if __name__ == "__main__":
    main()
