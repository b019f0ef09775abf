"""What people see when the database cannot be used, and what is left of it afterwards."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from sqlalchemy import text

from newsroom.errors import StoreError, StoreUnavailable
from newsroom.store import dialect
from newsroom.store.address import parse
from newsroom.store.database import open_store
from tests.newsroom.store.samples import an_item, file

PASSWORD = "s3cr3t-w0rd"


def integrity(path):
    with closing(sqlite3.connect(path)) as database:
        return database.execute("PRAGMA integrity_check").fetchall()


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("sqlite:///vedette.db", "sqlite:///vedette.db"),
        ("sqlite+aiosqlite:////var/lib/v.db", "sqlite:////var/lib/v.db"),
        (f"postgresql://me:{PASSWORD}@host/db", "postgresql://me:***@host/db"),
        (f"postgres://me:{PASSWORD}@host:5433/db", "postgresql://me:***@host:5433/db"),
        (f"postgresql+psycopg:///db?host=/run&password={PASSWORD}", "postgresql:///db"),
    ],
)
def test_an_address_is_shown_without_its_password(url, shown):
    address = parse(url)
    assert address.shown == shown
    assert PASSWORD not in repr(address)


def test_a_reason_is_one_line_without_the_password():
    address = parse(f"postgresql://me:{PASSWORD}@host/db")
    assert address.reason(Exception(f"no\n  entry with {PASSWORD}!")) == "no entry with [secret]!"
    assert address.reason(Exception()) == "Exception"
    assert len(address.reason(Exception("x" * 9000))) == 300


@pytest.mark.parametrize(
    "url",
    [
        "",
        "vedette.db",
        "mysql://host/db",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite://host/x",
        "sqlite:///v.db?mode=ro",
    ],
)
async def test_what_is_no_address_is_answered_with_what_would_be_one(url):
    with pytest.raises(StoreError, match=r"right would be: sqlite:///vedette\.db"):
        await open_store(url)


async def test_a_missing_folder_is_named(tmp_path):
    for read_only in (True, False):
        with pytest.raises(StoreUnavailable, match=r"no folder .*nowhere"):
            await open_store(f"sqlite:///{tmp_path}/nowhere/v.db", read_only=read_only)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: path.mkdir(), "unable to open database file"),
        (lambda path: path.write_bytes(b"This is no database. " * 100), "file is not a database"),
    ],
)
async def test_what_is_no_database_is_refused_in_one_line(tmp_path, make, reason):
    make(tmp_path / "v.db")
    with pytest.raises(StoreUnavailable, match=f"v.db cannot be used: {reason}$"):
        await open_store(f"sqlite:///{tmp_path}/v.db")


@pytest.mark.parametrize("read_only", [True, False])
async def test_a_server_that_does_not_answer_is_named_without_the_password(read_only):
    url = f"postgresql://me:{PASSWORD}@127.0.0.1:1/db"
    with pytest.raises(StoreUnavailable) as caught:
        await open_store(url, read_only=read_only)
    message = str(caught.value)
    assert message.startswith("the database postgresql://me:***@127.0.0.1:1/db cannot be used: ")
    assert "refused" in message
    assert PASSWORD not in message
    assert "\n" not in message


@pytest.mark.postgres
async def test_a_database_that_the_server_does_not_have_is_named(postgres):
    url = postgres.new()
    postgres.drop(url)
    with pytest.raises(StoreUnavailable, match="does not exist"):
        await open_store(url)


async def cut_in_the_middle(store):
    async with store.writing() as tx:
        await tx.add(an_item(), None)
        await tx._session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))


@pytest.mark.postgres
async def test_a_server_that_cut_the_line_is_asked_again(postgres):
    url = postgres.new()
    store = await open_store(url)
    other = await open_store(url)
    async with other.writing() as tx:
        await tx._session.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    assert (await store.counts())["items"] == 0
    with pytest.raises(StoreUnavailable):
        await cut_in_the_middle(store)
    await file(store, an_item("b"))
    assert (await store.counts())["items"] == 1
    await store.close()
    await other.close()
    postgres.drop(url)


async def test_a_lock_that_is_not_let_go_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(dialect, "_PATIENCE", dialect.timedelta(seconds=0.2))
    url = f"sqlite:///{tmp_path}/v.db"
    await (await open_store(url)).close()
    store = await open_store(url)
    with closing(sqlite3.connect(tmp_path / "v.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="database is locked"):
            await file(store, an_item())
        # Looking goes on.
        assert (await store.counts())["items"] == 0
    await file(store, an_item())
    assert (await store.counts())["items"] == 1
    await store.close()


async def test_a_full_database_refuses_what_is_new_and_keeps_what_is_old(tmp_path):
    path = tmp_path / "v.db"
    store = await open_store(f"sqlite:///{path}")
    await file(store, an_item("old"))
    async with store._engine.connect() as connection:
        pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar()
    limit = f"PRAGMA max_page_count = {pages + 5}"
    dialect.event.listen(
        store._engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql(limit)
    )
    with pytest.raises(StoreUnavailable, match="database or disk is full"):
        await file(store, *(an_item(str(n), body="x" * 5000) for n in range(100)))
    assert (await store.counts())["items"] == 1
    await file(store, an_item("small"))
    assert (await store.counts())["items"] == 2
    await store.close()
    assert integrity(path) == [("ok",)]


WRITER = """
import asyncio, sys
from newsroom.store.database import open_store
from tests.newsroom.store.samples import an_item

async def main():
    store = await open_store(sys.argv[1])
    async with store.writing() as tx:
        await tx.add(an_item("whole"), None)
    async with store.writing() as tx:
        for number in range(300):
            await tx.add(an_item(f"half {number}", body="x" * 4000), None)
        print("in the middle", flush=True)
        await asyncio.sleep(60)

asyncio.run(main())
"""


def run_to_the_middle(url):
    process = subprocess.Popen([sys.executable, "-c", WRITER, url], stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"in the middle\n"
    return process


async def test_a_process_killed_in_the_middle_leaves_nothing_of_it(database_url):
    process = await asyncio.to_thread(run_to_the_middle, database_url)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    store = await open_store(database_url)
    assert (await store.counts())["items"] == 1
    await file(store, an_item("after"))
    await store.close()
    path = parse(database_url).path
    if path is not None:
        assert integrity(path) == [("ok",)]


async def test_sqlite_can_be_read_while_a_process_is_in_the_middle(tmp_path):
    url = f"sqlite:///{tmp_path}/v.db"
    await (await open_store(url)).close()
    process = await asyncio.to_thread(run_to_the_middle, url)
    store = await open_store(url, read_only=True)
    assert (await store.counts())["items"] == 1
    await store.close()
    process.kill()
    process.communicate()
