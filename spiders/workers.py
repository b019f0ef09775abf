"""Worker processes that read what sites send, and are killed when a page defeats them.

    async with Workers() as workers:
        listing = await workers.run(work.feed, body, content_type, url, languages)

A task has five seconds, counted from when a worker takes it up, and 400 MB. A worker that is over
is killed and replaced; the task ends as `Unreadable`, everybody else goes on.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import multiprocessing
import os
import resource
import signal
import site
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import forkserver, resource_tracker
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar

from pebble import CONSTS, ProcessExpired, ProcessPool

import newsroom
from newsroom.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_P = ParamSpec("_P")
_T = TypeVar("_T")
_log = logging.getLogger(__name__)

#: Exit code of a worker that could not get more memory.
_NO_MEMORY = 77
#: Seconds after its deadline at which a worker ends itself, should nobody be left to do it.
_GRACE = 5.0
#: Imported once, by the server that the workers are forked from.
_PRELOAD = ["spiders.workers", "newsroom.read.warmed", "newsroom.un.work"]


class Overrun(Unreadable):
    """The worker that read this had to be killed, or died of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one task may use."""

    #: Seconds.
    deadline: float = 5.0
    #: Bytes on top of what a worker has when it is ready.
    memory: int = 400_000_000


@dataclass(frozen=True, slots=True)
class _Said:
    """What a reader said of its input: a value, or why there is none."""

    value: Any = None
    unreadable: str | None = None
    #: An error that readers should not raise: `ValueError: ...`.
    error: str | None = None


class Workers:
    """A pool that starts when it is first used; `count` workers, each replaced after `tasks`."""

    def __init__(self, *, count: int = 2, tasks: int = 500, limits: Limits | None = None) -> None:
        self._count = count
        self._tasks = tasks
        self._limits = limits or Limits()
        self._pool: ProcessPool | None = None
        self._starting: asyncio.Future[None] | None = None
        self._waiting: set[asyncio.Future[_Said]] = set()
        self._stopping = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._stopping = True
        # A pool that stops leaves those who wait for it waiting.
        for answer in tuple(self._waiting):
            answer.cancel()
        if self._starting is not None:
            await asyncio.gather(self._starting, return_exceptions=True)
        if self._pool is not None:
            await asyncio.to_thread(_stop, self._pool)

    def prepare(self) -> None:
        """Begin to start the workers, without waiting for them."""
        running = self._pool is not None and self._pool.active
        starting = self._starting is not None and not self._starting.done()
        if not (running or starting or self._stopping):
            self._starting = asyncio.ensure_future(self._start())

    async def _start(self) -> None:
        broken, self._pool = self._pool, None
        if broken is not None:
            await asyncio.to_thread(_stop, broken)
        self._pool = await asyncio.to_thread(self._new_pool)

    async def _ready(self) -> ProcessPool:
        self.prepare()
        if self._starting is not None:
            # Whoever gives up waiting must not leave half a pool behind.
            await asyncio.shield(self._starting)
        if self._pool is None or self._stopping:
            raise Unreadable("the program is stopping")
        return self._pool

    def _new_pool(self) -> ProcessPool:
        # A worker that hangs in C code does not hear SIGTERM; waiting longer holds up the others.
        CONSTS.term_timeout = 0.2
        multiprocessing.set_forkserver_preload(_PRELOAD)
        pool = ProcessPool(
            max_workers=self._count,
            max_tasks=self._tasks,
            initializer=_get_ready,
            initargs=(self._limits,),
            context=multiprocessing.get_context("forkserver"),
        )
        # It unblocks SIGINT when it has started, so it starts before that is blocked.
        resource_tracker.ensure_running()
        with _interrupts_blocked(), _import_path():
            forkserver.ensure_running()
            # Forks the workers, which takes as long as the server needs for its imports.
            _ = pool.active
        return pool

    async def run(self, function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Run a picklable top-level function in a worker and return what it returns.

        Raises `Unreadable` where the function does, or fails in any other way, and `Overrun` when
        the worker took too long, needed too much memory, or crashed.
        """
        call = (function, self._limits, args, kwargs)
        try:
            try:
                said = await self._try(call)
            except BrokenProcessPool:
                # All workers died at once, perhaps of other tasks: once more, in a new pool.
                said = await self._try(call)
        except TimeoutError:
            raise Overrun(f"took longer than {self._limits.deadline:g} s to read") from None
        except ProcessExpired as error:
            raise Overrun(self._death(error)) from None
        except BrokenProcessPool:
            raise Overrun("the reader crashed on it") from None
        except (CancelledError, RuntimeError) as error:
            # The pool is stopping; a task that comes later gets a new one.
            raise Unreadable("the reader was stopped") from error
        if said.error is not None:
            _log.error("a reader failed: reader=%s error=%s", function.__name__, said.error)
            raise Unreadable(f"cannot be read: {said.error}")
        if said.unreadable is not None:
            raise Unreadable(said.unreadable)
        value: _T = said.value
        return value

    async def _try(self, call: tuple[Any, ...]) -> _Said:
        pool = await self._ready()
        task = pool.schedule(_work, args=call, timeout=self._limits.deadline)
        return await self._answer(asyncio.wrap_future(task))

    async def _answer(self, answer: asyncio.Future[_Said]) -> _Said:
        self._waiting.add(answer)
        try:
            return await answer
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if self._stopping and (task is None or not task.cancelling()):
                raise Unreadable("the program is stopping") from None
            raise
        finally:
            self._waiting.discard(answer)

    def _death(self, error: ProcessExpired) -> str:
        if error.exitcode == _NO_MEMORY:
            return f"needed more than {self._limits.memory / 1_000_000:g} MB"
        if error.exitcode == -signal.SIGALRM:
            return f"took longer than {self._limits.deadline:g} s to read"
        return "the reader crashed on it"


@contextlib.contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Let the processes started here inherit a blocked SIGINT.

    Ctrl-C reaches every process of the terminal's group: the parent decides what it means, and
    a child that is still importing would print a traceback.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _import_path() -> Iterator[None]:
    """Let the server import this program, and nothing from the folder where it was called.

    It is started by `python -c`, which looks into the current folder first.
    """
    root = str(Path(newsroom.__file__).parents[1])
    paths = [root] if root not in site.getsitepackages() else []
    wanted = {
        "PYTHONSAFEPATH": "1",
        "PYTHONPATH": os.pathsep.join([*paths, *filter(None, [os.environ.get("PYTHONPATH")])]),
    }
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call] # pebble's
    pool.join()


# --- in the worker ------------------------------------------------------------------------------


def _get_ready(limits: Limits) -> None:
    """Import the readers, then bound the memory by what the process has now."""
    import newsroom.read.warmed  # noqa: F401, PLC0415 - the parent has no use for the readers

    most = _size() + limits.memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    # A crash is told by its exit code; nobody reads a core file.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable(logging.CRITICAL)


def _size() -> int:
    """Return the size of this process's address space in bytes."""
    with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123 - no path, but the kernel
        return int(statm.read().split()[0]) * resource.getpagesize()


def _work(
    function: Callable[..., Any], limits: Limits, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> _Said:
    """Run one task; its errors go home as text, for not every exception survives the way."""
    # Not Python's handler but the kernel's: it works inside C code, and when the parent is gone.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.deadline + _GRACE)
    try:
        return _Said(function(*args, **kwargs))
    except RecursionError:
        return _Said(unreadable="is nested too deeply")
    except Exception as error:  # noqa: BLE001 - a reader's bug costs its page only
        if _out_of_memory(error):
            # What is left of the heap is no place for the next page.
            os._exit(_NO_MEMORY)
        if isinstance(error, Unreadable):
            return _Said(unreadable=str(error))
        return _Said(error=f"{type(error).__name__}: {error}"[:200])
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _out_of_memory(error: BaseException | None) -> bool:
    """Say whether it came from a lack of memory, whatever the reader made of that."""
    while error is not None:
        if isinstance(error, MemoryError):
            return True
        error = error.__cause__ or error.__context__
    return False
