"""Secrets from the environment; a message names the variable and never repeats its value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsroom.errors import Mistake
from newsroom.secret import Redactor, Secret, database_password
from newsroom.settings import Secrets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TOKEN = "VEDETTE_TELEGRAM_TOKEN"  # noqa: S105 - the variable's name
DATABASE = "VEDETTE_DATABASE"
CONSOLE_PASSWORD = "VEDETTE_CONSOLE_PASSWORD"  # noqa: S105 - likewise
LLM_KEY = "VEDETTE_LLM_KEY"

#: What may stand in an address as it is. The Bot API says whether it is a token; a shape that is
#: right today need not be right tomorrow, nor on a server of one's own.
_TOKEN = re.compile(r"[A-Za-z0-9:_.~-]+")
_SCHEMES = ("sqlite", "sqlite+aiosqlite", "postgresql", "postgresql+psycopg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """What the environment says."""

    secrets: Secrets
    redactor: Redactor
    mistakes: tuple[Mistake, ...]


def read_environment(environ: Mapping[str, str]) -> Environment:
    """Read the secrets; never raises, what is wrong is in `mistakes`."""
    token = environ.get(TOKEN, "").strip()
    database = environ.get(DATABASE, "").strip() or Secrets().database
    password = database_password(database) or ""
    console, key = (environ.get(name, "").strip() for name in (CONSOLE_PASSWORD, LLM_KEY))
    return Environment(
        secrets=Secrets(
            telegram_token=Secret(token) if token else None,
            llm_key=Secret(key) if key else None,
            database=database,
        ),
        redactor=Redactor([token, password, console, key]),
        mistakes=tuple(_mistakes(token, database, key)),
    )


def _mistakes(token: str, database: str, key: str) -> Iterator[Mistake]:
    if key and not (key.isascii() and key.isprintable()):
        yield _mistake(LLM_KEY, "cannot be a key; copy it again: letters, digits and signs")
    if token and not _TOKEN.fullmatch(token):
        yield _mistake(
            TOKEN,
            "cannot be a bot token; copy what @BotFather wrote: digits, “:”, letters, “-” and “_”",
        )
    why = _wrong_database(database)
    if why:
        yield _mistake(
            DATABASE, f"{why}; write sqlite:///vedette.db or postgresql://user@host/name"
        )


def _wrong_database(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return "cannot be read as an address"
    if parts.scheme not in _SCHEMES:
        return "is no database that this program can use"
    if parts.scheme.startswith("sqlite") and (parts.netloc or len(parts.path) <= 1):
        return "names no file (three slashes come before a relative path, four before an absolute)"
    return None


def _mistake(variable: str, message: str) -> Mistake:
    return Mistake(file="environment", line=0, key=variable, message=message)
