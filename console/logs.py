"""Logging, set up once: one line an event, on stderr, without secrets and without noise."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from newsroom.secret import RedactingFilter

if TYPE_CHECKING:
    from newsroom.secret import Redactor

#: Libraries that would print the token within an address, or a page of text for a failed fetch.
_QUIET = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "telegram": logging.WARNING,
    "scrapy": logging.CRITICAL,
    "twisted": logging.CRITICAL,
    "apscheduler": logging.ERROR,
    "asyncio": logging.ERROR,
    "trafilatura": logging.CRITICAL,
    "alembic": logging.WARNING,
    "aiosqlite": logging.WARNING,
    "sqlalchemy": logging.WARNING,
}


def set_up(redactor: Redactor, *, verbose: int = 0, quiet: bool = False) -> None:
    """Send the program's own events to stderr; may be called again with a better redactor."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.addFilter(RedactingFilter(redactor))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(_level(verbose, quiet=quiet))
    for name, level in _QUIET.items():
        logging.getLogger(name).setLevel(level)


def _level(verbose: int, *, quiet: bool) -> int:
    if quiet:
        return logging.ERROR
    return {0: logging.WARNING, 1: logging.INFO}.get(verbose, logging.DEBUG)
