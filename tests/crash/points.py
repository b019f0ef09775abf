"""Counts the moments at which a process may die, and kills it with SIGKILL at the one chosen.

A point is a task that is about to go on after an await, and a commit, just before and just after.
All tasks count but those of the harness itself.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Coroutine
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy.engine import default

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

_ROOT = Path(__file__).resolve().parents[2]
#: Every statement of the store passes through here: who asked for it tells more.
_STEPS = frozenset({"points.py", "sessions.py"})
#: True within what belongs to the harness; tasks inherit it.
_apart: ContextVar[bool] = ContextVar("apart", default=False)


def apart() -> None:
    """Say that this task, and those that it will make, are the harness's own."""
    _apart.set(True)


class Points:
    """Those of one process."""

    def __init__(self, kill_at: int | None, told: Path, *, noted: bool) -> None:
        """`told`: a file that takes the place of the point at which it was killed.

        `noted`: the place of every point is kept.
        """
        self.count = 0
        self.places: list[str] = []
        self._kill_at = kill_at
        self._told = told
        self._noted = noted

    def watch(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin to count, if anything is to come of it."""
        if self._kill_at is None and not self._noted:
            return
        loop.set_task_factory(self._task)
        commit = default.DefaultDialect.do_commit

        def counted(dialect: default.DefaultDialect, connection: Any) -> None:
            if _apart.get():
                commit(dialect, connection)
                return
            self._pass(lambda: "before a commit")
            commit(dialect, connection)
            self._pass(lambda: "after a commit")

        # For good: this process has no other purpose.
        default.DefaultDialect.do_commit = counted

    def _task(
        self, loop: asyncio.AbstractEventLoop, coroutine: Coroutine[Any, Any, Any], **more: Any
    ) -> asyncio.Task[Any]:
        watched = coroutine if _apart.get() else _Watched(coroutine, self._pass, _maker())
        return asyncio.Task(watched, loop=loop, **more)

    def _pass(self, place: Callable[[], str]) -> None:
        self.count += 1
        if self._noted:
            self.places.append(place())
        if self.count == self._kill_at:
            self._told.write_text(place(), encoding="utf-8")
            os.kill(os.getpid(), signal.SIGKILL)


def _maker() -> str:
    """Name the line of ours on whose behalf a task is made: the store makes one for each step."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        name = _ours(frame.f_code.co_filename)
        if name is not None:
            return f"{name}:{frame.f_lineno}"
        frame = frame.f_back
    return ""


@cache
def _ours(file: str) -> str | None:
    """Return the name of a file of the program; None for others, and for what all pass through."""
    path = Path(file)
    ours = path.is_relative_to(_ROOT) and ".venv" not in path.parts and path.name not in _STEPS
    return path.name if ours else None


class _Watched(Coroutine[Any, Any, Any]):
    """A task's coroutine that tells when it is about to go on."""

    def __init__(
        self,
        inner: Coroutine[Any, Any, Any],
        tell: Callable[[Callable[[], str]], None],
        maker: str,
    ) -> None:
        self._inner = inner
        self._tell = tell
        self._maker = maker

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def __await__(self) -> Any:
        return self._inner.__await__()

    def send(self, value: Any) -> Any:
        self._tell(self._place)
        return self._inner.send(value)

    def throw(self, *given: Any) -> Any:
        self._tell(self._place)
        return self._inner.throw(*given)

    def close(self) -> None:
        self._inner.close()

    def _place(self) -> str:
        """Name the innermost line of ours and the innermost of all at which it waits."""
        at: Any = self._inner
        ours, line = self._maker, "?"
        while (frame := getattr(at, "cr_frame", None)) is not None:
            file = frame.f_code.co_filename
            line = f"{Path(file).name}:{frame.f_lineno}"
            if _ours(file) is not None:
                ours = line
            at = at.cr_await
        return ours if ours == line else f"{ours} {line}".strip()
