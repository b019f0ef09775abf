"""Brings a database to the version that this program knows, after a backup copy of an older one."""

from __future__ import annotations

import asyncio
import logging
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from newsroom.errors import StoreError, StoreTooNew, StoreUnavailable
from newsroom.store import dialect
from newsroom.store.address import file_uri
from newsroom.store.schema import VERSION_TABLE, metadata
from newsroom.store.sessions import translated

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from newsroom.store.address import Address

log = logging.getLogger(__name__)

#: Where Alembic finds its scripts.
SCRIPTS = Path(__file__).parent / "migrations"
#: Every version of the tables that there ever was, oldest first: said here, too, so that opening a
#: database of today does not have to load Alembic.
REVISIONS = ("0001", "0003", "0004", "0005", "0006")


class Standing(Enum):
    """How a database's version compares with ours."""

    EMPTY = auto()
    OLDER = auto()
    OURS = auto()


def head() -> str:
    """Return the version that this program knows."""
    return REVISIONS[-1]


async def standing(address: Address, engine: AsyncEngine) -> tuple[Standing, str | None]:
    """Return how the database compares with this program, and its version.

    Raises `StoreTooNew`, or `StoreError` if the tables in it are somebody else's.
    """
    with translated(address):
        async with engine.connect() as connection:
            found = await connection.run_sync(_revision, address)
    return _compare(address, found), found


def _revision(connection: Connection, address: Address) -> str | None:
    names = set(inspect(connection).get_table_names())
    if VERSION_TABLE in names:
        found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608 - our own constant
        return found if isinstance(found, str) else None
    strangers = sorted(names & set(metadata.tables))
    if strangers:
        raise StoreError(
            f"the database {address.shown} is not Vedette's: it has a table {strangers[0]!r},"
            " but no version; choose another one"
        )
    return None


def _compare(address: Address, found: str | None) -> Standing:
    if found is None:
        return Standing.EMPTY
    if found == head():
        return Standing.OURS
    if found in REVISIONS:
        return Standing.OLDER
    raise StoreTooNew(
        f"the database {address.shown} was written by a newer version of this program"
        f" (its tables are of version {found}, this program knows {head()}): install the newer one"
    )


async def bring_up(address: Address) -> None:
    """Make the tables, or migrate older ones; one process does it, any other waits and finds it.

    Raises `StoreUnavailable` if there is no room for it or for the backup copy; then nothing of
    the database is changed.
    """
    engine = dialect.engine(address, dialect.Use.MIGRATING)
    try:
        with translated(address):
            async with dialect.for_writing(engine).begin() as connection:
                await dialect.lock_openers(connection)
                found = await connection.run_sync(_revision, address)
                if _compare(address, found) is Standing.OURS:
                    return
                if found is not None:
                    await _back_up(address, connection, found)
                await connection.run_sync(_upgrade)
                await _check_foreign_keys(address, connection)
    finally:
        await engine.dispose()
    log.info("database ready database=%s from=%s version=%s", address.shown, found, head())


def _upgrade(connection: Connection) -> None:
    # Loaded here: most starts have nothing to migrate.
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.config import Config  # noqa: PLC0415 - see above

    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


async def _check_foreign_keys(address: Address, connection: AsyncConnection) -> None:
    """Refuse a migration after which a row points nowhere: SQLite did not watch meanwhile."""
    if address.path is None:
        return
    broken = (await connection.exec_driver_sql("PRAGMA foreign_key_check")).first()
    if broken is not None:
        raise StoreError(f"the migration of {address.shown} would break table {broken[0]}")


# --- the backup copy ----------------------------------------------------------------------------


async def _back_up(address: Address, connection: AsyncConnection, revision: str) -> None:
    """Copy everything as it is, while the transaction that is going to migrate keeps others out."""
    suffix = f"{revision}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    try:
        if address.path is None:
            copy = await _copy_tables(connection, suffix)
        else:
            copy = await asyncio.to_thread(_copy_file, address.path, suffix)
    except (sqlite3.Error, OSError, DBAPIError) as error:
        reason = address.reason(getattr(error, "orig", None) or error)
        raise StoreUnavailable(
            f"no backup copy of {address.shown} can be made, so it was not migrated: {reason}"
        ) from error
    log.info("database backed up database=%s version=%s copy=%s", address.shown, revision, copy)


def _copy_file(path: Path, suffix: str) -> str:
    """Copy a SQLite database beside itself; half a copy never has the name of a whole one."""
    copy = path.with_name(f"{path.name}.backup-{suffix}")
    part = copy.with_name(f"{copy.name}.part")
    try:
        with (
            closing(sqlite3.connect(f"{file_uri(path)}?mode=ro", uri=True)) as old,
            closing(sqlite3.connect(part)) as new,
        ):
            old.backup(new)
        shutil.copymode(path, part)
        part.replace(copy)
    finally:
        part.unlink(missing_ok=True)
    return str(copy)


async def _copy_tables(connection: AsyncConnection, suffix: str) -> str:
    """Copy the rows of a PostgreSQL database into a schema of their own, beside the tables."""
    quote = connection.dialect.identifier_preparer.quote
    schema = quote(f"vedette_backup_{suffix}")
    names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    await connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
    for name in sorted(({VERSION_TABLE} | set(metadata.tables)) & set(names)):
        await connection.exec_driver_sql(
            f"CREATE TABLE {schema}.{quote(name)} AS TABLE {quote(name)}"
        )
    return schema
