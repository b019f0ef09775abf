"""The few things that SQLite and PostgreSQL do each in its own way."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from datetime import datetime, timedelta
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from newsroom.store.address import file_uri
from newsroom.store.schema import Utc

if TYPE_CHECKING:
    from pathlib import Path

    import aiosqlite
    from sqlalchemy import Connection, Table
    from sqlalchemy.engine.interfaces import AdaptedConnection, DBAPIConnection
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
    from sqlalchemy.pool import ConnectionPoolEntry
    from sqlalchemy.sql.compiler import SQLCompiler

    from newsroom.store.address import Address

#: Longest wait for another process's transaction, and for a connection.
_PATIENCE = timedelta(seconds=5)
#: The same while another process may be migrating.
_LONG_PATIENCE = timedelta(seconds=60)
#: Seconds until a refused switch to the write-ahead log is tried again.
_AGAIN = 0.02
#: Execution option: how SQLite is to begin.
_BEGIN = "vedette_begin"
#: Numbers of PostgreSQL's advisory locks: any, if only they stay the same.
_WRITERS = 8_241_001
_OPENERS = 8_241_002


class Use(Enum):
    """What a database is opened for."""

    WORK = auto()
    READING = auto()
    MIGRATING = auto()


def engine(address: Address, use: Use) -> AsyncEngine:
    """Return an engine for a database; nothing is connected yet."""
    patience = int((_LONG_PATIENCE if use is Use.MIGRATING else _PATIENCE).total_seconds())
    if address.path is None:
        return _postgresql(address, use, patience)
    return _sqlite(address, address.path, use, patience)


def _sqlite(address: Address, path: Path, use: Use, patience: int) -> AsyncEngine:
    url = address.url
    if use is Use.READING:
        url = url.set(database=file_uri(path), query={"mode": "ro", "uri": "true"})
    made = create_async_engine(url, hide_parameters=True, json_serializer=_json)
    pragmas = [
        f"busy_timeout = {patience * 1000}",
        # A migration makes some tables anew, which would pull the rows of others along.
        f"foreign_keys = {'OFF' if use is Use.MIGRATING else 'ON'}",
    ]
    if use is Use.READING:
        pragmas.append("query_only = ON")
    else:
        event.listen(made.sync_engine, "connect", partial(_sqlite_into_wal, patience))
        pragmas.append("synchronous = NORMAL")
    event.listen(made.sync_engine, "connect", partial(_sqlite_connected, pragmas))
    event.listen(made.sync_engine, "begin", _sqlite_begin)
    return made


def _sqlite_into_wal(
    patience: int, connection: AdaptedConnection, _entry: ConnectionPoolEntry
) -> None:
    connection.run_async(partial(_into_wal, patience))


async def _into_wal(patience: int, driver: aiosqlite.Connection) -> None:
    """Switch to the write-ahead log, which only one can do, once in a database's life.

    SQLite refuses whoever comes second at once, without waiting for its `busy_timeout`: both hold
    a lock that the other's switch needs.
    """
    until = time.monotonic() + patience
    while True:
        try:
            await driver.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > until:
                raise
            await asyncio.sleep(_AGAIN)
        else:
            return


def _sqlite_connected(
    pragmas: list[str], connection: DBAPIConnection, _entry: ConnectionPoolEntry
) -> None:
    # The driver would begin transactions by itself, and not before the first INSERT.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _sqlite_begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))


def _postgresql(address: Address, use: Use, patience: int) -> AsyncEngine:
    made = create_async_engine(
        address.url,
        hide_parameters=True,
        json_serializer=_json,
        isolation_level="READ COMMITTED",
        pool_pre_ping=True,
        connect_args={"connect_timeout": patience},
    )
    settings = {
        "timezone": "UTC",
        "lock_timeout": f"{patience}s",
        # A machine that stops in the middle of a transaction must not hold the others up for good.
        "idle_in_transaction_session_timeout": "60s",
        "default_transaction_read_only": "on" if use is Use.READING else "off",
    }
    event.listen(made.sync_engine, "connect", partial(_postgresql_connected, settings))
    return made


def _postgresql_connected(
    settings: dict[str, str], connection: DBAPIConnection, _entry: ConnectionPoolEntry
) -> None:
    cursor = connection.cursor()
    for name, value in settings.items():
        cursor.execute("SELECT set_config(%s, %s, false)", (name, value))
    cursor.close()
    connection.commit()


_json = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


def for_writing(engine: AsyncEngine) -> AsyncEngine:
    """Return the same engine, whose transactions lock a SQLite database from their beginning."""
    return engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})


async def lock_writers(connection: AsyncConnection) -> None:
    """Keep every other exclusive transaction out until this one ends.

    In SQLite it is the beginning that does it.
    """
    await _advisory_lock(connection, _WRITERS)


async def lock_openers(connection: AsyncConnection) -> None:
    """Keep everybody else from migrating until this transaction ends."""
    await _advisory_lock(connection, _OPENERS)


async def _advisory_lock(connection: AsyncConnection, number: int) -> None:
    if connection.dialect.name == "postgresql":
        await connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({number})")


def insert(kind: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an INSERT that knows ON CONFLICT, for a kind of database by its dialect's name."""
    return postgresql.insert(table) if kind == "postgresql" else sqlite.insert(table)


class clock(GenericFunction[datetime]):  # noqa: N801 - reads as the SQL function it stands for
    """`clock(seconds)`: the database's time, that many seconds from now."""

    type = Utc()
    inherit_cache = True


@compiles(clock, "sqlite")
def _sqlite_clock(element: clock, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    seconds = compiler.process(element.clauses, **options)
    # Three more digits give it the form of all other times, so that text compares like time.
    return f"(strftime('%Y-%m-%d %H:%M:%f', 'now', {seconds} || ' seconds') || '000')"


@compiles(clock, "postgresql")
def _postgresql_clock(element: clock, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    seconds = compiler.process(element.clauses, **options)
    return f"(clock_timestamp() + make_interval(secs => {seconds}))"
