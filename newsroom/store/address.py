"""A database's address, as operators write it: taken apart, and printed without its password."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from newsroom.errors import StoreError
from newsroom.secret import Redactor

if TYPE_CHECKING:
    from sqlalchemy import URL

_EXAMPLES = "sqlite:///vedette.db, sqlite:////var/lib/vedette.db, postgresql://user@host/vedette"
_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
#: Characters.
_LONGEST_REASON = 300
#: Parameters of a PostgreSQL address that are nobody's business.
_SECRET_PARAMETERS = ("password", "passfile", "sslpassword")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the database is."""

    #: With the driver that we use, and with the password.
    url: URL = field(repr=False)
    #: The file of a SQLite database; None for PostgreSQL.
    path: Path | None
    #: For messages: without password and parameters.
    shown: str
    redactor: Redactor = field(repr=False)

    def reason(self, error: BaseException | str) -> str:
        """Return what an error says, in one line and without the password."""
        words = " ".join(str(error).split()) or type(error).__name__
        return self.redactor.clean(words)[:_LONGEST_REASON]


def parse(text: str) -> Address:
    """Take an address apart; raises `StoreError` if it names no database that we know."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise StoreError(f"not the address of a database; right would be: {_EXAMPLES}") from None
    driver = _DRIVERS.get(url.drivername)
    if driver is None:
        raise StoreError(f"no database of kind {url.drivername!r}; right would be: {_EXAMPLES}")
    url = url.set(drivername=driver)
    return _sqlite(url) if driver.startswith("sqlite") else _postgresql(url)


def _sqlite(url: URL) -> Address:
    if not url.database or url.database.startswith((":memory:", "file:")) or url.host:
        raise StoreError(f"a SQLite database needs a file; right would be: {_EXAMPLES}")
    if url.query:
        raise StoreError(f"a SQLite address takes no parameters; right would be: {_EXAMPLES}")
    return Address(
        url=url,
        path=Path(url.database).absolute(),
        shown=f"sqlite:///{url.database}",
        redactor=Redactor(),
    )


def _postgresql(url: URL) -> Address:
    secrets = [url.password, *(url.query.get(name) for name in _SECRET_PARAMETERS)]
    bare = url.set(drivername="postgresql", query={})
    return Address(
        url=url,
        path=None,
        shown=bare.render_as_string(hide_password=True),
        redactor=Redactor(secret for secret in secrets if isinstance(secret, str)),
    )


def file_uri(path: Path) -> str:
    """Return a file's address as SQLite takes it, to have the way of opening added."""
    return f"file:{quote(str(path))}"
