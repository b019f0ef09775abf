"""Transactions: how they begin and end, and what their errors are called."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import exc

from newsroom.errors import StoreUnavailable
from newsroom.store import dialect

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping

    from sqlalchemy import CursorResult, Executable
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from newsroom.store.address import Address

Answer = TypeVar("Answer")

#: Seconds for which a cancelled task waits for its last statement: longer than for any lock.
_LONGEST_STATEMENT = 8
#: Errors of ours, not of the database: they keep their name and their trace.
_OUR_FAULT = (exc.IntegrityError, exc.DataError, exc.ProgrammingError)


@contextmanager
def translated(address: Address) -> Iterator[None]:
    """Raise what the database refuses as `StoreUnavailable`, in one line without the password."""
    try:
        yield
    except exc.DBAPIError as error:
        if isinstance(error, _OUR_FAULT) and not _forbidden(error):
            raise
        raise unavailable(address, error.orig or error) from error
    except exc.TimeoutError as error:
        raise unavailable(address, error) from error


def unavailable(address: Address, error: BaseException | str) -> StoreUnavailable:
    """Return the error that says which database cannot be used, and why."""
    return StoreUnavailable(f"the database {address.shown} cannot be used: {address.reason(error)}")


def _forbidden(error: exc.DBAPIError) -> bool:
    """Say whether PostgreSQL calls it a mistake of the program that it lacks a permission."""
    return getattr(error.orig, "sqlstate", None) == "42501"


async def whole(work: Coroutine[Any, Any, Answer]) -> Answer:
    """Wait for something that must not be cut off in the middle.

    A cancellation takes effect once it is done: a statement given up half-way would cost the
    connection, and in SQLite it might keep the lock.
    """
    task = asyncio.create_task(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        try:
            await asyncio.wait({task}, timeout=_LONGEST_STATEMENT)
        finally:
            if not task.done():
                task.cancel()
            elif not task.cancelled():
                task.exception()  # seen; that of the cancellation is the one to raise
        raise


class Session:
    """A connection within a transaction; each of its statements is finished once it is begun."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        #: The dialect's name: `sqlite` or `postgresql`.
        self.kind = connection.dialect.name

    async def execute(
        self, statement: Executable, values: Mapping[str, Any] | None = None
    ) -> CursorResult[*tuple[Any, ...]]:
        """Run a statement; all rows of its answer are there."""
        return await whole(self._connection.execute(statement, values))

    async def scalar(self, statement: Executable, values: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401 - of whatever type the column is
        """Run a statement; return the first column of its first row, or None."""
        return (await self.execute(statement, values)).scalar()

    async def rollback(self) -> None:
        """Undo what was done so far."""
        await whole(self._connection.rollback())


class Sessions:
    """An open database and the ways to begin a transaction on it."""

    def __init__(self, address: Address, engine: AsyncEngine, *, read_only: bool) -> None:
        self.read_only = read_only
        self._address = address
        self._engine = engine
        self._writing_engine = dialect.for_writing(engine)
        # Writers of this process stand in line here, so that none waits inside the database.
        self._line = asyncio.Lock()

    @asynccontextmanager
    async def _read(self) -> AsyncIterator[Session]:
        """Look at one state of the database."""
        async with self._transaction(self._engine) as connection:
            yield Session(connection)

    @asynccontextmanager
    async def _write(self, *, alone: bool = False) -> AsyncIterator[Session]:
        """Begin a transaction; `alone`: one during which nobody else files, routes or prunes."""
        if self.read_only:
            raise StoreUnavailable(f"the database {self._address.shown} was opened read-only")
        async with self._line, self._transaction(self._writing_engine, alone=alone) as connection:
            yield Session(connection)
            await whole(connection.commit())

    @asynccontextmanager
    async def _transaction(
        self, engine: AsyncEngine, *, alone: bool = False
    ) -> AsyncIterator[AsyncConnection]:
        """Begin a transaction; it is undone at the end, unless it was committed before."""
        connection = engine.connect()
        with translated(self._address):
            try:
                await whole(_begin(connection, alone=alone))
                yield connection
            finally:
                if connection.sync_connection is not None:
                    await whole(connection.close())

    async def close(self) -> None:
        """Let go of all connections."""
        await self._engine.dispose()


async def _begin(connection: AsyncConnection, *, alone: bool) -> None:
    await connection.start()
    await connection.begin()
    if alone:
        await dialect.lock_writers(connection)
