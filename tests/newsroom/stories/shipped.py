"""The reader that comes with the program, for tests that need what it knows."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from newsroom.config.find import starter
from newsroom.config.load import load

if TYPE_CHECKING:
    from newsroom.settings import Settings


@cache
def shipped() -> Settings:
    return load(starter(), {}, trusting=True)
