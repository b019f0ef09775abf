"""Opens a database, at the right version, and is the store that it makes."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Literal, overload

from newsroom.errors import StoreTooOld
from newsroom.store import dialect, migrate
from newsroom.store.address import Address, file_uri, parse
from newsroom.store.archive import SqlArchive
from newsroom.store.chats import SqlChats
from newsroom.store.items import Reading, Writing
from newsroom.store.leases import SqlLeases
from newsroom.store.letters import SqlLetters
from newsroom.store.migrate import Standing
from newsroom.store.sessions import unavailable
from newsroom.store.story_archive import SqlStories
from newsroom.store.votes import SqlVotes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine

    from newsroom.store.protocol import Store


class Database(SqlLeases, SqlChats, SqlLetters, SqlArchive, SqlVotes, SqlStories):
    """A SQLite or PostgreSQL database: `protocol.Store`."""

    def __init__(
        self, address: Address, engine: AsyncEngine, *, revision: str, read_only: bool
    ) -> None:
        super().__init__(address, engine, read_only=read_only)
        self.revision = revision

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Reading]:
        """Look without writing."""
        async with self._read() as session:
            yield Reading(session)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Writing]:
        """Begin an exclusive transaction; it commits at the end of the block."""
        async with self._write(alone=True) as session:
            yield Writing(session)


@overload
async def open_store(
    url: str, *, read_only: Literal[False] = False, migrate: bool = True
) -> Database: ...
@overload
async def open_store(url: str, *, read_only: bool, migrate: bool = True) -> Database | None: ...
async def open_store(url: str, *, read_only: bool = False, migrate: bool = True) -> Database | None:
    """Open a database by its address, make its tables where there are none, migrate older ones.

    Read-only makes and changes nothing, and gives None where there is no database yet.
    Raises `StoreTooNew`; `StoreTooOld` where it may not migrate (read-only, or `migrate=False`);
    `StoreUnavailable` if it cannot be reached; `StoreError` if the address or what is there is not
    ours.
    """
    address = parse(url)
    if not await _is_there(address, read_only=read_only):
        return None
    use = dialect.Use.READING if read_only else dialect.Use.WORK
    engine = dialect.engine(address, use)
    try:
        revision = await _revision(address, engine, may_change=migrate and not read_only)
    except BaseException:
        await engine.dispose()
        raise
    if revision is None:
        await engine.dispose()
        return None
    return Database(address, engine, revision=revision, read_only=read_only)


async def _is_there(address: Address, *, read_only: bool) -> bool:
    """Say whether a SQLite database's file can be opened; of PostgreSQL the server will tell."""
    if address.path is None:
        return True
    if not address.path.parent.is_dir():
        raise unavailable(address, f"no folder {address.path.parent}")
    if read_only and not address.path.exists():
        return False
    try:
        # aiosqlite leaves a thread behind that outlives the loop where it cannot open a file.
        await asyncio.to_thread(_try, address.path, "ro" if read_only else "rwc")
    except sqlite3.Error as error:
        raise unavailable(address, error) from error
    return True


def _try(path: Path, mode: str) -> None:
    sqlite3.connect(f"{file_uri(path)}?mode={mode}", uri=True).close()


async def _revision(address: Address, engine: AsyncEngine, *, may_change: bool) -> str | None:
    """Return the version once it is ours; None for an empty database that must stay so."""
    standing, found = await migrate.standing(address, engine)
    if standing is Standing.OURS:
        return found
    if may_change:
        await migrate.bring_up(address)
        return migrate.head()
    if standing is Standing.EMPTY:
        return None
    raise StoreTooOld(
        f"the tables of the database {address.shown} are of version {found}, this program needs"
        f" {migrate.head()}: `vedette run` or `vedette crawl` migrates them, after a backup copy"
    )


if TYPE_CHECKING:
    # Checked by mypy: the promise is kept to the letter.
    _promise: type[Store] = Database
