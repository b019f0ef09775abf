"""Transactions: how they begin and end, and what their errors are called."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import exc

from newsroom.errors import StoreUnavailable
from newsroom.store import dialect

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from newsroom.store.address import Address

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
    async def _read(self) -> AsyncIterator[AsyncConnection]:
        with translated(self._address):
            async with self._engine.connect() as connection:
                yield connection

    @asynccontextmanager
    async def _write(self) -> AsyncIterator[AsyncConnection]:
        """Begin a transaction that stands in nobody's way longer than its own rows do."""
        self._require_writable()
        async with self._line:
            with translated(self._address):
                async with self._writing_engine.begin() as connection:
                    yield connection

    @asynccontextmanager
    async def _write_alone(self) -> AsyncIterator[AsyncConnection]:
        """Begin a transaction during which nobody else files, routes or prunes."""
        async with self._write() as connection:
            await dialect.lock_writers(connection)
            yield connection

    def _require_writable(self) -> None:
        if self.read_only:
            raise StoreUnavailable(f"the database {self._address.shown} was opened read-only")

    async def close(self) -> None:
        """Let go of all connections."""
        await self._engine.dispose()
