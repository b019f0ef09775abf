"""Every error that this program raises on purpose.

    VedetteError
    ├── ConfigError          the operator's files hold mistakes (all of them are in it)
    ├── Unreadable           bytes from outside are not what they should be
    └── StoreError           the database cannot be used
        ├── StoreTooNew      it was written by a newer version of the program
        ├── StoreTooOld      it has to be migrated, and may not be
        ├── StoreUnavailable not reachable, locked, read-only or full
        └── LeaseLost        somebody else holds what we thought was ours

A failed fetch is no error here but a value (`model.Failed`): sources fail every day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class VedetteError(Exception):
    """Anything that went wrong and has a sentence for the person who reads it."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mistake:
    """One mistake in the operator's files."""

    #: The file, relative to the config directory's parent as the operator wrote it.
    file: str
    #: 1-based line of the offending key or value; 0 where there are no lines.
    line: int
    #: The path of the key, `sources[4].every`; empty for the file as a whole.
    key: str
    #: What is wrong, and what would be right.
    message: str

    def __str__(self) -> str:
        """Print as `file:line: key: message`."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        key = f" {self.key}:" if self.key else ""
        return f"{place}:{key} {self.message}"


class ConfigError(VedetteError):
    """The configuration holds mistakes; `mistakes` has all of them, in file order."""

    def __init__(self, mistakes: Sequence[Mistake], *, files: int = 0) -> None:
        self.mistakes = tuple(sorted(mistakes))
        #: How many files were read.
        self.files = files
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


class Unreadable(VedetteError):  # noqa: N818 - it is said of the item, as in the outcome's name
    """Bytes from outside that cannot be read; the message is one line that says why."""


class StoreError(VedetteError):
    """The database cannot be used."""


class StoreTooNew(StoreError):  # noqa: N818 - reads as the sentence it is
    """The database was written by a newer version of the program."""


class StoreTooOld(StoreError):  # noqa: N818 - likewise
    """The database is older than the program, and was opened so that it may not be migrated."""


class StoreUnavailable(StoreError):  # noqa: N818 - likewise
    """The database cannot be reached, opened or written (locked, read-only, disk full)."""


class LeaseLost(StoreError):  # noqa: N818 - likewise
    """The lease was taken by another process: stop before the next effect."""
