"""The database for looking, without the rest of the program: what only reads starts at once."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from newsroom.store.database import open_store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from newsroom.settings import Settings
    from newsroom.store.protocol import Store


@asynccontextmanager
async def stored_only(settings: Settings) -> AsyncIterator[Store | None]:
    """Open the database for looking, and nothing else; None where there is none yet."""
    store = await open_store(settings.secrets.database, read_only=True)
    try:
        yield store
    finally:
        if store is not None:
            await store.close()
