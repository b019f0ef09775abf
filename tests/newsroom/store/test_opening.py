import asyncio
import logging
import shutil
import sqlite3
from contextlib import closing
from urllib.parse import quote

import aiosqlite
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from newsroom.errors import StoreError, StoreTooNew, StoreTooOld, StoreUnavailable
from newsroom.store import dialect, migrate
from newsroom.store.address import parse
from newsroom.store.database import open_store
from newsroom.store.schema import VERSION_TABLE, metadata
from tests.newsroom.store.samples import HOUR, NOW, a_delivery, an_item, file

NEXT = """
import asyncio, sqlalchemy as sa
from alembic import op
revision = "9999"
down_revision = "{head}"

def upgrade():
    op.add_column("source", sa.Column("mood", sa.Text(), nullable=False, server_default="calm"))
    op.create_table("made_by_9999", sa.Column("x", sa.Integer()))
    {more}
"""


HEAD = migrate.head()
VERSION = f"SELECT version_num FROM {VERSION_TABLE}"  # noqa: S608 - our own constant


@pytest.fixture
def a_newer_program(tmp_path, monkeypatch):
    """Give the program one migration more; call it with what else that one is to do."""

    def change(more="pass"):
        scripts = tmp_path / "migrations"
        shutil.copytree(migrate.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        (scripts / "versions" / "9999_next.py").write_text(
            NEXT.format(head=migrate.head(), more=more), encoding="utf-8"
        )
        monkeypatch.setattr(migrate, "SCRIPTS", scripts)
        monkeypatch.setattr(migrate, "REVISIONS", (*migrate.REVISIONS, "9999"))

    return change


@pytest.fixture
async def with_an_item(database_url):
    """Return the address of a database of today's version with something in it."""
    store = await open_store(database_url)
    await file(store, an_item("kept"))
    await store.close()
    return database_url


async def scalar(url, query):
    """Ask a database directly."""
    engine = dialect.engine(parse(url), dialect.Use.WORK)
    try:
        async with engine.connect() as connection:
            return (await connection.exec_driver_sql(query)).scalar()
    finally:
        await engine.dispose()


def backups(tmp_path):
    return sorted(path.name for path in tmp_path.glob("*.backup-*"))


async def is_kept(url):
    store = await open_store(url)
    found = await store.items("kept")
    await store.close()
    return len(found) == 1


# --- a new one ----------------------------------------------------------------------------------


async def test_a_new_database_has_the_tables_that_the_program_thinks_it_has(database_url):
    engine = dialect.engine(parse(database_url), dialect.Use.WORK)
    options = {"version_table": VERSION_TABLE, "compare_server_default": True}

    def differences(connection):
        context = MigrationContext.configure(connection, opts=options)
        return compare_metadata(context, metadata)

    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()


def test_all_versions_are_known_without_loading_alembic():
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    found = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(found)) == migrate.REVISIONS


async def test_a_new_sqlite_database_is_made_and_works_as_it_should(tmp_path):
    url = f"sqlite:///{tmp_path}/new%20&#.db"
    store = await open_store(url)
    assert store.revision == migrate.head()
    assert not store.read_only
    await file(store, an_item())
    await store.close()
    pragmas = [await scalar(url, f"PRAGMA {name}") for name in (
        "journal_mode", "synchronous", "foreign_keys", "busy_timeout",
    )]  # fmt: skip
    assert pragmas == ["wal", 1, 1, 5000]
    assert backups(tmp_path) == []


@pytest.mark.postgres
async def test_a_new_postgresql_database_gets_its_tables(postgres):
    url = postgres.new(tables=False)
    assert await open_store(url, read_only=True) is None
    store = await open_store(url)
    assert (await store.counts())["items"] == 0
    await store.close()
    postgres.drop(url)


@pytest.mark.postgres
async def test_two_that_make_a_postgresql_database_make_it_once(postgres):
    url = postgres.new(tables=False)
    for store in await asyncio.gather(*(open_store(url) for _ in range(4))):
        assert store.revision == migrate.head()
        await store.close()
    postgres.drop(url)


@pytest.mark.parametrize("number", range(10))
async def test_many_that_make_a_sqlite_database_make_it_once(tmp_path, number):
    """Of those who switch to the write-ahead log at once, SQLite refuses some without waiting."""
    url = f"sqlite:///{tmp_path}/{number}.db"
    for store in await asyncio.gather(*(open_store(url) for _ in range(8))):
        assert store.revision == migrate.head()
        await store.close()


async def test_the_switch_to_the_write_ahead_log_is_tried_again(tmp_path, monkeypatch):
    refused = iter([sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_RECOVERY])
    honest = aiosqlite.Connection.execute

    async def refuses_first(self, sql, *rest):
        if "journal_mode" in sql and (code := next(refused, None)):
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = code
            raise error
        return await honest(self, sql, *rest)

    monkeypatch.setattr(aiosqlite.Connection, "execute", refuses_first)
    store = await open_store(f"sqlite:///{tmp_path}/vedette.db")
    await store.close()
    assert next(refused, None) is None
    with closing(sqlite3.connect(tmp_path / "vedette.db")) as made:
        assert made.execute("PRAGMA journal_mode").fetchall() == [("wal",)]


async def test_a_relative_path_is_relative_to_where_one_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store = await open_store("sqlite:///vedette.db")
    await store.close()
    assert (tmp_path / "vedette.db").exists()


# --- an older one -------------------------------------------------------------------------------


async def test_an_older_database_is_migrated_and_keeps_what_it_holds(with_an_item, a_newer_program):
    a_newer_program()
    store = await open_store(with_an_item)
    assert store.revision == "9999"
    assert len(await store.items("kept")) == 1
    await store.close()
    assert await scalar(with_an_item, "SELECT count(*) FROM made_by_9999") == 0


async def test_before_it_a_sqlite_database_is_copied(tmp_path, a_newer_program):
    url = f"sqlite:///{tmp_path}/vedette.db"
    old = await open_store(url)
    await file(old, an_item("kept"))
    # Still open: what stands in the write-ahead log belongs to the copy, too.
    a_newer_program()
    store = await open_store(url)
    await store.close()
    await old.close()
    (copy,) = backups(tmp_path)
    assert copy.startswith(f"vedette.db.backup-{HEAD}-2")
    with closing(sqlite3.connect(tmp_path / copy)) as copied:
        assert copied.execute("SELECT id FROM article").fetchall() == [("kept",)]
        assert copied.execute(VERSION).fetchall() == [(HEAD,)]
        assert copied.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.postgres
async def test_before_it_postgresql_tables_are_copied(postgres, a_newer_program):
    url = postgres.new()
    store = await open_store(url)
    await file(store, an_item("kept"))
    await store.close()
    a_newer_program()
    await (await open_store(url)).close()
    schemas = f"FROM information_schema.schemata WHERE schema_name LIKE 'vedette_backup_{HEAD}-2%%'"
    copy = await scalar(url, f"SELECT schema_name {schemas}")
    found = f'SELECT id || version_num FROM "{copy}".article, "{copy}".{VERSION_TABLE}'  # noqa: S608 - our own names
    assert await scalar(url, found) == f"kept{HEAD}"
    postgres.drop(url)


async def test_several_that_open_an_older_database_migrate_it_once(
    with_an_item, a_newer_program, caplog
):
    a_newer_program()
    caplog.set_level(logging.INFO, logger=migrate.__name__)
    stores = await asyncio.gather(*(open_store(with_an_item) for _ in range(4)))
    for store in stores:
        assert store.revision == "9999"
        await store.close()
    assert [record.message.split()[1] for record in caplog.records].count("backed") == 1


async def test_a_migration_that_fails_changes_nothing(with_an_item, a_newer_program):
    a_newer_program("raise RuntimeError('broken')")
    with pytest.raises(RuntimeError):
        await open_store(with_an_item)
    assert await scalar(with_an_item, VERSION) == HEAD
    with pytest.raises(Exception, match="made_by_9999"):
        await scalar(with_an_item, "SELECT count(*) FROM made_by_9999")
    assert await scalar(with_an_item, "SELECT count(*) FROM article") == 1


async def test_a_migration_that_would_leave_rows_pointing_nowhere_is_refused(
    tmp_path, a_newer_program
):
    url = f"sqlite:///{tmp_path}/vedette.db"
    store = await open_store(url)
    await file(store, an_item("a", story="s/1", starts=True))
    await store.close()
    a_newer_program("op.execute('DELETE FROM story')")
    with pytest.raises(StoreError, match="would break table"):
        await open_store(url)
    assert await scalar(url, "SELECT count(*) FROM story") == 1


async def test_without_a_backup_copy_nothing_is_migrated(tmp_path, a_newer_program, monkeypatch):
    url = f"sqlite:///{tmp_path}/vedette.db"
    await (await open_store(url)).close()
    a_newer_program()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(migrate.shutil, "copymode", full)
    with pytest.raises(StoreUnavailable, match=r"no backup copy .* No space left on device"):
        await open_store(url)
    assert await scalar(url, VERSION) == HEAD
    assert backups(tmp_path) == []


async def test_an_older_database_is_not_migrated_where_that_is_not_wanted(
    with_an_item, a_newer_program, tmp_path
):
    a_newer_program()
    for wish in ({"read_only": True}, {"migrate": False}):
        with pytest.raises(StoreTooOld, match=f"of version {HEAD}, this program needs 9999"):
            await open_store(with_an_item, **wish)
    assert backups(tmp_path) == []


# --- a newer one, or somebody else's ------------------------------------------------------------


@pytest.mark.parametrize("read_only", [True, False])
async def test_a_newer_database_is_refused(with_an_item, a_newer_program, monkeypatch, read_only):
    older = migrate.REVISIONS
    a_newer_program()
    await (await open_store(with_an_item)).close()
    monkeypatch.setattr(migrate, "REVISIONS", older)
    with pytest.raises(StoreTooNew, match=r"newer version of this program.*9999"):
        await open_store(with_an_item, read_only=read_only)


async def test_somebody_elses_tables_are_left_alone(tmp_path):
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE article (x)")
    with pytest.raises(StoreError, match="not Vedette's: it has a table 'article'"):
        await open_store(f"sqlite:///{tmp_path}/other.db")


# --- read-only ----------------------------------------------------------------------------------


async def test_a_missing_sqlite_database_is_not_made_by_looking(tmp_path):
    assert await open_store(f"sqlite:///{tmp_path}/none.db", read_only=True) is None
    assert list(tmp_path.iterdir()) == []


async def test_an_empty_file_counts_as_none(tmp_path):
    (tmp_path / "empty.db").touch()
    assert await open_store(f"sqlite:///{tmp_path}/empty.db", read_only=True) is None
    assert (tmp_path / "empty.db").read_bytes() == b""


async def test_nothing_can_be_written_read_only(with_an_item):
    store = await open_store(with_an_item, read_only=True)
    assert store.read_only
    assert len(await store.items("kept")) == 1
    with pytest.raises(StoreUnavailable, match="opened read-only"):
        await file(store, an_item("b"))
    for attempt in (
        store.take("x", "a", lasting=HOUR),
        store.route([], [a_delivery()]),
        store.prune(articles_before=NOW, deliveries_before=NOW),
    ):
        with pytest.raises(StoreUnavailable, match="opened read-only"):
            await attempt
    # Nor past all that: the database itself refuses.
    with pytest.raises(Exception, match=r"read-?only"):
        async with store._engine.begin() as connection:
            await connection.exec_driver_sql("DELETE FROM article")
    await store.close()
    assert await is_kept(with_an_item)


async def test_a_read_only_look_leaves_the_file_as_it_was(tmp_path):
    path = tmp_path / "ein Ordner? 100%" / "vedette #1.db"
    path.parent.mkdir()
    url = f"sqlite:///{quote(str(path))}"
    writer = await open_store(url)
    await file(writer, an_item("kept"))
    await writer.close()
    before = (path.stat().st_mtime_ns, path.read_bytes())
    store = await open_store(url, read_only=True)
    assert len(await store.items("kept")) == 1
    async with store.reading() as tx:
        await tx.copies(an_item().article, within=HOUR)
    await store.close()
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before


async def test_a_read_only_look_beside_a_writer_sees_what_is_committed(tmp_path):
    url = f"sqlite:///{tmp_path}/vedette.db"
    writer = await open_store(url)
    reader = await open_store(url, read_only=True)
    await file(writer, an_item("kept"))
    async with writer.writing() as tx:
        await tx.add(an_item("not yet"), None)
        assert (await reader.counts())["items"] == 1
    assert (await reader.counts())["items"] == 2
    await reader.close()
    await writer.close()
