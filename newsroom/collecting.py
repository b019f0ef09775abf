"""Python's collector of garbage, kept from searching where there is none."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def no_collecting() -> Iterator[None]:
    """Put the search for garbage off while very much is built that stays.

    As objects pile up the collector looks through all of them again and again: a third of the time
    that the vocabulary and the places took. Whoever found it running lets it run again.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
